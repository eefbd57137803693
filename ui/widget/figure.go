package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"shinsa/ui/theme"
)

// Figure is a short figure that can be asked what it counts: pointing at it or giving it the keyboard calls OnNoticed, pressing it acts.
type Figure struct {
	control
	text string
}

// NewFigure returns a figure; act may be nil.
func NewFigure(text string, act func()) *Figure {
	f := &Figure{text: text}
	f.init(f, act)
	return f
}

// Text returns the figure.
func (f *Figure) Text() string { return f.text }

// SetText changes the figure.
func (f *Figure) SetText(text string) {
	if f.text != text {
		f.text = text
		f.Refresh()
	}
}

// MinSize implements fyne.CanvasObject.
func (f *Figure) MinSize() fyne.Size {
	size := fynetheme.Size(Caption)
	return fyne.NewSize(ceil(fyne.MeasureText(f.text, size, fyne.TextStyle{}).Width)+8, max(ceil(size*1.45)+6, MinTarget))
}

// CreateRenderer implements fyne.Widget.
func (f *Figure) CreateRenderer() fyne.WidgetRenderer {
	r := &figureRenderer{f: f, line: canvas.NewRectangle(color.Transparent), ring: newRing(), text: canvas.NewText("", nil)}
	r.update()
	return r
}

type figureRenderer struct {
	f          *Figure
	line, ring *canvas.Rectangle
	text       *canvas.Text
}

func (r *figureRenderer) update() {
	r.text.Text, r.text.Color, r.text.TextSize = r.f.text, fynetheme.Color(theme.ColorInkSoft), fynetheme.Size(Caption)
	r.line.FillColor = fynetheme.Color(theme.ColorHairline)
	showRing(r.ring, r.f.focused)
}

func (r *figureRenderer) Layout(s fyne.Size) {
	h := r.text.MinSize().Height
	r.ring.Resize(s)
	r.text.Move(fyne.NewPos(4, (s.Height-h)/2))
	r.text.Resize(fyne.NewSize(s.Width-8, h))
	r.line.Move(fyne.NewPos(4, (s.Height+h)/2-1))
	r.line.Resize(fyne.NewSize(r.text.MinSize().Width, 1))
}

func (r *figureRenderer) MinSize() fyne.Size { return r.f.MinSize() }
func (r *figureRenderer) Destroy()           {}
func (r *figureRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.line, r.text, r.ring}
}

func (r *figureRenderer) Refresh() {
	r.update()
	r.Layout(r.f.Size())
	canvas.Refresh(r.f)
}

// MinTarget is the least height and width of what can be pressed, in points.
const MinTarget float32 = 24
