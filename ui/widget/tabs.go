package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// TabItem is one place a tab strip leads to. Why, when not empty, says why it cannot be opened; the tab then stays visible but pale.
type TabItem struct {
	Value string
	Word  string
	Why   string
}

// Tabs is a strip of places of which one is current. It calls OnOpen for an open place and OnClosed, with the reason, for a closed one.
type Tabs struct {
	widget.BaseWidget
	OnOpen   func(value string)
	OnClosed func(why string)
	tabs     []*tab
	row      *fyne.Container
}

// NewTabs returns an empty strip.
func NewTabs(open func(string), closed func(string)) *Tabs {
	t := &Tabs{OnOpen: open, OnClosed: closed, row: Wrap(2)}
	t.ExtendBaseWidget(t)
	return t
}

// Set shows items with one of them current.
func (t *Tabs) Set(items []TabItem, current string) {
	same := len(items) == len(t.tabs)
	for i := range items {
		same = same && t.tabs[i].item == items[i]
	}
	if !same {
		t.tabs, t.row.Objects = nil, nil
		for _, it := range items {
			b := newTab(t, it)
			t.tabs = append(t.tabs, b)
			t.row.Add(b)
		}
	}
	for _, b := range t.tabs {
		b.current = b.item.Value == current
		b.Refresh()
	}
	t.row.Refresh()
}

// Open acts as if the person tapped the i-th tab; it does nothing when there is none.
func (t *Tabs) Open(i int) {
	if i >= 0 && i < len(t.tabs) {
		t.tabs[i].press()
	}
}

// HeightFor implements Flowing.
func (t *Tabs) HeightFor(width float32) float32 { return HeightFor(t.row, width) }

// MinSize implements fyne.CanvasObject: a strip may go on below when the window is narrow.
func (t *Tabs) MinSize() fyne.Size {
	s := t.row.MinSize()
	return fyne.NewSize(min(s.Width, 320), s.Height)
}

func (t *Tabs) parts() []fyne.CanvasObject { return []fyne.CanvasObject{t.row} }

// CreateRenderer implements fyne.Widget.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.row) }

type tab struct {
	control
	strip   *Tabs
	item    TabItem
	current bool
}

func newTab(strip *Tabs, it TabItem) *tab {
	b := &tab{strip: strip, item: it}
	b.init(b, func() {
		switch {
		case it.Why != "" && strip.OnClosed != nil:
			strip.OnClosed(it.Why)
		case it.Why == "" && strip.OnOpen != nil:
			strip.OnOpen(it.Value)
		}
	})
	return b
}

// Words is what the tab says.
func (b *tab) Words() string { return b.item.Word }

// TypedKey implements fyne.Focusable: the arrow keys move within the strip.
func (b *tab) TypedKey(ev *fyne.KeyEvent) {
	by := 0
	switch ev.Name {
	case fyne.KeyLeft:
		by = -1
	case fyne.KeyRight:
		by = 1
	default:
		b.control.TypedKey(ev)
		return
	}
	for i, other := range b.strip.tabs {
		if n := len(b.strip.tabs); other == b {
			Focus(b.strip.tabs[(i+by+n)%n])
			return
		}
	}
}

// MinSize implements fyne.CanvasObject. The width is that of the bold word, so that opening moves nothing.
func (b *tab) MinSize() fyne.Size {
	size := fynetheme.Size(Body)
	w := fyne.MeasureText(b.item.Word, size, fyne.TextStyle{Bold: true}).Width
	return fyne.NewSize(ceil(w)+24, ceil(size*1.45)+12)
}

// CreateRenderer implements fyne.Widget.
func (b *tab) CreateRenderer() fyne.WidgetRenderer {
	r := &tabRenderer{b: b, ground: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent), ring: newRing(), text: canvas.NewText("", nil)}
	r.update()
	return r
}

type tabRenderer struct {
	b                  *tab
	ground, mark, ring *canvas.Rectangle
	text               *canvas.Text
}

func (r *tabRenderer) update() {
	b := r.b
	r.ground.FillColor, r.mark.FillColor = color.Transparent, color.Transparent
	ink := theme.ColorInkSoft
	switch {
	case b.current:
		r.ground.FillColor, r.mark.FillColor = fynetheme.Color(theme.ColorPaper), fynetheme.Color(theme.ColorAccent)
		ink = theme.ColorInk
	case b.item.Why != "":
		ink = fynetheme.ColorNameDisabled
	case b.hovered:
		r.ground.FillColor = fynetheme.Color(fynetheme.ColorNameHover)
	}
	showRing(r.ring, b.focused)
	r.text.Text, r.text.TextSize, r.text.TextStyle = b.item.Word, fynetheme.Size(Body), fyne.TextStyle{Bold: b.current}
	r.text.Color, r.text.Alignment = fynetheme.Color(ink), fyne.TextAlignCenter
}

func (r *tabRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.mark.Move(fyne.NewPos(0, s.Height-3))
	r.mark.Resize(fyne.NewSize(s.Width, 3))
	r.ring.Resize(s)
	h := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(0, (s.Height-h)/2))
	r.text.Resize(fyne.NewSize(s.Width, h))
}

func (r *tabRenderer) MinSize() fyne.Size { return r.b.MinSize() }
func (r *tabRenderer) Destroy()           {}
func (r *tabRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.mark, r.text, r.ring}
}

func (r *tabRenderer) Refresh() {
	r.update()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
