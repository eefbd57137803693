package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Over sets a title at the beginning of the line of what belongs to it, or on a line of its own where the width is less than from ems of body
// text: rows of figures in a pane that can be narrow. The rest gets rest ems beside a title.
func Over(from, rest float32, title, figures fyne.CanvasObject) *fyne.Container {
	return container.New(&over{from: from, rest: rest}, title, figures)
}

type over struct{ from, rest, width float32 }

// beside returns how wide title and figures are on one line, 0 where each has its own.
func (l *over) beside(width float32) (title, figures float32) {
	if width < (Cell{Ems: l.from}).fixed() {
		return 0, 0
	}
	figures = Cell{Ems: l.rest}.fixed()
	return width - figures, figures
}

func (l *over) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if title, figures := l.beside(width); title > 0 {
		return max(HeightFor(objects[0], title), HeightFor(objects[1], figures))
	}
	return HeightFor(objects[0], width) + HeightFor(objects[1], width)
}

// Layout implements fyne.Layout.
func (l *over) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	place := func(o fyne.CanvasObject, x, y, w float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, HeightFor(o, w)))
	}
	if title, figures := l.beside(size.Width); title > 0 {
		place(objects[0], 0, 0, title)
		place(objects[1], title, 0, figures)
		return
	}
	place(objects[0], 0, 0, size.Width)
	place(objects[1], 0, HeightFor(objects[0], size.Width), size.Width)
}

// MinSize implements fyne.Layout.
func (l *over) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w := max(objects[0].MinSize().Width, objects[1].MinSize().Width)
	return fyne.NewSize(w, l.heightFor(objects, max(w, l.width)))
}
