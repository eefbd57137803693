package unlock

import (
	"testing"

	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "unlock", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		r, _, _ := showIn(t, &gate{places: []Place{{Folder: "/desk"}}}, l, lang)
		return r
	})
	uitest.InEveryLook(t, "unlock-new", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		r, _, _ := showIn(t, &gate{}, l, lang)
		return r
	})
}
