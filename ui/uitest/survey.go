package uitest

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"shinsa/review/typeface"
	"shinsa/ui/widget"
)

// survey goes through the objects of a window in the order in which they are painted.
type survey struct {
	out      []string
	window   area
	controls []control
	drawn    []text
	ground   ground
	fonts    map[bool]*typeface.Font
	scrolled int  // scrolling parts that enclose what is visited
	sheet    area // of the dialog on top; the window when there is none
}

func newSurvey(r *Robot) *survey {
	r.tb.Helper()
	window := area{0, 0, r.Canvas().Size().Width, r.Canvas().Size().Height}
	faces, err := fonts()
	if err != nil {
		r.tb.Fatal(err)
	}
	return &survey{window: window, sheet: window, fonts: faces}
}

func (s *survey) add(format string, args ...any) { s.out = append(s.out, fmt.Sprintf(format, args...)) }

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
	case *canvas.Rectangle:
		s.ground.paint(here.within(clip), o.FillColor)
	case *canvas.Image, *canvas.Raster:
		s.ground.paint(here.within(clip), nil)
	case *fyne.Container:
		for _, child := range o.Objects {
			s.visit(child, at, clip, box)
		}
	case *container.Scroll:
		s.scrolled++
		s.visit(o.Content, at, clip.within(here), nil)
		s.scrolled--
	case fyne.Widget:
		s.widget(o, at, clip)
	}
}

func (s *survey) widget(o fyne.Widget, at fyne.Position, clip area) {
	here := areaOf(o, at)
	own := &control{o, here, here.within(clip)}
	if pressable(o) {
		if !own.visible.empty() {
			s.controls = append(s.controls, *own)
		}
		s.held(name(o), here)
	}
	if d, ok := o.(interface{ Sheet() fyne.CanvasObject }); ok {
		s.sheet = areaOf(d.Sheet(), at.Add(d.Sheet().Position()))
	}
	if _, field := o.(*widget.Entry); field {
		return // the toolkit scrolls a field's text itself
	}
	for _, child := range test.WidgetRenderer(o).Objects() {
		s.visit(child, at, clip, own)
	}
}

// held adds a flaw for what nothing scrolls and the window, or the sheet of a dialog, does not hold.
func (s *survey) held(what string, here area) {
	if s.scrolled > 0 || here.empty() {
		return
	}
	if in := here.within(s.sheet); in.w < here.w-2 || in.h < here.h-2 {
		s.add("%s at %.0f,%.0f of %.0f × %.0f is not held by %.0f,%.0f of %.0f × %.0f", what, here.x, here.y, here.w, here.h, s.sheet.x, s.sheet.y, s.sheet.w, s.sheet.h)
	}
}

// text holds a drawn line to the widget it belongs to. A 、 or 。 may hang beyond its end.
func (s *survey) text(o *canvas.Text, here, clip area, box *control) {
	if o.Text == "" || box == nil {
		return
	}
	need := o.MinSize()
	drawn := area{here.x, here.y, need.Width, need.Height}
	switch o.Alignment {
	case fyne.TextAlignCenter:
		drawn.x += (here.w - need.Width) / 2
	case fyne.TextAlignTrailing:
		drawn.x += here.w - need.Width
	}
	// The box of a font is higher than its characters; a quarter of it may lie outside without a stroke being cut.
	slack := need.Height / 4
	s.held(fmt.Sprintf("%q", o.Text), drawn.inset(hang(o), slack))
	seen := drawn.within(clip)
	if seen.empty() {
		return
	}
	s.drawn = append(s.drawn, text{o.Text, seen, o.TextSize})
	s.shortened(o, box)
	s.readable(o, drawn)
	if drawn.x < box.whole.x-2 || drawn.x+need.Width > box.whole.x+box.whole.w+hang(o) {
		s.add("%q is %.0f wide in %s of %.0f", o.Text, need.Width, name(box.object), box.whole.w)
	}
	if here.y < box.whole.y-slack || here.y+need.Height > box.whole.y+box.whole.h+slack {
		s.add("%q is %.0f high in %s of %.0f", o.Text, need.Height, name(box.object), box.whole.h)
	}
	if seen.w < drawn.w-hang(o) {
		s.add("%q is cut at its side: %.0f of %.0f are seen", o.Text, seen.w, drawn.w)
	}
}

// hang is how far a text may reach beyond its line.
func hang(o *canvas.Text) float32 {
	for _, mark := range []string{"、", "。", "，", "．"} {
		if strings.HasSuffix(o.Text, mark) {
			return o.TextSize
		}
	}
	return 2
}

// shortened adds a flaw for a text that ends with … and cannot be read whole: neither does the keyboard come to what says it, nor was the
// line declared to stand in a row that is read in full elsewhere.
func (s *survey) shortened(o *canvas.Text, box *control) {
	cut, ok := box.object.(interface{ Cut() string })
	if !ok || cut.Cut() == "" || !strings.HasSuffix(o.Text, "…") {
		return
	}
	if l, ok := box.object.(*widget.Line); ok && l.Abridged {
		return
	}
	if f, ok := box.object.(fyne.Focusable); ok && !isDisabled(f) {
		return
	}
	s.add("%q is all that is drawn of %q", o.Text, cut.Cut())
}

func isDisabled(o any) bool {
	d, ok := o.(fyne.Disableable)
	return ok && d.Disabled()
}
