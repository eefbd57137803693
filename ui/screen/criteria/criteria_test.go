package criteria

import (
	"testing"

	"shinsa/review/criteria"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func TestArt22_ADraftIsBegunFromAnEdition(t *testing.T) {
	d, st := uitest.Office(t), uitest.NewStage(t, uitest.Laptop, "ja")
	r := st.Play(New(d, st, route.To(route.Criteria)))
	r.See("見本", "施行中", "136項目", "制定（平成30年12月1日施行）", "旧版", "議題はありません").Picture("criteria-list-ja")
	r.Press("F2").Type("amend-2").FocusOn("例：令和8年改正").Type("令和8年改正案").Press("Return")
	e, err := d.Edition(t.Context(), "amend-2")
	if err != nil || e.Status() != criteria.Draft || len(e.Items()) != 136 {
		t.Fatalf("draft %v, %v", e, err)
	}
	if n := len(st.Went); n == 0 || st.Went[n-1] != route.OfEdition(route.Edition, "amend-2") {
		t.Errorf("went %v", st.Went)
	}
	r.Tap("改正案を作る")
	if len(st.Problems) != 1 {
		t.Errorf("the same number twice: %v", st.Problems)
	}
	r.Press("F3")
	if n := len(st.Went); st.Went[n-1] != route.To(route.Adopt) {
		t.Errorf("went %v", st.Went)
	}
}

func TestArt22_TheRulesAreAmendedOnTheAgenda(t *testing.T) {
	d, st := uitest.Office(t), uitest.NewStage(t, uitest.Laptop, "en")
	s := New(d, st, route.To(route.Criteria))
	r := st.Play(s)
	r.FocusOn("e.g. rules-2026").Type("rules-2026").FocusOn("e.g. 令和8年改正 of the rules").Type("審査料の改定").Tap("Propose an amendment of the rules")
	r.See("Proposed (agenda)", "審査料の改定").Picture("criteria-rules-en")
	r.Tap("Record the deliberation").Tap("Record the announcement")
	r.See("Announced")
	all, err := d.RulesEditions(t.Context())
	if err != nil || all[3].Status != criteria.Announced || all[3].InForceFrom != uitest.OfficeDay.AddDays(30) {
		t.Errorf("rules %+v, %v", all, err)
	}
	if len(s.found) == 0 {
		t.Error("an announcement without a text raises no finding")
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
		d, st := uitest.Office(t), uitest.NewStage(t, look.look, look.lang)
		r := st.Play(New(d, st, route.To(route.Criteria)))
		r.Picture("criteria-list-" + look.name)
		if c := r.Clipped(); len(c) > 0 {
			t.Errorf("%s: %v", look.name, c)
		}
	}
}
