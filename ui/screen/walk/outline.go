package walk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// outlinePane is the left part: filters, search, groups with their items, and how much is judged.
type outlinePane struct {
	s       *Screen
	view    present.View
	rows    []present.OutlineRow
	chips   *fyne.Container
	buttons map[present.Filter]*widget.Button
	find    *widget.Entry
	list    *widget.List
	figures *widget.Line
	bar     *widget.Progress
	frame   *fyne.Container
	content fyne.CanvasObject
	shown   ident.ItemID // scrolled to
	words   string       // on the filters, to lay them out anew only when they changed
}

func newOutlinePane(s *Screen) *outlinePane {
	t := s.host.Text()
	p := &outlinePane{
		s: s, view: present.View{Filters: map[present.Filter]bool{}, Closed: map[string]bool{}},
		buttons: map[present.Filter]*widget.Button{}, chips: widget.Wrap(4),
		figures: widget.NewLine("", widget.Caption, theme.ColorInkSoft), bar: widget.NewProgress(),
	}
	p.find = widget.NewEntry(t.T("walk.search"), func(q string) { p.view.Query = q; p.refresh() })
	p.find.OnSubmitted = func(string) { p.enter() }
	p.find.OnEscape = func() { p.find.SetText(""); p.view.Query = ""; p.refresh(); p.enter() }
	p.list = widget.NewList(func() int { return len(p.rows) }, newOutlineRow, p.fill)
	p.list.OnOpen = p.open
	p.list.OnMove = s.step
	p.list.OnEnter = func() { s.panes.Activate(1) }
	head := widget.Inset(10, 8, widget.Column(6, p.find, p.chips))
	foot := widget.Inset(10, 6, widget.Cells(8, []widget.Cell{{Share: 1}, {}}, p.figures, p.bar))
	p.frame = widget.Between(head, widget.Column(0, widget.NewRule(), foot), widget.Inset(4, 0, p.list))
	p.content = widget.NewSurface(theme.ColorDesk, p.frame)
	return p
}

// enter gives the list the keyboard.
func (p *outlinePane) enter() { p.s.host.Canvas().Focus(p.list) }

// open shows the item of a row, or folds a group.
func (p *outlinePane) open(i int) {
	if i >= len(p.rows) {
		return
	}
	r := p.rows[i]
	if r.Heading {
		p.view.Closed[r.Group] = !p.view.Closed[r.Group]
		p.refresh()
		return
	}
	p.s.goTo(r.Item)
}

func (p *outlinePane) toggle(f present.Filter) {
	if p.view.Filters[f] {
		delete(p.view.Filters, f)
	} else {
		p.view.Filters[f] = true
	}
	p.refresh()
}

// refresh shows the rows, counts and figures as they are now, with the item at hand in view.
func (p *outlinePane) refresh() {
	if p.s.model == nil {
		return
	}
	t := p.s.host.Text()
	p.view.Keep = p.s.at.Item
	p.rows = p.s.model.Rows(p.view)
	for _, c := range p.s.model.Chips(t) {
		b, ok := p.buttons[c.Filter]
		if !ok {
			b = widget.NewToggle("", func() { p.toggle(c.Filter) })
			p.buttons[c.Filter] = b
			p.chips.Add(b)
		}
		b.SetText(c.Word + " " + present.Count(c.Count))
		b.SetChosen(p.view.Filters[c.Filter])
	}
	p.layChips()
	judged, seen, total := p.s.model.Tally()
	p.figures.SetText(present.Figures(t, judged, total))
	p.bar.Set(judged, seen, total)
	p.list.Refresh()
	if p.shown != p.s.at.Item {
		p.shown = p.s.at.Item
		p.reveal()
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

// layChips makes room for the filters when their words changed.
func (p *outlinePane) layChips() {
	words := ""
	for _, o := range p.chips.Objects {
		words += o.(*widget.Button).Text + " "
	}
	if words != p.words {
		p.words = words
		p.frame.Refresh()
	}
}

// outlineRow is one row of the list: a group heading or an item.
type outlineRow struct {
	widget.Surface
	sign        *widget.Picture
	id, title   *widget.Line
	figures     *widget.Line
	flag        *widget.Picture
	cells       *fyne.Container
	headingCell *fyne.Container
	fold        *widget.Picture
	heading     *widget.Line
}

func newOutlineRow() fyne.CanvasObject {
	r := &outlineRow{
		sign: widget.NewPicture(theme.Hollow.Icon(), widget.Caption), id: widget.NewLine("", widget.Caption, theme.ColorInkSoft),
		title: widget.NewLine("", widget.Body, theme.ColorInk), flag: widget.NewPicture(theme.IconNote.Resource(theme.Caution.Ink()), widget.Caption),
		fold: widget.NewPicture(theme.IconChevronDown.Resource(theme.ColorInkSoft), widget.Caption), heading: widget.NewLine("", widget.Body, theme.ColorInk),
		figures: widget.Wide("", widget.Caption, theme.ColorInkSoft),
	}
	r.heading.Bold = true
	r.cells = widget.Cells(6, []widget.Cell{{}, {Ems: 2.9}, {Share: 1}, {}}, r.sign, r.id, r.title, r.flag)
	r.headingCell = widget.Cells(6, []widget.Cell{{}, {Share: 1}, {}}, r.fold, r.heading, r.figures)
	r.Surface = widget.Ground(theme.ColorDesk, widget.Inset(8, 3, container.NewStack(r.headingCell, widget.Inset(8, 0, r.cells))))
	r.ExtendBaseWidget(r)
	return r
}

func (p *outlinePane) fill(i int, o fyne.CanvasObject) {
	if i >= len(p.rows) {
		return
	}
	row, d := o.(*outlineRow), p.rows[i]
	if d.Heading {
		row.showHeading(d)
	} else {
		row.showItem(p, d)
	}
	row.Refresh()
}

func (r *outlineRow) showHeading(d present.OutlineRow) {
	r.cells.Hide()
	r.headingCell.Show()
	icon := theme.IconChevronDown
	if d.Closed {
		icon = theme.IconChevronRight
	}
	r.fold.Set(icon.Resource(theme.ColorInkSoft))
	r.heading.SetText(d.Title)
	r.figures.SetText(present.Count(d.Judged) + "/" + present.Count(d.Total))
	colour := theme.ColorInkSoft
	if d.Judged == d.Total {
		colour = theme.Good.Ink()
	}
	r.figures.Set(r.figures.Text(), colour)
	r.Ringed = false
	r.SetColour(theme.ColorDesk)
}

func (r *outlineRow) showItem(p *outlinePane, d present.OutlineRow) {
	r.headingCell.Hide()
	r.cells.Show()
	tone := theme.Tone(present.VerdictTone(d.Verdict))
	r.sign.Set(tone.Icon())
	r.id.SetText(string(d.Item))
	current := d.Item == p.s.at.Item
	ground, ink := theme.ColorDesk, theme.ColorInk
	if !d.Seen && !current {
		ink = theme.ColorInkSoft
	}
	if current {
		ground = theme.ColorAccentSoft
	}
	r.title.Set(d.Title, ink)
	r.title.SetBold(current)
	r.Ringed = current && p.list.Held()
	r.SetColour(ground)
	if d.Finding {
		colour := theme.Caution.Ink()
		if d.Grave {
			colour = theme.Bad.Ink()
		}
		r.flag.Set(theme.IconNote.Resource(colour))
		r.flag.Show()
	} else {
		r.flag.Hide()
	}
}
