package fill

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review/form"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// comparePane is the middle part: every field on which form and desk differ, and the act that takes them in.
type comparePane struct {
	s       *Screen
	head    *fyne.Container
	list    *widget.List
	empty   *widget.Empty
	body    *fyne.Container
	state   *widget.Chip
	accept  *widget.Button
	foot    *widget.Surface
	frame   *fyne.Container
	content fyne.CanvasObject
}

func newComparePane(s *Screen) *comparePane {
	t := s.host.Text()
	p := &comparePane{s: s, head: widget.Column(6), state: widget.NewChip("", theme.Hollow)}
	p.list = widget.NewList(func() int { return len(s.lines) }, newLineRow, p.fillRow)
	p.list.OnOpen = s.goTo
	p.list.OnMove, p.list.Current = func(by int) { s.goTo(s.row + by) }, func() int { return s.row }
	p.list.OnEnter = func() { s.panes.Activate(2) }
	p.empty = widget.NewEmpty(theme.IconDocument, t.T("fill.none_title"), t.T("fill.none_text"), t.T("fill.do_choose"), s.choose)
	p.body = container.NewStack(p.list, p.empty)
	p.accept = widget.NewPrimary(t.T("fill.do_accept"), s.accept)
	p.foot = widget.NewSurface(theme.ColorPaper, widget.Column(0, widget.NewRule(),
		widget.Inset(12, 10, widget.Wrap(10, p.state, p.accept))))
	p.frame = widget.Between(widget.Inset(12, 12, p.head), p.foot, widget.Inset(4, 0, p.body))
	p.content = p.frame
	return p
}

func (p *comparePane) enter() { p.s.host.Canvas().Focus(p.list) }

// fill shows the lines and what still has to be chosen.
func (p *comparePane) fill() {
	t, v := p.s.host.Text(), p.s.preview
	p.head.RemoveAll()
	if p.s.member() {
		p.head.Add(widget.NewHeading(t.T("fill.differences"), widget.Heading))
	}
	if v != nil {
		p.head.Add(widget.NewNote(t.T("fill.compared", "name", p.s.name, "items", v.Items, "take", v.Count(form.Take), "keep", v.Count(form.Keep), "conflict", v.Count(form.Conflict))))
		if v.Head.Scribe != "" {
			p.head.Add(widget.Column(2, widget.Wrap(8, widget.NewChip(t.T("fill.by_scribe"), theme.Caution)), widget.Full(t.T("fill.by_scribe_note", "name", v.Head.Scribe))))
		}
		if len(p.s.lines) == 0 {
			p.head.Add(widget.Full(t.T("fill.nothing_differs")))
		}
	}
	widget.Visible(p.list, len(p.s.lines) > 0)
	widget.Visible(p.empty, v == nil && p.s.member() && p.s.file != nil && !p.s.file.Readonly)
	n := present.Unsettled(p.s.lines)
	switch {
	case len(p.s.lines) == 0:
		p.state.Hide()
	case n > 0:
		p.state.Set(t.N("fill.unsettled", n), theme.Caution)
		p.state.Show()
	default:
		p.state.Set(t.T("fill.settled"), theme.Good)
		p.state.Show()
	}
	p.accept.Allow(len(p.s.lines) > 0 && n == 0, t.T("fill.cannot_accept"))
	widget.Visible(p.foot, p.s.member())
	p.list.Refresh()
	p.frame.Refresh()
}

// lineRow is one field in the list.
type lineRow struct {
	widget.Surface
	item, field *widget.Line
	side        *widget.Chip
}

func newLineRow() fyne.CanvasObject {
	r := &lineRow{
		item: widget.NewAbridged("見", widget.Body, theme.ColorInk), field: widget.NewAbridged("見", widget.Caption, theme.ColorInkSoft),
		side: widget.NewMark("見", theme.Hollow),
	}
	r.Surface = widget.Ground(theme.ColorPaper, widget.Inset(8, 5, widget.Column(2, r.item, widget.Cells(8, []widget.Cell{{Share: 1}, {}}, r.field, r.side))))
	r.ExtendBaseWidget(r)
	return r
}

func (p *comparePane) fillRow(i int, o fyne.CanvasObject) {
	if i >= len(p.s.lines) {
		return
	}
	r, l := o.(*lineRow), p.s.lines[i]
	current := i == p.s.row
	r.item.SetText(l.Item)
	r.item.SetBold(current)
	r.field.SetText(l.Field)
	r.side.Set(l.Chosen.Word, theme.Tone(l.Chosen.Tone))
	if current {
		r.SetColour(theme.ColorAccentSoft)
	} else {
		r.SetColour(theme.ColorPaper)
	}
	r.Refresh()
}
