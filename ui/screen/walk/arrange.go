package walk

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// part is one of the three parts of the walk.
type part int

const (
	outlinePart part = iota
	itemPart
	evidencePart
	parts
)

// layout is how the parts share the window.
type layout string

const (
	byRoom layout = ""      // whichever fits the window
	three  layout = "three" // side by side
	two    layout = "two"   // item and evidence side by side, the outline a tab before the item: small laptops
	one    layout = "one"   // one at a time: large text
)

// layouts lists what a person can choose, in the order they are offered.
var layouts = []layout{three, two, one}

// Room in ems of body text from which three or two parts are of use.
const (
	roomForThree = 80
	roomForTwo   = 54
)

// settingLayout is where the chosen layout is remembered, settingShares with a layout's name the widths of its parts.
const (
	settingLayout = "walk.layout"
	settingShares = "walk.panes."
)

// arrangement holds the parts in a layout. The parts themselves stay the same objects in every layout.
type arrangement struct {
	s      *Screen
	kind   layout
	chosen layout
	shares map[layout][]float32
	panes  *widget.Panes // nil in one
	deck   *widget.Deck  // nil in three
	at     part
	box    *fyne.Container
}

func newArrangement(s *Screen) *arrangement {
	a := &arrangement{s: s, shares: map[layout][]float32{}, at: outlinePart}
	a.box = container.New(&room{a})
	a.set(a.fitting())
	return a
}

// room gives what it holds all the room there is, and lets the layout follow it while the person has chosen none.
type room struct{ a *arrangement }

func (r *room) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }

func (r *room) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
	if a := r.a; a.chosen == byRoom && a.s.file != nil && a.fitting() != a.kind {
		a.s.host.Tasks().Post(func() { a.set(a.fitting()); a.s.redraw() })
	}
}

// fitting returns the layout for the room there is.
func (a *arrangement) fitting() layout {
	width := a.box.Size().Width
	if width <= 1 {
		width = a.s.host.Canvas().Size().Width
	}
	switch ems := width / fynetheme.Size(widget.Body); {
	case ems >= roomForThree:
		return three
	case ems >= roomForTwo:
		return two
	}
	return one
}

// set lays the parts out anew.
func (a *arrangement) set(kind layout) {
	if kind == a.kind {
		return
	}
	a.kind, a.panes, a.deck = kind, nil, nil
	em := fynetheme.Size(widget.Body)
	o, i, e := a.s.outline, a.s.middle, a.s.evidence
	i.Show()
	o.content.Show()
	e.content.Show()
	outline, item, evidence := a.card("outline", o.content, o.enter), a.card("item", i, a.s.judge.enter), a.card("evidence", e.content, e.enter)
	pane := func(content fyne.CanvasObject, share, ems float32, enter func()) widget.Pane {
		return widget.Pane{Content: content, Share: share, Least: ems * em, Enter: enter}
	}
	switch kind {
	case two:
		a.deck = widget.NewDeck(outline, item)
		a.panes = widget.NewPanes(pane(a.deck, 0.52, 26, func() { a.deck.Activate(a.deck.At()) }), pane(e.content, 0.48, 20, e.enter))
	case one:
		a.deck = widget.NewDeck(outline, item, evidence)
	default:
		a.panes = widget.NewPanes(pane(o.content, 0.24, 16, o.enter), pane(i, 0.43, 28, a.s.judge.enter), pane(e.content, 0.33, 20, e.enter))
	}
	if a.deck != nil {
		a.deck.OnTurn = func(int) { a.s.look() }
		a.deck.Turn(int(itemPart))
	}
	a.box.Objects = []fyne.CanvasObject{a.deck}
	if a.panes != nil {
		a.panes.Restore(a.shares[kind])
		a.panes.OnMoved, a.panes.OnActive = a.remember, a.follow
		a.box.Objects = []fyne.CanvasObject{a.panes}
	}
	a.box.Refresh()
}

func (a *arrangement) card(key string, content fyne.CanvasObject, enter func()) widget.Card {
	return widget.Card{Word: a.s.host.Text().T("walk.part_" + key), Content: content, Enter: enter}
}

// choose lays the parts out as a person asked, by the room there is for byRoom, and remembers it.
func (a *arrangement) choose(kind layout) {
	a.chosen = kind
	a.s.setSetting(settingLayout, string(kind))
	if kind == byRoom {
		kind = a.fitting()
	}
	a.set(kind)
	a.s.redraw()
	a.activate(itemPart)
}

// turnOn chooses the next layout.
func (a *arrangement) turnOn() {
	for i, l := range layouts {
		if l == a.kind {
			a.choose(layouts[(i+1)%len(layouts)])
			return
		}
	}
}

// activate gives a part the keyboard, and brings it up where only one is shown.
func (a *arrangement) activate(p part) {
	a.at = p
	defer func() { a.at = p }()
	switch {
	case a.kind == three:
		a.panes.Activate(int(p))
	case a.kind == two && p == evidencePart:
		a.panes.Activate(1)
	case a.kind == two:
		a.deck.Turn(int(p))
		a.panes.Activate(0)
	default:
		a.deck.Activate(int(p))
	}
}

// follow takes the pane that the keyboard came to as the active part.
func (a *arrangement) follow(pane int) {
	switch {
	case a.kind == three:
		a.at = part(pane)
	case pane == 1:
		a.at = evidencePart
	default:
		a.at = part(a.deck.At())
	}
}

// next gives the keyboard to the part after the active one.
func (a *arrangement) next() { a.activate((a.at + 1) % parts) }

// reveal brings a part up and leaves the keyboard where it is.
func (a *arrangement) reveal(p part) {
	if a.deck != nil && !(a.kind == two && p == evidencePart) {
		a.deck.Turn(int(p))
	}
}

// shows reports whether a part can be seen.
func (a *arrangement) shows(p part) bool {
	return a.deck == nil || a.kind == two && p == evidencePart || a.deck.At() == int(p)
}

// grow widens the active part, where parts stand side by side.
func (a *arrangement) grow(by float32) {
	if a.panes != nil {
		a.panes.Grow(by)
	}
}

func (a *arrangement) remember(shares []float32) {
	a.shares[a.kind] = shares
	words := make([]string, len(shares))
	for i, v := range shares {
		words[i] = strconv.FormatFloat(float64(v), 'f', 3, 32)
	}
	a.s.setSetting(settingShares+string(a.kind), strings.Join(words, " "))
}

// arranged is what was remembered of the layout.
type arranged struct {
	layout layout
	shares map[layout][]float32
}

// readArranged reads it; called away from the window's thread.
func readArranged(ctx context.Context, d Desk) arranged {
	r := arranged{layout: layout(d.Setting(ctx, settingLayout)), shares: map[layout][]float32{}}
	for _, l := range layouts {
		r.shares[l] = parseShares(d.Setting(ctx, settingShares+string(l)))
	}
	return r
}

func (a *arrangement) restore(r arranged) {
	a.shares, a.chosen = r.shares, r.layout
	kind := r.layout
	if kind != three && kind != two && kind != one {
		kind = a.fitting()
	}
	if kind != a.kind {
		a.set(kind)
	} else if a.panes != nil {
		a.panes.Restore(a.shares[kind])
	}
}

func parseShares(text string) []float32 {
	var out []float32
	for _, w := range strings.Fields(text) {
		v, err := strconv.ParseFloat(w, 32)
		if err != nil {
			return nil
		}
		out = append(out, float32(v))
	}
	return out
}

// setSetting remembers a preference of the walk.
func (s *Screen) setSetting(name, value string) {
	task.Quiet(s.host.Tasks(), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.desk.SetSetting(ctx, name, value)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.host.Overlook(err)
		}
	})
}
