package walk

import (
	"fyne.io/fyne/v2"

	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// itemPane is the upper middle part: what is asked, what was disclosed, and what the program noticed. One form serves all items.
type itemPane struct {
	s        *Screen
	id       *widget.Line
	title    *widget.Paragraph
	duty     *widget.Line
	where    *widget.Paragraph
	ask      *widget.Paragraph
	guidance *widget.Paragraph
	cell     *widget.Line
	kind     *widget.Chip
	raw      *widget.Marked
	rawBox   *widget.Surface
	read     *widget.Paragraph
	doubt    *widget.Chip
	parts    *fyne.Container
	level    *fyne.Container
	levelTxt *widget.Paragraph
	levelRes *widget.Chip
	levelWhy *widget.Paragraph
	findings *fyne.Container
	befores  *fyne.Container
	changed  *widget.Chip
	links    *fyne.Container
	column   *fyne.Container
	page     *widget.Page
	content  fyne.CanvasObject
}

// labelled sets a small label above content.
func labelled(word string, content ...fyne.CanvasObject) *fyne.Container {
	label := widget.NewText(word, widget.Caption, theme.ColorInkSoft)
	label.Full = true
	return widget.Column(3, append([]fyne.CanvasObject{label}, content...)...)
}

func newItemPane(s *Screen) *itemPane {
	t := s.host.Text()
	p := &itemPane{
		s: s, id: widget.Wide("", widget.Heading, theme.ColorInkSoft), title: widget.NewHeading("", widget.Heading),
		duty: widget.Wide("", widget.Caption, theme.ColorInkSoft), where: widget.NewNote(""),
		ask: widget.NewParagraph(""), guidance: widget.NewNote(""),
		cell: widget.Wide("", widget.Caption, theme.ColorInkSoft), kind: widget.NewChip("", theme.Neutral),
		raw: widget.NewMarked(theme.Good, nil), read: widget.NewText("", widget.Body, theme.ColorAccent), doubt: widget.NewChip("", theme.Caution),
		parts: widget.Column(2), levelTxt: widget.NewParagraph(""), levelRes: widget.NewChip("", theme.Hollow), levelWhy: widget.NewNote(""),
		findings: widget.Column(6), befores: widget.Column(12), changed: widget.NewChip("", theme.Caution), links: widget.Wrap(6),
	}
	p.ask.Full, p.read.Full, p.levelTxt.Full = true, true, true
	p.rawBox = widget.NewSurface(theme.ColorDesk, widget.Inset(12, 8, p.raw))
	p.rawBox.Framed = true
	p.level = labelled(t.T("walk.level"), p.levelTxt, widget.Wrap(8, p.levelRes), p.levelWhy)
	p.column = widget.Column(12,
		widget.Column(2, widget.TopCells(12, []widget.Cell{{}, {Share: 1}, {}}, p.id, p.title, widget.Inset(0, 5, p.duty)), p.where),
		widget.NewRule(),
		labelled(t.T("walk.ask"), p.ask, p.guidance),
		widget.Column(4, widget.Cells(8, []widget.Cell{{Share: 1}, {}}, widget.NewLine(t.T("walk.disclosed"), widget.Caption, theme.ColorInkSoft), p.cell),
			widget.Wrap(6, p.kind, p.changed), p.rawBox, p.read, widget.Wrap(6, p.doubt), p.parts),
		p.level, p.befores, p.findings,
		labelled(t.T("walk.named_evidence"), p.links))
	p.page = widget.NewPage(widget.Inset(12, 14, p.column))
	p.content = p.page
	return p
}

func setVisible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

func (p *itemPane) show(w present.WalkItem) {
	t := p.s.host.Text()
	p.id.SetText(string(w.ID))
	p.title.Set(w.Title)
	p.duty.SetText(w.Duty)
	p.where.Set(joined(w.Group, w.Category))
	p.ask.Set(w.Ask)
	p.guidance.Set(w.Guidance)
	setVisible(p.guidance, w.Guidance != "")
	p.answer(w)
	setVisible(p.level, w.HasLevel)
	p.levelTxt.Set(w.LevelText)
	p.levelRes.Set(w.LevelResult.Word, theme.Tone(w.LevelResult.Tone))
	p.levelWhy.Set(w.LevelWhy)
	setVisible(p.levelWhy, w.LevelWhy != "")
	p.showFindings(w.Findings)
	p.showBefore(w.Before)
	p.links.RemoveAll()
	for _, l := range w.Evidence {
		p.links.Add(widget.NewToggle(l.Word, func() { p.s.evidence.open(l.No, l.Page) }))
	}
	if len(w.Evidence) == 0 {
		p.links.Add(widget.NewNote(t.T("walk.no_evidence_named")))
	}
	p.page.Top()
	p.page.Reflow()
}

func joined(a, b string) string {
	if b == "" || a == b {
		return a
	}
	return a + "　›　" + b
}

func (p *itemPane) answer(w present.WalkItem) {
	p.cell.SetText(w.Cell)
	p.kind.Set(w.Kind, theme.Neutral)
	setVisible(p.kind, w.Kind != "")
	p.raw.Set(pieces(w.Marked))
	setVisible(p.rawBox, w.Raw != "")
	setVisible(p.changed, len(w.Before) > 0)
	if len(w.Before) > 0 {
		p.changed.Set(w.Before[0].Changed.Word, theme.Tone(w.Before[0].Changed.Tone))
	}
	p.read.Set("→ " + w.Normalised)
	setVisible(p.read, w.Normalised != "")
	p.doubt.Set(w.Doubt, theme.Caution)
	setVisible(p.doubt, w.Doubt != "")
	p.parts.RemoveAll()
	for _, n := range w.Parts {
		value := widget.NewText(n.Value, widget.Caption, theme.ColorInk)
		value.Full = true
		p.parts.Add(widget.TopCells(10, []widget.Cell{{Ems: 10}, {Share: 1}}, widget.NewNote(n.Name), value))
	}
	setVisible(p.parts, len(w.Parts) > 0)
}

func (p *itemPane) showFindings(fs []present.Finding) {
	t := p.s.host.Text()
	p.findings.RemoveAll()
	p.findings.Add(widget.NewNote(t.T("walk.findings")))
	for _, f := range fs {
		sentence := widget.NewParagraph(f.Sentence)
		sentence.Full = true
		row := []fyne.CanvasObject{widget.NewChip(f.Sign.Word, theme.Tone(f.Sign.Tone))}
		if f.Clause != "" {
			row = append(row, widget.NewLink(f.Article, widget.Caption, func() { p.s.host.Clause(f.Clause) }))
		}
		p.findings.Add(widget.Column(2, widget.Wrap(10, row...), sentence))
	}
	if len(fs) == 0 {
		p.findings.Add(widget.NewText(t.T("walk.findings_none"), widget.Body, theme.ColorInk))
	}
}

// redraw shows the item at hand again after it changed elsewhere.
func (s *Screen) redraw() {
	if s.file == nil {
		return
	}
	w, ok := present.ItemOf(s.host.Text(), s.file, s.at.Item)
	if !ok {
		return
	}
	s.item.show(w)
	s.judge.show(w)
	s.outline.refresh()
}
