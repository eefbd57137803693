package convene

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/opinion"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// minute is the form of the session: attendance, the committee's opinion, and recording it.
type minute struct {
	s        *Screen
	object   *fyne.Container
	standing *fyne.Container
	record   *widget.Button
	page     *widget.Page

	conclusion     *widget.Choice
	chair, summary *widget.Entry
}

func newMinute(s *Screen) *minute {
	t := s.host.Text()
	m := &minute{s: s, standing: widget.Column(6)}
	f := &s.form
	line := func(text string, set func(string)) *widget.Entry {
		e := widget.NewEntry("", func(v string) { set(v); s.changed() })
		e.SetText(text)
		able(e, !s.recorded)
		return e
	}
	area := func(text string, rows int, set func(string)) *widget.Entry {
		e := widget.NewTextArea("", rows, func(v string) { set(v); s.changed() })
		e.SetText(text)
		able(e, !s.recorded)
		return e
	}
	m.chair = line(f.Chair, func(v string) { f.Chair = v })
	m.summary = area(f.Summary, 5, func(v string) { f.Summary = v })
	m.record = widget.NewPrimary(t.T("convene.record"), m.ask)
	m.object = widget.Column(12,
		widget.NewHeading(t.T("convene.session"), widget.Heading), widget.NewRule(),
		widget.TopCells(12, []widget.Cell{{Share: 1}, {Share: 1}},
			widget.Labelled(t.T("convene.on"), line(f.On, func(v string) { f.On = v })), widget.Labelled(t.T("convene.chair"), m.chair)),
		widget.Labelled(t.T("convene.place"), line(f.Place, func(v string) { f.Place = v })),
		widget.Labelled(t.T("convene.attendance"), m.attendance()),
		widget.NewHeading(t.T("convene.opinion"), widget.Heading), widget.NewRule(),
		widget.Labelled(t.T("convene.overall"), m.overall()),
		widget.Labelled(t.T("convene.summary"), m.summary),
		widget.Labelled(t.T("convene.conditions"), area(f.Conditions, 2, func(v string) { f.Conditions = v })),
		widget.Labelled(t.T("convene.dissent"), area(f.Dissent, 2, func(v string) { f.Dissent = v })),
		widget.NewNote(t.T("convene.advice")), m.standing, widget.Trailing(8, m.record))
	return m
}

func (m *minute) attendance() fyne.CanvasObject {
	s, t := m.s, m.s.host.Text()
	list := widget.Column(6)
	for _, c := range s.matrix.Columns {
		var options []widget.Option
		for _, a := range present.Attendances(c.Recused) {
			options = append(options, widget.Option{Value: string(a), Word: present.AttendanceWord(t, a)})
		}
		choice := widget.NewSmallChoice(options, func(v string) {
			s.form.Attendance[c.Reviewer] = opinion.Attendance(v)
			s.changed()
		}).Fixed()
		choice.Set(string(s.form.Attendance[c.Reviewer]))
		choice.Allow(!s.recorded)
		vote := widget.NewCheck(t.T("convene.votes"), func(on bool) {
			s.form.NoVote[c.Reviewer] = !on
			s.changed()
		})
		vote.Set(!c.Recused && !s.form.NoVote[c.Reviewer])
		if c.Recused || s.recorded {
			vote.Disable()
		}
		list.Add(widget.Cells(8, []widget.Cell{{Fixed: 92}, {Share: 1}, {Fixed: 92}}, widget.NewLine(c.Name, widget.Body, theme.ColorInk), choice, vote))
	}
	return list
}

func (m *minute) overall() fyne.CanvasObject {
	s, t := m.s, m.s.host.Text()
	var options []widget.Option
	for _, o := range opinion.Overalls {
		sign := present.Overall(t, o)
		options = append(options, widget.Option{Value: string(o), Word: sign.Word, Tone: theme.Tone(sign.Tone)})
	}
	c := widget.NewSmallChoice(options, func(v string) {
		s.form.Overall = opinion.Overall(v)
		s.changed()
	})
	c.Set(string(s.form.Overall))
	c.Allow(!s.recorded)
	m.conclusion = c
	return c
}

// findings are what stands against recording the session as it is.
func (m *minute) findings() fault.List {
	return m.s.form.Meeting(m.s.matrix).Check(m.s.matrix, m.s.desk.Profile().Quorum)
}

// check shows what stands against recording.
func (m *minute) check() {
	t := m.s.host.Text()
	m.standing.Objects = nil
	if m.s.recorded {
		m.record.Hide()
		m.standing.Add(widget.NewChip(t.T("convene.recorded"), theme.Good))
		for _, h := range present.HandedLines(t, m.s.handed) {
			m.standing.Add(widget.Cells(8, []widget.Cell{{}, {Share: 1}}, widget.NewMark(h.Sign.Word, theme.Tone(h.Sign.Tone)), widget.NewNote(h.Path)))
		}
		m.standing.Add(container.NewHBox(widget.NewPrimary(t.T("convene.to_decision"), func() { m.s.host.Go(route.Of(route.Decide, m.s.c)) })))
		return
	}
	blocked := false
	for _, x := range present.Findings(t, m.s.file.Edition, m.findings()) {
		blocked = blocked || x.Severity == fault.Must
		m.standing.Add(m.finding(x))
	}
	m.record.Allow(!blocked, t.T("convene.standing"))
	if m.page != nil {
		m.page.Reflow()
	}
}

func (m *minute) finding(x present.Finding) fyne.CanvasObject {
	p := widget.NewNote(x.Sentence)
	p.Colour = theme.ColorInk
	return widget.TopCells(8, []widget.Cell{{Fixed: 16}, {Share: 1}, {}}, widget.NewMark("", theme.Tone(x.Sign.Tone)), p,
		widget.NewLink(x.Article, widget.Caption, func() { m.s.host.Clause(x.Clause) }))
}

// ask repeats in words what will be recorded.
func (m *minute) ask() {
	t := m.s.host.Text()
	if m.record.Disabled() {
		m.s.host.Tell(t.T("convene.standing"))
		return
	}
	body := []string{t.T("convene.ask_body", "overall", present.Overall(t, m.s.form.Overall).Word), t.T("convene.ask_final")}
	if n := len(m.s.form.Meeting(m.s.matrix).Agenda); n > 1 {
		body = append(body, t.N("convene.ask_agenda", n-1))
	}
	widget.Ask(m.s.host.Canvas(), widget.Question{
		Title: t.T("convene.ask_title"),
		Body:  body,
		Do:    t.T("convene.record"), Not: t.T("convene.ask_not"),
		Act: func(string) string { m.run(); return "" },
	})
}

func (m *minute) run() {
	s, t := m.s, m.s.host.Text()
	meeting := s.form.Meeting(s.matrix)
	task.Run(s.host.Tasks(), t.T("convene.recording"), func(ctx context.Context, _ *task.Progress) ([]review.Handed, error) {
		out, err := s.host.Outbox("")
		if err != nil {
			return nil, err
		}
		return s.desk.Convene(ctx, s.c, meeting, out)
	}, func(hs []review.Handed, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.handed = hs
		s.Reload()
		s.host.Done(t.T("convene.done"))
	})
}

// showHead says who has to leave, whether there is a quorum, and how much is still open.
func (s *Screen) showHead() {
	t := s.host.Text()
	q := present.QuorumSign(t, s.form.Meeting(s.matrix).Quorum(s.desk.Profile().Quorum, s.matrix.Columns))
	matter := present.MatterOf(s.matrix, s.form.Settled)
	row := widget.Wrap(20, widget.NewChip(q.Word, theme.Tone(q.Tone)), widget.NewMark(present.MatterWords(t, matter), theme.Active))
	if words := present.LeaverWords(t, s.matrix); words != "" {
		row.Objects = append([]fyne.CanvasObject{widget.NewChip(words, theme.Caution)}, row.Objects...)
	}
	s.head.Objects = []fyne.CanvasObject{widget.NewSurface(theme.ColorPaper, widget.Inset(16, 8, row)), widget.NewRule()}
	s.head.Refresh()
	s.root.Refresh()
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	if s.matrix == nil {
		return nil
	}
	t := s.host.Text()
	closed := ""
	if s.recorded {
		closed = t.T("convene.recorded")
	}
	acts := []screen.Action{
		{Menu: screen.MenuItem, Word: t.T("convene.next"), Reading: "next", Keys: []screen.Key{screen.Plain(fyne.KeyJ)}, Hint: t.T("convene.next"), Run: func() { s.move(1) }},
		{Menu: screen.MenuItem, Word: t.T("convene.previous"), Reading: "previous", Keys: []screen.Key{screen.Plain(fyne.KeyK)}, Hint: t.T("convene.previous"), Run: func() { s.move(-1) }},
	}
	for i, v := range present.SettleVerdicts() {
		sign := present.Verdict(t, v)
		acts = append(acts, screen.Action{
			Menu: screen.MenuItem, Word: t.T("convene.settle_as", "verdict", sign.Word), Reading: string(v), Why: closed,
			Keys: []screen.Key{screen.Char(rune('1' + i))}, Hint: sign.Word, Run: func() { s.settle.verdict.Choose(string(v)) },
		})
	}
	for _, h := range present.Hows {
		acts = append(acts, screen.Action{
			Menu: screen.MenuItem, Word: t.T("convene.settle_by", "how", present.How(t, h)), Reading: string(h), Why: closed,
			Keys: []screen.Key{screen.Plain(fyne.KeyName(howKeys[h]))}, Hint: present.How(t, h), Run: func() { s.settle.how.Choose(string(h)) },
		})
	}
	for _, o := range opinion.Overalls {
		acts = append(acts, screen.Action{
			Menu: screen.MenuCase, Word: t.T("convene.conclude", "overall", present.Overall(t, o).Word), Reading: string(o), Why: closed,
			Run: func() { s.minute.conclusion.Choose(string(o)) },
		})
	}
	field := func(key, reading string, k fyne.KeyName, f fyne.Focusable) screen.Action {
		return screen.Action{Menu: screen.MenuCase, Word: t.T(key), Reading: reading, Why: closed, Keys: []screen.Key{screen.Plain(k)}, Run: func() { widget.Focus(f) }}
	}
	acts = append(acts, field("convene.write_reason", "write reason", fyne.KeyR, s.settle.text), field("convene.write_chair", "write chair", fyne.KeyC, s.minute.chair),
		field("convene.write_summary", "write summary", fyne.KeyS, s.minute.summary))
	acts = append(acts, screen.Action{
		Menu: screen.MenuCase, Word: t.T("convene.forms"), Reading: t.T("convene.forms_reading"), Keys: []screen.Key{screen.Plain("F")},
		Run: func() { s.host.Go(route.Of(route.Fill, s.c)) },
	})
	acts = append(acts, screen.Action{
		Menu: screen.MenuCase, Word: t.T("convene.inquiry_write"), Reading: t.T("convene.inquiry_write_reading"), Keys: []screen.Key{screen.Plain("Q")}, Run: s.ask.run,
	})
	acts = append(acts, s.agenda.actions(closed)...)
	return append(acts, screen.Action{
		Menu: screen.MenuCase, Word: t.T("convene.record"), Reading: "record", Why: closed, Keys: []screen.Key{screen.Plain(fyne.KeyF9)}, Hint: t.T("convene.record"), Run: s.minute.ask,
	})
}
