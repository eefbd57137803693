package ui

import (
	"testing"

	"shinsa/i18n"
	"shinsa/ui/uitest"
	"shinsa/ui/widget"
)

func TestPIN_IsAskedForInTheWindow(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	for name, tt := range map[string]struct {
		lang   string
		answer func(*uitest.Robot)
		want   string
	}{
		"typed":             {"ja", func(r *uitest.Robot) { r.Type("4649").Press("Return") }, "4649"},
		"thought better of": {"ja", func(r *uitest.Robot) { r.Press("Escape") }, ""},
		"declined":          {"en", func(r *uitest.Robot) { r.Tap("Not now") }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := uitest.Window(t, uitest.Laptop)
			r := uitest.At(t, w, widget.NewNote("desk"))
			p := &Program{ctx: t.Context(), window: w, text: i18n.New(tt.lang)}
			answer := make(chan string, 1)
			p.askPIN("見本カード", answer)
			r.See("見本カード", "PIN").Picture("pin-" + tt.lang)
			tt.answer(r)
			if got := <-answer; got != tt.want {
				t.Errorf("answered %q", got)
			}
			r.DontSee("見本カード")
		})
	}
}
