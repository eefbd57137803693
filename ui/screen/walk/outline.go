package walk

import (
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// outlinePane is the left part: filters, search, headings with their items, and how much is judged.
type outlinePane struct {
	s       *Screen
	view    present.View
	rows    []present.OutlineRow
	chips   *fyne.Container
	buttons map[present.Filter]*widget.Button
	whys    map[present.Filter]string
	find    *widget.Entry
	left    *widget.Figure // how many filters and search leave
	narrow  *fyne.Container
	list    *widget.List
	figures *widget.Figure
	bar     *widget.Progress
	why     *widget.Paragraph // what the figure pointed at counts
	frame   *fyne.Container
	content fyne.CanvasObject
	shown   ident.ItemID // scrolled to
	words   string       // on the filters, to lay them out anew only when they changed
}

func newOutlinePane(s *Screen) *outlinePane {
	t := s.host.Text()
	p := &outlinePane{
		s: s, view: present.View{Filters: map[present.Filter]bool{}, Closed: map[string]bool{}},
		buttons: map[present.Filter]*widget.Button{}, whys: map[present.Filter]string{}, chips: widget.Wrap(4),
		bar: widget.NewProgress(), why: widget.NewNote(""),
	}
	p.figures = widget.NewFigure("", nil)
	p.figures.OnNoticed(func(on bool) { p.explain(on, p.whole()) })
	p.why.Hide()
	p.find = widget.NewEntry(t.T("walk.search"), p.search)
	p.find.OnSubmitted = func(string) { p.submit() }
	p.find.OnEscape = func() { p.forget(); p.enter() }
	p.left = widget.NewFigure("", nil)
	p.left.OnNoticed(func(on bool) { p.explain(on, t.T("walk.left_why")) })
	all := widget.NewToggle(t.T("walk.show_all"), p.clear)
	all.Manner, all.Key = widget.Quiet, "X"
	p.narrow = widget.Wrap(6, p.left, all)
	p.narrow.Hide()
	p.list = widget.NewList(func() int { return len(p.rows) }, p.newRow, p.fill)
	p.list.OnOpen = p.open
	p.list.OnMove, p.list.Current = s.stepInList, p.current
	p.list.OnPoint = p.pointed
	p.list.OnEnter = func() { s.arrange.activate(itemPart) }
	head := widget.Inset(10, 8, widget.Column(6, p.find, p.chips, p.narrow))
	foot := widget.Inset(10, 6, widget.Column(4, widget.Cells(8, []widget.Cell{{}, {Share: 1}, {}}, p.figures, widget.NewNote(""), p.bar), p.why))
	p.frame = widget.Between(head, widget.Column(0, widget.NewRule(), foot), widget.Inset(4, 0, p.list))
	p.content = widget.NewSurface(theme.ColorDesk, p.frame)
	return p
}

// whole says what the figures count: those of the whole case, and of the headings over the item at hand.
func (p *outlinePane) whole() string {
	if p.s.model == nil {
		return ""
	}
	t := p.s.host.Text()
	words := present.WhyFigures(t, "", p.s.model.Tally())
	for _, h := range p.s.model.Over(p.s.at.Item) {
		words += "\n" + present.WhyFigures(t, h.Title, h.Tally)
	}
	return words
}

// explain says at the foot what a figure counts while it is pointed at or has the keyboard.
func (p *outlinePane) explain(on bool, words string) {
	if on {
		p.why.Set(words)
	}
	if on != p.why.Visible() || on {
		setVisible(p.why, on && words != "")
		p.frame.Refresh()
	}
}

// enter gives the list the keyboard.
func (p *outlinePane) enter() { p.s.host.Canvas().Focus(p.list) }

// search narrows the list to what was typed, the first of it in view.
func (p *outlinePane) search(query string) {
	p.view.Query = query
	p.refresh()
	p.list.ScrollToTop()
}

// forget gives a search up: the list is whole again, around the item at hand.
func (p *outlinePane) forget() {
	p.find.SetText("")
	p.view.Query = ""
	p.again()
}

// again shows the rows anew and brings the item at hand into view among them.
func (p *outlinePane) again() {
	p.shown = ""
	p.refresh()
	p.s.stand.Touch()
}

// submit goes where a search leads, and gives the keyboard to the list or, where the item takes its place, to the item.
func (p *outlinePane) submit() {
	p.toFound()
	if p.s.arrange.shows(outlinePart) {
		p.enter()
		return
	}
	p.s.arrange.activate(itemPart)
}

// toFound goes to the item that a search means most. An item's own number says where to go and not what to list: the list is whole again then,
// and the next item is the one after it.
func (p *outlinePane) toFound() {
	if p.s.model == nil {
		return
	}
	item, ok := p.s.model.Best(p.view)
	if !ok {
		return
	}
	if present.Fold(strings.TrimSpace(p.view.Query)) == present.Fold(string(item)) {
		p.forget()
	}
	if item == p.s.at.Item {
		p.s.arrange.reveal(itemPart)
		return
	}
	p.s.goTo(item)
}

// open shows the item of a row, or folds a heading.
func (p *outlinePane) open(i int) {
	if i >= len(p.rows) {
		return
	}
	r := p.rows[i]
	if r.Heading {
		p.fold(r.Group)
		return
	}
	p.s.goTo(r.Item)
}

func (p *outlinePane) fold(group string) {
	p.view.Closed[group] = !p.view.Closed[group]
	p.refresh()
	p.s.stand.Touch()
}

// unfold opens the headings over an item that a person goes to.
func (p *outlinePane) unfold(id ident.ItemID) {
	for _, h := range p.s.model.Over(id) {
		delete(p.view.Closed, h.Group)
	}
}

// foldHere folds the heading of the item at hand away, or opens it.
func (p *outlinePane) foldHere() {
	if p.s.file == nil {
		return
	}
	if it, ok := p.s.file.Edition.Item(p.s.at.Item); ok {
		p.shown = ""
		p.fold(it.Group)
	}
}

func (p *outlinePane) toggle(f present.Filter) {
	if p.view.Filters[f] {
		delete(p.view.Filters, f)
	} else {
		p.view.Filters[f] = true
	}
	p.again()
}

// clear shows everything again.
func (p *outlinePane) clear() {
	clear(p.view.Filters)
	clear(p.view.Closed)
	p.forget()
}

// refresh shows the rows, counts and figures as they are now, with the item at hand in view.
func (p *outlinePane) refresh() {
	if p.s.model == nil {
		return
	}
	t := p.s.host.Text()
	p.view.Keep = p.s.at.Item
	p.rows = p.s.model.Rows(p.view)
	n := p.s.model.Tally()
	p.figures.SetText(present.Figures(t, n))
	p.showChips(t)
	p.bar.Set(n.Judged, n.Seen, n.Total)
	p.list.Refresh()
	if p.shown != p.s.at.Item {
		p.shown = p.s.at.Item
		p.reveal()
	}
}

func (p *outlinePane) showChips(t present.Text) {
	words := p.showLeft(t)
	for _, c := range p.s.model.Chips(t) {
		b, ok := p.buttons[c.Filter]
		if !ok {
			b = widget.NewToggle("", func() { p.toggle(c.Filter) })
			b.OnNoticed(func(on bool) { p.explain(on, p.whys[c.Filter]) })
			p.buttons[c.Filter] = b
			p.chips.Add(b)
		}
		p.whys[c.Filter] = c.Why
		b.Room = c.Word + " " + present.Count(p.s.model.Tally().Total)
		b.SetText(c.Word + " " + present.Count(c.Count))
		b.SetChosen(p.view.Filters[c.Filter])
		b.Icon = nil
		if p.view.Filters[c.Filter] {
			b.Icon = theme.IconBoxTicked.Resource(theme.ColorAccent)
		}
		words += b.Text + " " + present.Count(len(p.view.Filters)) + " "
	}
	if words != p.words { // make room for them
		p.words = words
		p.frame.Refresh()
	}
}

// showLeft says how many items filters and search leave, and returns what it says.
func (p *outlinePane) showLeft(t present.Text) string {
	setVisible(p.narrow, p.view.Narrowed())
	if !p.view.Narrowed() {
		return ""
	}
	n := p.s.model.Left(p.view)
	p.left.SetText(t.T("walk.left", "n", n.Total, "judged", n.Judged))
	return p.left.Text() + " "
}

// reveal scrolls to the item at hand, or to the heading it is folded away under, with what comes next in view.
func (p *outlinePane) reveal() {
	i := p.current()
	if i < 0 {
		return
	}
	last := i == len(p.rows)-1
	p.list.ScrollTo(min(i+2, len(p.rows)-1))
	if !last {
		p.list.ScrollTo(max(i-1, 0))
	}
}
