package home_test

import (
	"testing"

	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "home", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		r, _ := open(t, l, lang, several())
		return r
	})
}
