package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// Chip shows a state as icon and word on the ground of its tone.
type Chip struct {
	widget.BaseWidget
	word  string
	tone  theme.Tone
	plain bool
}

// NewChip returns a chip.
func NewChip(word string, tone theme.Tone) *Chip {
	c := &Chip{word: word, tone: tone}
	c.ExtendBaseWidget(c)
	return c
}

// NewMark returns a chip without ground: icon and word in a dense row.
func NewMark(word string, tone theme.Tone) *Chip {
	c := &Chip{word: word, tone: tone, plain: true}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes word and tone.
func (c *Chip) Set(word string, tone theme.Tone) {
	if c.word != word || c.tone != tone {
		c.word, c.tone = word, tone
		c.Refresh()
	}
}

// Text returns the word.
func (c *Chip) Text() string { return c.word }

// Tone returns the tone.
func (c *Chip) Tone() theme.Tone { return c.tone }

func (c *Chip) pad() float32 {
	if c.plain {
		return 0
	}
	return 7
}

// MinSize implements fyne.CanvasObject.
func (c *Chip) MinSize() fyne.Size {
	size := fynetheme.Size(Caption)
	w := ceil(size)
	if c.word != "" {
		w += 5 + ceil(fyne.MeasureText(c.word, size, fyne.TextStyle{}).Width)
	}
	h := ceil(size * 1.45)
	if !c.plain {
		h += 4
	}
	return fyne.NewSize(w+2*c.pad(), h)
}

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{c: c, ground: canvas.NewRectangle(color.Transparent), icon: newGlyph(), text: canvas.NewText("", nil)}
	r.update()
	return r
}

type chipRenderer struct {
	c      *Chip
	ground *canvas.Rectangle
	icon   *glyph
	text   *canvas.Text
}

func (r *chipRenderer) update() {
	c := r.c
	ink := fynetheme.Color(c.tone.Ink())
	r.ground.FillColor, r.ground.StrokeWidth = color.Transparent, 0
	if !c.plain {
		r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth, r.ground.CornerRadius = fynetheme.Color(c.tone.Ground()), ink, 1, 3
	}
	r.icon.show(c.tone.Icon())
	r.text.Text, r.text.Color, r.text.TextSize = c.word, ink, fynetheme.Size(Caption)
}

func (r *chipRenderer) Layout(s fyne.Size) {
	side := ceil(fynetheme.Size(Caption))
	h := r.text.MinSize().Height
	min := r.c.MinSize()
	top := (s.Height - min.Height) / 2
	r.ground.Move(fyne.NewPos(0, top))
	r.ground.Resize(min)
	r.icon.Move(fyne.NewPos(r.c.pad(), (s.Height-side)/2))
	r.icon.Resize(fyne.NewSquareSize(side))
	r.text.Move(fyne.NewPos(r.c.pad()+side+5, (s.Height-h)/2))
	r.text.Resize(fyne.NewSize(max(min.Width-2*r.c.pad()-side-5, 0), h))
}

func (r *chipRenderer) MinSize() fyne.Size { return r.c.MinSize() }
func (r *chipRenderer) Destroy()           {}
func (r *chipRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon.Image, r.text}
}

func (r *chipRenderer) Refresh() {
	r.update()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}
