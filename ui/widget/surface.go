package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// Surface is a ground under one object, optionally framed by a hairline.
type Surface struct {
	widget.BaseWidget
	Colour  fyne.ThemeColorName
	Framed  bool
	Ringed  bool // has the keyboard, for rows of a list
	content fyne.CanvasObject
}

// NewSurface returns content on a ground.
func NewSurface(colour fyne.ThemeColorName, content fyne.CanvasObject) *Surface {
	s := &Surface{Colour: colour, content: content}
	s.ExtendBaseWidget(s)
	return s
}

// Ground returns a surface to embed in another widget, which calls ExtendBaseWidget with itself. A surface from NewSurface belongs to
// itself already: embedded, its Refresh would not reach what is drawn.
func Ground(colour fyne.ThemeColorName, content fyne.CanvasObject) Surface {
	return Surface{Colour: colour, content: content}
}

// NewCard returns content on paper inside a hairline frame with a margin.
func NewCard(content fyne.CanvasObject) *Surface {
	s := NewSurface(theme.ColorPaper, Inset(16, 12, content))
	s.Framed = true
	return s
}

// SetColour changes the ground.
func (s *Surface) SetColour(c fyne.ThemeColorName) {
	if s.Colour != c {
		s.Colour = c
		s.Refresh()
	}
}

func (s *Surface) parts() []fyne.CanvasObject { return []fyne.CanvasObject{s.content} }

// HeightFor implements Flowing.
func (s *Surface) HeightFor(width float32) float32 { return HeightFor(s.content, width) }

// CreateRenderer implements fyne.Widget.
func (s *Surface) CreateRenderer() fyne.WidgetRenderer {
	r := &surfaceRenderer{s: s, ground: canvas.NewRectangle(color.Transparent)}
	r.colour()
	return r
}

type surfaceRenderer struct {
	s      *Surface
	ground *canvas.Rectangle
}

func (r *surfaceRenderer) colour() {
	r.ground.FillColor = fynetheme.Color(r.s.Colour)
	r.ground.StrokeWidth = 0
	if r.s.Ringed {
		r.ground.StrokeColor, r.ground.StrokeWidth, r.ground.CornerRadius = fynetheme.Color(theme.ColorFocusRing), 2, 3
	} else if r.s.Framed {
		r.ground.StrokeColor, r.ground.StrokeWidth, r.ground.CornerRadius = fynetheme.Color(theme.ColorHairline), 1, 3
	}
}

func (r *surfaceRenderer) Layout(size fyne.Size) {
	in := float32(0)
	if r.s.Ringed {
		in = 2 // a ring at the very edge would be cut by what scrolls the row
	}
	r.ground.Move(fyne.NewPos(in, in/2))
	r.ground.Resize(fyne.NewSize(size.Width-2*in, size.Height-in))
	r.s.content.Resize(size)
}

func (r *surfaceRenderer) MinSize() fyne.Size { return r.s.content.MinSize() }
func (r *surfaceRenderer) Destroy()           {}
func (r *surfaceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.s.content}
}

func (r *surfaceRenderer) Refresh() {
	r.colour()
	r.Layout(r.s.Size())
	r.s.content.Refresh()
	canvas.Refresh(r.s)
}

// Rule is a hairline between groups.
type Rule struct {
	widget.BaseWidget
	Upright bool
}

// NewRule returns a horizontal hairline.
func NewRule() *Rule {
	r := &Rule{}
	r.ExtendBaseWidget(r)
	return r
}

// NewUpright returns a vertical hairline.
func NewUpright() *Rule {
	r := &Rule{Upright: true}
	r.ExtendBaseWidget(r)
	return r
}

// MinSize implements fyne.CanvasObject.
func (r *Rule) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// CreateRenderer implements fyne.Widget.
func (r *Rule) CreateRenderer() fyne.WidgetRenderer {
	return &ruleRenderer{rule: r, line: canvas.NewRectangle(fynetheme.Color(theme.ColorHairline))}
}

type ruleRenderer struct {
	rule *Rule
	line *canvas.Rectangle
}

func (r *ruleRenderer) Layout(s fyne.Size)           { r.line.Resize(s) }
func (r *ruleRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, 1) }
func (r *ruleRenderer) Destroy()                     {}
func (r *ruleRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }

func (r *ruleRenderer) Refresh() {
	r.line.FillColor = fynetheme.Color(theme.ColorHairline)
	canvas.Refresh(r.rule)
}

// Picture shows an icon at the size of the text beside it.
type Picture struct {
	widget.BaseWidget
	resource fyne.Resource
	Role     Role
	Factor   float32
}

// NewPicture returns an icon.
func NewPicture(res fyne.Resource, role Role) *Picture {
	p := &Picture{resource: res, Role: role, Factor: 1.1}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the icon.
func (p *Picture) Set(res fyne.Resource) {
	p.resource = res
	p.Refresh()
}

// MinSize implements fyne.CanvasObject.
func (p *Picture) MinSize() fyne.Size {
	return fyne.NewSquareSize(ceil(fynetheme.Size(p.Role) * p.Factor))
}

// CreateRenderer implements fyne.Widget.
func (p *Picture) CreateRenderer() fyne.WidgetRenderer {
	r := &pictureRenderer{p: p, image: newGlyph()}
	r.image.show(p.resource)
	return r
}

type pictureRenderer struct {
	p     *Picture
	image *glyph
}

func (r *pictureRenderer) Layout(s fyne.Size)           { r.image.Resize(s) }
func (r *pictureRenderer) MinSize() fyne.Size           { return r.p.MinSize() }
func (r *pictureRenderer) Destroy()                     {}
func (r *pictureRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image.Image} }
func (r *pictureRenderer) Refresh()                     { r.image.show(r.p.resource) }
