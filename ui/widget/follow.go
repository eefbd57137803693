package widget

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Follow tells the panes around o that the keyboard has come to it, so that the mark of the active pane and what widens it go with the keyboard
// whichever way it came. Whatever takes the keyboard calls it when it has got it.
func Follow(o fyne.CanvasObject) {
	c := canvasOf(o)
	if c == nil || c.Overlays().Top() != nil || o.Size().IsZero() {
		return
	}
	d := fyne.CurrentApp().Driver()
	root := c.Content()
	half := o.Size()
	at := d.AbsolutePositionForObject(o).Add(fyne.NewPos(half.Width/2, half.Height/2)).Subtract(d.AbsolutePositionForObject(root))
	if p, i := panesAt(root, at); p != nil {
		p.follow(i)
	}
}

func (p *Panes) follow(i int) {
	if p.active == i {
		return
	}
	p.active = i
	p.Refresh()
	if p.OnActive != nil {
		p.OnActive(i)
	}
}

// panesAt returns the panes at a place of o and which of them has it; nil when there are none.
func panesAt(o fyne.CanvasObject, at fyne.Position) (*Panes, int) {
	if o == nil || !o.Visible() || at.X < 0 || at.Y < 0 || at.X >= o.Size().Width || at.Y >= o.Size().Height {
		return nil, 0
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *Panes:
		i := slices.IndexFunc(o.panes, func(p Pane) bool {
			x := p.Content.Position().X
			return p.Content.Visible() && at.X >= x && at.X < x+p.Content.Size().Width
		})
		if i < 0 {
			return nil, 0
		}
		return o, i
	case *Watch:
		children = []fyne.CanvasObject{o.content}
	case *fyne.Container:
		children = o.Objects
	case parted:
		children = o.parts()
	}
	for _, child := range children {
		if p, i := panesAt(child, at.Subtract(child.Position())); p != nil {
			return p, i
		}
	}
	return nil, 0
}
