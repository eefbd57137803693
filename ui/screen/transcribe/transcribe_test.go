package transcribe

import (
	"testing"

	"shinsa/review"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func begin(t *testing.T, look uitest.Look, lang string) (*review.Desk, *uitest.Stage, *Screen, *uitest.Robot) {
	t.Helper()
	d, st := uitest.Office(t), uitest.NewStage(t, look, lang)
	s := New(d, uitest.Pages{}, st, route.To(route.Transcribe))
	return d, st, s, st.Play(s)
}

// stand shows the place of a key.
func (s *Screen) stand(t *testing.T, key string) {
	t.Helper()
	for i, p := range s.rows {
		if p.Key == key {
			s.choose(i)
			s.form.enter()
			return
		}
	}
	t.Fatalf("no place %s", key)
}

func TestArt4_APaperFormIsTypedInBesideItsScan(t *testing.T) {
	d, st, s, r := begin(t, uitest.Laptop, "ja")
	r.See("スキャンした申請書", "申請区分")
	s.stand(t, "a/operator_name")
	r.Type("見本クラウド株式会社").Press("Return")
	if len(st.Problems) != 1 {
		t.Fatalf("typed by nobody: %v", st.Problems)
	}
	s.by.SetText("事務 一子")
	s.stand(t, "a/operator_name")
	s.form.fields[0].SetText("見本クラウド株式会社")
	r.Press("Return")
	s.stand(t, "b/31.2")
	s.form.fields[0].SetText("99.95％")
	s.stand(t, "c/0")
	for i, text := range []string{"資料1", "登記事項証明書", "01.pdf", "2", "否"} {
		s.form.fields[i].SetText(text)
	}
	s.choose(0)
	st.Files["scan.pdf"], st.Chosen = []byte("%PDF-1.7 見本"), "scan.pdf"
	r.Press("F3").See("scan.pdf").Picture("transcribe-ja")
	all, err := d.TypedApplications(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatalf("kept %v, %v", all, err)
	}
	k := all[0]
	if k.First.FormA["operator_name"] != "見本クラウド株式会社" || k.First.Answers["31.2"].Text != "99.95％" || len(k.First.Evidence) != 1 || k.First.Evidence[0].Title != "登記事項証明書" ||
		len(k.Scans) != 1 || k.First.By != "事務 一子" {
		t.Fatalf("kept %+v", k)
	}
	again := New(d, uitest.Pages{}, st, route.Route{Screen: route.Transcribe, Filter: k.ID})
	r = st.Play(again)
	r.See("見本クラウド株式会社", "scan.pdf")
	r.Press("F9")
	if len(st.Went) == 0 || st.Went[len(st.Went)-1].Case == "" {
		t.Fatalf("no case: %v", st.Problems)
	}
}

func TestArt4_TwoEntriesAreComparedAndSettled(t *testing.T) {
	d, st, s, r := begin(t, uitest.Laptop, "ja")
	s.by.SetText("事務 一子")
	s.stand(t, "a/operator_name")
	s.form.fields[0].SetText("見本クラウド株式会社")
	s.stand(t, "b/31.2")
	s.form.fields[0].SetText("99.95％")
	s.choose(0)
	r.Tap("二人目")
	s.by.SetText("事務 二郎")
	r.DontSee("見本クラウド株式会社")
	s.stand(t, "a/operator_name")
	s.form.fields[0].SetText("見本クラウド㈱")
	s.stand(t, "b/31.2")
	s.form.fields[0].SetText("９９．９５％") // widths make no difference
	s.choose(0)
	r.Press("F5").See("見本クラウド㈱", "1か所").Picture("transcribe-compare-ja")
	if len(s.rows) != 1 {
		t.Fatalf("%d places differ", len(s.rows))
	}
	r.Press("F9")
	if len(st.Problems) != 1 {
		t.Fatalf("two entries that differ became a case: %v", st.Problems)
	}
	r.TapNth("これが正しい", 0)
	k, err := d.TypedApplication(t.Context(), s.kept.ID)
	if err != nil || k.Second.FormA["operator_name"] != "見本クラウド株式会社" || k.Second.By != "事務 二郎" || k.First.By != "事務 一子" {
		t.Fatalf("kept %+v, %v", k.Second, err)
	}
	r.See("二つの入力に違いはありません")
	r.Press("F9")
	if len(st.Went) == 0 || st.Went[len(st.Went)-1].Case == "" {
		t.Errorf("no case: %v", st.Problems)
	}
}

func TestLooks(t *testing.T) {
	for _, look := range []struct {
		name, lang string
		look       uitest.Look
	}{
		{"en-dark", "en", uitest.Look{Mode: "dark", Percent: 100, Scale: 1, Width: 1366, Height: 768}},
		{"ja-150", "ja", uitest.Look{Mode: "light", Percent: 150, Scale: 1, Width: 1366, Height: 768}},
	} {
		_, _, s, r := begin(t, look.look, look.lang)
		s.stand(t, "b/31.2")
		r.Picture("transcribe-" + look.name)
		if c := r.Clipped(); len(c) > 0 {
			t.Errorf("%s: %v", look.name, c)
		}
	}
}
