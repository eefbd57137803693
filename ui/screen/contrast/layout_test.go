package contrast

import (
	"testing"

	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "contrast", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		d, st := amended(t), uitest.NewStage(t, l, lang)
		s := New(d, st, at)
		r := st.Play(s)
		s.open(1)
		return r
	})
}
