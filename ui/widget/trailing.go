package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Trailing sets objects beside each other at the right end, where the acts of a form stand.
func Trailing(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&trailing{gap: gap}, objects...)
}

type trailing struct{ gap float32 }

func (l *trailing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := size.Width
	for i := len(objects) - 1; i >= 0; i-- {
		o := objects[i]
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		x -= m.Width
		o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
		o.Resize(m)
		x -= l.gap
	}
}

func (l *trailing) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
		n++
	}
	s.Width += l.gap * float32(max(n-1, 0))
	return s
}

// Tall gives an object a height whatever it asks for: a window into something longer.
func Tall(height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&tall{height: height}, o)
}

type tall struct{ height float32 }

func (l *tall) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Resize(s)
	}
}

func (l *tall) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(240, l.height) }
