package register

import (
	"testing"

	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "register", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		st := uitest.NewStage(t, l, lang)
		return st.Play(New(newDesk(), st, route.To(route.Register)))
	})
}

func TestRevocationIsNotCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "register-revoke", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		st := uitest.NewStage(t, l, lang)
		return st.Play(New(newDesk(), st, route.To(route.Register))).Press("F9").Tap("6").Tap("9")
	})
}

func TestActsAreNotCutOrCovered(t *testing.T) {
	for name, key := range map[string]string{"lapse": "F4", "improve": "F6", "continue": "C", "end": "E", "enter": "N", "note": "R"} {
		uitest.InEveryLook(t, "register-"+name, func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
			st := uitest.NewStage(t, l, lang)
			return st.Play(New(newDesk(), st, route.To(route.Register))).Press(key)
		})
	}
}
