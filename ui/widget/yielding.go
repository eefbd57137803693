package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Yielding sets main to the left and others beside each other at the right end. Where main would need another line for want of room, others
// give way, the last one first; what gives way must be within reach elsewhere, as in a menu.
func Yielding(gap float32, main fyne.CanvasObject, others ...fyne.CanvasObject) *fyne.Container {
	return container.New(&yielding{gap: gap, main: main, others: others}, append([]fyne.CanvasObject{main}, others...)...)
}

type yielding struct {
	gap    float32
	main   fyne.CanvasObject
	others []fyne.CanvasObject
}

// unbounded is wider than any window.
const unbounded = 1e5

// kept returns how many of the others stay at a width, and the width that is left for main.
func (l *yielding) kept(width float32) (int, float32) {
	line := HeightFor(l.main, unbounded)
	left := width
	for _, o := range l.others {
		left -= l.gap + o.MinSize().Width
	}
	n := len(l.others)
	for ; n > 0 && HeightFor(l.main, left) > line; n-- {
		left += l.gap + l.others[n-1].MinSize().Width
	}
	return n, left
}

func (l *yielding) heightFor(_ []fyne.CanvasObject, width float32) float32 {
	n, left := l.kept(width)
	h := HeightFor(l.main, left)
	for _, o := range l.others[:n] {
		h = max(h, o.MinSize().Height)
	}
	return h
}

// Layout implements fyne.Layout.
func (l *yielding) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	n, left := l.kept(size.Width)
	h := HeightFor(l.main, left)
	l.main.Move(fyne.NewPos(0, size.Height-h))
	l.main.Resize(fyne.NewSize(left, h))
	x := left
	for i, o := range l.others {
		if o.Visible() != (i < n) {
			Visible(o, i < n)
		}
		m := o.MinSize()
		o.Move(fyne.NewPos(x+l.gap, (size.Height-m.Height)/2))
		o.Resize(m)
		x += l.gap + m.Width
	}
}

// MinSize implements fyne.Layout: main alone.
func (l *yielding) MinSize([]fyne.CanvasObject) fyne.Size { return l.main.MinSize() }
