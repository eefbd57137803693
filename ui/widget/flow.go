package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Flowing is implemented by what needs more height when it gets less width.
type Flowing interface {
	// HeightFor returns the height needed at a width.
	HeightFor(width float32) float32
}

// flowLayout is a layout whose height depends on its width.
type flowLayout interface {
	fyne.Layout
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// HeightFor returns the height o needs at a width: what it flows to, or its minimum.
func HeightFor(o fyne.CanvasObject, width float32) float32 {
	switch o := o.(type) {
	case Flowing:
		return o.HeightFor(width)
	case *fyne.Container:
		if l, ok := o.Layout.(flowLayout); ok {
			return l.heightFor(o.Objects, width)
		}
	}
	return o.MinSize().Height
}

// Column sets objects below each other over the whole width, gap apart.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap}, objects...)
}

type column struct{ gap, width float32 }

func (c *column) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return c.each(objects, width, func(fyne.CanvasObject, float32, float32) {})
}

// each calls f with the top and height of every object shown and returns the height of all.
func (c *column) each(objects []fyne.CanvasObject, width float32, f func(o fyne.CanvasObject, y, h float32)) float32 {
	y, n := float32(0), 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if n > 0 {
			y += c.gap
		}
		h := HeightFor(o, width)
		f(o, y, h)
		y += h
		n++
	}
	return y
}

func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	c.each(objects, size.Width, func(o fyne.CanvasObject, y, h float32) {
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
	})
}

func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w := float32(0)
	for _, o := range objects {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
		}
	}
	return fyne.NewSize(w, c.heightFor(objects, max(w, c.width)))
}

// Wrap sets objects beside each other at their own size and goes on below when the width is used up: chips, buttons.
func Wrap(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&wrap{gap: gap}, objects...)
}

type wrap struct{ gap, width float32 }

func (l *wrap) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.each(objects, width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

func (l *wrap) each(objects []fyne.CanvasObject, width float32, f func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var x, y, row float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		s := naturalSize(o, width)
		if x > 0 && x+s.Width > width {
			x, y = 0, y+row+l.gap
			row = 0
		}
		f(o, fyne.NewPos(x, y), s)
		x += s.Width + l.gap
		row = max(row, s.Height)
	}
	return y + row
}

// naturalSize is the size an object has where nothing presses it: a paragraph is as wide as its text, as far as there is room.
func naturalSize(o fyne.CanvasObject, room float32) fyne.Size {
	if c, ok := o.(*fyne.Container); ok {
		if l, ok := c.Layout.(*inset); ok && len(c.Objects) == 1 {
			return naturalSize(c.Objects[0], room-2*l.x).AddWidthHeight(2*l.x, 2*l.y)
		}
	}
	p, ok := o.(*Paragraph)
	if !ok {
		s := o.MinSize()
		if b, ok := o.(*Button); ok { // it shortens its word
			s.Width = min(b.MinSize().Width, max(room, 1))
		} else if b, ok := o.(*choiceButton); ok {
			s.Width = min(b.MinSize().Width, max(room, 1))
		}
		return s
	}
	w := min(p.natural(), max(room, 1))
	return fyne.NewSize(w, p.HeightFor(w))
}

func (l *wrap) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.each(objects, size.Width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		o.Move(p)
		o.Resize(s)
	})
}

func (l *wrap) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w := float32(0)
	for _, o := range objects {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
		}
	}
	return fyne.NewSize(w, l.heightFor(objects, max(w, l.width)))
}

// Inset keeps a margin around an object: x at left and right, y above and below.
func Inset(x, y float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&inset{x: x, y: y}, o)
}

type inset struct{ x, y, width float32 }

func (l *inset) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	h := float32(0)
	for _, o := range objects {
		h = max(h, HeightFor(o, width-2*l.x))
	}
	return h + 2*l.y
}

func (l *inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	for _, o := range objects {
		o.Move(fyne.NewPos(l.x, l.y))
		o.Resize(fyne.NewSize(size.Width-2*l.x, size.Height-2*l.y))
	}
}

func (l *inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		s = s.Max(o.MinSize())
	}
	w := s.Width + 2*l.x
	return fyne.NewSize(w, l.heightFor(objects, max(w, l.width)))
}
