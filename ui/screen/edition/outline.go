package edition

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// outlinePane is the left part: search, the edition itself, and every heading and item in a list that draws only what is in view.
type outlinePane struct {
	s       *Screen
	model   *present.EditionOutline
	rows    []present.EditionRow // the first one stands for the edition itself
	closed  map[string]bool
	query   string
	find    *widget.Entry
	list    *widget.List
	content fyne.CanvasObject
}

func newOutlinePane(s *Screen) *outlinePane {
	t := s.host.Text()
	p := &outlinePane{s: s, closed: map[string]bool{}}
	p.find = widget.NewEntry(t.T("criteria.search"), func(q string) { p.query = q; p.refresh() })
	p.find.OnSubmitted = func(string) { p.enter() }
	p.find.OnEscape = func() { p.find.SetText(""); p.query = ""; p.refresh(); p.enter() }
	p.list = widget.NewList(func() int { return len(p.rows) }, newRow, p.fill)
	p.list.OnOpen = p.open
	p.list.OnMove, p.list.Current = s.step, p.at
	p.list.OnEnter = func() { s.panes.Activate(1) }
	p.content = widget.NewSurface(theme.ColorDesk, widget.Between(widget.Inset(10, 8, p.find), nil, widget.Inset(4, 0, p.list)))
	return p
}

// at returns the row of the item at hand, the first for the edition as a whole, -1 when the item is folded away.
func (p *outlinePane) at() int {
	if p.s.at.Item == "" {
		return 0
	}
	return slices.IndexFunc(p.rows, func(r present.EditionRow) bool { return !r.Heading && r.Item == p.s.at.Item })
}

func (p *outlinePane) enter() { p.s.host.Canvas().Focus(p.list) }

// open shows the item of a row, or folds a heading.
func (p *outlinePane) open(i int) {
	switch {
	case i >= len(p.rows):
	case i == 0:
		p.s.goTo("")
	case p.rows[i].Heading:
		p.closed[p.rows[i].Group] = !p.closed[p.rows[i].Group]
		p.refresh()
	default:
		p.s.goTo(p.rows[i].Item)
	}
}

// foldAll folds every heading, or opens all when all are folded.
func (p *outlinePane) foldAll() {
	if p.s.edition == nil {
		return
	}
	fold := len(p.closed) == 0
	p.closed = map[string]bool{}
	if fold {
		for _, g := range p.s.edition.Groups() {
			p.closed[g.ID] = true
		}
	}
	p.refresh()
}

func (p *outlinePane) shownRows() []present.EditionRow { return p.rows[min(1, len(p.rows)):] }

// refresh shows the rows as they are now, with the item at hand in view.
func (p *outlinePane) refresh() {
	if p.model == nil {
		return
	}
	p.rows = append([]present.EditionRow{{Heading: true, Title: p.s.edition.Title().In(p.s.host.Text().Lang()), Count: len(p.s.edition.Items())}},
		p.model.Rows(p.closed, p.query, p.s.at.Item)...)
	p.list.Refresh()
	for i, r := range p.rows {
		if r.Item == p.s.at.Item && r.Item != "" {
			p.list.ScrollTo(min(i+2, len(p.rows)-1)) // with what comes next in view
			p.list.ScrollTo(max(i-1, 0))
			break
		}
	}
}

// row is a row object of the list.
type row struct {
	widget.Surface
	fold           *widget.Picture
	id, title      *widget.Line
	figures, marks *widget.Line
	cells          *fyne.Container
	depth          int
}

func newRow() fyne.CanvasObject {
	r := &row{
		fold: widget.NewPicture(theme.IconChevronDown.Resource(theme.ColorInkSoft), widget.Caption), id: widget.Wide("", widget.Caption, theme.ColorInkSoft),
		title: widget.NewAbridged("", widget.Body, theme.ColorInk), figures: widget.Wide("", widget.Caption, theme.ColorInkSoft),
		marks: widget.Wide("", widget.Caption, theme.ColorInkSoft),
	}
	r.cells = widget.Cells(6, []widget.Cell{{}, {}, {Share: 1}, {}, {}}, r.fold, r.id, r.title, r.marks, r.figures)
	r.Surface = widget.Ground(theme.ColorDesk, widget.Inset(12, 3, container.New(&indented{r}, r.cells)))
	r.ExtendBaseWidget(r)
	return r
}

// indented moves a row in by its depth.
type indented struct{ row *row }

func (l *indented) by() float32 { return float32(l.row.depth) * fynetheme.Size(widget.Body) * 0.8 }

func (l *indented) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(l.by(), 0))
		o.Resize(fyne.NewSize(max(s.Width-l.by(), 0), s.Height))
	}
}

func (l *indented) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, objects[0].MinSize().Height)
}

func (p *outlinePane) fill(i int, o fyne.CanvasObject) {
	if i >= len(p.rows) {
		return
	}
	t, r, d := p.s.host.Text(), o.(*row), p.rows[i]
	r.depth = d.Depth
	r.title.SetText(d.Title)
	r.figures.SetText("")
	r.id.SetText(string(d.Item))
	current := !d.Heading && d.Item == p.s.at.Item || i == 0 && p.s.at.Item == ""
	r.fold.Hide()
	r.id.Show()
	r.marks.Hide()
	if d.Heading {
		icon := theme.IconChevronDown
		if d.Closed {
			icon = theme.IconChevronRight
		}
		if i == 0 {
			icon = theme.IconDocument
		}
		r.fold.Set(icon.Resource(theme.ColorInkSoft))
		r.fold.Show()
		r.id.Hide()
		r.figures.SetText(present.Count(d.Count))
	} else {
		if d.Level {
			r.marks.SetText(t.T("criteria.mark_level"))
			r.marks.Show()
		}
		if d.Optional {
			r.figures.SetText(t.T("criteria.optional"))
		}
	}
	r.title.SetBold(d.Heading || current)
	ground := theme.ColorDesk
	if current {
		ground = theme.ColorAccentSoft
	}
	r.SetColour(ground)
	r.Refresh()
}
