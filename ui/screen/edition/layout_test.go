package edition

import (
	"testing"

	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "edition-about", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		d, st := begun(t), uitest.NewStage(t, l, lang)
		return st.Play(New(d, st, route.OfEdition(route.Edition, "amend-2")))
	})
	uitest.InEveryLook(t, "edition-editor", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		d, st := begun(t), uitest.NewStage(t, l, lang)
		return st.Play(New(d, st, route.Route{Screen: route.Edition, Edition: "amend-2", Item: "31.2"}))
	})
}
