package print

import (
	"testing"

	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "print", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		st := uitest.NewStage(t, l, lang)
		return st.Play(New(newDesk(), &pages{}, st, route.To(route.Print)))
	})
	uitest.InEveryLook(t, "print-issued", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		st := uitest.NewStage(t, l, lang)
		r := st.Play(New(newDesk(), &pages{}, st, route.To(route.Print)))
		return r.Press("F9").Type("right").Tap(st.Text().T("print.sign"))
	})
}
