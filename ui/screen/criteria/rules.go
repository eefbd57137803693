package criteria

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// rulesSection lists the editions of the operating rules and takes an amendment of them on its way.
func (s *Screen) rulesSection() fyne.CanvasObject {
	t := s.host.Text()
	parts := []fyne.CanvasObject{
		widget.NewNote(t.T("criteria.rules_note")), widget.Leading(widget.NewLink(t.Clause("22"), widget.Caption, func() { s.host.Clause("22") })),
	}
	for _, f := range present.Findings(t, nil, s.found) {
		parts = append(parts, widget.TopCells(8, []widget.Cell{{}, {Share: 1}}, widget.NewMark("", theme.Tone(f.Sign.Tone)), widget.Full(f.Sentence)))
	}
	for _, l := range present.RulesLines(t, s.rules) {
		head := widget.TopCells(12, []widget.Cell{{Share: 1}, {}}, widget.Column(2, widget.Full(l.Title), widget.NewNote(l.Day)), widget.NewChip(l.Stage.Word, theme.Tone(l.Stage.Tone)))
		if l.Known {
			parts = append(parts, head)
			continue
		}
		rows := []fyne.CanvasObject{head}
		next := false
		for _, x := range l.Steps {
			words := widget.Column(2, widget.Full(x.When))
			if x.Text != "" {
				words.Add(widget.NewNote(x.Text))
			}
			rows = append(rows, widget.TopCells(12, []widget.Cell{{Ems: 13}, {Share: 1}}, widget.NewMark(x.Sign.Word, theme.Tone(x.Sign.Tone)), words))
			if !x.Done && !next && s.office() {
				next = true
				rows = append(rows, s.rulesStep(l.ID, x.To))
			}
		}
		parts = append(parts, widget.NewCard(widget.Column(8, rows...)))
	}
	if s.office() {
		parts = append(parts, s.proposeRules())
	}
	return widget.Section(t.T("criteria.rules"), parts...)
}

// proposeRules puts an amendment of the operating rules on the agenda.
func (s *Screen) proposeRules() fyne.CanvasObject {
	t := s.host.Text()
	id, title := widget.NewEntry(t.T("criteria.rules_id_example"), nil), widget.NewEntry(t.T("criteria.rules_title_example"), nil)
	text := widget.NewTextArea("", 2, nil)
	on := widget.NewEntry(t.T("intake.date_example"), nil)
	on.SetText(s.desk.Today().String())
	do := func() {
		step := review.AmendmentStep{On: present.DateTyped(on.Text), Text: text.Text}
		if err := s.desk.ProposeRules(context.Background(), id.Text, criteria.Text{JA: title.Text}, step); err != nil {
			s.host.Problem(err)
			return
		}
		s.host.Done(t.T("criteria.step_taken", "step", t.T("criteria.step_draft")))
		s.Reload()
	}
	return widget.Column(8,
		widget.TopCells(12, []widget.Cell{{Share: 1}, {Share: 1}}, widget.Labelled(t.T("criteria.id"), id), widget.Labelled(t.T("criteria.on_draft"), on)),
		widget.Labelled(t.T("criteria.edition_title"), title), widget.Labelled(t.T("criteria.text_draft"), text),
		widget.Trailing(8, widget.NewButton(t.T("criteria.rules_propose"), do)))
}

// rulesStep is the form of the next step of an amendment of the rules.
func (s *Screen) rulesStep(id string, to criteria.Status) fyne.CanvasObject {
	t := s.host.Text()
	on, inForce, text := widget.NewEntry(t.T("intake.date_example"), nil), widget.NewEntry(t.T("intake.date_example"), nil), widget.NewTextArea("", 2, nil)
	on.SetText(s.desk.Today().String())
	dates := []fyne.CanvasObject{widget.Labelled(t.T("criteria.on_"+string(to)), on)}
	if to == criteria.Announced {
		inForce.SetText(s.desk.Today().AddDays(review.NoticeDays).String())
		dates = append(dates, widget.Labelled(t.T("criteria.day"), inForce))
	}
	rows := []fyne.CanvasObject{widget.TopCells(12, []widget.Cell{{Share: 1}, {Share: 1}}, dates...)}
	if to != criteria.InForce {
		rows = append(rows, widget.Labelled(t.T("criteria.text_"+string(to)), text))
	}
	do := func() {
		step := review.AmendmentStep{To: to, On: present.DateTyped(on.Text), Text: text.Text}
		if to == criteria.Announced {
			step.InForce = present.DateTyped(inForce.Text)
		}
		task.Quiet(s.host.Tasks(), func(ctx context.Context) (fault.List, error) {
			_, found, err := s.desk.AdvanceRules(ctx, id, step)
			return found, err
		}, func(found fault.List, err error) {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.found = found
			s.host.Done(t.T("criteria.step_taken", "step", t.T("criteria.step_"+string(to))))
			s.Reload()
		})
	}
	return widget.Column(8, append(rows, widget.Trailing(8, widget.NewButton(t.T("criteria.take_"+string(to)), do)))...)
}
