package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Beside sets two parts that are to be compared in halves of the line where that is at least from ems of body text wide, and one below the other
// where it is narrower. A part that is hidden leaves the other the whole width.
func Beside(from, gap float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{from: from, gap: gap}, left, right)
}

type beside struct{ from, gap, width float32 }

// halves returns the width of each half, 0 where the parts stand one below the other.
func (l *beside) halves(objects []fyne.CanvasObject, width float32) float32 {
	if !objects[0].Visible() || !objects[1].Visible() || width < (Cell{Ems: l.from}).fixed() {
		return 0
	}
	return (width - l.gap) / 2
}

func (l *beside) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if half := l.halves(objects, width); half > 0 {
		return max(HeightFor(objects[0], half), HeightFor(objects[1], half))
	}
	return (&column{gap: l.gap}).heightFor(objects, width)
}

// Layout implements fyne.Layout.
func (l *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	half := l.halves(objects, size.Width)
	if half == 0 {
		(&column{gap: l.gap}).Layout(objects, size)
		return
	}
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(half+l.gap), 0))
		o.Resize(fyne.NewSize(half, HeightFor(o, half)))
	}
}

// MinSize implements fyne.Layout.
func (l *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w := float32(0)
	for _, o := range objects {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
		}
	}
	return fyne.NewSize(w, l.heightFor(objects, max(w, l.width)))
}
