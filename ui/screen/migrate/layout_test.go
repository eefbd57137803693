package migrate

import (
	"testing"

	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "migrate", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		d, id := office(t)
		st := uitest.NewStage(t, l, lang)
		return st.Play(New(d, st, place(id)))
	})
}
