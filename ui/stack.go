package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/ui/widget"
)

// stack sets the head, the screen and the foot below each other. Head and foot get the height they need for the width of the window,
// which only becomes known when it is laid out; the screen gets the rest.
type stack struct{ head, body, foot fyne.CanvasObject }

// content returns the stack as one object. The screen comes first in it, so that Tab begins there and not in the head of the window.
func (l *stack) content() fyne.CanvasObject { return container.New(l, l.body, l.head, l.foot) }

// Layout implements fyne.Layout.
func (l *stack) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	top, bottom := widget.HeightFor(l.head, size.Width), widget.HeightFor(l.foot, size.Width)
	place := func(o fyne.CanvasObject, y, h float32) {
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
	}
	place(l.head, 0, top)
	place(l.body, top, max(size.Height-top-bottom, 0))
	place(l.foot, size.Height-bottom, bottom)
}

// MinSize implements fyne.Layout: the smallest window in which work is possible.
func (l *stack) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(800, 480) }
