package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Trailing sets objects beside each other at the right end, where the acts of a form stand; where they do not fit, in several lines.
func Trailing(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&trailing{gap: gap}, objects...)
}

type trailing struct{ gap float32 }

// lines divides the objects shown into lines no wider than width.
func (l *trailing) lines(objects []fyne.CanvasObject, width float32) [][]fyne.CanvasObject {
	var out [][]fyne.CanvasObject
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		w := o.MinSize().Width
		if len(out) == 0 || x+l.gap+w > width+0.5 {
			out, x = append(out, nil), -l.gap
		}
		out[len(out)-1] = append(out[len(out)-1], o)
		x += l.gap + w
	}
	return out
}

func (l *trailing) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	h := float32(0)
	for i, line := range l.lines(objects, width) {
		if i > 0 {
			h += l.gap
		}
		h += l.height(line)
	}
	return h
}

func (l *trailing) height(line []fyne.CanvasObject) float32 {
	h := float32(0)
	for _, o := range line {
		h = max(h, o.MinSize().Height)
	}
	return h
}

func (l *trailing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	lines := l.lines(objects, size.Width)
	y := max(size.Height-l.heightFor(objects, size.Width), 0) / 2
	for _, line := range lines {
		h, x := l.height(line), size.Width
		for i := len(line) - 1; i >= 0; i-- {
			m := line[i].MinSize()
			m.Width = min(m.Width, size.Width)
			x -= m.Width
			line[i].Move(fyne.NewPos(x, y+(h-m.Height)/2))
			line[i].Resize(m)
			x -= l.gap
		}
		y += h + l.gap
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
