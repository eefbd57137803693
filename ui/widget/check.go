package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"shinsa/ui/theme"
)

// Check is a sentence a person can tick; the sentence is broken like any paragraph.
type Check struct {
	control
	Ticked    bool
	OnChanged func(bool)
	text      *Paragraph
}

// NewCheck returns an unticked check.
func NewCheck(text string, changed func(bool)) *Check {
	c := &Check{OnChanged: changed, text: NewParagraph(text)}
	c.text.Full = true
	c.init(c, func() {
		c.Ticked = !c.Ticked
		c.Refresh()
		if c.OnChanged != nil {
			c.OnChanged(c.Ticked)
		}
	})
	return c
}

// Text returns the sentence.
func (c *Check) Text() string { return c.text.Text() }

// Set ticks or unticks without telling OnChanged.
func (c *Check) Set(ticked bool) {
	c.Ticked = ticked
	c.Refresh()
}

func (c *Check) gutter() float32 { return ceil(fynetheme.Size(Body)*1.2) + 8 }

// HeightFor implements Flowing.
func (c *Check) HeightFor(width float32) float32 { return c.text.HeightFor(width-c.gutter()-4) + 8 }

// MinSize implements fyne.CanvasObject.
func (c *Check) MinSize() fyne.Size {
	m := c.text.MinSize()
	return fyne.NewSize(m.Width+c.gutter()+4, m.Height+8)
}

// CreateRenderer implements fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	r := &checkRenderer{c: c, box: newGlyph(), ring: newRing()}
	r.update()
	return r
}

type checkRenderer struct {
	c    *Check
	box  *glyph
	ring *canvas.Rectangle
}

func (r *checkRenderer) update() {
	icon, colour := theme.IconBoxEmpty, fynetheme.ColorNameInputBorder
	if r.c.Ticked {
		icon, colour = theme.IconBoxTicked, theme.ColorAccent
	}
	r.box.show(icon.Resource(colour))
	r.c.text.Colour = theme.ColorInk
	if r.c.disabled {
		r.c.text.Colour = fynetheme.ColorNameDisabled
	}
	showRing(r.ring, r.c.focused)
}

func (r *checkRenderer) Layout(s fyne.Size) {
	side := ceil(fynetheme.Size(Body) * 1.2)
	r.ring.Resize(s)
	r.box.Move(fyne.NewPos(4, 4+(r.c.text.leading()-side)/2))
	r.box.Resize(fyne.NewSquareSize(side))
	r.c.text.Move(fyne.NewPos(r.c.gutter(), 4))
	r.c.text.Resize(fyne.NewSize(s.Width-r.c.gutter()-4, s.Height-8))
}

func (r *checkRenderer) MinSize() fyne.Size { return r.c.MinSize() }
func (r *checkRenderer) Destroy()           {}
func (r *checkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box.Image, r.c.text, r.ring}
}

func (r *checkRenderer) Refresh() {
	r.update()
	r.c.text.Refresh()
	canvas.Refresh(r.c)
}
