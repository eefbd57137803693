package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// shortened is what may be drawn with … at its end.
type shortened interface {
	fyne.CanvasObject
	// Cut returns the whole text while only a part of it is drawn, "" otherwise.
	Cut() string
}

// tips is the layer of a window or a dialog on which the whole of a shortened text is laid over it: while the pointer is on the text, or
// the keyboard on the control that says it. It takes no events, so that what lies below goes on as if it were not there.
type tips struct {
	widget.BaseWidget
	owner  fyne.CanvasObject
	ground *canvas.Rectangle
	words  *Paragraph
}

func newTips() *tips {
	t := &tips{ground: canvas.NewRectangle(nil), words: NewText("", Body, theme.ColorInk)}
	t.words.Full = true
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

// tipsOf returns the layer above an object, nil where its window has none.
func tipsOf(o fyne.CanvasObject) *tips {
	c := canvasOf(o)
	if c == nil {
		return nil
	}
	if top, ok := c.Overlays().Top().(*overlay); ok {
		return top.tips
	}
	if w, ok := c.Content().(*Watch); ok {
		return w.tips
	}
	return nil
}

// tell lays the whole text of o over it while on, when part of it is not drawn.
func tell(o shortened, on bool) {
	t := tipsOf(o)
	switch {
	case t == nil:
	case on && o.Cut() != "":
		t.show(o, o.Cut())
	case t.owner == fyne.CanvasObject(o):
		t.clear()
	}
}

// point tells the shortened text under the pointer within o, and takes away what was told before.
func (t *tips) point(o fyne.CanvasObject, at fyne.Position) {
	switch s := shortenedAt(o, at); {
	case s == nil:
		t.clear()
	case t.owner != fyne.CanvasObject(s):
		t.show(s, s.Cut())
	}
}

func (t *tips) show(owner fyne.CanvasObject, words string) {
	t.owner = owner
	t.words.Set(words)
	t.Show()
	t.Refresh()
}

func (t *tips) clear() {
	if t.owner != nil {
		t.owner = nil
		t.Hide()
	}
}

// CreateRenderer implements fyne.Widget.
func (t *tips) CreateRenderer() fyne.WidgetRenderer { return &tipsRenderer{t} }

type tipsRenderer struct{ t *tips }

// Layout puts the words where their owner is, as wide as they need and moved into the window where they would leave it.
func (r *tipsRenderer) Layout(s fyne.Size) {
	t := r.t
	if t.owner == nil {
		return
	}
	const pad = 6
	d := fyne.CurrentApp().Driver()
	at := d.AbsolutePositionForObject(t.owner).Subtract(d.AbsolutePositionForObject(t))
	w := min(t.words.natural(), max(s.Width-4*pad, 1), fynetheme.Size(Body)*measure)
	h := t.words.HeightFor(w)
	x := max(min(at.X, s.Width-w-2*pad), pad)
	y := max(min(at.Y+(t.owner.Size().Height-t.words.leading())/2, s.Height-h-pad), pad)
	t.ground.Move(fyne.NewPos(x-pad, y-pad/2))
	t.ground.Resize(fyne.NewSize(w+2*pad, h+pad))
	t.words.Move(fyne.NewPos(x, y))
	t.words.Resize(fyne.NewSize(w, h))
}

func (r *tipsRenderer) Refresh() {
	g := r.t.ground
	g.FillColor, g.StrokeColor = fynetheme.Color(theme.ColorPaper), fynetheme.Color(theme.ColorAccent)
	g.StrokeWidth, g.CornerRadius = 1, 3
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

func (r *tipsRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }
func (r *tipsRenderer) Destroy()           {}
func (r *tipsRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.ground, r.t.words}
}

// shortenedAt returns the shortened text at a place of o, nil when there is none.
func shortenedAt(o fyne.CanvasObject, at fyne.Position) shortened {
	if o == nil || !o.Visible() || at.X < 0 || at.Y < 0 || at.X >= o.Size().Width || at.Y >= o.Size().Height {
		return nil
	}
	if s, ok := o.(shortened); ok && s.Cut() != "" {
		return s
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case *container.Scroll:
		children, at = []fyne.CanvasObject{o.Content}, at.Add(o.Offset)
	case parted:
		children = o.parts()
	}
	for _, child := range children {
		if s := shortenedAt(child, at.Subtract(child.Position())); s != nil {
			return s
		}
	}
	return nil
}
