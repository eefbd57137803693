package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// Line is one line of text without margins, cut with … where it does not fit: what rows and headers are set from. Full returns all.
type Line struct {
	widget.BaseWidget
	Role     Role
	Colour   fyne.ThemeColorName
	Bold     bool
	Trailing bool // set to the right end: figures
	Least    float32
	// Abridged says that the line may be shortened at any size of text: it stands in a row that is read in full where the keyboard goes to it,
	// or opens it. Any other line is given the room it needs.
	Abridged bool
	text     string
	cut      bool
}

// NewLine returns a line in a role and colour. It may become narrower than its text; use Wide for one that may not.
func NewLine(text string, role Role, colour fyne.ThemeColorName) *Line {
	l := &Line{text: text, Role: role, Colour: colour}
	l.ExtendBaseWidget(l)
	return l
}

// Wide returns a line that always asks for the width of its whole text.
func Wide(text string, role Role, colour fyne.ThemeColorName) *Line {
	l := NewLine(text, role, colour)
	l.Least = -1
	return l
}

// NewAbridged returns a line that may be shortened; see Abridged.
func NewAbridged(text string, role Role, colour fyne.ThemeColorName) *Line {
	l := NewLine(text, role, colour)
	l.Abridged = true
	return l
}

// Cut returns the whole text while only a part of it is drawn, "" otherwise.
func (l *Line) Cut() string {
	if l.cut {
		return l.text
	}
	return ""
}

// Text returns the whole text.
func (l *Line) Text() string { return l.text }

// Set changes text and colour.
func (l *Line) Set(text string, colour fyne.ThemeColorName) {
	if l.text == text && l.Colour == colour {
		return
	}
	l.text, l.Colour = text, colour
	if l.cut {
		tell(l, false)
	}
	l.Refresh()
}

// SetText changes the text.
func (l *Line) SetText(text string) { l.Set(text, l.Colour) }

// SetBold changes the weight.
func (l *Line) SetBold(bold bool) {
	if l.Bold != bold {
		l.Bold = bold
		l.Refresh()
	}
}

func (l *Line) style() fyne.TextStyle { return fyne.TextStyle{Bold: l.Bold} }

// MinSize implements fyne.CanvasObject.
func (l *Line) MinSize() fyne.Size {
	size := fynetheme.Size(l.Role)
	m := fyne.MeasureText(l.text, size, l.style())
	h := ceil(size * 1.45)
	switch {
	case l.Least < 0:
		return fyne.NewSize(m.Width, h)
	case l.Least > 0:
		return fyne.NewSize(l.Least, h)
	default:
		return fyne.NewSize(min(m.Width, size*4), h)
	}
}

// CreateRenderer implements fyne.Widget.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{line: l, text: canvas.NewText("", fynetheme.Color(theme.ColorInk))}
	r.update(l.Size())
	return r
}

type lineRenderer struct {
	line *Line
	text *canvas.Text
}

func (r *lineRenderer) update(s fyne.Size) {
	l := r.line
	size := fynetheme.Size(l.Role)
	r.text.Color, r.text.TextSize, r.text.TextStyle = fynetheme.Color(l.Colour), size, l.style()
	r.text.Text = l.text
	if l.Least >= 0 {
		r.text.Text = ellipsis(l.text, s.Width, size, l.Bold)
	}
	l.cut = r.text.Text != l.text
	r.text.Alignment = fyne.TextAlignLeading
	if l.Trailing {
		r.text.Alignment = fyne.TextAlignTrailing
	}
	h := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(0, (s.Height-h)/2))
	r.text.Resize(fyne.NewSize(s.Width, h))
}

// ellipsis returns text, or as much of it as fits in width with … at its end.
func ellipsis(text string, width, size float32, bold bool) string {
	f := face{size, bold}
	dots := advance('…', f)
	total, end := float32(0), 0
	for i, r := range text {
		if r == '\n' {
			r = ' '
		}
		w := advance(r, f)
		if total+dots <= width {
			end = i
		}
		total += w
	}
	switch {
	case total <= width+0.5:
		return text
	case dots > width+0.5:
		return ""
	}
	return text[:end] + "…"
}

func (r *lineRenderer) Layout(s fyne.Size)           { r.update(s) }
func (r *lineRenderer) MinSize() fyne.Size           { return r.line.MinSize() }
func (r *lineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }
func (r *lineRenderer) Destroy()                     {}

func (r *lineRenderer) Refresh() {
	r.update(r.line.Size())
	canvas.Refresh(r.line)
}
