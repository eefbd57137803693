package intake

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// ground is what a new application stands on: the case it follows or corrects, and the edition it is read against.
type ground struct {
	s        *Screen
	previous ident.CaseID // renewed or changed
	revises  ident.CaseID // corrected
	edition  ident.EditionID
	reason   *widget.Entry
	box      *fyne.Container
}

func newGround(s *Screen) *ground {
	return &ground{s: s, reason: widget.NewEntry(s.host.Text().T("intake.edition_reason"), nil), box: widget.Column(14)}
}

// title says what is being taken in.
func (g *ground) title() string {
	switch {
	case g.revises != "":
		return "intake.revised_title"
	case g.previous != "":
		return "intake.renewed_title"
	}
	return "intake.new_title"
}

// show sets the choices anew.
func (g *ground) show() {
	t := g.s.host.Text()
	g.box.Objects = []fyne.CanvasObject{widget.Labelled(t.T("intake.follows"), g.follows())}
	if g.revises == "" {
		g.box.Add(widget.Labelled(t.T("intake.edition"), g.editions()))
	} else {
		g.box.Add(widget.NewNote(t.T("intake.revision_note")))
	}
	g.s.leftPage.Reflow()
}

func (g *ground) follows() fyne.CanvasObject {
	t := g.s.host.Text()
	word := t.T("intake.follows_none")
	switch {
	case g.previous != "":
		word = t.T("intake.follows_case", "case", g.previous)
	case g.revises != "":
		word = t.T("intake.corrects_case", "case", g.revises)
	}
	row := widget.Wrap(8, small(t.T("intake.choose_previous"), g.choosePrevious),
		small(t.T("intake.choose_revised"), func() { g.choose(&g.revises, &g.previous) }))
	if g.previous != "" || g.revises != "" {
		row.Add(small(t.T("intake.follows_nothing"), func() { g.previous, g.revises = "", ""; g.s.Reload() }))
	}
	return widget.Column(6, widget.Full(word), row)
}

func (g *ground) choosePrevious() { g.choose(&g.previous, &g.revises) }

// choose offers the cases of the desk.
func (g *ground) choose(to, other *ident.CaseID) {
	t := g.s.host.Text()
	rows, err := g.s.desk.Cases(context.Background())
	if err != nil {
		g.s.host.Problem(err)
		return
	}
	var list []widget.Command
	for _, r := range rows {
		list = append(list, widget.Command{Word: present.CaseLine(t, r), Run: func() { *to, *other = r.ID, ""; g.s.Reload() }})
	}
	widget.OpenPalette(g.s.host.Canvas(), widget.PaletteWords{Placeholder: t.T("intake.find_case"), Nothing: t.T("intake.no_case")}, list)
}

// editions says which edition the day gives, and offers another one against a reason (Art. 22).
func (g *ground) editions() fyne.CanvasObject {
	t := g.s.host.Text()
	ctx := context.Background()
	day := present.DateTyped(g.s.received.Text)
	if day.IsZero() {
		day = g.s.desk.Today()
	}
	word := t.T("intake.no_edition")
	if e, err := g.s.desk.EditionOn(ctx, day); err == nil {
		word = t.T("intake.edition_by_date", "date", present.Date(t, day), "edition", e.Title().In(t.Lang()))
	}
	parts := []fyne.CanvasObject{widget.Full(word)}
	if g.edition == "" {
		return widget.Column(6, append(parts, widget.Leading(small(t.T("intake.other_edition"), g.chooseEdition)))...)
	}
	return widget.Column(6, append(parts, widget.Full(t.T("intake.edition_chosen", "edition", g.name())), g.reason,
		widget.Leading(small(t.T("intake.edition_back"), func() { g.edition = ""; g.show() })))...)
}

// name is the title of the edition that was chosen.
func (g *ground) name() string {
	all, err := g.s.desk.Editions(context.Background())
	if err != nil {
		g.s.host.Problem(err)
	}
	for _, e := range all {
		if e.ID() == g.edition {
			return e.Title().In(g.s.host.Text().Lang()) + "　" + string(e.ID())
		}
	}
	return string(g.edition)
}

func (g *ground) chooseEdition() {
	t := g.s.host.Text()
	all, err := g.s.desk.Editions(context.Background())
	if err != nil {
		g.s.host.Problem(err)
		return
	}
	var list []widget.Command
	for _, e := range inForce(all) {
		list = append(list, widget.Command{Word: e.Title().In(t.Lang()) + "　" + string(e.ID()), Run: func() { g.edition = e.ID(); g.show(); widget.Focus(g.reason) }})
	}
	widget.OpenPalette(g.s.host.Canvas(), widget.PaletteWords{Placeholder: t.T("criteria.search"), Nothing: t.T("intake.no_edition")}, list)
}

// inForce are the editions that came into force.
func inForce(all []*criteria.Edition) []*criteria.Edition {
	var out []*criteria.Edition
	for _, e := range all {
		if e.Status() == criteria.InForce || e.Status() == criteria.Superseded {
			out = append(out, e)
		}
	}
	return out
}

// put adds the choices to a submission.
func (g *ground) put(s *review.Submission) {
	s.Previous, s.Revises, s.Edition = g.previous, g.revises, g.edition
	if g.edition != "" {
		s.Reason = g.reason.Text
	}
}

func small(word string, act func()) *widget.Button {
	b := widget.NewButton(word, act)
	b.Small = true
	return b
}

// editionSection says by which edition a case is examined and why, and leads to another one.
func (s *Screen) editionSection() fyne.CanvasObject {
	t := s.host.Text()
	parts := []fyne.CanvasObject{widget.Full(s.file.Edition.Title().In(t.Lang())), widget.NewNote(string(s.file.Edition.ID()))}
	if c, ok, err := s.desk.EditionChoice(context.Background(), s.c); err == nil && ok {
		parts = append(parts, widget.TopCells(8, []widget.Cell{{}, {Share: 1}}, widget.NewMark("", theme.Caution),
			widget.Full(t.T("intake.choice", "by_date", c.ByDate, "reason", c.Reason, "date", present.Date(t, c.On)))))
	}
	row := widget.Wrap(8, small(t.T("criteria.open"), func() { s.host.Go(route.OfEdition(route.Edition, s.file.Edition.ID())) }))
	all, err := s.desk.Editions(context.Background())
	if err != nil {
		s.host.Problem(err)
	}
	for _, e := range inForce(all) {
		if e.ID() != s.file.Edition.ID() && s.open() {
			word := t.T("intake.migrate_to", "edition", e.Title().In(t.Lang()))
			migrate := func() { s.host.Go(route.Route{Screen: route.Migrate, Case: s.c, Edition: e.ID()}) }
			row.Add(small(word, migrate))
			s.actions = append(s.actions, screen.Action{Menu: screen.MenuCase, Word: word, Reading: "migrate " + string(e.ID()), Run: migrate})
		}
	}
	for _, m := range s.file.Application.Migrations {
		parts = append(parts, widget.NewNote(t.T("intake.migrated", "from", m.From.ID, "to", m.To.ID, "date", present.Date(t, m.On), "lines", len(m.Lines), "dropped", len(m.Dropped))))
	}
	return widget.Section(t.T("intake.edition"), append(parts, row)...)
}

// open reports whether the application of the case can still change: nothing was decided.
func (s *Screen) open() bool {
	switch s.file.State {
	case review.Received, review.Sent, review.Gathered, review.Convened:
		return true
	}
	return false
}

// correctionSection lists the requests for correction, begins another one, and takes the corrected form in.
func (s *Screen) correctionSection() fyne.CanvasObject {
	t := s.host.Text()
	parts := []fyne.CanvasObject{}
	all, err := s.desk.Corrections(context.Background(), s.c)
	if err != nil {
		s.host.Problem(err)
	}
	for _, l := range present.CorrectionLines(t, all) {
		parts = append(parts, widget.TopCells(12, []widget.Cell{{Ems: 9}, {Share: 1}}, widget.NewNote(l.Number), widget.Full(l.Words)))
	}
	if !s.open() {
		return widget.Section(t.T("intake.correction"), append(parts, widget.NewNote(t.T("intake.correction_closed")))...)
	}
	if n := present.Musts(s.file.Application.Findings); n > 0 && s.file.State == review.Received {
		parts = append([]fyne.CanvasObject{widget.Full(t.N("intake.correction_next", n))}, parts...)
	}
	correct := func() { s.host.Go(route.Of(route.Correct, s.c)) }
	revise := func() { s.host.Go(route.Route{Screen: route.Intake, Filter: string(s.c)}) }
	s.act("intake.correct", screen.Plain(fyne.KeyF6), correct)
	s.act("intake.revise", screen.Plain(fyne.KeyF7), revise)
	parts = append(parts, widget.Wrap(8, widget.NewButton(t.T("intake.correct"), correct), widget.NewButton(t.T("intake.revise"), revise)))
	return widget.Section(t.T("intake.correction"), parts...)
}

// differences shows what the corrected form changed, and what differs from the application certified before.
func (s *Screen) differences() []fyne.CanvasObject {
	t, f := s.host.Text(), s.file
	var out []fyne.CanvasObject
	add := func(title string, lines []present.ChangeLine) {
		rows := []fyne.CanvasObject{widget.NewNote(t.N("revision.count", len(lines)))}
		for i, l := range lines {
			if i == shownChanges {
				rows = append(rows, widget.NewNote(t.N("adopt.more", len(lines)-i)))
				break
			}
			half := []widget.Cell{{Share: 1}, {Share: 1}}
			rows = append(rows, widget.Column(4,
				widget.Cells(8, []widget.Cell{{Share: 1}, {}}, widget.NewLine(l.Name, widget.Body, theme.ColorInk), widget.NewMark(l.Sign.Word, theme.Tone(l.Sign.Tone))),
				widget.TopCells(20, half, widget.NewMarked(theme.Bad, pieces(l.Was)), widget.NewMarked(theme.Good, pieces(l.Now)))))
		}
		out = append(out, widget.Section(title, rows...))
	}
	if f.Changes != nil {
		add(t.T("revision.corrected"), present.ChangeLines(t, f.Edition, f.EarlierAnswers, f.Application, f.Changes))
	}
	if f.Previous != nil && f.Application.Changes != nil {
		add(t.T("revision.certified", "case", f.Case.Previous), present.ChangeLines(t, f.Edition, f.Application.Renumbered(f.Previous), f.Application, f.Application.Changes))
	}
	return out
}

// shownChanges is how many differences are listed; the rest is in the walk, item by item.
const shownChanges = 80

func pieces(side []present.Stretch) []widget.Piece {
	out := make([]widget.Piece, len(side))
	for i, x := range side {
		out[i] = widget.Piece{Text: x.Text, Marked: x.Changed}
	}
	return out
}
