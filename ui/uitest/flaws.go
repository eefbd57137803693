package uitest

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
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

// control is something that can be pressed, with what of it can be seen.
type control struct {
	object  fyne.CanvasObject
	whole   area
	visible area
}

// Flaws returns what is laid out badly on screen: text beyond the window or beyond the control it stands in, controls that lie over each
// other, and controls smaller than can be hit.
func (r *Robot) Flaws() []string {
	s := &survey{out: r.Clipped()}
	window := area{0, 0, r.Canvas().Size().Width, r.Canvas().Size().Height}
	s.visit(r.root(), fyne.NewPos(0, 0), window, nil)
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
	return s.out
}

// survey goes through the objects of a window.
type survey struct {
	out      []string
	controls []control
}

func (s *survey) add(format string, args ...any) { s.out = append(s.out, fmt.Sprintf(format, args...)) }

func name(o fyne.CanvasObject) string {
	if w := words(o); w != "" {
		return fmt.Sprintf("%q", strings.TrimSpace(w))
	}
	return fmt.Sprintf("a %T", o)
}

// visit surveys an object; clip is what of the window can be seen there, and box the widget that the object is a part of.
func (s *survey) visit(o fyne.CanvasObject, at fyne.Position, clip area, box *control) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	here := areaOf(o, at)
	switch o := o.(type) {
	case *canvas.Text:
		s.text(o, here, clip, box)
	case *fyne.Container:
		for _, child := range o.Objects {
			s.visit(child, at, clip, box)
		}
	case *container.Scroll:
		s.visit(o.Content, at, clip.within(here), nil)
	case fyne.Widget:
		own := &control{o, here, here.within(clip)}
		if pressable(o) && !own.visible.empty() {
			s.controls = append(s.controls, *own)
		}
		if _, field := o.(*widget.Entry); field {
			return // the toolkit scrolls a field's text itself
		}
		for _, child := range test.WidgetRenderer(o).Objects() {
			s.visit(child, at, clip, own)
		}
	}
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

// text holds a drawn line to the widget it belongs to. A 、 or 。 may hang beyond its end.
func (s *survey) text(o *canvas.Text, here, clip area, box *control) {
	need := o.MinSize()
	if drawn := (area{here.x, here.y, need.Width, need.Height}); o.Text == "" || box == nil || drawn.within(clip).empty() {
		return
	}
	x := here.x
	switch o.Alignment {
	case fyne.TextAlignCenter:
		x += (here.w - need.Width) / 2
	case fyne.TextAlignTrailing:
		x += here.w - need.Width
	}
	hang := float32(2)
	if strings.HasSuffix(o.Text, "、") || strings.HasSuffix(o.Text, "。") || strings.HasSuffix(o.Text, "，") || strings.HasSuffix(o.Text, "．") {
		hang = o.TextSize
	}
	if x < box.whole.x-2 || x+need.Width > box.whole.x+box.whole.w+hang {
		s.add("%q is %.0f wide in %s of %.0f", o.Text, need.Width, name(box.object), box.whole.w)
	}
	// The box of a font is higher than its characters; a quarter of it may lie outside without a stroke being cut.
	if slack := need.Height / 4; here.y < box.whole.y-slack || here.y+need.Height > box.whole.y+box.whole.h+slack {
		s.add("%q is %.0f high in %s of %.0f", o.Text, need.Height, name(box.object), box.whole.h)
	}
}
