package fill_test

import (
	"testing"

	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "fill", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		d, b := clashing(t)
		r, s, _ := open(t, l, lang, d)
		s.Files["form.txt"], s.Chosen = b, "form.txt"
		return r.Press("O")
	})
}
