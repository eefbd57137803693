package handover_test

import (
	"testing"

	"shinsa/review"
	"shinsa/ui/route"
	"shinsa/ui/screen/handover"
	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "handover", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		uitest.Setup(t, l)
		h := uitest.NewHost(t, uitest.Window(t, l), lang)
		return h.Show(t, handover.New(uitest.NewDesk(t, review.Submitted), h, route.Of(route.Handover, uitest.Case)))
	})
}
