package declare

import (
	"fyne.io/fyne/v2"

	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// form is the right part: matches, kinds of interest, money, pledge.
type form struct {
	s       *Screen
	page    *widget.Page
	pledge  *widget.Page
	agree   *widget.Check
	content fyne.CanvasObject
}

func newForm(s *Screen) *form {
	t := s.host.Text()
	f := &form{s: s}
	parts := []fyne.CanvasObject{
		widget.NewHeading(t.T("declare.title"), widget.Title),
		widget.NewSurface(theme.ColorAccentSoft, widget.Inset(14, 10, widget.Full(t.T("declare.what_is_seen")))),
	}
	if s.late {
		parts = f.lateHead()
	}
	parts = append(parts, widget.NewLink(t.T("declare.clause"), widget.Caption, func() { s.host.Clause("7") }))
	if len(s.decl.Matches) > 0 {
		parts = append(parts, f.section("declare.matches", "declare.matches_note"))
		for i := range s.decl.Matches {
			parts = append(parts, f.match(i))
		}
	}
	parts = append(parts, f.section("declare.interests", "declare.interests_note"), widget.Wrap(0, widget.NewLink(t.T("declare.do_profile"), widget.Caption, s.toProfile)))
	for _, k := range present.InterestKinds(t) {
		parts = append(parts, f.kind(k))
	}
	parts = append(parts, f.section("declare.money", "declare.money_note"), f.money())
	parts = append(parts, f.section("declare.pledge", "declare.pledge_note"), f.promise())
	f.page = widget.NewPage(widget.Inset(24, 18, widget.Column(14, parts...)))
	f.content = f.page
	return f
}

func (f *form) section(title, note string) fyne.CanvasObject {
	t := f.s.host.Text()
	return widget.Inset(0, 4, widget.Column(4, widget.NewRule(), widget.NewHeading(t.T(title), widget.Heading), widget.NewNote(t.T(note))))
}

// reflow lays the form out again after something in it was shown or hidden.
func (f *form) reflow() {
	if f.page != nil {
		f.page.Reflow()
	}
}

// kind asks one kind of interest: none, or held with whom and what.
func (f *form) kind(k present.InterestKind) fyne.CanvasObject {
	t := f.s.host.Text()
	old, answered := f.s.interest(k.Kind)
	party := widget.NewEntry(t.T("declare.party"), nil)
	detail := widget.NewEntry(t.T("declare.detail"), nil)
	until := widget.NewEntry(t.T("declare.until"), nil)
	party.SetText(old.Party)
	detail.SetText(old.Detail)
	until.SetText(old.Until.String())
	widget.Visible(until, k.Post)
	details := widget.Cells(8, []widget.Cell{{Share: 1}, {Share: 1}, {Ems: 13}}, party, detail, until)
	choice := widget.NewSmallChoice([]widget.Option{{Value: "none", Word: t.T("declare.none")}, {Value: "held", Word: t.T("declare.held")}}, nil).Fixed()
	put := func() {
		widget.Visible(details, choice.Chosen() == "held")
		f.s.setInterest(conflict.Interest{
			Kind: k.Kind, Held: choice.Chosen() == "held", Party: party.Text, Detail: detail.Text, Until: present.DateTyped(until.Text),
		})
	}
	choice.OnChosen = func(string) { put(); f.reflow() }
	for _, e := range []*widget.Entry{party, detail, until} {
		e.OnChanged = func(string) { put() }
	}
	if answered {
		choice.Set(map[bool]string{true: "held", false: "none"}[old.Held])
	}
	widget.Visible(details, old.Held)
	head := widget.Cells(16, []widget.Cell{{Share: 1}, {}}, widget.Column(0, bold(k.Name), widget.NewNote(k.Explain)), choice)
	return widget.Column(8, head, details)
}

func bold(s string) *widget.Paragraph {
	p := widget.Full(s)
	p.Bold = true
	return p
}

// money asks what was received in each fiscal year that counts.
func (f *form) money() fyne.CanvasObject {
	t := f.s.host.Text()
	rows := widget.Column(12)
	for _, year := range f.s.policy().Years(f.s.today()) {
		old, answered := f.s.income(year)
		var options []widget.Option
		for _, b := range present.MoneyBands(t, f.s.policy()) {
			options = append(options, widget.Option{Value: string(b.Band), Word: b.Word})
		}
		from := widget.NewEntry(t.T("declare.from"), nil)
		purpose := widget.NewEntry(t.T("declare.for"), nil)
		from.SetText(old.From)
		purpose.SetText(old.For)
		details := widget.Cells(8, []widget.Cell{{Share: 1}, {Share: 1}}, from, purpose)
		choice := widget.NewSmallChoice(options, nil).Fixed()
		put := func() {
			band := conflict.Band(choice.Chosen())
			widget.Visible(details, band != "" && band != conflict.BandNone)
			f.s.setIncome(conflict.Income{Year: year, Band: band, From: from.Text, For: purpose.Text})
		}
		choice.OnChosen = func(string) { put(); f.reflow() }
		from.OnChanged = func(string) { put() }
		purpose.OnChanged = func(string) { put() }
		if answered {
			choice.Set(string(old.Band))
		}
		widget.Visible(details, answered && old.Band != conflict.BandNone)
		rows.Add(widget.Column(6, widget.TopCells(16, []widget.Cell{{Ems: 13}, {Share: 1}}, bold(present.FiscalYear(t, year)), choice), details))
	}
	return rows
}

// match asks whether a likely match is one.
func (f *form) match(i int) fyne.CanvasObject {
	t := f.s.host.Text()
	m := f.s.decl.Matches[i]
	reason := widget.NewEntry(t.T("declare.match_reason"), func(text string) {
		f.s.decl.Matches[i].Reason = text
		f.s.changed()
	})
	reason.SetText(m.Reason)
	widget.Visible(reason, m.State == conflict.Dismissed)
	since := widget.NewNote(present.MatchSince(t, m))
	widget.Visible(since, since.Text() != "")
	choice := widget.NewSmallChoice([]widget.Option{
		{Value: string(conflict.Confirmed), Word: t.T("declare.match_yes")}, {Value: string(conflict.Dismissed), Word: t.T("declare.match_no")},
	}, func(v string) {
		f.s.decl.Matches[i].State, f.s.decl.Matches[i].Since = conflict.State(v), civil.Date{}
		widget.Visible(reason, v == string(conflict.Dismissed))
		since.Hide()
		f.s.changed()
		f.reflow()
		if reason.Visible() && reason.Text == "" { // a reason has to follow
			widget.Focus(reason)
		}
	}).Fixed()
	choice.Set(string(m.State))
	return widget.Column(6, widget.Cells(16, []widget.Cell{{Share: 1}, {}}, widget.Full(present.MatchText(t, m)), choice), since, reason)
}

// promise shows the pledge, which can be agreed to once it was read to its end.
func (f *form) promise() fyne.CanvasObject {
	t := f.s.host.Text()
	text := widget.NewParagraph(f.s.cover.Pledge.Text)
	text.Full = true
	f.agree = widget.NewCheck(t.T("declare.agree"), func(on bool) {
		f.s.decl.Pledge.Agreed = on
		f.s.changed()
	})
	f.agree.Set(f.s.decl.Pledge.Agreed)
	hint := widget.NewNote(t.T("declare.read_to_end"))
	if !f.s.decl.Pledge.Agreed {
		f.agree.Disable()
	} else {
		hint.Hide()
	}
	f.pledge = widget.NewPage(widget.Inset(14, 10, text))
	f.pledge.OnEnd = func() {
		f.agree.Enable()
		hint.Hide()
		f.reflow()
	}
	box := widget.NewSurface(theme.ColorPaper, widget.Tall(190, f.pledge))
	box.Framed = true
	return widget.Column(8, box, hint, f.agree)
}

// readPledge turns the pledge a page on, so that it can be read with the keyboard; at its end the keyboard stands on the agreement.
func (f *form) readPledge() {
	f.page.End()
	f.pledge.By(1)
	if !f.agree.Disabled() {
		f.s.host.Canvas().Focus(f.agree)
	}
}
