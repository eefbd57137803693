package uitest

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	toolkit "fyne.io/fyne/v2/widget"

	"shinsa/ui/widget"
)

// area is a rectangle of the window.
type area struct{ x, y, w, h float32 }

func areaOf(o fyne.CanvasObject, at fyne.Position) area {
	return area{at.X, at.Y, o.Size().Width, o.Size().Height}
}

func (a area) within(b area) area {
	x, y := max(a.x, b.x), max(a.y, b.y)
	return area{x, y, min(a.x+a.w, b.x+b.w) - x, min(a.y+a.h, b.y+b.h) - y}
}

func (a area) empty() bool { return a.w <= 1 || a.h <= 1 }

func (a area) holds(x, y float32) bool { return x >= a.x && y >= a.y && x < a.x+a.w && y < a.y+a.h }

// into moves what lies above or below b to its edge: that is where it comes into view.
func (a area) into(b area) area {
	a.y = max(min(a.y, b.y+b.h), b.y-a.h)
	return a
}

// inset takes a margin off all sides.
func (a area) inset(x, y float32) area { return area{a.x + x, a.y + y, a.w - 2*x, a.h - 2*y} }

// control is something that can be pressed, with what of it can be seen.
type control struct {
	object  fyne.CanvasObject
	whole   area
	visible area
}

// Flaws returns what is laid out badly on screen: text beyond the window or beyond what it stands in, over other text, shortened where
// nobody can read the whole of it, too pale for its ground or without a glyph; what a dialog cannot hold; controls that lie over each other,
// and those smaller than can be hit.
func (r *Robot) Flaws() []string {
	s := newSurvey(r)
	s.out = r.Clipped()
	s.visit(r.root(), fyne.NewPos(0, 0), s.window, nil)
	s.targets()
	s.overlaps()
	return s.out
}

// InView fails unless every text is drawn where it can be read: not scrolled away, and in a part that has room.
func (r *Robot) InView(texts ...string) *Robot {
	r.tb.Helper()
	s := newSurvey(r)
	s.visit(r.root(), fyne.NewPos(0, 0), s.window, nil)
	for _, words := range texts {
		seen := false
		for _, d := range s.drawn {
			seen = seen || strings.Contains(d.words, words) && d.place.h >= d.size
		}
		if !seen {
			r.tb.Errorf("%q is not in view", words)
		}
	}
	return r
}

// overlapping returns the flaws of things that lie over each other alone.
func (r *Robot) overlapping() []string {
	s := newSurvey(r)
	s.visit(r.root(), fyne.NewPos(0, 0), s.window, nil)
	s.out = nil
	s.overlaps()
	return s.out
}

func (s *survey) targets() {
	for i, a := range s.controls {
		if a.whole.w < widget.MinTarget-0.5 || a.whole.h < widget.MinTarget-0.5 {
			s.add("%s is %.0f × %.0f, too small to hit", name(a.object), a.whole.w, a.whole.h)
		}
		for _, b := range s.controls[i+1:] {
			if over := a.visible.within(b.visible); !over.empty() {
				s.add("%s lies over %s by %.0f × %.0f", name(a.object), name(b.object), over.w, over.h)
			}
		}
	}
}

// overlaps finds texts drawn over each other. The box of a font is higher than its characters, and a 、 may hang beyond its line.
func (s *survey) overlaps() {
	for i, a := range s.drawn {
		core := a.place.inset(1, a.place.h/5)
		for _, b := range s.drawn[i+1:] {
			if over := core.within(b.place.inset(1, b.place.h/5)); over.w > a.size && over.h > 2 {
				s.add("%q lies over %q by %.0f × %.0f", a.words, b.words, over.w, over.h)
			}
		}
	}
}

// text is a line as it is drawn, with what of it can be seen.
type text struct {
	words string
	place area
	size  float32
}

func name(o fyne.CanvasObject) string {
	if w := words(o); w != "" {
		return fmt.Sprintf("%q", strings.TrimSpace(w))
	}
	return fmt.Sprintf("a %T", o)
}

// pressable reports whether an object is a control of its own, and not the list or page around others.
func pressable(o fyne.CanvasObject) bool {
	switch o.(type) {
	case *toolkit.List, *widget.List, *widget.Page, *container.Scroll:
		return false
	}
	_, taps := o.(fyne.Tappable)
	_, focus := o.(fyne.Focusable)
	return taps && focus
}
