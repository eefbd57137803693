package adopt

import (
	"testing"

	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

func TestNothingIsCutOrCovered(t *testing.T) {
	for name, table := range map[string]string{"published": published, "unknown": unknown} {
		uitest.InEveryLook(t, "adopt-"+name, func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
			d, st := uitest.Office(t), uitest.NewStage(t, l, lang)
			st.Files["table.csv"] = []byte(table)
			s := New(d, st, route.To(route.Adopt))
			r := st.Play(s)
			s.Drop([]string{"table.csv"})
			return r
		})
	}
}
