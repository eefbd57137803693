package walk_test

import (
	"testing"

	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "walk-every", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		r, _, _ := open(t, l, lang, secondRound(t), route.AtItem(uitest.Case, "31.2"))
		return r
	})
}
