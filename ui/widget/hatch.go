package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// Hatch fills a cell that holds nothing for a reason, with slanting lines behind the reason's word: a shape, not a colour.
type Hatch struct {
	widget.BaseWidget
	word string
}

// NewHatch returns a hatched cell.
func NewHatch(word string) *Hatch {
	h := &Hatch{word: word}
	h.ExtendBaseWidget(h)
	return h
}

// Text returns the word.
func (h *Hatch) Text() string { return h.word }

// MinSize implements fyne.CanvasObject.
func (h *Hatch) MinSize() fyne.Size {
	size := fynetheme.Size(Caption)
	return fyne.NewSize(fyne.MeasureText(h.word, size, fyne.TextStyle{}).Width+16, ceil(size*1.45))
}

// hatchStep is the distance between two lines.
const hatchStep = 6

// CreateRenderer implements fyne.Widget.
func (h *Hatch) CreateRenderer() fyne.WidgetRenderer {
	r := &hatchRenderer{h: h, ground: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", color.Transparent)}
	r.lines = canvas.NewRasterWithPixels(func(x, y, _, _ int) color.Color {
		if (x+y)%hatchStep == 0 {
			return fynetheme.Color(theme.ColorHairline)
		}
		return color.Transparent
	})
	r.colour()
	return r
}

type hatchRenderer struct {
	h      *Hatch
	lines  *canvas.Raster
	ground *canvas.Rectangle
	text   *canvas.Text
}

func (r *hatchRenderer) colour() {
	r.ground.FillColor = fynetheme.Color(theme.ColorDesk)
	r.text.Text, r.text.TextSize, r.text.Color = r.h.word, fynetheme.Size(Caption), fynetheme.Color(theme.ColorInkSoft)
}

func (r *hatchRenderer) Layout(s fyne.Size) {
	r.lines.Resize(s)
	m := r.text.MinSize()
	r.ground.Move(fyne.NewPos((s.Width-m.Width)/2-4, (s.Height-m.Height)/2))
	r.ground.Resize(m.Add(fyne.NewSize(8, 0)))
	r.text.Move(fyne.NewPos((s.Width-m.Width)/2, (s.Height-m.Height)/2))
	r.text.Resize(m)
}

func (r *hatchRenderer) MinSize() fyne.Size { return r.h.MinSize() }
func (r *hatchRenderer) Destroy()           {}
func (r *hatchRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.lines, r.ground, r.text}
}

func (r *hatchRenderer) Refresh() {
	r.colour()
	r.lines.Refresh()
	canvas.Refresh(r.h)
}
