package widget

import (
	"fyne.io/fyne/v2"
)

// parted is a widget of this package that other objects stand in.
type parted interface{ parts() []fyne.CanvasObject }

// homed is what can have the keyboard and wants to be seen then: it is told the page it stands on.
type homed interface{ setPage(*Page) }

// adopt tells every control on the page where it stands. Pages inside the page adopt their own.
func (p *Page) adopt(o fyne.CanvasObject) {
	if h, ok := o.(homed); ok {
		h.setPage(p)
	}
	switch o := o.(type) {
	case *Page:
	case *fyne.Container:
		for _, child := range o.Objects {
			p.adopt(child)
		}
	case parted:
		for _, child := range o.parts() {
			p.adopt(child)
		}
	}
}

// revealMargin is how much of what is around a revealed object is shown with it.
const revealMargin = 24

// Reveal scrolls so that an object on the page is in view: the keyboard has come to it.
func (p *Page) Reveal(o fyne.CanvasObject) {
	if p.Size().Height <= 0 {
		return
	}
	d := fyne.CurrentApp().Driver()
	top := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(p.scroll).Y
	bottom := top + o.Size().Height
	switch height := p.scroll.Size().Height; {
	case top < revealMargin:
		p.ScrollTo(max(p.Offset()+top-revealMargin, 0))
	case bottom > height-revealMargin:
		p.ScrollTo(p.Offset() + min(bottom-height+revealMargin, top-revealMargin))
	}
}
