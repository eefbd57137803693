package walk_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/ui/evidence"
	"shinsa/ui/route"
	"shinsa/ui/screen/walk"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

var engine = evidence.New(evidence.Config{})

func open(t *testing.T, look uitest.Look, lang string, d *uitest.Desk) (*uitest.Robot, *uitest.Host, *walk.Screen) {
	t.Helper()
	uitest.Setup(t, look)
	h := uitest.NewHost(t, uitest.Window(t, look), lang)
	s := walk.New(d, engine, h, route.Of(route.Walk, uitest.Case))
	return h.Show(t, s), h, s
}

func TestPictures(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	for i, it := range uitest.Edition(t).Items() {
		if i > 40 {
			break
		}
		d.Files[uitest.Case].Marks[it.ID] = checklist.Mark{Item: it.ID, Verdict: checklist.Verdicts[i%7%4], Seen: true, Revision: 1}
	}
	for _, look := range []struct {
		name, lang string
		uitest.Look
	}{
		{"ja-light", "ja", uitest.Laptop},
		{"en-dark", "en", uitest.Look{Mode: theme.Dark, Percent: 100, Scale: 1, Width: 1366, Height: 768}},
		{"ja-150", "ja", uitest.Look{Mode: theme.Light, Percent: 150, Scale: 1, Width: 1920, Height: 1080}},
	} {
		t.Run(look.name, func(t *testing.T) {
			r, _, _ := open(t, look.Look, look.lang, d)
			r.Press("J", "1", "N")
			r.Picture("walk-" + look.name)
		})
	}
}
