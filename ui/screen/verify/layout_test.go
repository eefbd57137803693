package verify

import (
	"testing"

	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "verify", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		st := uitest.NewStage(t, l, lang)
		st.Files["good.pdf"], st.Files["bad.pdf"] = []byte("%PDF"), []byte("%PDF")
		s := New(desk{}, st, route.To(route.Verify))
		r := st.Play(s)
		s.Drop([]string{"bad.pdf", "good.pdf"})
		return r
	})
}
