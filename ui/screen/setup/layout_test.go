package setup

import (
	"testing"

	"shinsa/review"
	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "setup", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		r, _ := playIn(t, newDesk(review.Member), l, lang, "")
		return r
	})
}
