package viewer

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
	own "shinsa/ui/widget"
)

// leaf is the page on screen, with what is outlined on it. Dragging over writing selects text, elsewhere or with Alt a place; a double click selects
// a line. With the keyboard, Space lays a frame on the page that the arrow keys move and, with Shift, stretch; F7 puts a caret into the text, with
// which they select it.
type leaf struct {
	widget.BaseWidget
	v       *Viewer
	image   *canvas.Image
	drag    drag
	hand    *Box // the frame the keyboard moves
	focused bool
	shift   bool
}

var (
	_ fyne.Focusable         = (*leaf)(nil)
	_ fyne.Draggable         = (*leaf)(nil)
	_ fyne.DoubleTappable    = (*leaf)(nil)
	_ fyne.Shortcutable      = (*leaf)(nil)
	_ desktop.Mouseable      = (*leaf)(nil)
	_ desktop.Keyable        = (*leaf)(nil)
	_ desktop.Cursorable     = (*leaf)(nil)
	_ fyne.SecondaryTappable = (*leaf)(nil)
)

func newLeaf(v *Viewer) *leaf {
	l := &leaf{v: v, image: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}}
	l.drag.on = v.tasks.NewDelay(dragPause, l.dragOn)
	l.ExtendBaseWidget(l)
	return l
}

// Cursor implements desktop.Cursorable.
func (l *leaf) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

// MouseDown implements desktop.Mouseable.
func (l *leaf) MouseDown(ev *desktop.MouseEvent) {
	own.Focus(l)
	l.begin(ev.Position, ev.Modifier&fyne.KeyModifierAlt != 0)
}

// MouseUp implements desktop.Mouseable.
func (l *leaf) MouseUp(*desktop.MouseEvent) {}

// TypedShortcut implements fyne.Shortcutable: Ctrl+C takes the words that are picked, Ctrl+A picks all of the page.
func (l *leaf) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		if words := l.v.SelectedText(); words != "" {
			s.Clipboard.SetContent(words)
		}
	case *fyne.ShortcutSelectAll:
		l.v.SelectAll()
	}
}

// DoubleTapped implements fyne.DoubleTappable.
func (l *leaf) DoubleTapped(ev *fyne.PointEvent) {
	at := l.box(ev.Position, ev.Position)
	l.v.PickLine(at.X, at.Y)
}

// TappedSecondary implements fyne.SecondaryTappable: it lets go what is picked.
func (l *leaf) TappedSecondary(*fyne.PointEvent) { l.v.Unpick() }

// box returns the place between two points of the widget.
func (l *leaf) box(a, b fyne.Position) Box {
	s := l.Size()
	if s.Width <= 0 || s.Height <= 0 {
		return Box{}
	}
	return l.v.fromSight(a.X/s.Width, a.Y/s.Height, b.X/s.Width, b.Y/s.Height)
}

// FocusGained implements fyne.Focusable.
func (l *leaf) FocusGained() {
	l.focused = true
	l.Refresh()
	own.Follow(l.v.Content())
	if l.v.OnUsed != nil {
		l.v.OnUsed()
	}
}

// FocusLost implements fyne.Focusable.
func (l *leaf) FocusLost() {
	l.focused, l.shift = false, false
	l.Refresh()
}

// TypedRune implements fyne.Focusable.
func (l *leaf) TypedRune(r rune) {
	if r != ' ' {
		own.RouteRune(l, r)
	}
}

// KeyDown implements desktop.Keyable.
func (l *leaf) KeyDown(ev *fyne.KeyEvent) { l.shifted(ev.Name, true) }

// KeyUp implements desktop.Keyable.
func (l *leaf) KeyUp(ev *fyne.KeyEvent) { l.shifted(ev.Name, false) }

func (l *leaf) shifted(k fyne.KeyName, down bool) {
	if k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight {
		l.shift = down
	}
}

// TypedKey implements fyne.Focusable: what moves the page or the frame is the page's, everything else the screen's.
func (l *leaf) TypedKey(ev *fyne.KeyEvent) {
	if l.hand != nil && l.handKey(ev.Name) || l.v.caretKey(ev.Name, l.shift) || l.scrollKey(ev.Name) {
		return
	}
	switch ev.Name {
	case fyne.KeyF7:
		l.v.SelectByKey()
	case fyne.KeySpace:
		l.lay()
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.v.OnPoint != nil {
			l.v.OnPoint()
		}
	case fyne.KeyEscape:
		switch {
		case l.v.Finding():
			l.v.StopFind()
		case l.v.picked != nil, l.v.span != nil:
			l.v.Unpick()
		case l.v.hits.words != nil:
			l.v.EndFind()
		default:
			own.RouteKey(l, ev)
		}
	default:
		own.RouteKey(l, ev)
	}
}

// line is how far an arrow key scrolls, step how far it moves the frame, in points.
const (
	line = 48
	step = 6
)

// scrollKey moves the page; at its end the next one follows.
func (l *leaf) scrollKey(k fyne.KeyName) bool {
	v := l.v
	o, room, size := v.scroll.Offset, v.scroll.Size(), v.scroll.Content.MinSize()
	bottom := max(size.Height-room.Height, 0)
	switch k {
	case fyne.KeyUp:
		o.Y -= line
	case fyne.KeyDown:
		o.Y += line
	case fyne.KeyPageUp:
		if o.Y <= 0 && v.page > 1 {
			v.end = true
			v.Turn(-1)
			return true
		}
		o.Y -= room.Height - line
	case fyne.KeyPageDown:
		if o.Y >= bottom-1 && v.page < v.Pages() {
			v.Turn(1)
			return true
		}
		o.Y += room.Height - line
	case fyne.KeyHome:
		v.GoTo(1)
		return true
	case fyne.KeyEnd:
		v.GoTo(v.Pages())
		return true
	case fyne.KeyLeft, fyne.KeyRight:
		if size.Width <= room.Width+1 {
			return false // turns the page
		}
		if k == fyne.KeyLeft {
			o.X -= line
		} else {
			o.X += line
		}
	default:
		return false
	}
	v.scrollTo(o)
	return true
}

// lay puts the frame in the middle of what is seen, around the line there.
func (l *leaf) lay() {
	v := l.v
	s := l.Size()
	if v.drawn == 0 || s.Width <= 0 {
		return
	}
	o, room := v.scroll.Offset, v.scroll.Size()
	x, y := (o.X+room.Width/2-l.Position().X)/s.Width, (o.Y+room.Height/2-l.Position().Y)/s.Height
	b := v.fromSight(x-0.2, y-0.015, x+0.2, y+0.015)
	l.hand = &b
	v.Pick(b)
}

// handKey moves or, with Shift, stretches the frame, as the page is seen.
func (l *leaf) handKey(k fyne.KeyName) bool {
	d, ok := map[fyne.KeyName][2]float32{
		fyne.KeyLeft: {-step, 0}, fyne.KeyRight: {step, 0}, fyne.KeyUp: {0, -step}, fyne.KeyDown: {0, step},
	}[k]
	if !ok {
		return false
	}
	v := l.v
	seen := v.seenSize()
	x, y, w, h := v.toSight(*l.hand)
	dx, dy := d[0]/seen.Width, d[1]/seen.Height
	if l.shift {
		w, h = max(w+dx, smallest/seen.Width), max(h+dy, smallest/seen.Height)
	} else {
		x, y = min(max(x+dx, 0), 1-w), min(max(y+dy, 0), 1-h)
	}
	b := v.fromSight(x, y, x+w, y+h)
	hand := &b
	v.Pick(b)
	l.hand = hand
	v.show(hand)
	return true
}

// CreateRenderer implements fyne.Widget.
func (l *leaf) CreateRenderer() fyne.WidgetRenderer {
	r := &leafRenderer{l: l, ring: canvas.NewRectangle(color.Transparent)}
	r.ring.StrokeWidth = 2
	r.build()
	return r
}

// leafRenderer draws the page, the hits, the outlines and what is picked. Its rectangles are made anew when what is outlined changes: there are
// few of them.
type leafRenderer struct {
	l       *leaf
	ring    *canvas.Rectangle
	boxes   []Box
	objects []fyne.CanvasObject // image, one for each box, labels, ring
	labels  []*canvas.Text
	of      []int // which box a label belongs to
}

func faint(c color.Color, a uint8) color.Color {
	r, g, b, _ := c.RGBA()
	return color.NRGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), a}
}

// The page is white in every theme, and so the colours on it are the same in all.
var (
	hitInk     = color.NRGBA{0xe0, 0x9a, 0x00, 0xff}
	outlineInk = color.NRGBA{0x2f, 0x4b, 0x8f, 0xff}
	pickInk    = color.NRGBA{0xb3, 0x34, 0x1f, 0xff}
	onInk      = color.White
)

func (r *leafRenderer) add(b Box, fill, stroke color.Color, width float32) {
	c := canvas.NewRectangle(fill)
	c.StrokeColor, c.StrokeWidth = stroke, width
	r.boxes = append(r.boxes, b)
	r.objects = append(r.objects, c)
}

func (r *leafRenderer) build() {
	v := r.l.v
	r.boxes, r.labels, r.of = nil, nil, nil
	r.objects = []fyne.CanvasObject{r.l.image}
	if v.drawn == v.page {
		for i, boxes := range v.hits.boxes {
			for _, b := range boxes {
				width := float32(0)
				if i == v.hits.at {
					width = 2
				}
				r.add(b, faint(hitInk, 0x50), hitInk, width)
			}
		}
		for _, o := range v.outlines {
			if o.Page != v.page {
				continue
			}
			r.add(o.Box, faint(outlineInk, 0x14), outlineInk, 2)
			if o.Word != "" {
				t := canvas.NewText(o.Word, onInk)
				t.TextSize, t.TextStyle = fynetheme.Size(own.Caption), fyne.TextStyle{Bold: true}
				r.labels, r.of = append(r.labels, t), append(r.of, len(r.boxes)-1)
			}
		}
		r.addPicked()
	}
	for range r.labels {
		r.objects = append(r.objects, canvas.NewRectangle(outlineInk))
	}
	for _, t := range r.labels {
		r.objects = append(r.objects, t)
	}
	r.ring.StrokeColor = color.Transparent
	if r.l.focused {
		r.ring.StrokeColor = fynetheme.Color(theme.ColorFocusRing)
	}
	r.objects = append(r.objects, r.ring)
}

// addPicked shows the lines of selected text with the caret, or the frame of a place.
func (r *leafRenderer) addPicked() {
	v := r.l.v
	if s := v.span; s != nil {
		from, to := s.ends()
		for _, b := range boxesOf(v.glyphs[from:to]) {
			r.add(b, faint(pickInk, 0x38), pickInk, 0)
		}
		if flows := v.textFlows(); len(flows) > 0 {
			r.add(caretPlace(v.glyphs, flows[flowOf(flows, s.head)], s.head), pickInk, pickInk, 0)
		}
		return
	}
	if p := v.picked; p != nil {
		r.add(*p.Box, faint(pickInk, 0x1c), pickInk, 2)
	}
}

func (r *leafRenderer) Layout(s fyne.Size) {
	r.l.image.Resize(s)
	r.ring.Move(fyne.NewPos(-3, -3))
	r.ring.Resize(s.Add(fyne.NewSize(6, 6)))
	for i, b := range r.boxes {
		x, y, w, h := r.l.v.toSight(b)
		o := r.objects[1+i]
		o.Move(fyne.NewPos(x*s.Width-1, y*s.Height-1))
		o.Resize(fyne.NewSize(w*s.Width+2, h*s.Height+2))
	}
	for i, t := range r.labels {
		box := r.objects[1+r.of[i]]
		size := t.MinSize().Add(fyne.NewSize(8, 0))
		at := box.Position().SubtractXY(size.Width, 0) // before the words, not over them
		at.X = max(at.X, 0)
		ground := r.objects[1+len(r.boxes)+i]
		ground.Move(at)
		ground.Resize(size)
		t.Move(at.AddXY(4, 0))
		t.Resize(t.MinSize())
	}
}

func (r *leafRenderer) MinSize() fyne.Size           { return fyne.NewSize(0, 0) }
func (r *leafRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *leafRenderer) Destroy()                     {}

func (r *leafRenderer) Refresh() {
	r.build()
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}
