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

// headed sets a small label at the beginning of the line of what belongs to it.
func headed(word string, rest ...fyne.CanvasObject) *fyne.Container {
	label := widget.Inset(0, 3, widget.Wide(word, widget.Caption, theme.ColorInkSoft))
	return widget.Wrap(10, append([]fyne.CanvasObject{label}, rest...)...)
}

// roomToCompare is how wide the item has to be, in ems of body text, for the earlier answers to stand beside the present one.
const roomToCompare = 42

func newItemPane(s *Screen) *itemPane {
	t := s.host.Text()
	p := &itemPane{
		s: s, id: widget.Wide("", widget.Heading, theme.ColorInkSoft), title: widget.NewHeading("", widget.Heading),
		duty: widget.Wide("", widget.Caption, theme.ColorInkSoft), where: widget.NewNote(""),
		ask: widget.NewParagraph(""), guidance: widget.NewNote(""),
		cell: widget.Wide("", widget.Caption, theme.ColorInkSoft), kind: widget.NewChip("", theme.Neutral),
		raw: widget.NewMarked(theme.Good, nil), read: widget.NewText("", widget.Body, theme.ColorAccent), doubt: widget.NewChip("", theme.Caution),
		parts: widget.Column(2), levelTxt: widget.NewParagraph(""), levelRes: widget.NewChip("", theme.Hollow), levelWhy: widget.NewNote(""),
		findings: widget.Column(6), befores: widget.Column(12), links: widget.Column(0),
	}
	p.ask.Full, p.read.Full, p.levelTxt.Full = true, true, true
	p.rawBox = widget.NewSurface(theme.ColorDesk, widget.Inset(12, 8, p.raw))
	p.rawBox.Framed = true
	p.level = widget.Column(3, headed(t.T("walk.level"), p.levelRes, widget.Inset(0, 2, p.levelWhy)), p.levelTxt)
	answer := widget.Column(4, widget.Cells(8, []widget.Cell{{Share: 1}, {}}, widget.NewLine(t.T("walk.disclosed"), widget.Caption, theme.ColorInkSoft), p.cell),
		widget.Wrap(6, p.kind), p.rawBox, p.read, widget.Wrap(6, p.doubt), p.parts)
	p.column = widget.Column(12,
		widget.Column(2, widget.TopCells(12, []widget.Cell{{}, {Share: 1}, {}}, p.id, p.title, widget.Inset(0, 5, p.duty)), p.where),
		widget.NewRule(),
		labelled(t.T("walk.ask"), p.ask, p.guidance),
		widget.Beside(roomToCompare, 16, answer, p.befores),
		p.level, p.findings, p.links)
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
	p.showLinks(w.Evidence)
	p.page.Top()
	p.page.Reflow()
}

func (p *itemPane) showLinks(links []present.EvidenceLink) {
	t := p.s.host.Text()
	p.links.RemoveAll()
	rest := []fyne.CanvasObject{}
	for _, l := range links {
		rest = append(rest, widget.NewToggle(l.Word, func() { p.s.evidence.open(l.No, l.Page) }))
	}
	if len(links) == 0 {
		rest = append(rest, widget.Inset(0, 3, widget.NewNote(t.T("walk.no_evidence_named"))))
	}
	p.links.Add(headed(t.T("walk.named_evidence"), rest...))
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
	if len(fs) == 0 {
		p.findings.Add(headed(t.T("walk.findings"), widget.NewText(t.T("walk.findings_none"), widget.Body, theme.ColorInk)))
		return
	}
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
