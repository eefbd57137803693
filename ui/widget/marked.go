package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/review/typeset"
	"shinsa/ui/theme"
)

// Piece is a stretch of a text of which some stretches are marked.
type Piece struct {
	Text   string
	Marked bool
}

// Marked is running text over the whole width in which some stretches are marked: underlined, or struck out, on the ground of a tone, so
// that they are seen without colour too. It shows what differs between two wordings.
type Marked struct {
	widget.BaseWidget
	Role   Role
	Tone   theme.Tone
	Struck bool // marked stretches are no longer said
	pieces []Piece

	broken [][]run // for the width and size below
	width  float32
	size   float32
}

var _ Flowing = (*Marked)(nil)

// NewMarked returns a text whose marked stretches have a tone.
func NewMarked(tone theme.Tone, pieces []Piece) *Marked {
	m := &Marked{Role: Body, Tone: tone, pieces: pieces}
	m.ExtendBaseWidget(m)
	return m
}

// Set changes the text.
func (m *Marked) Set(pieces []Piece) {
	m.pieces, m.broken = pieces, nil
	m.Refresh()
}

// Text returns the whole text.
func (m *Marked) Text() string {
	text := ""
	for _, p := range m.pieces {
		text += p.Text
	}
	return text
}

// run is a stretch of one line as it is drawn.
type run struct {
	text   string
	x, w   float32
	marked bool
}

// lines breaks the text for a width and cuts every line where the marking changes; from memory when nothing changed.
func (m *Marked) lines(width float32) [][]run {
	size := fynetheme.Size(m.Role)
	if m.broken == nil || m.width != width || m.size != size {
		m.broken, m.width, m.size = m.cut(width, size), width, size
	}
	return m.broken
}

func (m *Marked) cut(width, size float32) [][]run {
	var runes []rune
	var marked []bool
	for _, p := range m.pieces {
		for _, r := range p.Text {
			runes, marked = append(runes, r), append(marked, p.Marked)
		}
	}
	adv := typeset.Advances(runes, func(r rune) float64 { return float64(advance(r, face{size, false})) })
	s := typeset.Setting{Width: float64(max(width, size)), Em: float64(size), Hang: true, Least: 3.5 * float64(size)}
	var out [][]run
	for _, l := range s.Lines(runes, adv) {
		var line []run
		x := float32(0)
		for i := l.Start; i < l.End; i++ {
			if n := len(line); n == 0 || line[n-1].marked != marked[i] {
				line = append(line, run{x: x, marked: marked[i]})
			}
			at := &line[len(line)-1]
			at.text += string(runes[i])
			at.w += float32(adv[i])
			x += float32(adv[i])
		}
		out = append(out, line)
	}
	return out
}

func (m *Marked) leading() float32 { return ceil(fynetheme.Size(m.Role) * 1.7) }

// HeightFor implements Flowing.
func (m *Marked) HeightFor(width float32) float32 { return float32(len(m.lines(width))) * m.leading() }

// MinSize implements fyne.CanvasObject.
func (m *Marked) MinSize() fyne.Size {
	size := fynetheme.Size(m.Role)
	w := m.Size().Width
	if w <= 0 {
		w = size * measure
	}
	return fyne.NewSize(size*4, m.HeightFor(w))
}

// CreateRenderer implements fyne.Widget.
func (m *Marked) CreateRenderer() fyne.WidgetRenderer {
	r := &markedRenderer{m: m}
	r.fill(m.Size().Width)
	return r
}

type markedRenderer struct {
	m       *Marked
	objects []fyne.CanvasObject
}

func (r *markedRenderer) fill(width float32) {
	size, lead := fynetheme.Size(r.m.Role), r.m.leading()
	r.objects = r.objects[:0]
	var bars []fyne.CanvasObject // over the words
	for i, line := range r.m.lines(max(width, 1)) {
		y := float32(i) * lead
		for _, x := range line {
			if x.marked {
				ground := canvas.NewRectangle(fynetheme.Color(r.m.Tone.Ground()))
				ground.Move(fyne.NewPos(x.x, y+1))
				ground.Resize(fyne.NewSize(x.w, lead-2))
				under := canvas.NewRectangle(fynetheme.Color(r.m.Tone.Ink()))
				under.Move(fyne.NewPos(x.x, y+lead-3))
				if r.m.Struck {
					under.Move(fyne.NewPos(x.x, y+lead/2))
				}
				under.Resize(fyne.NewSize(x.w, 1.5))
				r.objects, bars = append(r.objects, ground), append(bars, under)
			}
			t := canvas.NewText(x.text, fynetheme.Color(theme.ColorInk))
			t.TextSize = size
			t.Move(fyne.NewPos(x.x, y+(lead-t.MinSize().Height)/2))
			t.Resize(t.MinSize())
			r.objects = append(r.objects, t)
		}
	}
	r.objects = append(r.objects, bars...)
}

func (r *markedRenderer) Layout(s fyne.Size)           { r.fill(s.Width) }
func (r *markedRenderer) MinSize() fyne.Size           { return r.m.MinSize() }
func (r *markedRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *markedRenderer) Destroy()                     {}

func (r *markedRenderer) Refresh() {
	r.fill(r.m.Size().Width)
	canvas.Refresh(r.m)
}
