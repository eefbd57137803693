package uitest

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
)

// stop is something Tab comes to, with the place where it is seen, or the edge over which it is scrolled into view.
type stop struct {
	object fyne.Focusable
	place  area
}

// KeyboardFlaws returns what is wrong for who has no pointer: what Tab never comes to, where it jumps back up within a column, and what does
// not show that it has the keyboard.
func (r *Robot) KeyboardFlaws() []string {
	stops := r.stops()
	if len(stops) == 0 {
		return nil
	}
	had := r.Canvas().Focused()
	defer r.refocus(had)
	return append(r.order(stops), r.rings(stops)...)
}

func (r *Robot) refocus(f fyne.Focusable) {
	if f == nil {
		r.Canvas().Unfocus()
		return
	}
	r.Canvas().Focus(f)
}

// stops returns everything that can have the keyboard now.
func (r *Robot) stops() []stop {
	var out []stop
	window := area{0, 0, r.Canvas().Size().Width, r.Canvas().Size().Height}
	visitClipped(r.root(), fyne.NewPos(0, 0), window, func(o fyne.CanvasObject, here, clip area) {
		if f, ok := o.(fyne.Focusable); ok && !isDisabled(o) {
			out = append(out, stop{f, here.into(clip)})
		}
	})
	return out
}

// visitClipped visits every visible object with its place and the part of the window that it can be seen in.
func visitClipped(o fyne.CanvasObject, at fyne.Position, clip area, visit func(o fyne.CanvasObject, here, clip area)) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	here := areaOf(o, at)
	visit(o, here, clip)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			visitClipped(child, at, clip, visit)
		}
	case *container.Scroll:
		visitClipped(o.Content, at, clip.within(here), visit)
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			visitClipped(child, at, clip, visit)
		}
	}
}

// order follows Tab once round.
func (r *Robot) order(stops []stop) []string {
	var out []string
	at := map[fyne.Focusable]area{}
	for _, s := range stops {
		at[s.object] = s.place
	}
	r.Canvas().Unfocus()
	var first, before fyne.Focusable
	for range len(stops) + 1 {
		r.Canvas().FocusNext()
		now := r.Canvas().Focused()
		if now == nil || now == first {
			break
		}
		if first == nil {
			first = now
		}
		a, knownA := at[before]
		b, knownB := at[now]
		if before != nil && knownA && knownB && jumpsUp(a, b) {
			out = append(out, fmt.Sprintf("Tab goes from %s up to %s", name(before.(fyne.CanvasObject)), name(now.(fyne.CanvasObject))))
		}
		delete(at, before)
		before = now
	}
	delete(at, before)
	for f := range at {
		out = append(out, fmt.Sprintf("Tab does not come to %s", name(f.(fyne.CanvasObject))))
	}
	return out
}

// jumpsUp reports whether b stands above a in the same column.
func jumpsUp(a, b area) bool {
	shared := min(a.x+a.w, b.x+b.w) - max(a.x, b.x)
	return b.y+b.h <= a.y+1 && shared > min(a.w, b.w)/2
}

// rings holds each stop to showing by a mark of at least 3:1 that it has the keyboard.
func (r *Robot) rings(stops []stop) []string {
	var out []string
	for _, s := range stops {
		o := s.object.(fyne.CanvasObject)
		r.Canvas().Unfocus()
		before := strokes(o)
		r.Canvas().Focus(s.object)
		if !shows(before, strokes(o)) {
			out = append(out, fmt.Sprintf("%s does not show that it has the keyboard", name(o)))
		}
	}
	return out
}

// shows reports whether something drawn became visible enough to be seen on both grounds a control may stand on.
func shows(before, after map[fyne.CanvasObject]color.Color) bool {
	for o, c := range after {
		if old, ok := before[o]; ok && old == c || c == nil {
			continue
		}
		if _, _, _, a := c.RGBA(); a == 0xffff && Contrast(c, fynetheme.Color(fynetheme.ColorNameBackground)) >= 3 {
			return true
		}
	}
	return false
}

// strokes returns the colours of the edges, and of the lines and fills without one, that are drawn in an object.
func strokes(o fyne.CanvasObject) map[fyne.CanvasObject]color.Color {
	out := map[fyne.CanvasObject]color.Color{}
	var visit func(fyne.CanvasObject)
	visit = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *canvas.Rectangle:
			out[o] = o.FillColor
			if o.StrokeWidth > 0 {
				out[o] = o.StrokeColor
			}
		case *canvas.Line:
			out[o] = o.StrokeColor
		case *fyne.Container:
			for _, child := range o.Objects {
				visit(child)
			}
		case *container.Scroll:
			visit(o.Content)
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				visit(child)
			}
		}
	}
	visit(o)
	return out
}
