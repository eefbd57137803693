package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"shinsa/ui/theme"
)

// Manner is the weight of a button on its screen.
type Manner int

// The manners. A screen has at most one Primary.
const (
	Normal  Manner = iota // framed
	Primary               // filled with the accent
	Quiet                 // no frame until it is pointed at or has the keyboard
	Grave                 // framed in vermilion: cannot be undone
)

// Button is a verb to press. Key, when set, is shown as a small cap before the word and is only a hint: the screen acts on it.
type Button struct {
	control
	Text   string
	Room   string // the widest word it will say: a word that changes then moves nothing around it
	Key    string
	Icon   fyne.Resource
	Manner Manner
	Tone   theme.Tone // colours a chosen button; Active when empty
	Small  bool       // caption size: chips, filters
	Chosen bool
	cut    bool
	// Why says why the button is disabled; shown by the screen, never by the button alone.
	Why string
}

// NewButton returns a framed button.
func NewButton(text string, act func()) *Button { return newButton(text, Normal, act) }

// NewPrimary returns the button of the screen's main act.
func NewPrimary(text string, act func()) *Button { return newButton(text, Primary, act) }

// NewQuiet returns a button without a frame.
func NewQuiet(text string, act func()) *Button { return newButton(text, Quiet, act) }

// NewGrave returns a button for what cannot be undone.
func NewGrave(text string, act func()) *Button { return newButton(text, Grave, act) }

// NewToggle returns a small button that can be chosen: a filter.
func NewToggle(text string, act func()) *Button {
	b := newButton(text, Normal, act)
	b.Small = true
	return b
}

func newButton(text string, m Manner, act func()) *Button {
	b := &Button{Text: text, Manner: m}
	b.init(b, act)
	return b
}

// SetText changes the word.
func (b *Button) SetText(text string) {
	if b.Text != text {
		b.Text = text
		b.Refresh()
	}
}

// SetChosen shows whether the button's value is the one chosen.
func (b *Button) SetChosen(chosen bool) {
	if b.Chosen != chosen {
		b.Chosen = chosen
		b.Refresh()
	}
}

// Allow enables the button, or disables it for a reason.
func (b *Button) Allow(ok bool, why string) {
	b.Why = why
	b.setDisabled(!ok)
}

func (b *Button) role() Role {
	if b.Small {
		return Caption
	}
	return Body
}

// pad is the space between frame and word.
func (b *Button) pad() fyne.Size {
	if b.Small {
		return fyne.NewSize(8, 3)
	}
	return fyne.NewSize(12, 6)
}

func (b *Button) style() fyne.TextStyle {
	return fyne.TextStyle{Bold: b.Manner == Primary || b.Chosen}
}

// MinSize implements fyne.CanvasObject. The width is that of the bold word, so that choosing moves nothing.
func (b *Button) MinSize() fyne.Size {
	size := fynetheme.Size(b.role())
	w := float32(0)
	for _, part := range b.widths() {
		if w > 0 {
			w += 6
		}
		w += part
	}
	pad := b.pad()
	return fyne.NewSize(ceil(w)+2*pad.Width, ceil(size*1.45)+2*pad.Height)
}

// widths returns the widths of key cap, icon and word, where present.
func (b *Button) widths() []float32 {
	size := fynetheme.Size(b.role())
	var w []float32
	if b.Key != "" {
		w = append(w, b.cap().Width)
	}
	if b.Icon != nil {
		w = append(w, size)
	}
	if b.Text != "" {
		bold := fyne.TextStyle{Bold: true}
		w = append(w, max(fyne.MeasureText(b.Text, size, bold).Width, fyne.MeasureText(b.Room, size, bold).Width))
	}
	return w
}

func (b *Button) cap() fyne.Size {
	size := fynetheme.Size(Caption) * 0.92
	m := fyne.MeasureText(b.Key, size, fyne.TextStyle{})
	return fyne.NewSize(max(m.Width+8, ceil(size*1.4)), ceil(size*1.4))
}

// colours returns fill, edge and ink for the present state.
func (b *Button) colours() (fill, edge, ink color.Color) {
	get := fynetheme.Color
	fill, edge, ink = get(theme.ColorPaper), get(fynetheme.ColorNameInputBorder), get(theme.ColorInk)
	tone := b.Tone
	if tone == "" {
		tone = theme.Active
	}
	switch {
	case b.Chosen:
		fill, edge, ink = get(tone.Ground()), get(tone.Ink()), get(tone.Ink())
	case b.Manner == Primary:
		fill, edge, ink = get(theme.ColorAccent), get(theme.ColorAccent), get(theme.ColorOnAccent)
	case b.Manner == Quiet:
		fill, edge, ink = color.Transparent, color.Transparent, get(theme.ColorAccent)
	case b.Manner == Grave:
		edge, ink = get(theme.Bad.Ink()), get(theme.Bad.Ink())
	}
	if b.disabled {
		ink = get(fynetheme.ColorNameDisabled)
		if b.Manner != Quiet {
			fill, edge = get(theme.ColorDesk), get(theme.ColorHairline)
		}
	}
	return fill, edge, ink
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b: b, fill: canvas.NewRectangle(nil), hover: canvas.NewRectangle(nil), ring: newRing(), cap: canvas.NewRectangle(nil),
		key: canvas.NewText("", nil), text: canvas.NewText("", nil), icon: newGlyph(),
	}
	r.update()
	return r
}

type buttonRenderer struct {
	b                *Button
	fill, hover, cap *canvas.Rectangle
	ring             *canvas.Rectangle
	key, text        *canvas.Text
	icon             *glyph
}

func (r *buttonRenderer) update() {
	b := r.b
	fill, edge, ink := b.colours()
	radius := fynetheme.Size(fynetheme.SizeNameInputRadius)
	r.fill.FillColor, r.fill.StrokeColor, r.fill.StrokeWidth, r.fill.CornerRadius = fill, edge, 1, radius
	if b.Chosen {
		r.fill.StrokeWidth = 2
	}
	r.hover.FillColor, r.hover.CornerRadius = color.Transparent, radius
	if b.hovered && !b.disabled {
		r.hover.FillColor = fynetheme.Color(fynetheme.ColorNameHover)
	}
	showRing(r.ring, b.focused)
	size := fynetheme.Size(b.role())
	r.text.Text, r.text.Color, r.text.TextSize, r.text.TextStyle = b.Text, ink, size, b.style()
	r.key.Text, r.key.Color, r.key.TextSize, r.key.Alignment = b.Key, ink, fynetheme.Size(Caption)*0.92, fyne.TextAlignCenter
	r.cap.FillColor, r.cap.StrokeColor, r.cap.StrokeWidth, r.cap.CornerRadius = color.Transparent, ink, 1, 2
	r.cap.Hidden, r.key.Hidden = b.Key == "", b.Key == ""
	r.icon.show(b.Icon)
}

func (r *buttonRenderer) Layout(s fyne.Size) {
	for _, o := range []*canvas.Rectangle{r.fill, r.hover} {
		o.Resize(s)
	}
	r.ring.Move(fyne.NewPos(-2, -2))
	r.ring.Resize(s.Add(fyne.NewSize(4, 4)))
	parts := r.b.widths()
	total := float32(6 * max(len(parts)-1, 0))
	for _, w := range parts {
		total += w
	}
	r.text.Text, r.b.cut = r.b.Text, false
	if over := total - (s.Width - 8); over > 0 && r.b.Text != "" && s.Width > 0 { // the word is the last part
		last := max(parts[len(parts)-1]-over, 0)
		r.text.Text = ellipsis(r.b.Text, last, fynetheme.Size(r.b.role()), r.b.style().Bold)
		r.b.cut = r.text.Text != r.b.Text
		total -= parts[len(parts)-1] - last
		parts[len(parts)-1] = last
	}
	x := (s.Width - total) / 2
	place := func(o fyne.CanvasObject, w, h float32) {
		o.Move(fyne.NewPos(x, (s.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
	}
	i := 0
	next := func() float32 { w := parts[i]; i++; return w }
	if r.b.Key != "" {
		w, h := next(), r.b.cap().Height
		place(r.cap, w, h)
		place(r.key, w, r.key.MinSize().Height)
		x += w + 6
	}
	if r.b.Icon != nil {
		w := next()
		place(r.icon.Image, w, w)
		x += w + 6
	}
	if r.b.Text != "" {
		w := next()
		r.text.Alignment = fyne.TextAlignCenter
		place(r.text, w, r.text.MinSize().Height)
	}
}

func (r *buttonRenderer) MinSize() fyne.Size { return r.b.MinSize() }
func (r *buttonRenderer) Destroy()           {}
func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.fill, r.hover, r.cap, r.key, r.icon.Image, r.text, r.ring}
}

func (r *buttonRenderer) Refresh() {
	r.update()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

// newRing returns the frame that shows where the keyboard is.
func newRing() *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.CornerRadius = 5
	r.StrokeWidth = 2
	return r
}

func showRing(r *canvas.Rectangle, on bool) {
	r.StrokeColor = color.Transparent
	if on {
		r.StrokeColor = fynetheme.Color(theme.ColorFocusRing)
	}
}

// Cut returns the whole word while only a part of it is drawn, "" otherwise.
func (b *Button) Cut() string {
	if b.cut {
		return b.Text
	}
	return ""
}

// Words returns what the button says.
func (b *Button) Words() string { return b.Text }
