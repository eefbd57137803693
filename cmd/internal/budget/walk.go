package main

import (
	"testing"
	"time"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/ui/route"
	"shinsa/ui/screen/walk"
	"shinsa/ui/uitest"
)

// frame is what one frame of a screen may take.
const frame = 16 * time.Millisecond

// walked puts a submitted case on the screen of the walk: nothing is saved, so that what is measured is the screen.
func walked(b *testing.B) *uitest.Robot {
	uitest.Setup(b, uitest.Laptop)
	h := uitest.NewHost(b, uitest.Window(b, uitest.Laptop), i18n.Japanese)
	s := walk.New(uitest.NewDesk(b, review.Submitted), uitest.Pages{}, h, route.Of(route.Walk, uitest.Case))
	b.Cleanup(s.Close)
	return h.Show(b, s)
}

// next is going to the next item: its words laid out, the outline brought up to date, its evidence asked for.
func next(string) (Row, error) {
	return Row{Work: "the next item of 136 on screen", Within: frame, Ours: func(b *testing.B) {
		r := walked(b)
		for i := 0; b.Loop(); i++ {
			if i%40 < 20 {
				r.Press("J")
			} else {
				r.Press("K")
			}
		}
	}}, nil
}
