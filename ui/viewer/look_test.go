package viewer_test

import (
	"context"
	"image"
	"slices"
	"testing"

	"shinsa/i18n"
	"shinsa/ui/evidence"
	"shinsa/ui/task"
	"shinsa/ui/uitest"
	"shinsa/ui/viewer"
)

// page is a document whose letters stand ten points apart on lines twenty apart, from 50, 100.
type page struct {
	book
	during func() // while a page is drawn
}

func (p *page) Page(_ context.Context, n, width int) (evidence.Sheet, error) {
	p.drawn, p.widths = append(p.drawn, n), append(p.widths, width)
	if p.during != nil {
		p.during()
	}
	return evidence.Sheet{Image: image.NewRGBA(image.Rect(0, 0, 60, 80)), Width: 600, Height: 800}, nil
}

func (p *page) Glyphs(_ context.Context, n int) ([]evidence.Glyph, error) {
	var out []evidence.Glyph
	x, y := float32(50), float32(100)
	for _, r := range p.words[n-1] {
		if r == '\n' {
			x, y = 50, y+20
			continue
		}
		out = append(out, evidence.Glyph{Rune: r, X: x, Y: y, W: 10, H: 16})
		x += 10
	}
	return out, nil
}

func letters(t *testing.T, words ...string) (*uitest.Robot, *viewer.Viewer, *page) {
	t.Helper()
	uitest.Setup(t, uitest.Laptop)
	v := viewer.New(i18n.New("ja"), task.Inline(t.Context()))
	r := uitest.Open(t, v.Content())
	p := &page{book: book{words: words}}
	v.Show("資料3", 1, func(context.Context, string) (evidence.Document, error) { return p, nil })
	return r, v, p
}

func TestHitsAreCountedAndGoneThrough(t *testing.T) {
	r, v, _ := letters(t, "稼働率と稼働率", "目次", "稼働\n率")
	v.Find("稼働率")
	r.See("1／3件", "1／3頁")
	v.Find("稼働率")
	r.See("2／3件", "1／3頁")
	v.FindNext(1)
	r.See("3／3件", "3／3頁")
	v.FindNext(1)
	r.See("1／3件", "1／3頁")
	v.FindNext(-1)
	r.See("3／3件", "3／3頁")
	place, ok := v.Picked()
	if !ok || place.Quote != "稼働率" || *place.Box != (viewer.Box{X: 50, Y: 100, W: 20, H: 36}) || place.Page != 3 {
		t.Errorf("picked %+v %+v", place, place.Box)
	}
	v.EndFind()
	if place, _ := v.Picked(); place.Box != nil || place.Quote != "" {
		t.Errorf("after the search: %+v", place)
	}
}

func TestAPlaceIsPickedWithItsWords(t *testing.T) {
	_, v, _ := letters(t, "稼働率は\n99.9%")
	var told []viewer.Place
	v.OnPick = func(p viewer.Place, picked bool) {
		if picked {
			told = append(told, p)
		}
	}
	v.Pick(viewer.Box{X: 45, Y: 115, W: 300, H: 30})
	v.PickLine(60, 105)
	if len(told) != 2 || told[0].Quote != "99.9%" || told[1].Quote != "稼働率は" || told[1].Box.Y != 100 {
		t.Fatalf("told %+v", told)
	}
	v.Pick(viewer.Box{X: 1, Y: 1, W: 2, H: 2})
	if p, _ := v.Picked(); p.Box != nil {
		t.Errorf("a slip of the hand: %+v", p)
	}
	v.Pick(viewer.Box{X: 45, Y: 115, W: 300, H: 30})
	v.GoTo(1)
	if p, _ := v.Picked(); p.Box == nil {
		t.Error("drawing the page anew let the place go")
	}
}

func TestTheKeyboardLaysAFrameAndScrolls(t *testing.T) {
	r, v, _ := letters(t, "一", "二", "三")
	pointed := 0
	v.OnPoint = func() { pointed++ }
	v.Enter()
	r.Press("Space")
	first, _ := v.Picked()
	r.Press("Down", "Right")
	moved, _ := v.Picked()
	if first.Box == nil || moved.Box == nil || moved.Box.Y-first.Box.Y < 5 || moved.Box.X-first.Box.X < 5 || moved.Box.W != first.Box.W {
		t.Fatalf("from %+v to %+v", first.Box, moved.Box)
	}
	r.Press("Return", "Escape", "End")
	if p, _ := v.Picked(); pointed != 1 || p.Box != nil || v.Page() != 3 {
		t.Errorf("pointed %d times, %+v, page %d", pointed, p, v.Page())
	}
	r.Press("Home")
	for range 40 {
		r.Press("Next")
	}
	if v.Page() != 3 {
		t.Errorf("scrolled to page %d", v.Page())
	}
}

func TestTheNextPageIsDrawnAhead(t *testing.T) {
	_, v, p := letters(t, "一", "二", "三")
	if !slices.Equal(p.drawn, []int{1, 2}) {
		t.Fatalf("drawn %v", p.drawn)
	}
	v.Turn(1)
	if !slices.Contains(p.drawn, 3) || p.widths[0] != p.widths[1] {
		t.Errorf("drawn %v %v", p.drawn, p.widths)
	}
}

// keeper is a document that has its pages in memory once they were drawn.
type keeper struct {
	page
	kept map[int]evidence.Sheet
}

func (k *keeper) Page(ctx context.Context, n, width int) (evidence.Sheet, error) {
	s, err := k.page.Page(ctx, n, width)
	k.kept[n] = s
	return s, err
}

func (k *keeper) Kept(n, _ int) (evidence.Sheet, bool) { s, ok := k.kept[n]; return s, ok }

func TestAPageInMemoryIsNotAskedFor(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	v := viewer.New(i18n.New("ja"), task.Inline(t.Context()))
	r := uitest.Open(t, v.Content())
	k := &keeper{page: page{book: book{words: []string{"一", "二", "三"}}}, kept: map[int]evidence.Sheet{}}
	v.Show("資料3", 2, func(context.Context, string) (evidence.Document, error) { return k, nil })
	r.See("2／3頁")
	if !slices.Equal(k.drawn, []int{2, 3}) {
		t.Fatalf("the page that comes up and the one after it: drawn %v", k.drawn)
	}
	v.Turn(1)
	r.See("3／3頁")
	if !slices.Equal(k.drawn, []int{2, 3}) {
		t.Errorf("drawn again: %v", k.drawn)
	}
}

func TestTheLastPageAskedForComesUpWhenTheDocumentIsThere(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	v := viewer.New(i18n.New("ja"), task.Inline(t.Context()))
	r := uitest.Open(t, v.Content())
	p := &page{book: book{words: []string{"一", "二", "三"}}}
	v.Show("資料3", 1, func(context.Context, string) (evidence.Document, error) {
		if !v.Opening() {
			t.Error("a document that is on its way is not said to be")
		}
		v.Turn(1) // there is nothing to turn yet
		v.Reveal(3, nil)
		return p, nil
	})
	r.See("3／3頁")
	if v.Opening() || slices.Contains(p.drawn, 2) {
		t.Errorf("drawn %v, still opening %t", p.drawn, v.Opening())
	}
}

func TestThumbnailsFollowThePage(t *testing.T) {
	r, v, _ := letters(t, "一", "二", "三")
	v.Seen(map[int]bool{1: true})
	v.SwitchStrip()
	r.See("1 ✓", "2")
	v.Outline([]viewer.Outline{{Page: 2, Box: viewer.Box{X: 1, Y: 1, W: 9, H: 9}, Word: "1"}})
	r.See("2 ◎")
	v.SwitchStrip()
	r.DontSee("2 ◎")
}

func TestTurningKeepsPlaces(t *testing.T) {
	_, v, _ := letters(t, "稼働率は\n99.9%")
	v.Rotate()
	v.Pick(viewer.Box{X: 45, Y: 115, W: 300, H: 30})
	if p, _ := v.Picked(); p.Quote != "99.9%" || p.Box.X != 45 {
		t.Errorf("%+v", p)
	}
	for range 3 {
		v.Rotate()
	}
	v.FitPage()
	v.Fit()
}

// Keys come faster than pages: what is picked while the next page is drawn belongs to neither.
func TestNothingIsPickedWhileAPageIsOnItsWay(t *testing.T) {
	_, v, p := letters(t, "稼働率は99.9%以上とする", "終")
	for _, pick := range []func(){v.SelectAll, func() { v.SelectByKey() }, func() { v.Pick(viewer.Box{X: 45, Y: 95, W: 300, H: 30}) }, func() { v.PickLine(60, 105) }} {
		v.GoTo(1)
		p.during = func() {
			p.during = nil
			pick()
		}
		v.Turn(1)
		if place, _ := v.Picked(); place.Box != nil || v.SelectedText() != "" {
			t.Errorf("picked %+v", place)
		}
		v.SelectAll()
		if v.SelectedText() != "終" {
			t.Errorf("selected %q", v.SelectedText())
		}
	}
}
