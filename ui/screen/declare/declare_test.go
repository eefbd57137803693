package declare_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/conflict"
	"shinsa/ui/route"
	"shinsa/ui/screen/declare"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

func open(t *testing.T, look uitest.Look, lang string, d *uitest.Desk) (*uitest.Robot, *uitest.Host, *declare.Screen) {
	t.Helper()
	uitest.Setup(t, look)
	h := uitest.NewHost(t, uitest.Window(t, look), lang)
	h.Out = uitest.Nowhere{}
	s := declare.New(d, h, route.Of(route.Declare, uitest.Case))
	return h.Show(t, s), h, s
}

func TestPictures(t *testing.T) {
	d := uitest.NewDesk(t, review.Sealed)
	d.Matches = []conflict.Match{{ID: "x", Kind: conflict.Competitor, Mine: "例示クラウド株式会社", Theirs: "例示クラウド株式会社"}}
	r, _, _ := open(t, uitest.Laptop, "ja", d)
	r.Picture("declare-ja")
	r.Press("P", "P").Picture("declare-ja-end")
	r, _, _ = open(t, uitest.Look{Mode: theme.Dark, Percent: 125, Scale: 1, Width: 1366, Height: 768}, "en", d)
	r.Picture("declare-en-dark")
}
