package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// Stretch is a coloured part of a lane, its ends from 0 to 1. Dashed tells a stretch apart by shape where Tone does by colour.
type Stretch struct {
	From, To float32
	Tone     theme.Tone
	Dashed   bool
	Word     string
}

// Point is a labelled point of a lane, from 0 to 1.
type Point struct {
	At   float32
	Word string
	Tone theme.Tone
}

// Lane draws the life of one thing on a horizontal line: stretches, events above it as marks, years below, and today.
type Lane struct {
	widget.BaseWidget
	stretches     []Stretch
	events, years []Point
	today         float32
	todayWord     string
}

// NewLane returns an empty lane.
func NewLane() *Lane {
	l := &Lane{}
	l.ExtendBaseWidget(l)
	return l
}

// Set shows a life; todayWord labels the upright line of today.
func (l *Lane) Set(stretches []Stretch, events, years []Point, today Point) {
	l.stretches, l.events, l.years, l.today, l.todayWord = stretches, events, years, today.At, today.Word
	l.Refresh()
}

// Words is what the lane says.
func (l *Lane) Words() string {
	s := ""
	for _, e := range l.events {
		s += e.Word + "\n"
	}
	return s
}

// rowHeight is the height of one row of labels.
func laneRow() float32 { return ceil(fynetheme.Size(Caption) * 1.5) }

// MinSize implements fyne.CanvasObject: two rows of events, the line, the years.
func (l *Lane) MinSize() fyne.Size { return fyne.NewSize(320, 4*laneRow()+18) }

// CreateRenderer implements fyne.Widget.
func (l *Lane) CreateRenderer() fyne.WidgetRenderer { return &laneRenderer{l: l} }

type laneRenderer struct {
	l       *Lane
	objects []fyne.CanvasObject
}

func (r *laneRenderer) text(word string, colour fyne.ThemeColorName, x, y, width float32) (right float32) {
	t := canvas.NewText(word, fynetheme.Color(colour))
	t.TextSize = fynetheme.Size(Caption)
	m := t.MinSize()
	left := min(max(x-m.Width/2, 0), max(width-m.Width, 0))
	t.Move(fyne.NewPos(left, y))
	t.Resize(m)
	r.objects = append(r.objects, t)
	return left + m.Width
}

func (r *laneRenderer) bar(x, y, w, h float32, colour fyne.ThemeColorName) {
	b := canvas.NewRectangle(fynetheme.Color(colour))
	b.Move(fyne.NewPos(x, y))
	b.Resize(fyne.NewSize(w, h))
	r.objects = append(r.objects, b)
}

// Layout draws everything anew: a lane has few objects and changes rarely.
func (r *laneRenderer) Layout(s fyne.Size) {
	r.objects = r.objects[:0]
	row := laneRow()
	line := 2*row + 4 // top of the line
	r.bar(0, line+4, s.Width, 2, theme.ColorHairline)
	for _, st := range r.l.stretches {
		r.stretch(st, s.Width, line)
	}
	// Labels that would touch the one before go a row higher.
	ends := [2]float32{-1, -1}
	for _, e := range r.l.events {
		x := e.At * s.Width
		level := 0
		if ends[0] > x-40 {
			level++
		}
		y := float32(1-level) * row
		right := r.text(e.Word, theme.Tone(e.Tone).Ink(), x, y, s.Width)
		ends[level] = max(ends[level], right)
		r.bar(x-0.5, y+row-2, 1, line-(y+row)+2, theme.ColorInkSoft)
		d := canvas.NewCircle(fynetheme.Color(theme.Tone(e.Tone).Ink()))
		d.Move(fyne.NewPos(x-4, line+1))
		d.Resize(fyne.NewSquareSize(8))
		r.objects = append(r.objects, d)
	}
	for _, y := range r.l.years {
		r.bar(y.At*s.Width, line+12, 1, 6, theme.ColorInkSoft)
		r.text(y.Word, theme.ColorInkSoft, y.At*s.Width, line+18, s.Width)
	}
	x := r.l.today * s.Width
	r.bar(x-1, line-4, 2, 22+row, theme.ColorAccent)
	r.text(r.l.todayWord, theme.ColorAccent, x, line+18+row, s.Width)
}

func (r *laneRenderer) stretch(st Stretch, width, y float32) {
	x, w := st.From*width, (st.To-st.From)*width
	if !st.Dashed {
		r.bar(x, y, w, 10, st.Tone.Ink())
		return
	}
	const dash, gap = 5, 3
	for at := float32(0); at < w; at += dash + gap {
		r.bar(x+at, y-2, min(dash, w-at), 14, st.Tone.Ink())
	}
}

func (r *laneRenderer) MinSize() fyne.Size           { return r.l.MinSize() }
func (r *laneRenderer) Destroy()                     {}
func (r *laneRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *laneRenderer) Refresh() {
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}
