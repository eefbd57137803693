// Package register is the screen 台帳: every certification with its state today, and its life drawn on a line.
//
// Expiry, lapse and revocation are three different ends with three different words (Arts 9-1, 9-2, 17). The state is that of today by the
// desk's clock; the line shows validity, the renewal window of Art. 12-1 and what happened. Below it stands what is due, what happened, and what was
// noted of reports, surveys and questions. The publication has a screen of its own.
package register

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/register"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	Today() civil.Date
	Register(ctx context.Context) ([]register.Certification, error)
	ExportRecords(ctx context.Context, out review.Outbox) (review.Handed, error)
	Confirm(passphrase string) error
	RevokeCertification(ctx context.Context, no ident.CertificateNo, r review.Revoking, passphrase string, out review.Outbox) (review.Handed, error)
	Lapse(ctx context.Context, no ident.CertificateNo, l review.Lapsing) error
	ReturnCertificate(ctx context.Context, no ident.CertificateNo, on civil.Date) error
	RequestImprovement(ctx context.Context, no ident.CertificateNo, i review.Improving, out review.Outbox) (review.Handed, error)
	Profile() review.Profile
	ContinuationOf(ctx context.Context, no ident.CertificateNo, on civil.Date) (review.Prospect, error)
	ContinueEffect(ctx context.Context, no ident.CertificateNo, x review.Continuing) error
	EndService(ctx context.Context, no ident.CertificateNo, x review.Ending) error
	CheckExisting(ctx context.Context, x review.Existing) (review.Existing, fault.List, error)
	EnterCertification(ctx context.Context, x review.Existing) error
	RegisterNotes(ctx context.Context) (map[ident.CertificateNo][]register.Note, error)
	NoteCertification(ctx context.Context, n register.Note, file *review.Incoming) (register.Note, error)
	Due(ctx context.Context, on civil.Date) ([]review.Due, error)
	LastPublished(ctx context.Context) (review.Published, bool, error)
	RemindersDue(ctx context.Context, on civil.Date) ([]register.Certification, error)
	RemindRenewal(ctx context.Context, nos []ident.CertificateNo, on civil.Date, out review.Outbox) ([]review.Handed, error)
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Files
	screen.Teller
}

// Screen shows the register.
type Screen struct {
	desk   Desk
	host   Host
	all    []register.Certification
	notes  map[ident.CertificateNo][]register.Note
	due    map[ident.CertificateNo][]review.Due
	shown  []register.Certification
	rows   []present.RegisterRow
	filter present.RegisterFilter
	at     int

	list    *widget.List
	filters []*widget.Button
	public  *widget.Line // when it was last published
	detail  *fyne.Container
	page    *widget.Page
	body    *fyne.Container
	root    fyne.CanvasObject
	empty   fyne.CanvasObject
}

// columns are shared by the rows and their header; what a narrow window leaves out stands below, with the certification at hand.
var columns = []widget.Cell{{Ems: 8.7}, {Share: 1}, {Ems: 7.4}, {Ems: 18.7, From: 54}, {Ems: 6.7, From: 64}}

// New returns the screen.
func New(desk Desk, host Host, at route.Route) *Screen {
	s := &Screen{desk: desk, host: host, filter: present.RegisterAll, detail: widget.Column(12)}
	for _, f := range present.RegisterFilters {
		if string(f) == at.Filter {
			s.filter = f
		}
	}
	s.list = widget.NewList(func() int { return len(s.rows) }, s.newRow, s.fill)
	s.list.OnOpen = func(row int) { s.at = row; s.move(0) }
	s.list.OnMove, s.list.Current = s.move, func() int { return s.at }
	s.page = widget.NewPage(widget.Inset(24, 14, s.detail))
	t := host.Text()
	s.empty = widget.NewEmpty(theme.IconDocument, t.T("register.empty_title"), t.T("register.empty"), t.T("register.enter"), s.fromPaper)
	table := widget.Between(s.head(), nil, s.list)
	s.body = container.New(&over{most: 330}, table, container.NewBorder(widget.NewRule(), nil, nil, nil, s.page))
	s.root = container.NewStack(s.body, s.empty)
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.root }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	if err := s.read(context.Background()); err != nil {
		s.host.Problem(err)
		return
	}
	if len(s.all) == 0 {
		s.body.Hide()
		s.empty.Show()
		return
	}
	s.empty.Hide()
	s.body.Show()
	s.show(s.filter)
}

// read reads the register, what is noted and due of it, and when it was last published.
func (s *Screen) read(ctx context.Context) error {
	cs, err := s.desk.Register(ctx)
	if err != nil {
		return err
	}
	notes, err := s.desk.RegisterNotes(ctx)
	if err != nil {
		return err
	}
	due, err := s.desk.Due(ctx, s.desk.Today())
	if err != nil {
		return err
	}
	last, published, err := s.desk.LastPublished(ctx)
	if err != nil {
		return err
	}
	s.all, s.notes, s.due = cs, notes, map[ident.CertificateNo][]review.Due{}
	for _, x := range due {
		s.due[x.No] = append(s.due[x.No], x)
	}
	was := &last
	if !published {
		was = nil
	}
	s.public.SetText(present.LastPublishedLine(s.host.Text(), was))
	return nil
}

// find stands at a certification that is shown.
func (s *Screen) find(no ident.CertificateNo) {
	for i, c := range s.shown {
		if c.No == no {
			s.at = i
			s.move(0)
		}
	}
}

func (s *Screen) show(f present.RegisterFilter) {
	s.filter, s.shown = f, nil
	for _, c := range s.all {
		if f.Takes(c, s.desk.Today(), len(s.due[c.No]) > 0) {
			s.shown = append(s.shown, c)
		}
	}
	t := s.host.Text()
	s.rows = present.RegisterRows(t, s.shown, s.due, s.desk.Today())
	for i, b := range s.filters {
		b.SetChosen(present.RegisterFilters[i] == f)
	}
	s.at = min(max(s.at, 0), max(len(s.rows)-1, 0))
	s.list.Refresh()
	s.showDetail()
	s.host.Moved(route.Route{Screen: route.Register, Filter: string(f)})
}

func (s *Screen) head() fyne.CanvasObject {
	t := s.host.Text()
	bar := widget.Wrap(8)
	for _, f := range present.RegisterFilters {
		b := widget.NewToggle(t.T("register.filter_"+string(f)), func() { s.show(f) })
		s.filters = append(s.filters, b)
		bar.Add(b)
	}
	soft := func(key string) *widget.Line {
		return widget.NewLine(t.T(key), widget.Caption, theme.ColorInkSoft)
	}
	names := widget.Cells(14, columns, soft("register.no"), soft("register.service"), soft("register.state"), soft("register.period"), soft("register.left"))
	s.public = widget.NewAbridged("", widget.Caption, theme.ColorInkSoft)
	button := func(key string, run func()) *widget.Button {
		b := widget.NewButton(t.T(key), run)
		b.Small = true
		return b
	}
	top := widget.Column(6, widget.TopCells(8, []widget.Cell{{Share: 1}, {}, {}}, bar, button("register.enter", s.fromPaper), button("register.publish", s.publish)), s.public)
	return widget.Column(0, widget.Inset(16, 8, top), widget.NewRule(), widget.Inset(16, 4, names), widget.NewRule())
}

// row is one certification in the table; the list reuses it.
type row struct {
	widget.Surface
	no, service, operator, period, left *widget.Line
	state                               *widget.Chip
}

func (s *Screen) newRow() fyne.CanvasObject {
	line := func(r widget.Role, c fyne.ThemeColorName) *widget.Line { return widget.NewAbridged("", r, c) }
	r := &row{
		no: line(widget.Body, theme.ColorInk), service: line(widget.Body, theme.ColorInk), operator: line(widget.Caption, theme.ColorInkSoft),
		period: line(widget.Caption, theme.ColorInk), left: line(widget.Caption, theme.ColorInkSoft), state: widget.NewChip("", theme.Good),
	}
	r.Surface = widget.Ground(theme.ColorPaper, widget.Inset(16, 6, widget.Cells(14, columns, r.no, widget.Column(0, r.service, r.operator), r.state, r.period, r.left)))
	r.ExtendBaseWidget(r)
	return r
}

func (s *Screen) fill(i int, o fyne.CanvasObject) {
	r, x := o.(*row), s.rows[i]
	ground := theme.ColorPaper
	if i == s.at {
		ground = theme.ColorAccentSoft
	}
	r.SetColour(ground)
	r.no.SetText(x.No)
	r.service.SetText(x.Service)
	r.operator.SetText(x.Operator)
	if s.filter == present.RegisterDue {
		r.operator.SetText(x.Due)
	}
	r.state.Set(x.Sign.Word, theme.Tone(x.Sign.Tone))
	r.period.SetText(x.From + " ～ " + x.To)
	r.left.SetText(x.Left)
	r.Refresh()
}

func (s *Screen) move(by int) {
	if n := len(s.rows); n > 0 {
		s.at = min(max(s.at+by, 0), n-1)
		s.list.Refresh()
		s.list.ScrollTo(s.at)
		s.showDetail()
	}
}

// showDetail shows the certification at hand: its life on a line, its events, its facts.
func (s *Screen) showDetail() {
	t := s.host.Text()
	s.detail.Objects = nil
	if s.at >= len(s.shown) {
		s.detail.Add(widget.NewNote(t.T("register.none")))
		s.page.Reflow()
		return
	}
	c, x := s.shown[s.at], s.rows[s.at]
	title := widget.NewHeading(x.No+"　"+x.Service, widget.Heading)
	s.detail.Add(widget.Cells(12, []widget.Cell{{}, {Share: 1}}, widget.NewChip(x.Sign.Word, theme.Tone(x.Sign.Tone)), title))
	s.detail.Add(s.acts(c))
	for _, x := range s.due[c.No] {
		tone := theme.Active
		if present.DueLate(x, s.desk.Today()) {
			tone = theme.Caution
		}
		s.detail.Add(widget.Cells(12, []widget.Cell{{}, {Share: 1}}, widget.NewMark(present.DueWord(t, x, s.desk.Today()), tone), widget.Leading(widget.NewLink(t.Clause(x.Clause), widget.Caption, func() { s.host.Clause(x.Clause) }))))
	}
	s.detail.Add(s.lane(c))
	s.detail.Add(widget.TopCells(32, []widget.Cell{{Share: 1}, {Share: 1}}, widget.Column(18, s.events(c), s.facts(c, x)), s.noted(c)))
	s.page.Reflow()
	s.page.Top()
}

func (s *Screen) lane(c register.Certification) fyne.CanvasObject {
	t := s.host.Text()
	l := present.LaneOf(t, c, s.desk.Today())
	var stretches []widget.Stretch
	for _, p := range l.Spans {
		stretches = append(stretches, widget.Stretch{From: p.From, To: p.To, Tone: spanTones[p.Kind], Dashed: p.Kind != "valid"})
	}
	points := func(ts []present.Tick) []widget.Point {
		var out []widget.Point
		for _, k := range ts {
			out = append(out, widget.Point{At: k.At, Word: k.Word, Tone: theme.Tone(k.Tone)})
		}
		return out
	}
	lane := widget.NewLane()
	lane.Set(stretches, points(l.Ticks), points(l.Years), widget.Point{At: l.Today, Word: t.T("register.today")})
	legend := t.T("register.legend")
	if slices.ContainsFunc(l.Spans, func(p present.Span) bool { return p.Kind == "continued" }) {
		legend += "　　" + t.T("register.legend_continued")
	}
	return widget.Column(4, lane, widget.NewNote(legend))
}

// spanTones are the colours of the stretches; all but validity are dashed as well.
var spanTones = map[string]theme.Tone{"valid": theme.Good, "window": theme.Caution, "continued": theme.Active}

func (s *Screen) events(c register.Certification) fyne.CanvasObject {
	t := s.host.Text()
	rows := []fyne.CanvasObject{widget.NewHeading(t.T("register.events"), widget.Body)}
	for _, e := range present.EventLines(t, c) {
		line := []fyne.CanvasObject{widget.NewLine(e.On, widget.Caption, theme.ColorInkSoft), widget.NewLine(e.Word, widget.Body, theme.ColorInk)}
		if e.Article != "" {
			line = append(line, widget.NewLink(e.Article, widget.Caption, func() { s.host.Clause(e.Clause) }))
		}
		rows = append(rows, widget.Cells(12, []widget.Cell{{Fixed: 120}, {Share: 1}, {}}, line...))
	}
	return widget.Column(6, rows...)
}

func (s *Screen) facts(c register.Certification, x present.RegisterRow) fyne.CanvasObject {
	t := s.host.Text()
	rows := []fyne.CanvasObject{widget.NewHeading(t.T("register.facts"), widget.Body)}
	for _, f := range present.CertificationFacts(t, c, x) {
		rows = append(rows, widget.Cells(12, []widget.Cell{{Fixed: 120}, {Share: 1}}, widget.NewNote(f.Label), widget.NewLine(f.Value, widget.Body, theme.ColorInk)))
	}
	return widget.Column(6, rows...)
}

// publish goes to the preview of the publication.
func (s *Screen) publish() { s.host.Go(route.To(route.Publish)) }

// Enter implements screen.Entrant.
func (s *Screen) Enter() {
	if len(s.rows) > 0 {
		widget.Focus(s.list)
	}
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	out := []screen.Action{
		{Menu: screen.MenuItem, Word: t.T("register.next"), Reading: "next", Keys: []screen.Key{screen.Plain(fyne.KeyJ)}, Hint: t.T("register.next"), Run: func() { s.move(1) }},
		{Menu: screen.MenuItem, Word: t.T("register.previous"), Reading: "previous", Keys: []screen.Key{screen.Plain(fyne.KeyK)}, Hint: t.T("register.previous"), Run: func() { s.move(-1) }},
	}
	for _, a := range []struct {
		word, reading string
		key           fyne.KeyName
		hint          string
		run           func()
	}{
		{t.T("register.publish"), "publish publication", fyne.KeyP, t.T("register.publish_hint"), s.publish},
		{t.T("publish.decide"), "withhold publication", fyne.KeyW, "", s.publish},
		{t.T("register.enter"), "enter paper", fyne.KeyN, "", s.fromPaper},
		{t.T("register.note"), "note report", fyne.KeyR, t.T("register.note_hint"), s.note},
		{t.T("register.continue"), "continue effect", fyne.KeyC, "", s.goOn},
		{t.T("register.end"), "end service", fyne.KeyE, "", s.end},
		{t.T("register.export"), "records export", fyne.KeyF8, t.T("register.export_hint"), s.export},
		{t.T("register.remind"), "remind renewal", fyne.KeyF7, t.T("register.remind_hint"), s.remind},
		{t.T("register.improve"), "improve improvement", fyne.KeyF6, "", s.improve},
		{t.T("register.lapse"), "lapse", fyne.KeyF4, "", s.lapse},
		{t.T("register.return"), "return certificate", fyne.KeyF2, "", s.takeBack},
		{t.T("register.revoke"), "revoke certification", fyne.KeyF9, t.T("register.revoke_hint"), s.revoke},
	} {
		out = append(out, screen.Action{Menu: screen.MenuCase, Word: a.word, Reading: a.reading, Keys: []screen.Key{screen.Plain(a.key)}, Hint: a.hint, Run: a.run})
	}
	return out
}

// export writes the file the central records take in.
func (s *Screen) export() {
	t := s.host.Text()
	s.host.ChooseFolder(func(out review.Outbox) {
		task.Run(s.host.Tasks(), t.T("register.exporting"), func(ctx context.Context, _ *task.Progress) (review.Handed, error) {
			return s.desk.ExportRecords(ctx, out)
		}, func(h review.Handed, err error) {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.host.Done(t.T("register.exported", "path", h.Path))
		})
	})
}

// over sets the table over what is known of the row at hand, which takes most units of height, and half of them in a low window.
type over struct{ most float32 }

// Layout implements fyne.Layout.
func (l *over) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	down := min(l.most, size.Height/2)
	objects[0].Resize(fyne.NewSize(size.Width, size.Height-down))
	objects[1].Move(fyne.NewPos(0, size.Height-down))
	objects[1].Resize(fyne.NewSize(size.Width, down))
}

// MinSize implements fyne.Layout.
func (l *over) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }
