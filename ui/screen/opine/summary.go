package opine

import (
	"fyne.io/fyne/v2"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// shownLinks is how many open items are listed; the walk's own filter shows the rest.
const shownLinks = 60

// summaryPane is the left part: counts by group, what stands against sealing, and the items without a verdict.
type summaryPane struct {
	s       *Screen
	column  *fyne.Container
	page    *widget.Page
	content fyne.CanvasObject
}

func newSummaryPane(s *Screen) *summaryPane {
	p := &summaryPane{s: s, column: widget.Column(14)}
	p.page = widget.NewPage(widget.Inset(16, 14, p.column))
	p.content = widget.NewSurface(theme.ColorDesk, p.page)
	return p
}

func (p *summaryPane) fill() {
	t := p.s.host.Text()
	p.column.RemoveAll()
	p.column.Add(widget.NewHeading(t.T("opine.roll_up"), widget.Heading))
	p.column.Add(p.table())
	p.column.Add(widget.NewHeading(t.T("opine.standing"), widget.Heading))
	p.standing()
	p.column.Add(widget.NewHeading(t.N("opine.open_items", len(p.s.standing.Open)), widget.Heading))
	p.open()
	p.page.Reflow()
}

// table counts the verdicts by group under the signs of the verdicts.
func (p *summaryPane) table() fyne.CanvasObject {
	t := p.s.host.Text()
	head := present.RollUpHead(t)
	var columns []widget.Cell
	for range head {
		columns = append(columns, widget.Cell{Share: 2.1})
	}
	columns = append(columns, widget.Cell{Share: 3.2})
	var signs []fyne.CanvasObject
	var legend []fyne.CanvasObject
	for _, sign := range head {
		signs = append(signs, widget.Trailing(0, widget.NewPicture(theme.Tone(sign.Tone).Icon(), widget.Caption)))
		legend = append(legend, widget.NewMark(sign.Word, theme.Tone(sign.Tone)))
	}
	total := widget.NewLine(t.T("opine.total"), widget.Caption, theme.ColorInkSoft)
	total.Trailing = true
	line := func(title fyne.CanvasObject, figures ...fyne.CanvasObject) fyne.CanvasObject {
		return widget.Over(21, 13.5, title, widget.Cells(2, columns, figures...))
	}
	rows := []fyne.CanvasObject{widget.Wrap(10, legend...), line(widget.NewNote(""), append(signs, total)...), widget.NewRule()}
	for _, r := range present.RollUp(t, p.s.file) {
		title := widget.NewText(r.Title, widget.Caption, theme.ColorInk)
		title.Full = true
		title.Bold = r.Sum
		var cells []fyne.CanvasObject
		for i, c := range r.Counts {
			n := widget.NewLine(c, widget.Caption, theme.Tone(head[i].Tone).Ink())
			n.Trailing, n.Bold = true, r.Sum
			cells = append(cells, n)
		}
		n := widget.NewLine(r.Total, widget.Caption, theme.ColorInk)
		n.Trailing, n.Bold = true, r.Sum
		if r.Sum {
			rows = append(rows, widget.NewRule())
		}
		rows = append(rows, line(title, append(cells, n)...))
	}
	return widget.Column(4, rows...)
}

// standing lists contradictions and what deserves another look, each with a jump.
func (p *summaryPane) standing() {
	t := p.s.host.Text()
	if len(p.s.standing.Findings) == 0 {
		p.column.Add(widget.NewNote(t.T("opine.standing_none")))
	}
	for _, f := range p.s.standing.Findings {
		sentence := widget.NewText(f.Sentence, widget.Caption, theme.ColorInk)
		sentence.Full = true
		head := []fyne.CanvasObject{widget.NewChip(f.Sign.Word, theme.Tone(f.Sign.Tone))}
		switch {
		case f.Field != "" && p.s.open():
			head = append(head, widget.NewLink(present.PartOf(t, f), widget.Caption, func() { p.s.form.mend(f.Field, f.At) }))
		case f.Item != "":
			head = append(head, widget.NewLink(f.Place, widget.Caption, func() { p.s.jump(ident.ItemID(f.Item)) }))
		case f.Severity != fault.Info && f.Clause != "":
			head = append(head, widget.NewLink(f.Article, widget.Caption, func() { p.s.host.Clause(f.Clause) }))
		}
		p.column.Add(widget.Column(3, widget.Wrap(8, head...), sentence))
	}
}

// open lists the items without a verdict.
func (p *summaryPane) open() {
	t := p.s.host.Text()
	links := []fyne.CanvasObject{}
	for i, l := range p.s.standing.Open {
		if i == shownLinks {
			links = append(links, widget.NewNote(t.T("opine.open_more", "n", len(p.s.standing.Open)-shownLinks)))
			break
		}
		links = append(links, widget.NewLink(l.Word, widget.Caption, func() { p.s.jump(l.ID) }))
	}
	if len(links) == 0 {
		links = append(links, widget.NewNote(t.T("opine.open_none")))
	}
	p.column.Add(widget.Column(4, links...))
}
