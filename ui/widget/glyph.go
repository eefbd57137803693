package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// glyph is an icon inside a widget. The toolkit parses a drawing anew at every refresh of its image; a glyph does so only when it is
// another drawing, or the same in another colour, which the name of a drawing says.
type glyph struct {
	*canvas.Image
	name string
}

func newGlyph() *glyph {
	g := &glyph{Image: canvas.NewImageFromResource(nil)}
	g.FillMode = canvas.ImageFillContain
	g.Hide()
	return g
}

// show draws res, nothing when it is nil.
func (g *glyph) show(res fyne.Resource) {
	if res == nil {
		g.Hide()
		return
	}
	if g.Hidden {
		g.Show()
	}
	if name := res.Name(); name != g.name {
		g.name, g.Resource = name, res
		g.Image.Refresh()
	}
}
