package profile_test

import (
	"testing"

	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "profile", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		r, _, _ := open(t, l, lang, full())
		return r
	})
}
