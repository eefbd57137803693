package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
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

// leaf is what an overlay shows: a body and, below it, the acts. A body with acts scrolls where the window is too low for it, so that the
// acts are always there; one without acts fills its sheet and scrolls by itself.
type leaf struct {
	body, acts fyne.CanvasObject
	at         place
	width      float32 // at most, at 100 %; it grows with the text
	onKey      func(*fyne.KeyEvent)
}

// overlay covers a window and shows one leaf; the screen below waits. Keys its controls do not use come to onKey, and the keyboard goes
// back to where it was when it closes.
type overlay struct {
	widget.BaseWidget
	leaf
	canvas fyne.Canvas
	page   *Page // the body of a leaf with acts
	before fyne.Focusable
	veil   *canvas.Rectangle
	sheet  *canvas.Rectangle
	tips   *tips
}

var (
	_ KeyTaker          = (*overlay)(nil)
	_ desktop.Hoverable = (*overlay)(nil)
)

func openOverlay(c fyne.Canvas, l leaf) *overlay {
	o := &overlay{leaf: l, canvas: c, veil: canvas.NewRectangle(nil), sheet: canvas.NewRectangle(nil), tips: newTips()}
	if l.acts != nil {
		o.page = NewPage(Inset(pageEdge, 0, l.body))
	}
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
			o.tips.clear()
			if o.canvas.Overlays().Top() == fyne.CanvasObject(o) {
				o.canvas.Unfocus() // what had the keyboard would still show that it has, when the overlay comes back
			}
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

// turn scrolls a body that is longer than its sheet.
func (o *overlay) turn(name fyne.KeyName) {
	switch name {
	case fyne.KeyPageDown:
		o.page.By(1)
	case fyne.KeyPageUp:
		o.page.By(-1)
	}
}

// Tapped implements fyne.Tappable: a tap beside the sheet does nothing, least of all reach the screen below.
func (o *overlay) Tapped(*fyne.PointEvent) {}

// MouseIn implements desktop.Hoverable.
func (o *overlay) MouseIn(*desktop.MouseEvent) { Noticed(o) }

// MouseMoved implements desktop.Hoverable: a shortened text under the pointer is told whole.
func (o *overlay) MouseMoved(ev *desktop.MouseEvent) {
	Noticed(o)
	body := o.body
	if o.page != nil {
		body = o.page
	}
	o.tips.point(body, ev.Position.Subtract(body.Position()))
}

// MouseOut implements desktop.Hoverable.
func (o *overlay) MouseOut() { o.tips.clear() }

// Sheet returns the ground of what the overlay shows: nothing of it may lie beside.
func (o *overlay) Sheet() fyne.CanvasObject { return o.sheet }

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
	o := r.o
	o.veil.Resize(s)
	o.tips.Resize(s)
	w := min(o.width*fynetheme.Size(Body)/bodyAt100, s.Width-2*sheetMargin)
	inner := w - 2*sheetMargin
	h := HeightFor(o.body, inner) + 2*sheetMargin
	if o.acts != nil {
		h += actsGap + HeightFor(o.acts, inner)
	}
	h = min(h, s.Height-2*sheetMargin)
	pos := fyne.NewPos((s.Width-w)/2, (s.Height-h)/2)
	switch o.at {
	case atTop:
		pos.Y = min(72, s.Height/10)
		h = min(h, s.Height-pos.Y-sheetMargin)
	case atRight:
		h = s.Height
		pos = fyne.NewPos(s.Width-w, 0)
	}
	o.sheet.Move(pos)
	o.sheet.Resize(fyne.NewSize(w, h))
	r.fill(pos.AddXY(sheetMargin, sheetMargin), fyne.NewSize(inner, h-2*sheetMargin))
}

// The space around what a sheet shows, and between body and acts.
const (
	sheetMargin = 20
	actsGap     = 14
	pageEdge    = 4 // of a page beside its text
)

// fill sets body and acts into the sheet. The page is a little wider than its text, so that frames of focus at its edges are not cut.
func (r *overlayRenderer) fill(at fyne.Position, s fyne.Size) {
	o := r.o
	if o.acts == nil {
		o.body.Move(at)
		o.body.Resize(s)
		return
	}
	foot := HeightFor(o.acts, s.Width)
	o.acts.Move(at.AddXY(0, s.Height-foot))
	o.acts.Resize(fyne.NewSize(s.Width, foot))
	o.page.Move(at.AddXY(-pageEdge, 0))
	o.page.Resize(fyne.NewSize(s.Width+2*pageEdge, max(s.Height-foot-actsGap, 0)))
}

func (r *overlayRenderer) MinSize() fyne.Size { return r.o.MinSize() }
func (r *overlayRenderer) Destroy()           {}
func (r *overlayRenderer) Objects() []fyne.CanvasObject {
	if r.o.acts == nil {
		return []fyne.CanvasObject{r.o.veil, r.o.sheet, r.o.body, r.o.tips}
	}
	return []fyne.CanvasObject{r.o.veil, r.o.sheet, r.o.page, r.o.acts, r.o.tips}
}

func (r *overlayRenderer) Refresh() {
	r.colour()
	r.Layout(r.o.Size())
	if r.o.page != nil {
		r.o.page.Reflow()
	}
	canvas.Refresh(r.o)
}
