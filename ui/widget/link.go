package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"

	"shinsa/ui/theme"
)

// Link is a word that leads somewhere: an article to its clause, an item to its place in the walk.
type Link struct {
	control
	Text string
	Role Role
}

// NewLink returns a link.
func NewLink(text string, role Role, act func()) *Link {
	l := &Link{Text: text, Role: role}
	l.init(l, act)
	return l
}

// SetText changes the word.
func (l *Link) SetText(text string) {
	if l.Text != text {
		l.Text = text
		l.Refresh()
	}
}

// Cursor implements desktop.Cursorable.
func (l *Link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize implements fyne.CanvasObject.
func (l *Link) MinSize() fyne.Size {
	size := fynetheme.Size(l.Role)
	w := fyne.MeasureText(l.Text, size, fyne.TextStyle{}).Width
	return fyne.NewSize(max(ceil(w), MinTarget), max(ceil(size*1.45), MinTarget))
}

// CreateRenderer implements fyne.Widget.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	r := &linkRenderer{l: l, text: canvas.NewText("", nil), under: canvas.NewRectangle(nil), ring: newRing()}
	r.update()
	return r
}

type linkRenderer struct {
	l     *Link
	text  *canvas.Text
	under *canvas.Rectangle
	ring  *canvas.Rectangle
}

func (r *linkRenderer) update() {
	ink := fynetheme.Color(theme.ColorAccent)
	if r.l.disabled {
		ink = fynetheme.Color(theme.ColorInkSoft)
	}
	r.text.Text, r.text.Color, r.text.TextSize = r.l.Text, ink, fynetheme.Size(r.l.Role)
	r.under.FillColor = ink
	if r.l.disabled {
		r.under.FillColor = color.Transparent
	}
	showRing(r.ring, r.l.focused)
}

func (r *linkRenderer) Layout(s fyne.Size) {
	m := r.text.MinSize()
	y := (s.Height - m.Height) / 2
	r.text.Move(fyne.NewPos(0, y))
	r.text.Resize(m)
	r.under.Move(fyne.NewPos(0, y+m.Height-1))
	r.under.Resize(fyne.NewSize(m.Width, 1))
	r.ring.Move(fyne.NewPos(-3, y-1))
	r.ring.Resize(fyne.NewSize(m.Width+6, m.Height+2))
}

func (r *linkRenderer) MinSize() fyne.Size { return r.l.MinSize() }
func (r *linkRenderer) Destroy()           {}
func (r *linkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.text, r.under, r.ring}
}

func (r *linkRenderer) Refresh() {
	r.update()
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

// Words returns what the link says.
func (l *Link) Words() string { return l.Text }
