package contrast

import (
	"bytes"
	"testing"

	"shinsa/review"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func amended(t *testing.T) *review.Desk {
	t.Helper()
	d := uitest.Office(t)
	uitest.Amended(t, d, "amend-2")
	return d
}

var at = route.Route{Screen: route.Contrast, Edition: "amend-2", Earlier: "iaas-paas-iot-sample-1"}

func TestArt22_OldAndNewSideBySide(t *testing.T) {
	d, st := amended(t), uitest.NewStage(t, uitest.Laptop, "ja")
	s := New(d, st, at)
	r := st.Play(s)
	r.See("変更 1", "移動 1", "新設 1", "削除 1", "変更なし 133")
	if len(s.lines) != 4 {
		t.Fatalf("%d lines are shown", len(s.lines))
	}
	for i, l := range s.lines {
		if l.Ids == "30.1" {
			s.open(i)
		}
	}
	r.See("変わった点：記述内容", "通知の方法を含む。").Picture("contrast-ja")
	r.Press("J")
	r.Tap("変更なし 133")
	if len(s.lines) != 137 {
		t.Errorf("%d lines with those unchanged", len(s.lines))
	}
	r.FocusOn("番号・語で探す").Type("生成系")
	if len(s.lines) != 1 {
		t.Errorf("%d lines are found", len(s.lines))
	}
	r.See("（新設）")
	st.Chosen = "out"
	r.Tap("PDF").Tap("Excel")
	if len(st.Problems) > 0 || !bytes.HasPrefix(st.Written["contrast_iaas-paas-iot-sample-1_amend-2.pdf"], []byte("%PDF")) || len(st.Written) != 2 {
		t.Errorf("written %d, problems %v", len(st.Written), st.Problems)
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
		st := uitest.NewStage(t, look.look, look.lang)
		s := New(amended(t), st, at)
		r := st.Play(s)
		s.open(3)
		r.Picture("contrast-" + look.name)
		if c := r.Clipped(); len(c) > 0 {
			t.Errorf("%s: %v", look.name, c)
		}
	}
}
