package opine_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/opinion"
	"shinsa/ui/evidence"
	"shinsa/ui/route"
	"shinsa/ui/screen/opine"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

var engine = evidence.New(evidence.Config{})

func open(t *testing.T, look uitest.Look, lang string, d *uitest.Desk) (*uitest.Robot, *uitest.Host, *opine.Screen) {
	t.Helper()
	uitest.Setup(t, look)
	h := uitest.NewHost(t, uitest.Window(t, look), lang)
	h.Out = uitest.Nowhere{}
	s := opine.New(d, engine, h, route.Of(route.Opine, uitest.Case))
	return h.Show(t, s), h, s
}

// judged returns a desk on which every item is conforming, but for the first few.
func judged(t *testing.T) *uitest.Desk {
	t.Helper()
	d := uitest.NewDesk(t, review.Open)
	for i, it := range uitest.Edition(t).Items() {
		m := checklist.Mark{Item: it.ID, Verdict: checklist.Conforming, Disclosed: checklist.Adequate, Seen: true, Revision: 1}
		if it.Level != nil {
			m.Level = checklist.LevelMet
		}
		if i == 40 {
			m.Verdict, m.Remark = checklist.Query, "実績値の計測期間が示されていない。"
		}
		d.Files[uitest.Case].Marks[it.ID] = m
	}
	return d
}

func TestPictures(t *testing.T) {
	d := judged(t)
	for i, it := range uitest.Edition(t).Items() {
		if i > 100 {
			delete(d.Files[uitest.Case].Marks, it.ID)
		}
	}
	d.Files[uitest.Case].Draft = opinion.Draft{Overall: opinion.Conditional, Summary: "開示はおおむね適切である。", Reasons: []opinion.Reason{{Item: "31.2", Text: "稼働率の実績値について、計測期間の記載がない。"}}}
	r, _, _ := open(t, uitest.Laptop, "ja", d)
	r.Picture("opine-ja")
	r, _, _ = open(t, uitest.Look{Mode: theme.Dark, Percent: 100, Scale: 1, Width: 1366, Height: 768}, "en", d)
	r.Picture("opine-en-dark")
}
