package decide

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/review/decision"
	"shinsa/review/ident"
	"shinsa/review/opinion"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// decisionForm is the right half: outcome, day, who decided, and the reasons the outcome asks for.
func (s *Screen) decisionForm() []fyne.CanvasObject {
	t := s.host.Text()
	var options []widget.Option
	for i, o := range []decision.Outcome{decision.Grant, decision.Refuse} {
		sign := present.OutcomeSign(t, o)
		options = append(options, widget.Option{Value: string(o), Word: sign.Word, Key: string(rune('1' + i)), Tone: theme.Tone(sign.Tone)})
	}
	outcome := widget.NewChoice(options, func(v string) { s.choose(decision.Outcome(v)) }).Fixed()
	outcome.Set(string(s.form.Outcome))
	outcome.Allow(!s.made)
	s.record = widget.NewPrimary(t.T("decide.record"), s.ask)
	parts := []fyne.CanvasObject{
		widget.NewHeading(t.T("decide.title"), widget.Heading), widget.NewRule(),
		widget.NewNote(t.T("decide.note")), outcome,
		widget.TopCells(12, []widget.Cell{{Share: 1}, {Share: 2}},
			widget.Labelled(t.T("decide.on"), s.entry(s.form.On, func(v string) { s.form.On = v })),
			widget.Labelled(t.T("decide.by"), s.entry(s.form.By, func(v string) { s.form.By = v }))),
	}
	switch s.form.Outcome {
	case decision.Grant:
		parts = append(parts, s.despite()...)
	case decision.Refuse:
		parts = append(parts, s.reasons()...)
	}
	parts = append(parts, widget.Labelled(t.T("decide.remark"), s.area(s.form.Remark, 2, func(v string) { s.form.Remark = v })), s.standing)
	if s.made {
		sign := present.OutcomeSign(t, s.form.Outcome)
		return append(parts, widget.Leading(widget.NewChip(t.T("decide.made_as", "outcome", sign.Word), theme.Tone(sign.Tone))),
			widget.Trailing(8, widget.NewPrimary(t.T("decide.to_print"), func() { s.host.Go(route.Of(route.Print, s.c)) })))
	}
	return append(parts, widget.Trailing(8, s.record))
}

func (s *Screen) entry(text string, set func(string)) *widget.Entry {
	e := widget.NewEntry("", func(v string) { set(v); s.changed() })
	return s.filled(e, text)
}

func (s *Screen) area(text string, rows int, set func(string)) *widget.Entry {
	e := widget.NewTextArea("", rows, func(v string) { set(v); s.changed() })
	return s.filled(e, text)
}

func (s *Screen) filled(e *widget.Entry, text string) *widget.Entry {
	e.SetText(text)
	if s.made {
		e.Disable()
	}
	return e
}

// despite asks for a reason for every mandatory item that is not resolved (Art. 6-1).
func (s *Screen) despite() []fyne.CanvasObject {
	t := s.host.Text()
	open := present.OpenItems(t, s.file.Edition, s.basis)
	if len(open) == 0 {
		return nil
	}
	out := []fyne.CanvasObject{
		widget.NewHeading(t.N("decide.open_items", len(open)), widget.Body),
		widget.Leading(widget.NewLink(t.Clause("6-1"), widget.Caption, func() { s.host.Clause("6-1") })),
	}
	for _, o := range open {
		field := s.area(s.form.Despite[o.Item], 2, func(v string) { s.form.Despite[o.Item] = v })
		out = append(out, widget.Labelled(string(o.Item)+"　"+o.Title, field))
	}
	return out
}

// reasons asks for the reasons of a refusal, each tied to an item (Art. 6-4).
func (s *Screen) reasons() []fyne.CanvasObject {
	t := s.host.Text()
	if len(s.form.Reasons) == 0 {
		s.form.Reasons = present.SuggestedReasons(s.basis)
	}
	out := []fyne.CanvasObject{
		widget.NewHeading(t.T("decide.reasons"), widget.Body),
		widget.Leading(widget.NewLink(t.Clause("6-4"), widget.Caption, func() { s.host.Clause("6-4") })),
	}
	for i, r := range s.form.Reasons {
		item := s.entry(string(r.Item), func(v string) { s.form.Reasons[i].Item = ident.ItemID(v) })
		item.PlaceHolder = t.T("decide.item_example")
		text := s.area(r.Text, 2, func(v string) { s.form.Reasons[i].Text = v })
		drop := widget.NewQuiet(t.T("decide.drop_reason"), func() { s.dropReason(i) })
		drop.Small = true
		row := []fyne.CanvasObject{item, text, drop}
		if s.made {
			row = row[:2]
		}
		out = append(out, widget.TopCells(8, []widget.Cell{{Fixed: 110}, {Share: 1}, {}}, row...))
	}
	if !s.made {
		add := widget.NewButton(t.T("decide.add_reason"), func() {
			s.form.Reasons = append(s.form.Reasons, opinion.Reason{})
			s.choose(decision.Refuse)
		})
		out = append(out, widget.Leading(add))
	}
	return out
}

func (s *Screen) dropReason(i int) {
	s.form.Reasons = append(s.form.Reasons[:i:i], s.form.Reasons[i+1:]...)
	if len(s.form.Reasons) == 0 {
		s.form.Reasons = []opinion.Reason{{}}
	}
	s.choose(decision.Refuse)
}

// ask repeats the decision in words before it is recorded.
func (s *Screen) ask() {
	t := s.host.Text()
	if s.record == nil || s.record.Disabled() {
		s.host.Tell(t.T("decide.blocked"))
		return
	}
	x := s.form.Decision(s.basis)
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("decide.ask_title", "outcome", present.OutcomeSign(t, x.Outcome).Word),
		Body: []string{
			t.T("decide.ask_body", "service", s.file.Service, "operator", s.file.Operator, "on", present.Date(t, x.On), "by", x.By),
			t.T("decide.ask_final"),
		},
		Do: t.T("decide.record"), Not: t.T("decide.ask_not"),
		Act: func(string) string { return s.decide(x) },
	})
}

func (s *Screen) decide(x decision.Decision) (problem string) {
	t := s.host.Text()
	if err := s.desk.Decide(context.Background(), x); err != nil {
		return present.ProblemOf(t, err).Sentence
	}
	s.Reload()
	s.host.Done(t.T("decide.done"))
	return ""
}
