package correct

import (
	"bytes"
	"testing"

	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func TestArt4_LetterAndMarkedWorkbook(t *testing.T) {
	d, st := uitest.Office(t), uitest.NewStage(t, uitest.Laptop, "ja")
	id := uitest.Received(t, d, "case-2")
	s := New(d, st, route.Of(route.Correct, id))
	r := st.Play(s)
	r.See("要対応", "回答期限", "件の補正を依頼します").Picture("correct-ja")
	n := s.asked()
	if n == 0 || n == len(s.points) {
		t.Fatalf("%d of %d findings are picked at first", n, len(s.points))
	}
	r.Press("N")
	if s.asked() != 0 || r.Enabled("補正依頼を作る") {
		t.Error("a letter without a point could be made")
	}
	r.Press("F9")
	if len(st.Told) != 1 {
		t.Errorf("told %v", st.Told)
	}
	s.points[0].picked = true
	s.reword(s.points[0])
	s.points[0].field.SetText("この欄を書き直してください。")
	s.reword(s.points[0])
	r.See("この欄を書き直してください。")
	r.Tap("自分の言葉で加える").Type("連絡先を確かめてください。")
	r.See("2件の補正を依頼します").Picture("correct-own-ja")
	r.Tap("補正依頼を作る")
	all, err := d.Corrections(t.Context(), id)
	if err != nil || len(all) != 1 || len(all[0].Points) < 2 || len(st.Problems) > 0 {
		t.Fatalf("kept %+v, %v; problems %v", all, err, st.Problems)
	}
	pdf, xlsx := 0, 0
	for _, b := range st.Written {
		switch {
		case bytes.HasPrefix(b, []byte("%PDF")):
			pdf++
		case bytes.HasPrefix(b, []byte("PK")):
			xlsx++
		}
	}
	if pdf != 1 || xlsx != 1 {
		t.Errorf("%d letters, %d workbooks", pdf, xlsx)
	}
	r.See("真正")
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
		r := st.Play(New(d, st, route.Of(route.Correct, uitest.Received(t, d, "case-2"))))
		r.Picture("correct-" + look.name)
		if c := r.Clipped(); len(c) > 0 {
			t.Errorf("%s: %v", look.name, c)
		}
	}
}
