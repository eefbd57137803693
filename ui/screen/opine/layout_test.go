package opine_test

import (
	"testing"

	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "opine", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		r, _, _ := open(t, l, lang, judged(t))
		return r
	})
}
