package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// place says where an overlay stands in its window.
type place int

const (
	centred place = iota
	atTop
	atRight
)

// overlay covers a window and shows one sheet of content; the screen below waits. Keys its controls do not use come to onKey, and the
// keyboard goes back to where it was when it closes.
type overlay struct {
	widget.BaseWidget
	canvas  fyne.Canvas
	content fyne.CanvasObject
	place   place
	width   float32
	onKey   func(*fyne.KeyEvent)
	before  fyne.Focusable
	veil    *canvas.Rectangle
	sheet   *canvas.Rectangle
}

var _ KeyTaker = (*overlay)(nil)

func openOverlay(c fyne.Canvas, content fyne.CanvasObject, at place, width float32, onKey func(*fyne.KeyEvent)) *overlay {
	o := &overlay{canvas: c, content: content, place: at, width: width, onKey: onKey}
	o.veil, o.sheet = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	o.ExtendBaseWidget(o)
	o.open()
	return o
}

// open puts the overlay on top of the window.
func (o *overlay) open() {
	o.before = o.canvas.Focused()
	o.canvas.Overlays().Add(o)
	o.Resize(o.canvas.Size())
}

// close takes the overlay away; it may be called twice.
func (o *overlay) close() {
	for _, other := range o.canvas.Overlays().List() {
		if other == fyne.CanvasObject(o) {
			o.canvas.Overlays().Remove(o)
			if o.before != nil {
				o.canvas.Focus(o.before)
			}
			return
		}
	}
}

// TakeKey implements KeyTaker.
func (o *overlay) TakeKey(ev *fyne.KeyEvent) {
	if o.onKey != nil {
		o.onKey(ev)
	}
}

// Tapped implements fyne.Tappable: a tap beside the sheet does nothing, least of all reach the screen below.
func (o *overlay) Tapped(*fyne.PointEvent) {}

// MinSize implements fyne.CanvasObject: an overlay never makes its window grow.
func (o *overlay) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// CreateRenderer implements fyne.Widget.
func (o *overlay) CreateRenderer() fyne.WidgetRenderer {
	r := &overlayRenderer{o}
	r.colour()
	return r
}

type overlayRenderer struct{ o *overlay }

func (r *overlayRenderer) colour() {
	r.o.veil.FillColor = fynetheme.Color(fynetheme.ColorNameShadow)
	r.o.sheet.FillColor, r.o.sheet.StrokeColor = fynetheme.Color(theme.ColorPaper), fynetheme.Color(fynetheme.ColorNameInputBorder)
	r.o.sheet.StrokeWidth, r.o.sheet.CornerRadius = 1, 4
}

func (r *overlayRenderer) Layout(s fyne.Size) {
	r.o.veil.Resize(s)
	const margin = 20
	w := min(r.o.width, s.Width-2*margin)
	h := min(HeightFor(r.o.content, w-2*margin)+2*margin, s.Height-2*margin)
	pos := fyne.NewPos((s.Width-w)/2, (s.Height-h)/2)
	switch r.o.place {
	case atTop:
		pos.Y = min(72, s.Height/10)
	case atRight:
		h = s.Height
		pos = fyne.NewPos(s.Width-w, 0)
	}
	r.o.sheet.Move(pos)
	r.o.sheet.Resize(fyne.NewSize(w, h))
	r.o.content.Move(pos.AddXY(margin, margin))
	r.o.content.Resize(fyne.NewSize(w-2*margin, h-2*margin))
}

func (r *overlayRenderer) MinSize() fyne.Size { return r.o.MinSize() }
func (r *overlayRenderer) Destroy()           {}
func (r *overlayRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.o.veil, r.o.sheet, r.o.content}
}

func (r *overlayRenderer) Refresh() {
	r.colour()
	r.Layout(r.o.Size())
	canvas.Refresh(r.o)
}
