package main

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/criteria/criteriatest"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen/walk"
	"shinsa/ui/uitest"
)

// frame is what one frame of a screen may take.
const frame = 16 * time.Millisecond

// outline is a verdict in an outline of 6,000 items under eight levels of headings: figures, chips and every row, narrowed, made anew.
func outline(string) (Row, error) {
	row := Row{Work: "a verdict in a filtered outline of 6,000 items", Within: frame}
	e, err := criteriatest.Edition(criteriatest.LargeItems, criteriatest.LargeLevels)
	if err != nil {
		return row, fmt.Errorf("make edition: %w", err)
	}
	f := &review.File{Edition: e, Marks: map[ident.ItemID]checklist.Mark{}, Application: &intake.Application{Answers: intake.Answers{}}}
	t := i18n.New(i18n.Japanese)
	o, items, n := present.NewOutline(t, f), e.Items(), 0
	row.Ours = func(b *testing.B) {
		for b.Loop() {
			n++
			id := items[n%len(items)].ID
			f.Marks[id] = checklist.Mark{Item: id, Verdict: checklist.Verdicts[n%4], Seen: true}
			o.Update(id)
			o.Rows(present.View{Keep: id, Filters: map[present.Filter]bool{present.FilterUnseen: true}})
			o.Chips(t)
		}
	}
	return row, nil
}

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

// walkMemory is what the program holds after all items were walked twice, against once.
func walkMemory(string) (Row, error) {
	return Row{Work: "memory after walking 136 items twice", Name: "after once", Ratio: 1.1, Sizes: func() (ours, peer int64, err error) {
		testing.Benchmark(func(b *testing.B) {
			if ours != 0 {
				return
			}
			r := walked(b)
			round := func() int64 {
				for range 136 {
					r.Press("J")
				}
				for range 136 {
					r.Press("K")
				}
				runtime.GC()
				runtime.GC()
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				return int64(m.HeapAlloc)
			}
			peer = round()
			ours = round()
		})
		if ours == 0 {
			return 0, 0, fmt.Errorf("the walk failed")
		}
		return ours, peer, nil
	}}, nil
}
