package convene

import (
	"testing"

	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "convene", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		st := uitest.NewStage(t, l, lang)
		d := newDesk(t)
		d.waiting = amendments()
		return st.Play(New(d, st, route.Of(route.Convene, "C2026-0001")))
	})
}
