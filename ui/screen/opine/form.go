package opine

import (
	"strconv"

	"fyne.io/fyne/v2"

	"shinsa/review/ident"
	"shinsa/review/opinion"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// formPane is the middle part: conclusion, summary, reasons, conditions, and the seal below them.
type formPane struct {
	s          *Screen
	before     *fyne.Container // the opinion of the round before
	overall    *widget.Choice
	words      *widget.Entry
	reasons    *fyne.Container
	items      []*widget.Entry // of the reasons: the number of the item
	grounds    []*widget.Entry // of the reasons: the words
	conditions *fyne.Container
	terms      []*widget.Entry // of the conditions
	add        []*widget.Button
	page       *widget.Page
	state      *widget.Chip
	seal       *widget.Button
	foot       *widget.Surface
	content    *fyne.Container
}

func newFormPane(s *Screen) *formPane {
	t := s.host.Text()
	p := &formPane{s: s, before: widget.Column(0), reasons: widget.Column(10), conditions: widget.Column(8), state: widget.NewChip("", theme.Hollow)}
	var options []widget.Option
	for i, o := range opinion.Overalls {
		sign := present.Overall(t, o)
		options = append(options, widget.Option{Value: string(o), Word: sign.Word, Tone: theme.Tone(sign.Tone), Key: present.Count(i + 1)})
	}
	p.overall = widget.NewChoice(options, func(v string) { s.draft.Overall = opinion.Overall(v); s.changed() })
	p.words = widget.NewTextArea(t.T("opine.summary_hint"), 5, func(v string) { s.draft.Summary = v; s.changed() })
	button := func(key string, f func()) *widget.Button {
		b := widget.NewToggle(t.T(key), f)
		p.add = append(p.add, b)
		return b
	}
	column := widget.Column(16,
		widget.NewHeading(t.T("opine.title"), widget.Title), p.before,
		widget.Column(6, widget.NewHeading(t.T("opine.overall"), widget.Heading), p.overall),
		widget.Column(6, widget.NewHeading(t.T("opine.summary"), widget.Heading), p.words),
		widget.Column(8, widget.NewHeading(t.T("opine.reasons"), widget.Heading), widget.NewNote(t.T("opine.reasons_note")), p.reasons,
			widget.Wrap(8, button("opine.do_reason", p.addReason), button("opine.do_import", p.importReasons))),
		widget.Column(8, widget.NewHeading(t.T("opine.conditions"), widget.Heading), widget.NewNote(t.T("opine.conditions_note")), p.conditions,
			widget.Wrap(8, button("opine.do_condition", p.addCondition))))
	p.page = widget.NewPage(widget.Inset(18, 14, column))
	p.seal = widget.NewPrimary(t.T("opine.do_seal"), s.seal)
	p.foot = widget.NewSurface(theme.ColorPaper, widget.Column(0, widget.NewRule(), widget.Inset(18, 10, widget.Trailing(10, p.state, p.seal))))
	p.content = widget.Between(nil, p.foot, p.page)
	return p
}

// fill shows the draft.
func (p *formPane) fill() {
	d := p.s.draft
	p.showEarlier()
	p.overall.Set(string(d.Overall))
	p.words.SetText(d.Summary)
	p.reasons.RemoveAll()
	p.items, p.grounds, p.terms = nil, nil, nil
	for i := range d.Reasons {
		p.reasons.Add(p.reason(i))
	}
	p.conditions.RemoveAll()
	for i := range d.Conditions {
		p.conditions.Add(p.condition(i))
	}
	open := p.s.open()
	p.overall.Allow(open)
	for _, b := range p.add {
		b.Allow(open, "")
	}
	if open {
		p.words.Enable()
	} else {
		p.words.Disable()
	}
	p.page.Reflow()
}

// ready shows whether the opinion can be sealed.
func (p *formPane) ready() {
	t := p.s.host.Text()
	switch {
	case p.s.file.Readonly:
		p.state.Set(present.State(t, p.s.file.State).Word, theme.Good)
	case p.s.standing.Musts > 0:
		p.state.Set(t.N("opine.musts", p.s.standing.Musts), theme.Caution)
	default:
		p.state.Set(t.T("opine.ready"), theme.Good)
	}
	p.seal.Allow(p.s.open(), t.T("opine.readonly"))
	p.content.Refresh()
}

// remover is the small button that takes a line away.
func remover(f func()) *widget.Button {
	b := widget.NewToggle("", f)
	b.Icon, b.Manner = theme.IconClose.Resource(theme.ColorInkSoft), widget.Quiet
	return b
}

// reason is one ground: the item it rests on, by its number, and the words.
func (p *formPane) reason(i int) fyne.CanvasObject {
	t := p.s.host.Text()
	r := p.s.draft.Reasons[i]
	name := widget.NewLine(p.itemName(r.Item), widget.Caption, theme.ColorInkSoft)
	id := widget.NewEntry(t.T("opine.reason_item"), func(v string) {
		p.s.draft.Reasons[i].Item = present.ItemTyped(v)
		name.SetText(p.itemName(p.s.draft.Reasons[i].Item))
		p.s.changed()
	})
	id.SetText(string(r.Item))
	text := widget.NewTextArea(t.T("opine.reason_text"), 2, func(v string) { p.s.draft.Reasons[i].Text = v; p.s.changed() })
	text.SetText(r.Text)
	p.items, p.grounds = append(p.items, id), append(p.grounds, text)
	drop := remover(func() {
		p.s.draft.Reasons = append(p.s.draft.Reasons[:i:i], p.s.draft.Reasons[i+1:]...)
		p.fill()
		p.s.changed()
	})
	if !p.s.open() {
		id.Disable()
		text.Disable()
		drop.Hide()
	}
	return widget.Column(4, widget.Cells(8, []widget.Cell{{Ems: 6}, {Share: 1}, {}}, id, name, drop), text)
}

func (p *formPane) itemName(id ident.ItemID) string {
	if id == "" {
		return p.s.host.Text().T("opine.reason_whole")
	}
	if p.s.file.Edition.Position(id) < 0 {
		return p.s.host.Text().T("opine.reason_nothing")
	}
	return present.ItemName(p.s.host.Text(), p.s.file.Edition, string(id))
}

func (p *formPane) condition(i int) fyne.CanvasObject {
	t := p.s.host.Text()
	text := widget.NewTextArea(t.T("opine.condition_text"), 2, func(v string) { p.s.draft.Conditions[i] = v; p.s.changed() })
	text.SetText(p.s.draft.Conditions[i])
	p.terms = append(p.terms, text)
	drop := remover(func() {
		p.s.draft.Conditions = append(p.s.draft.Conditions[:i:i], p.s.draft.Conditions[i+1:]...)
		p.fill()
		p.s.changed()
	})
	if !p.s.open() {
		text.Disable()
		drop.Hide()
	}
	return widget.Cells(8, []widget.Cell{{Share: 1}, {}}, text, drop)
}

func (p *formPane) addReason() {
	if !p.s.open() {
		return
	}
	p.s.draft.Reasons = append(p.s.draft.Reasons, opinion.Reason{})
	p.grown()
	p.s.host.Canvas().Focus(p.items[len(p.items)-1])
}

func (p *formPane) addCondition() {
	if !p.s.open() {
		return
	}
	p.s.draft.Conditions = append(p.s.draft.Conditions, "")
	p.grown()
	p.s.host.Canvas().Focus(p.terms[len(p.terms)-1])
}

// mend takes the keyboard to a part of the draft, where at counts its lines from 1; a part without a line gets one.
func (p *formPane) mend(part, at string) {
	n, err := strconv.Atoi(at)
	line := func(fields []*widget.Entry, add func()) {
		switch {
		case err == nil && n > 0 && n <= len(fields):
			p.s.host.Canvas().Focus(fields[n-1])
		case len(fields) > 0:
			p.s.host.Canvas().Focus(fields[0])
		default:
			add()
		}
	}
	switch part {
	case opinion.PartReasons:
		fields := p.grounds
		if err == nil && n > 0 && n <= len(fields) && p.s.file.Edition.Position(p.s.draft.Reasons[n-1].Item) < 0 && p.s.draft.Reasons[n-1].Item != "" {
			fields = p.items
		}
		line(fields, p.addReason)
	case opinion.PartConditions:
		line(p.terms, p.addCondition)
	default:
		p.s.host.Canvas().Focus(p.overall.First())
	}
}

// importReasons takes the remarks of items judged nonconforming or to be queried as reasons.
func (p *formPane) importReasons() {
	if !p.s.open() {
		return
	}
	p.s.draft.Reasons = append(p.s.draft.Reasons, present.ReasonsFromMarks(p.s.file, p.s.draft.Reasons)...)
	p.grown()
}

func (p *formPane) grown() {
	p.fill()
	p.page.Reflow()
	p.s.changed()
}
