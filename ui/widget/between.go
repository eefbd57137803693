package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Between sets top and bottom at the height they need for the width there is and gives the middle the rest; Tab goes through them in this order. Top and
// bottom may be nil.
// It is laid out again when it is refreshed: do so after what is in top or bottom changed.
func Between(top, bottom, middle fyne.CanvasObject) *fyne.Container {
	l := &between{top: top, bottom: bottom, middle: middle}
	var objects []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{top, middle, bottom} {
		if o != nil {
			objects = append(objects, o)
		}
	}
	return container.New(l, objects...)
}

type between struct{ top, bottom, middle fyne.CanvasObject }

func (l *between) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	var up, down float32
	if l.top != nil && l.top.Visible() {
		up = HeightFor(l.top, s.Width)
		l.top.Move(fyne.NewPos(0, 0))
		l.top.Resize(fyne.NewSize(s.Width, up))
	}
	if l.bottom != nil && l.bottom.Visible() {
		down = HeightFor(l.bottom, s.Width)
		l.bottom.Move(fyne.NewPos(0, s.Height-down))
		l.bottom.Resize(fyne.NewSize(s.Width, down))
	}
	l.middle.Move(fyne.NewPos(0, up))
	l.middle.Resize(fyne.NewSize(s.Width, max(s.Height-up-down, 0)))
}

func (l *between) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			s.Width = max(s.Width, m.Width)
			s.Height += m.Height
		}
	}
	return s
}
