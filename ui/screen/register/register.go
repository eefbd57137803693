// Package register is the screen 台帳: every certification with its state today, and its life drawn on a line.
//
// Expiry, lapse and revocation are three different ends with three different words (Arts 9-1, 9-2, 17). The state is that of today by the
// desk's clock; the line shows validity, the renewal window of Art. 12-1 and what happened.
package register

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/civil"
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
	RemindersDue(ctx context.Context, on civil.Date) ([]register.Certification, error)
	RemindRenewal(ctx context.Context, nos []ident.CertificateNo, on civil.Date, out review.Outbox) ([]review.Handed, error)
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Teller
}

// Screen shows the register.
type Screen struct {
	desk   Desk
	host   Host
	all    []register.Certification
	shown  []register.Certification
	rows   []present.RegisterRow
	filter present.RegisterFilter
	at     int

	list    *widget.List
	filters []*widget.Button
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
	s.empty = widget.NewEmpty(theme.IconDocument, t.T("register.empty_title"), t.T("register.empty"), "", nil)
	table := widget.Between(s.head(), nil, s.list)
	s.body = container.NewBorder(nil, container.New(&band{height: 330}, container.NewBorder(widget.NewRule(), nil, nil, nil, s.page)), nil, nil, table)
	s.root = container.NewStack(s.body, s.empty)
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.root }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	cs, err := s.desk.Register(context.Background())
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.all = cs
	if len(cs) == 0 {
		s.body.Hide()
		s.empty.Show()
		return
	}
	s.empty.Hide()
	s.body.Show()
	s.show(s.filter)
}

func (s *Screen) show(f present.RegisterFilter) {
	s.filter, s.shown = f, nil
	for _, c := range s.all {
		if f.Takes(c, s.desk.Today()) {
			s.shown = append(s.shown, c)
		}
	}
	t := s.host.Text()
	s.rows = present.RegisterRows(t, s.shown, s.desk.Today())
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
	return widget.Column(0, widget.Inset(16, 8, bar), widget.NewRule(), widget.Inset(16, 4, names), widget.NewRule())
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
	s.detail.Add(s.lane(c))
	s.detail.Add(widget.TopCells(32, []widget.Cell{{Share: 1}, {Share: 1}}, s.events(c), s.facts(c, x)))
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
	return widget.Column(4, lane, widget.NewNote(t.T("register.legend")))
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

// Enter implements screen.Entrant.
func (s *Screen) Enter() {
	if len(s.rows) > 0 {
		widget.Focus(s.list)
	}
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	return []screen.Action{
		{Menu: screen.MenuItem, Word: t.T("register.next"), Reading: "next", Keys: []screen.Key{screen.Plain(fyne.KeyJ)}, Hint: t.T("register.next"), Run: func() { s.move(1) }},
		{Menu: screen.MenuItem, Word: t.T("register.previous"), Reading: "previous", Keys: []screen.Key{screen.Plain(fyne.KeyK)}, Hint: t.T("register.previous"), Run: func() { s.move(-1) }},
		{Menu: screen.MenuCase, Word: t.T("register.export"), Reading: "records export", Keys: []screen.Key{screen.Plain(fyne.KeyF8)}, Hint: t.T("register.export_hint"), Run: s.export},
		{Menu: screen.MenuCase, Word: t.T("register.remind"), Reading: "remind renewal", Keys: []screen.Key{screen.Plain(fyne.KeyF7)}, Hint: t.T("register.remind_hint"), Run: s.remind},
		{Menu: screen.MenuCase, Word: t.T("register.improve"), Reading: "improve improvement", Keys: []screen.Key{screen.Plain(fyne.KeyF6)}, Run: s.improve},
		{Menu: screen.MenuCase, Word: t.T("register.lapse"), Reading: "lapse", Keys: []screen.Key{screen.Plain(fyne.KeyF4)}, Run: s.lapse},
		{Menu: screen.MenuCase, Word: t.T("register.return"), Reading: "return certificate", Keys: []screen.Key{screen.Plain(fyne.KeyF2)}, Run: s.takeBack},
		{Menu: screen.MenuCase, Word: t.T("register.revoke"), Reading: "revoke certification", Keys: []screen.Key{screen.Plain(fyne.KeyF9)}, Hint: t.T("register.revoke_hint"), Run: s.revoke},
	}
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

// band gives its content a height.
type band struct{ height float32 }

func (l *band) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (l *band) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, l.height) }
