package widget

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/review/typeset"
	"shinsa/ui/theme"
)

// Role is the size a text is set in.
type Role = fyne.ThemeSizeName

// The roles: 13, 15, 18 and 24 at 100 %.
const (
	Caption Role = fynetheme.SizeNameCaptionText
	Body    Role = fynetheme.SizeNameText
	Heading Role = fynetheme.SizeNameSubHeadingText
	Title   Role = fynetheme.SizeNameHeadingText
)

// measure is the longest line of running text, in full-width characters.
const measure = 40

// Paragraph is running text broken by the rules of Japanese typesetting, left-aligned, at most 40 full-width characters a line.
// Change the fields only through Set, SetColour or before the paragraph is shown.
type Paragraph struct {
	widget.BaseWidget
	Role   Role
	Colour fyne.ThemeColorName
	Bold   bool
	Full   bool // use the whole width whatever its length: for short notes and tables

	text  string
	width float32 // for which lines were broken
	size  float32 // of the text they were broken at
	lines []string
}

var _ Flowing = (*Paragraph)(nil)

// NewParagraph returns a paragraph of body text in ink.
func NewParagraph(text string) *Paragraph { return NewText(text, Body, theme.ColorInk) }

// NewText returns a paragraph in a role and colour.
func NewText(text string, role Role, colour fyne.ThemeColorName) *Paragraph {
	p := &Paragraph{text: text, Role: role, Colour: colour}
	p.ExtendBaseWidget(p)
	return p
}

// NewHeading returns a bold paragraph in a role.
func NewHeading(text string, role Role) *Paragraph {
	p := NewText(text, role, theme.ColorInk)
	p.Bold, p.Full = true, true
	return p
}

// NewNote returns secondary text of caption size over the whole width.
func NewNote(text string) *Paragraph {
	p := NewText(text, Caption, theme.ColorInkSoft)
	p.Full = true
	return p
}

// Text returns what is set.
func (p *Paragraph) Text() string { return p.text }

// Lines returns the lines as broken for the present width.
func (p *Paragraph) Lines() []string { return append([]string(nil), p.lines...) }

// Set changes the text.
func (p *Paragraph) Set(text string) {
	if p.text == text {
		return
	}
	p.text, p.width = text, 0
	p.Refresh()
}

// SetColour changes the colour.
func (p *Paragraph) SetColour(c fyne.ThemeColorName) {
	p.Colour = c
	p.Refresh()
}

// HeightFor implements Flowing.
func (p *Paragraph) HeightFor(width float32) float32 {
	return float32(len(p.broken(width))) * p.leading()
}

// leading is the height of a line: the text's own box and a little air, about 1.6 of its size.
func (p *Paragraph) leading() float32 {
	size := fynetheme.Size(p.Role)
	if p.Role == Title || p.Role == Heading {
		return ceil(size * 1.5)
	}
	return ceil(size * 1.6)
}

func ceil(v float32) float32 {
	n := float32(int(v))
	if n < v {
		n++
	}
	return n
}

// broken returns the lines for a width, from memory when nothing changed.
func (p *Paragraph) broken(width float32) []string {
	size := fynetheme.Size(p.Role)
	if !p.Full {
		width = min(width, size*measure)
	}
	if p.lines != nil && p.width == width && p.size == size {
		return p.lines
	}
	p.width, p.size = width, size
	p.lines = breakLines(p.text, width, size, p.Bold)
	return p.lines
}

// breakLines returns text in lines no wider than width.
func breakLines(text string, width, size float32, bold bool) []string {
	runes := []rune(text)
	adv := typeset.Advances(runes, func(r rune) float64 { return float64(advance(r, face{size, bold})) })
	s := typeset.Setting{Width: float64(max(width, size)), Em: float64(size), Hang: true, Least: 3.5 * float64(size)}
	var out []string
	for _, l := range s.Lines(runes, adv) {
		out = append(out, string(runes[l.Start:l.End]))
	}
	return out
}

// face is a size and weight of the one family.
type face struct {
	size float32
	bold bool
}

// advances remembers how wide characters are in a face. They are measured at the very size, because the rasteriser rounds an advance to
// whole pixels; fonts never change while the program runs.
var advances = struct {
	sync.Mutex
	m map[face]map[rune]float32
}{m: map[face]map[rune]float32{}}

func advance(r rune, f face) float32 {
	advances.Lock()
	defer advances.Unlock()
	widths := advances.m[f]
	if widths == nil {
		widths = map[rune]float32{}
		advances.m[f] = widths
	}
	w, ok := widths[r]
	if !ok {
		w = fyne.MeasureText(string(r), f.size, fyne.TextStyle{Bold: f.bold}).Width
		widths[r] = w
	}
	return w
}

// CreateRenderer implements fyne.Widget.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{p: p}
	r.fill(p.Size().Width)
	return r
}

// MinSize implements fyne.CanvasObject: a paragraph can be narrow; its height is that for the width it has.
func (p *Paragraph) MinSize() fyne.Size {
	size := fynetheme.Size(p.Role)
	if w := p.Size().Width; w > 0 {
		return fyne.NewSize(size*2, p.HeightFor(w))
	}
	return fyne.NewSize(min(p.natural(), size*measure), p.HeightFor(size*measure))
}

// natural returns how wide the text is when only its own line ends break it: what is drawn, and what the lines are broken by, which is the sum
// of its characters and with kerning more than that.
func (p *Paragraph) natural() float32 {
	size := fynetheme.Size(p.Role)
	w := float32(0)
	for _, l := range breakLines(p.text, 1e6, size, p.Bold) {
		sum := float32(0)
		for _, r := range l {
			sum += advance(r, face{size, p.Bold})
		}
		w = max(w, sum, fyne.MeasureText(l, size, fyne.TextStyle{Bold: p.Bold}).Width)
	}
	return ceil(w)
}

type paragraphRenderer struct {
	p       *Paragraph
	objects []fyne.CanvasObject
}

// fill makes one text object a line and reuses those there are.
func (r *paragraphRenderer) fill(width float32) {
	lines := r.p.broken(max(width, 1))
	colour, size := fynetheme.Color(r.p.Colour), fynetheme.Size(r.p.Role)
	for len(r.objects) < len(lines) {
		r.objects = append(r.objects, canvas.NewText("", colour))
	}
	r.objects = r.objects[:len(lines)]
	lead := r.p.leading()
	for i, l := range lines {
		t := r.objects[i].(*canvas.Text)
		t.Text, t.Color, t.TextSize, t.TextStyle = l, colour, size, fyne.TextStyle{Bold: r.p.Bold}
		t.Move(fyne.NewPos(0, float32(i)*lead+(lead-t.MinSize().Height)/2))
		t.Resize(t.MinSize())
	}
}

func (r *paragraphRenderer) Layout(s fyne.Size)           { r.fill(s.Width) }
func (r *paragraphRenderer) MinSize() fyne.Size           { return r.p.MinSize() }
func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *paragraphRenderer) Destroy()                     {}

func (r *paragraphRenderer) Refresh() {
	r.fill(r.p.Size().Width)
	canvas.Refresh(r.p)
}
