package intake

import (
	"testing"

	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func TestArt22_AnotherEditionNeedsAReason(t *testing.T) {
	d, st := uitest.Office(t), uitest.NewStage(t, uitest.Laptop, "ja")
	uitest.Amended(t, d, "amend-2")
	uitest.InForce(t, d, "amend-2")
	st.Files["form.xlsx"] = uitest.SampleForm(t, "case-1")
	s := New(d, st, route.To(route.Intake))
	r := st.Play(s)
	r.See("令和8年改正")
	s.received.SetText("2026-03-31")
	s.ground.show()
	r.See("2026年3月31日", "IaaS・PaaS").Picture("intake-edition-ja")
	s.received.SetText("2026-04-06")
	s.ground.show()
	r.Tap("別の版を使う…").Type("sample").Press("Return")
	s.form.Put("form.xlsx")
	r.Press("F5")
	if len(st.Problems) != 1 {
		t.Fatalf("another edition was used without a reason: %v", st.Problems)
	}
	r.FocusOn("別の版を使う理由").Type("旧様式で準備したため").Press("F5").Press("F9")
	if len(st.Went) == 0 {
		t.Fatalf("nothing was taken in: %v", st.Problems)
	}
	id := st.Went[len(st.Went)-1].Case
	c, ok, err := d.EditionChoice(t.Context(), id)
	if err != nil || !ok || c.Reason != "旧様式で準備したため" || c.ByDate != "amend-2" {
		t.Errorf("choice %+v, %t, %v", c, ok, err)
	}
	r = st.Play(New(d, st, route.Of(route.Intake, id)))
	r.See("旧様式で準備したため", "「令和8年改正」へ移す…").Picture("intake-case-edition-ja")
	r.Tap("「令和8年改正」へ移す…")
	if w := st.Went[len(st.Went)-1]; w.Screen != route.Migrate || w.Case != id || w.Edition != "amend-2" {
		t.Errorf("went %v", w)
	}
}

func TestArt4_TheCorrectedFormShowsWhatItChanged(t *testing.T) {
	d, st := uitest.Office(t), uitest.NewStage(t, uitest.Laptop, "ja")
	id := uitest.Received(t, d, "case-3")
	r := st.Play(New(d, st, route.Of(route.Intake, id)))
	r.See("補正を依頼する").Press("F7")
	at := st.Went[len(st.Went)-1]
	if at.Screen != route.Intake || at.Filter != string(id) {
		t.Fatalf("went %v", at)
	}
	st.Files["form.xlsx"] = uitest.SampleForm(t, "case-1")
	s := New(d, st, at)
	r = st.Play(s)
	r.See("の補正後の申請書として受け付けます").Picture("intake-revise-ja")
	s.form.Put("form.xlsx")
	r.Press("F5").Press("F9")
	f, err := d.File(t.Context(), id)
	if err != nil || f.Revisions != 1 {
		t.Fatalf("revision %d, %v, problems %v", f.Revisions, err, st.Problems)
	}
	r = st.Play(New(d, st, route.Of(route.Intake, id)))
	r.See("補正による変更", "か所が異なります").Picture("intake-changes-ja")
}
