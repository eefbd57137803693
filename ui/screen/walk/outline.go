package walk

import (
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
	p.find = widget.NewEntry(t.T("walk.search"), func(q string) { p.view.Query = q; p.refresh() })
	p.find.OnSubmitted = func(string) { p.toFound(); p.enter() }
	p.find.OnEscape = func() { p.find.SetText(""); p.view.Query = ""; p.refresh(); p.enter() }
	p.list = widget.NewList(func() int { return len(p.rows) }, p.newRow, p.fill)
	p.list.OnOpen = p.open
	p.list.OnMove, p.list.Current = s.stepInList, p.current
	p.list.OnPoint = p.pointed
	p.list.OnEnter = func() { s.arrange.activate(itemPart) }
	head := widget.Inset(10, 8, widget.Column(6, p.find, p.chips))
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

// toFound goes to the item that a search means most.
func (p *outlinePane) toFound() {
	if p.s.model == nil {
		return
	}
	if item, ok := p.s.model.Best(p.view); ok && item != p.s.at.Item {
		p.s.goTo(item)
	}
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

// foldHere folds the heading of the item at hand away, or opens it.
func (p *outlinePane) foldHere() {
	if p.s.file == nil {
		return
	}
	if it, ok := p.s.file.Edition.Item(p.s.at.Item); ok {
		p.fold(it.Group)
	}
}

func (p *outlinePane) toggle(f present.Filter) {
	if p.view.Filters[f] {
		delete(p.view.Filters, f)
	} else {
		p.view.Filters[f] = true
	}
	p.refresh()
	p.s.stand.Touch()
}

// clear shows everything again.
func (p *outlinePane) clear() {
	clear(p.view.Filters)
	p.view.Query = ""
	p.find.SetText("")
	p.refresh()
	p.s.stand.Touch()
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
	words := ""
	for _, c := range p.s.model.Chips(t) {
		b, ok := p.buttons[c.Filter]
		if !ok {
			b = widget.NewToggle("", func() { p.toggle(c.Filter) })
			b.OnNoticed(func(on bool) { p.explain(on, p.whys[c.Filter]) })
			p.buttons[c.Filter] = b
			p.chips.Add(b)
		}
		p.whys[c.Filter] = c.Why
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

// reveal scrolls to the item at hand, with what comes next in view.
func (p *outlinePane) reveal() {
	for i, r := range p.rows {
		if r.Heading || r.Item != p.s.at.Item {
			continue
		}
		last := i == len(p.rows)-1
		p.list.ScrollTo(min(i+2, len(p.rows)-1))
		if !last {
			p.list.ScrollTo(max(i-1, 0))
		}
		return
	}
}
