package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Narrow gives an object no more than a width, in characters of the text's size, from the left: lines stay readable in a wide window.
func Narrow(ems float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&narrow{ems: ems}, o)
}

type narrow struct{ ems, width float32 }

func (l *narrow) at(width float32) float32 { return min(width, Cell{Ems: l.ems}.fixed()) }

func (l *narrow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(objects[0], l.at(width))
}

// Layout implements fyne.Layout.
func (l *narrow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(l.at(size.Width), size.Height))
}

// MinSize implements fyne.Layout.
func (l *narrow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s := objects[0].MinSize()
	if l.width > 0 {
		s.Height = l.heightFor(objects, l.width)
	}
	return s
}
