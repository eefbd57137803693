package edition

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// aboutPane is what stands at the right for the edition itself.
type aboutPane struct {
	s           *Screen
	title, note *widget.Entry
	on, inForce *widget.Entry
	text        *widget.Entry
	next        criteria.Status // the step that comes next; "" for none, or for who cannot take it
}

func (p *aboutPane) parts() []fyne.CanvasObject {
	s, t := p.s, p.s.host.Text()
	stage := present.Stage(t, s.standing)
	chips := widget.Wrap(6, widget.NewChip(stage.Word, theme.Tone(stage.Tone)))
	if s.edition.Sample() {
		chips.Add(widget.NewChip(t.T("criteria.sample"), theme.Caution))
	}
	out := []fyne.CanvasObject{
		widget.Column(8, widget.NewHeading(s.edition.Title().In(t.Lang()), widget.Title), chips),
		facts(present.EditionFacts(t, s.edition, s.standing)),
	}
	if s.open() {
		out = append(out, p.naming())
	}
	return append(out, p.way(), p.files(), p.compare())
}

// naming is where the title and note of a draft are written.
func (p *aboutPane) naming() fyne.CanvasObject {
	s, t := p.s, p.s.host.Text()
	p.title, p.note = widget.NewEntry("", nil), widget.NewTextArea("", 2, nil)
	p.title.SetText(s.edition.Title().JA)
	p.note.SetText(s.edition.Note().JA)
	keep := func() {
		title, note := s.edition.Title(), s.edition.Note()
		title.JA, note.JA = p.title.Text, p.note.Text
		if title != s.edition.Title() || note != s.edition.Note() {
			s.keep.alter(criteria.Alteration{Kind: criteria.AlterHead, Title: title, Note: note}, "")
		}
	}
	p.title.OnSubmitted = func(string) { keep() }
	return widget.Section(t.T("criteria.draft"), widget.Full(t.T("criteria.draft_note")), widget.Labelled(t.T("criteria.edition_title"), p.title), widget.Labelled(t.T("criteria.note"), p.note),
		widget.Trailing(8, widget.NewGrave(t.T("criteria.drop"), p.drop), widget.NewButton(t.T("criteria.keep_name"), keep)))
}

// way shows the steps of Art. 22 and takes the next one.
func (p *aboutPane) way() fyne.CanvasObject {
	s, t := p.s, p.s.host.Text()
	parts := []fyne.CanvasObject{widget.Leading(widget.NewLink(t.Clause("22"), widget.Caption, func() { s.host.Clause("22") }))}
	lines := present.AmendmentLines(t, s.steps, s.edition.Status())
	for _, l := range lines {
		words := widget.Column(2, widget.Full(l.When))
		if l.Text != "" {
			words.Add(widget.NewNote(l.Text))
		}
		parts = append(parts, widget.TopCells(12, []widget.Cell{{Ems: 14}, {Share: 1}}, widget.NewMark(l.Sign.Word, theme.Tone(l.Sign.Tone)), words))
	}
	if len(lines) == 0 {
		parts = append(parts, widget.NewNote(t.T("criteria.no_steps")))
	}
	for _, f := range present.Findings(t, nil, s.found) {
		parts = append(parts, widget.TopCells(8, []widget.Cell{{}, {Share: 1}}, widget.NewMark("", theme.Tone(f.Sign.Tone)), widget.Full(f.Sentence)))
	}
	p.next = ""
	for _, l := range lines {
		if !l.Done && s.desk.Self().Role == review.Secretariat {
			parts = append(parts, p.nextStep(l))
			break
		}
	}
	return widget.Section(t.T("criteria.way"), parts...)
}

// nextStep is the form of the step that comes next.
func (p *aboutPane) nextStep(l present.StepLine) fyne.CanvasObject {
	s, t := p.s, p.s.host.Text()
	p.next = l.To
	p.on, p.inForce = widget.NewEntry(t.T("intake.date_example"), nil), widget.NewEntry(t.T("intake.date_example"), nil)
	p.on.SetText(s.desk.Today().String())
	p.text = widget.NewTextArea("", 3, nil)
	dates := []fyne.CanvasObject{widget.Labelled(t.T("criteria.on_"+string(l.To)), p.on)}
	cells := []widget.Cell{{Share: 1}, {Share: 1}}
	if l.To == criteria.Announced {
		day := s.desk.Today().AddDays(review.NoticeDays)
		p.inForce.SetText(day.String())
		p.text = widget.NewTextArea("", 8, nil)
		offered := present.Announcement(s.desk.Profile(), s.edition.Title().JA, day)
		p.text.SetText(offered)
		p.inForce.OnChanged = func(typed string) {
			if p.text.Text == offered { // nobody has written another text
				offered = present.Announcement(s.desk.Profile(), s.edition.Title().JA, present.DateTyped(typed))
				p.text.SetText(offered)
			}
		}
		dates = append(dates, widget.Labelled(t.T("criteria.day"), p.inForce))
	}
	form := []fyne.CanvasObject{widget.TopCells(12, cells, dates...)}
	if l.To != criteria.InForce {
		form = append(form, widget.Labelled(t.T("criteria.text_"+string(l.To)), p.text))
	}
	do := widget.NewPrimary(t.T("criteria.take_"+string(l.To)), func() { p.advance(l.To) })
	form = append(form, widget.NewNote(t.T("criteria.hint_"+string(l.To))), widget.Trailing(8, do))
	return widget.NewCard(widget.Column(10, form...))
}

// further brings the form of the next step into view, and takes the step when the keyboard is there already.
func (p *aboutPane) further() {
	s := p.s
	if s.at.Item != "" {
		s.goTo("")
	}
	if p.next == "" {
		s.host.Tell(s.host.Text().T("criteria.no_step_left"))
		return
	}
	switch s.host.Canvas().Focused() {
	case p.on, p.inForce, p.text:
		p.advance(p.next)
	default:
		widget.Focus(p.on)
	}
}

// advance takes the next step; the deliberation freezes the draft, so it is asked about.
func (p *aboutPane) advance(to criteria.Status) {
	s, t := p.s, p.s.host.Text()
	step := review.AmendmentStep{To: to, On: present.DateTyped(p.on.Text), Text: p.text.Text}
	if to == criteria.Announced {
		step.InForce = present.DateTyped(p.inForce.Text)
	}
	type taken struct{ found fault.List }
	run := func() {
		task.Run(s.host.Tasks(), t.T("criteria.taking_step"), func(ctx context.Context, _ *task.Progress) (taken, error) {
			_, found, err := s.desk.Advance(ctx, s.at.Edition, step)
			return taken{found}, err
		}, func(x taken, err error) {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.found = x.found
			s.host.Done(t.T("criteria.step_taken", "step", t.T("criteria.step_"+string(to))))
			s.Reload()
		})
	}
	if to != criteria.Deliberated {
		run()
		return
	}
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("criteria.freeze"), Body: []string{t.T("criteria.freeze_text", "edition", s.edition.Title().In(t.Lang()))}, Grave: true,
		Do: t.T("criteria.take_deliberated"), Not: t.T("criteria.not_now"), Act: func(string) string { run(); return "" },
	})
}

// drop takes the draft away.
func (p *aboutPane) drop() {
	s, t := p.s, p.s.host.Text()
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("criteria.drop"), Body: []string{t.T("criteria.drop_text", "edition", s.edition.Title().In(t.Lang()))}, Grave: true,
		Do: t.T("criteria.drop"), Not: t.T("criteria.not_now"), Act: func(string) string {
			s.Leave()
			if err := s.desk.DropDraft(context.Background(), s.at.Edition); err != nil {
				return present.ProblemOf(t, err).Sentence
			}
			s.host.Go(route.To(route.Criteria))
			return ""
		},
	})
}

// files makes files of the edition.
func (p *aboutPane) files() fyne.CanvasObject {
	t := p.s.host.Text()
	row := widget.Wrap(8)
	for _, f := range formats {
		row.Add(widget.NewButton(t.T("criteria.format_"+string(f)), func() { p.export(f) }))
	}
	row.Add(widget.NewButton(t.T("criteria.empty_form"), p.emptyForm))
	return widget.Section(t.T("criteria.files"), widget.NewNote(t.T("criteria.files_note")), row)
}

// formats are those an edition is written in.
var formats = []review.EditionFormat{review.FormatXLSX, review.FormatCSV, review.FormatYAML, review.FormatOSCAL}

func (p *aboutPane) export(f review.EditionFormat) {
	s := p.s
	p.write(string(s.at.Edition)+"."+string(f), func(ctx context.Context, out review.Outbox, name string) (review.Handed, error) {
		return s.desk.ExportEdition(ctx, s.at.Edition, f, out, name)
	})
}

func (p *aboutPane) emptyForm() {
	s := p.s
	p.write(string(s.at.Edition)+"_form.xlsx", func(ctx context.Context, out review.Outbox, name string) (review.Handed, error) {
		return s.desk.EmptyForm(ctx, s.at.Edition, out, name)
	})
}

func (p *aboutPane) write(name string, f func(context.Context, review.Outbox, string) (review.Handed, error)) {
	s, t := p.s, p.s.host.Text()
	s.host.ChooseFolder(func(out review.Outbox) {
		task.Run(s.host.Tasks(), t.T("criteria.writing"), func(ctx context.Context, _ *task.Progress) (review.Handed, error) {
			return f(ctx, out, name)
		}, func(h review.Handed, err error) {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.host.Done(t.T("criteria.written", "path", h.Path))
		})
	})
}

func (p *aboutPane) contrast(with ident.EditionID) {
	p.s.host.Go(route.Route{Screen: route.Contrast, Edition: p.s.at.Edition, Earlier: with})
}

// compare leads to the table of old and new with each other edition.
func (p *aboutPane) compare() fyne.CanvasObject {
	s, t := p.s, p.s.host.Text()
	row := widget.Wrap(8)
	for _, e := range s.others {
		if e.ID() == s.at.Edition {
			continue
		}
		row.Add(widget.NewButton(e.Title().In(t.Lang()), func() { p.contrast(e.ID()) }))
	}
	if len(row.Objects) == 0 {
		return widget.Section(t.T("criteria.compare"), widget.NewNote(t.T("criteria.nothing_to_compare")))
	}
	return widget.Section(t.T("criteria.compare"), widget.NewNote(t.T("criteria.compare_note")), row)
}
