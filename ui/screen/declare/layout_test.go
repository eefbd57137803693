package declare_test

import (
	"testing"

	"shinsa/review"
	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "declare", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		r, _, _ := open(t, l, lang, uitest.NewDesk(t, review.Sealed))
		return r
	})
}
