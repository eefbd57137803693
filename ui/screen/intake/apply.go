package intake

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// showNew shows the form for a new application, and beside it what was read.
func (s *Screen) showNew() {
	t := s.host.Text()
	if s.form == nil {
		s.form = widget.NewPathField(t.T("intake.form_example"), t.T("intake.choose"), func(f func(string)) { s.host.BrowseFile(present.FormKinds(), f) })
		s.evidence = widget.NewPathField(t.T("intake.evidence_example"), t.T("intake.choose"), func(f func(string)) { s.host.BrowseFolder(f) })
		s.received = widget.NewEntry(t.T("intake.date_example"), func(string) { s.ground.show() })
		s.received.SetText(s.desk.Today().String())
		s.ground = newGround(s)
		s.ground.revises = ident.CaseID(s.revises)
	}
	look := widget.NewButton(t.T("intake.look"), s.look)
	take := widget.NewPrimary(t.T("intake.take"), s.take)
	take.Allow(s.read != nil && s.read.Load != intake.Refused, t.T("intake.look_first"))
	left := []fyne.CanvasObject{
		widget.Section(t.T(s.ground.title()), widget.Full(t.T("intake.new_note")),
			widget.Labelled(t.T("intake.form"), s.form), widget.Labelled(t.T("intake.evidence"), s.evidence), widget.Labelled(t.T("intake.received"), s.received),
			s.ground.box, widget.Trailing(8, look, take)),
	}
	if take.Disabled() {
		left = append(left, widget.NewNote(t.T("intake.look_first")))
	}
	left = append(left, s.paperSection())
	s.ground.show()
	right := []fyne.CanvasObject{widget.NewNote(t.T("intake.nothing_read"))}
	if s.read != nil {
		right = s.result(s.read)
	}
	if s.ground.revises == "" {
		s.act("intake.other_edition", screen.Plain(fyne.KeyF2), s.ground.chooseEdition)
	}
	s.act("intake.choose_previous", screen.Plain(fyne.KeyF3), s.ground.choosePrevious)
	s.act("intake.look", screen.Plain(fyne.KeyF5), s.look)
	if !take.Disabled() {
		s.act("intake.take", screen.Plain(fyne.KeyF9), s.take)
	}
	s.set(left, right)
}

// Drop implements screen.Dropper: a form and evidence fall into their fields.
func (s *Screen) Drop(paths []string) bool {
	if s.c != "" || s.form == nil {
		return false
	}
	for _, p := range paths {
		if present.IsForm(p) {
			s.form.Put(p)
		} else {
			s.evidence.Put(p)
		}
	}
	s.look()
	return true
}

// submission opens what was chosen; done closes it.
func (s *Screen) submission(form, evidence string, received civil.Date) (review.Submission, func(), error) {
	in, done, err := s.host.Open(form)
	if err != nil {
		return review.Submission{}, func() {}, err
	}
	sub := review.Submission{Form: in[0], Received: received}
	if evidence == "" {
		return sub, done, nil
	}
	docs, doneToo, err := s.host.Open(evidence)
	sub.Evidence = docs
	return sub, func() { done(); doneToo() }, err
}

// taken is what came of reading an application: a case only when it was kept.
type taken struct {
	id  ident.CaseID
	app *intake.Application
}

// run reads the application off the window's thread, keeping it when keep is set.
func (s *Screen) run(title string, keep bool, then func(taken)) {
	form, evidence, received := s.form.Path(), s.evidence.Path(), present.DateTyped(s.received.Text)
	var base review.Submission
	s.ground.put(&base)
	if form == "" {
		s.form.Focus()
		s.host.Tell(s.host.Text().T("intake.need_form"))
		return
	}
	task.Run(s.host.Tasks(), title, func(ctx context.Context, _ *task.Progress) (taken, error) {
		sub, done, err := s.submission(form, evidence, received)
		defer done()
		if err != nil {
			return taken{}, err
		}
		sub.Previous, sub.Revises, sub.Edition, sub.Reason = base.Previous, base.Revises, base.Edition, base.Reason
		if keep {
			id, app, err := s.desk.Intake(ctx, sub)
			return taken{id, app}, err
		}
		app, err := s.desk.ReadApplication(ctx, sub)
		return taken{"", app}, err
	}, func(x taken, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		then(x)
	})
}

// look reads the application and keeps nothing.
func (s *Screen) look() {
	s.run(s.host.Text().T("intake.reading"), false, func(x taken) {
		s.read = x.app
		s.Reload()
	})
}

// take keeps the application as a case, once names that were converted are confirmed.
func (s *Screen) take() { s.confirmNames(s.keep) }

func (s *Screen) keep() {
	s.run(s.host.Text().T("intake.taking"), true, func(x taken) {
		s.host.Go(route.Of(route.Intake, x.id))
		s.host.Done(s.host.Text().T("intake.taken", "case", x.id))
	})
}

// paperSection leads to applications that came on paper (郵送, Art. 4-2).
func (s *Screen) paperSection() fyne.CanvasObject {
	t := s.host.Text()
	begin := func() { s.host.Go(route.To(route.Transcribe)) }
	s.act("intake.paper", screen.Plain(fyne.KeyF4), begin)
	parts := []fyne.CanvasObject{widget.NewNote(t.T("intake.paper_note"))}
	open, err := s.desk.TypedApplications(context.Background())
	if err != nil {
		s.host.Problem(err)
	}
	for _, x := range open {
		parts = append(parts, widget.Cells(12, []widget.Cell{{}, {Share: 1}, {}}, widget.NewNote(x.ID),
			widget.NewLine(x.First.FormA["operator_name"]+"　"+x.First.FormA["service_name"], widget.Body, theme.ColorInk),
			small(t.T("intake.paper_on"), func() { s.host.Go(route.Route{Screen: route.Transcribe, Filter: x.ID}) })))
	}
	return widget.Section(t.T("intake.paper_title"), append(parts, widget.Leading(widget.NewButton(t.T("intake.paper"), begin)))...)
}

// result shows an application as it was read.
func (s *Screen) result(a *intake.Application) []fyne.CanvasObject {
	t := s.host.Text()
	out := []fyne.CanvasObject{s.completeness(a), s.findings(a), s.counts(a)}
	rows := make([]fyne.CanvasObject, 0, 20)
	for _, x := range present.HeaderFacts(t, a) {
		rows = append(rows, widget.TopCells(12, []widget.Cell{{Fixed: 170}, {Share: 1}, {Fixed: 110}},
			widget.NewNote(x.Label), widget.Full(x.Value), widget.NewNote(x.Note)))
	}
	out = append(out, widget.Section(t.T("intake.header"), widget.Column(6, rows...)), s.documents(a))
	return out
}

func (s *Screen) completeness(a *intake.Application) fyne.CanvasObject {
	t := s.host.Text()
	var rows []fyne.CanvasObject
	for _, p := range present.Completeness(t, s.edition(a), a) {
		words := widget.Column(2, widget.Full(p.Word))
		for _, l := range p.Lacks {
			words.Add(widget.NewNote(l))
		}
		rows = append(rows, widget.TopCells(12, []widget.Cell{{Fixed: 112}, {Share: 1}, {Fixed: 150}},
			widget.NewMark(p.Sign.Word, theme.Tone(p.Sign.Tone)), words, widget.NewLink(p.Article, widget.Caption, func() { s.host.Clause(p.Clause) })))
	}
	return widget.Section(t.T("intake.completeness"), widget.Column(8, rows...))
}

func (s *Screen) counts(a *intake.Application) fyne.CanvasObject {
	t := s.host.Text()
	var cells []fyne.CanvasObject
	for _, x := range present.CountFacts(t, a) {
		n := widget.NewHeading(x.Value, widget.Heading)
		cells = append(cells, widget.Column(0, n, widget.NewNote(x.Label)))
	}
	shares := make([]widget.Cell, len(cells))
	for i := range shares {
		shares[i] = widget.Cell{Share: 1}
	}
	return widget.Section(t.T("intake.counts"), widget.TopCells(8, shares, cells...))
}

func (s *Screen) findings(a *intake.Application) fyne.CanvasObject {
	t := s.host.Text()
	if len(a.Findings) == 0 {
		return widget.Section(t.T("intake.findings"), widget.Full(t.T("intake.no_findings")))
	}
	var parts []fyne.CanvasObject
	for _, g := range present.FindingGroups(t, s.edition(a), a.Findings) {
		parts = append(parts, widget.Leading(widget.NewChip(t.N("intake.findings_of", len(g.Findings), "severity", g.Sign.Word), theme.Tone(g.Sign.Tone))))
		for _, x := range g.Findings {
			parts = append(parts, s.finding(x))
		}
	}
	return widget.Section(t.T("intake.findings"), parts...)
}

func (s *Screen) finding(x present.Finding) fyne.CanvasObject {
	words := widget.Column(2, widget.Full(x.Sentence))
	if note := strings.TrimSpace(x.Place + "　" + x.Hint); note != "" {
		words.Add(widget.NewNote(note))
	}
	refer := widget.Column(2)
	if x.Article != "" {
		refer.Add(widget.NewLink(x.Article, widget.Caption, func() { s.host.Clause(x.Clause) }))
	}
	if x.Why != "" {
		refer.Add(s.why(x, words))
	}
	return widget.TopCells(12, []widget.Cell{{Fixed: 20}, {Share: 1}, {Fixed: 150}}, widget.NewMark("", theme.Tone(x.Sign.Tone)), words, refer)
}

// why is the code of a finding: under the keyboard or the pointer it says what stands behind it, and pressed it goes on saying so.
func (s *Screen) why(x present.Finding, under *fyne.Container) fyne.CanvasObject {
	note := widget.NewNote(x.Why)
	note.Full = true
	note.Hide()
	under.Add(note)
	kept := false
	show := func(on bool) {
		if on = on || kept; on == note.Visible() {
			return
		}
		if note.Show(); !on {
			note.Hide()
		}
		s.leftPage.Reflow()
		s.rightPage.Reflow()
	}
	link := widget.NewLink(s.host.Text().T("intake.why"), widget.Caption, func() {
		kept = !kept
		show(kept)
	})
	link.OnNoticed(show)
	return link
}

func (s *Screen) documents(a *intake.Application) fyne.CanvasObject {
	t := s.host.Text()
	var rows []fyne.CanvasObject
	for _, e := range present.EvidenceLines(t, a) {
		title := e.Title
		if e.Confidential {
			title += "　" + t.T("intake.confidential")
		}
		rows = append(rows, widget.Cells(12, []widget.Cell{{Fixed: 90}, {Fixed: 60}, {Share: 1}, {Share: 1}, {Fixed: 60}},
			widget.NewMark(e.Sign.Word, theme.Tone(e.Sign.Tone)), widget.NewLine(e.No, widget.Caption, theme.ColorInkSoft),
			widget.NewLine(title, widget.Body, theme.ColorInk), widget.NewLine(e.File, widget.Caption, theme.ColorInkSoft),
			widget.NewLine(e.Pages, widget.Caption, theme.ColorInkSoft)))
	}
	return widget.Section(t.T("intake.documents"), widget.Column(4, rows...))
}
