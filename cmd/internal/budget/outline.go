package main

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/criteria/criteriatest"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen/walk"
	"shinsa/ui/uitest"
)

// made is an open case of a made edition with a disclosure for each item.
func made(items, levels int) (*review.File, error) {
	e, err := criteriatest.Edition(items, levels)
	if err != nil {
		return nil, fmt.Errorf("make edition: %w", err)
	}
	app := &intake.Application{Load: intake.Loaded, Answers: intake.Answers{}, Levels: map[ident.ItemID]criteria.Outcome{}}
	for i := range 8 {
		app.Evidence = append(app.Evidence, intake.Evidence{No: fmt.Sprintf("資料%d", i+1), Present: true})
	}
	for i, it := range e.Items() {
		app.Answers[it.ID] = intake.Disclosure{
			Kind: criteria.StateAnswered, Type: it.Answer.Type, At: fmt.Sprintf("様式B!F%d", i+4),
			Value:    intake.TextValue(strings.Repeat("この項目の開示内容。", 4)),
			Evidence: []intake.Pointer{{No: fmt.Sprintf("資料%d", i%8+1), Page: i%9 + 1}},
		}
		if it.Level != nil {
			app.Levels[it.ID] = criteria.Outcome{Result: criteria.Met, Reason: "reached"}
		}
	}
	f := &review.File{Edition: e, Application: app, Marks: map[ident.ItemID]checklist.Mark{}}
	f.Row = review.Row{Case: review.Case{ID: uitest.Case, Kind: "new", State: review.Open, Edition: e.ID(), Round: 1}, Total: items, Evidence: 8}
	return f, nil
}

// outlined puts such a case on the screen of the walk, on a desk that stands in.
func outlined(b *testing.B, items, levels int) *uitest.Robot {
	f, err := made(items, levels)
	if err != nil {
		b.Fatal(err)
	}
	uitest.Setup(b, uitest.Laptop)
	d := uitest.NewDesk(b, review.Open)
	d.Files[uitest.Case] = f
	h := uitest.NewHost(b, uitest.Window(b, uitest.Laptop), i18n.Japanese)
	s := walk.New(d, uitest.Pages{}, h, route.Of(route.Walk, uitest.Case))
	b.Cleanup(s.Close)
	return h.Show(b, s)
}

// judged is a verdict in a filtered outline of 6,000 items under eight levels of headings: figures, chips and every row made anew.
func judged(string) (Row, error) {
	row := Row{Work: "a verdict in a filtered outline of 6,000 items", Within: frame}
	f, err := made(criteriatest.LargeItems, criteriatest.LargeLevels)
	if err != nil {
		return row, err
	}
	t := i18n.New(i18n.Japanese)
	o, items, n := present.NewOutline(t, f), f.Edition.Items(), 0
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

// Where the outline is in the window of a laptop, and how far a turn of the wheel goes.
const (
	outlineX, outlineY = 160, 500
	wheel              = 120
)

// scrolled is one frame of scrolling through 6,000 items, ten screens down and up again.
func scrolled(string) (Row, error) {
	return Row{Work: "the outline of 6,000 items scrolled, a frame", Within: frame, Ours: func(b *testing.B) {
		r := outlined(b, criteriatest.LargeItems, criteriatest.LargeLevels)
		before := strings.Join(r.Words(), "\n")
		if r.Scroll(outlineX, outlineY, wheel); strings.Join(r.Words(), "\n") == before {
			b.Fatal("the outline stays as it is")
		}
		for i := 0; b.Loop(); i++ {
			if i%100 < 50 {
				r.Scroll(outlineX, outlineY, wheel)
			} else {
				r.Scroll(outlineX, outlineY, -wheel)
			}
		}
	}}, nil
}

// narrowed is one frame of filtering them: a filter switched on or off, or another letter searched for.
func narrowed(string) (Row, error) {
	return Row{Work: "the outline of 6,000 items filtered, a frame", Within: frame, Ours: func(b *testing.B) {
		r := outlined(b, criteriatest.LargeItems, criteriatest.LargeLevels)
		mandatory := "必須 " + present.Count(criteriatest.LargeItems/2)
		r.Press("/").Type("1") // folds the texts of all items, once
		for i := 0; b.Loop(); i++ {
			switch i % 4 {
			case 0, 2:
				r.Tap(mandatory)
			case 1:
				r.Press("/").Type("2")
			case 3:
				r.Press("/", "BackSpace")
			}
		}
	}}, nil
}

// outlineMemory is what the program holds with 6,000 items on the screen against the same with 136, and the text that is more.
func outlineMemory(string) (Row, error) {
	return Row{Work: "memory with 6,000 items in 8 levels on screen", Name: "with 136 items, and the text that is more", Ratio: 1.3, Sizes: func() (ours, peer int64, err error) {
		large, err := weigh("outline-6000", 2)
		if err != nil {
			return 0, 0, err
		}
		small, err := weigh("outline-136", 2)
		if err != nil {
			return 0, 0, err
		}
		return large[0], small[0] + large[1] - small[1], nil
	}}, nil
}

// shows returns what a process holds that shows a case of some size, after garbage is collected, and how much of it is text.
func shows(items, levels int) func() ([]int64, error) {
	return func() (sizes []int64, err error) {
		testing.Benchmark(func(b *testing.B) {
			if sizes != nil || err != nil {
				return
			}
			r := outlined(b, items, levels)
			for range 20 {
				r.Scroll(outlineX, outlineY, wheel)
			}
			for range 10 {
				r.Press("J")
			}
			f, ferr := made(items, levels)
			if ferr != nil {
				err = ferr
				return
			}
			text := textIn(reflect.ValueOf([]any{f.Edition.Items(), f.Edition.Groups(), f.Application}))
			f = nil
			sizes = []int64{held(), text}
			runtime.KeepAlive(r)
		})
		if sizes == nil && err == nil {
			err = fmt.Errorf("the case was not shown")
		}
		return sizes, err
	}
}

// held is what this process holds after garbage is collected.
func held() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// textIn counts the bytes of text in a value.
func textIn(v reflect.Value) (n int64) {
	switch v.Kind() {
	case reflect.String:
		return int64(v.Len())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			n = textIn(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			n += textIn(v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			n += textIn(v.Index(i))
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			n += textIn(it.Key()) + textIn(it.Value())
		}
	}
	return n
}
