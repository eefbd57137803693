package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Cell is how wide a column of cells is: Ems of body text, so that it grows with the text, or Fixed points, or else its Share of what is
// left; with none of them, what its content needs.
type Cell struct {
	Ems   float32
	Fixed float32 // at 100 %; it grows with the text
	Share float32
	// From, when set, leaves the column out of rows narrower than so many ems of body text.
	From float32
}

// fixed returns the width of a column that does not depend on its content, 0 when it does.
func (c Cell) fixed() float32 {
	if c.Ems > 0 {
		return ceil(c.Ems * fynetheme.Size(Body))
	}
	return ceil(c.Fixed * fynetheme.Size(Body) / bodyAt100)
}

// bodyAt100 is the size of body text at 100 %, for which fixed widths are given.
const bodyAt100 = 15

// Cells sets objects beside each other in the given columns, gap apart, each centred on the height of the row.
func Cells(gap float32, columns []Cell, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&cells{gap: gap, columns: columns}, objects...)
}

// TopCells is Cells with every object starting at the top of the row: for forms whose right side is taller than the label.
func TopCells(gap float32, columns []Cell, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&cells{gap: gap, columns: columns, top: true}, objects...)
}

type cells struct {
	gap     float32
	columns []Cell
	top     bool
	width   float32
}

func (l *cells) widths(objects []fyne.CanvasObject, width float32) []float32 {
	for i, o := range objects {
		if c := l.cell(i); c.From > 0 {
			if width < c.From*fynetheme.Size(Body) {
				o.Hide()
			} else {
				o.Show()
			}
		}
	}
	w := make([]float32, len(objects))
	left, shares, shown := width, float32(0), 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		c := l.cell(i)
		switch {
		case c.fixed() > 0:
			w[i] = c.fixed()
		case c.Share > 0:
			shares += c.Share
		default:
			w[i] = o.MinSize().Width
		}
		left -= w[i]
	}
	left -= l.gap * float32(max(shown-1, 0))
	for i, o := range objects {
		if c := l.cell(i); o.Visible() && c.fixed() == 0 && c.Share > 0 {
			w[i] = max(left, 0) * c.Share / shares
		}
	}
	return w
}

func (l *cells) cell(i int) Cell {
	if i < len(l.columns) {
		return l.columns[i]
	}
	return Cell{}
}

func (l *cells) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	h := float32(0)
	for i, w := range l.widths(objects, width) {
		if objects[i].Visible() {
			h = max(h, HeightFor(objects[i], w))
		}
	}
	return h
}

func (l *cells) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	x := float32(0)
	for i, w := range l.widths(objects, size.Width) {
		o := objects[i]
		if !o.Visible() {
			continue
		}
		h := min(HeightFor(o, w), size.Height)
		y := (size.Height - h) / 2
		if l.top {
			y = 0
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
		x += w + l.gap
	}
}

func (l *cells) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w, shown := float32(0), 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if c := l.cell(i); c.fixed() > 0 {
			w += c.fixed()
		} else {
			w += o.MinSize().Width
		}
	}
	w += l.gap * float32(max(shown-1, 0))
	return fyne.NewSize(w, l.heightFor(objects, max(w, l.width)))
}
