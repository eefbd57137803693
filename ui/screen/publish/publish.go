// Package publish is the screen 公表: what would be public of the certifications (Art. 11), looked at before it is.
//
// Left stands every certification as it would be shown, with what is new of it; beside it the leak check, the requests to withhold items with what
// was decided on them (Art. 11-2), and the folder. Nothing is published while a request waits for its decision, or while a private text stands
// in a file. What is published is what was looked at: where the register changed since, the desk refuses.
package publish

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/publication"
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
	ProposePublication(ctx context.Context, on civil.Date) (*review.Proposal, error)
	Publish(ctx context.Context, p review.Publishing, out review.Outbox, progress func(done, total int)) ([]review.Handed, fault.List, error)
	DecideWithholding(ctx context.Context, id ident.CaseID, ws []publication.Withholding) error
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Files
	screen.Teller
}

// Screen shows what would be public.
type Screen struct {
	desk Desk
	host Host

	x        *review.Proposal
	rows     []present.ProposalLine
	withheld []present.WithheldLine
	at       int
	approver string // who decided last: the next decision is often theirs too
	handed   []review.Handed

	list   *widget.List
	counts *widget.Line
	side   *fyne.Container
	page   *widget.Page
	folder *widget.PathField
	do     *widget.Button
	panes  *widget.Panes
}

var _ screen.Actor = (*Screen)(nil)

// New returns the screen.
func New(desk Desk, host Host, _ route.Route) *Screen {
	t := host.Text()
	s := &Screen{desk: desk, host: host, side: widget.Column(18), counts: widget.NewLine("", widget.Caption, theme.ColorInkSoft)}
	s.list = widget.NewList(func() int { return len(s.rows) }, newRow, s.fill)
	s.list.OnOpen = func(row int) { s.at = row; s.move(0); s.open() }
	s.list.OnMove, s.list.Current, s.list.OnEnter = s.move, func() int { return s.at }, s.open
	s.folder = widget.NewPathField(host.Folder(), t.T("publish.choose"), func(f func(string)) { host.BrowseFolder(f) })
	s.folder.Put(filepath.Join(host.Folder(), "www"))
	s.do = widget.NewPrimary(t.T("publish.do"), s.ask)
	s.page = widget.NewPage(widget.Inset(24, 16, s.side))
	head := widget.Column(2, widget.NewHeading(t.T("publish.title", "date", present.Date(t, desk.Today())), widget.Heading), s.counts)
	s.panes = widget.NewPanes(
		widget.Pane{Content: widget.Between(widget.Column(0, widget.Inset(24, 14, head), widget.NewRule()), nil, s.list), Share: 0.56, Least: 460, Enter: func() { widget.Focus(s.list) }},
		widget.Pane{Content: s.page, Share: 0.44, Least: 400})
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.panes }

// Enter implements screen.Entrant.
func (s *Screen) Enter() { widget.Focus(s.list) }

// Reload implements screen.Screen: the proposal is made anew, its files searched.
func (s *Screen) Reload() {
	task.Run(s.host.Tasks(), s.host.Text().T("publish.proposing"), func(ctx context.Context, _ *task.Progress) (*review.Proposal, error) {
		return s.desk.ProposePublication(ctx, civil.Date{})
	}, func(x *review.Proposal, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.x = x
		s.show()
	})
}

func (s *Screen) show() {
	t := s.host.Text()
	s.rows, s.withheld = present.ProposalLines(t, s.x), present.WithheldLines(t, s.x.Withheld)
	s.at = min(s.at, max(len(s.rows)-1, 0))
	s.counts.SetText(present.ProposalCounts(t, s.x))
	s.list.Refresh()
	s.showSide()
}

// showSide shows the checks, the requests and the folder.
func (s *Screen) showSide() {
	s.side.Objects = []fyne.CanvasObject{s.checks(), s.withholding(), s.sending()}
	s.do.Allow(s.blocked() == "", s.blocked())
	s.page.Reflow()
}

// blocked says why nothing can be published now; "" when it can.
func (s *Screen) blocked() string {
	t := s.host.Text()
	switch {
	case s.x == nil:
		return t.T("publish.proposing")
	case len(s.x.Audit.Leaks) > 0:
		return t.T("publish.blocked_leak")
	case s.x.Open > 0:
		return t.N("publish.blocked_open", s.x.Open)
	case len(s.x.Entries) == 0:
		return t.T("publish.nothing")
	}
	return ""
}

func (s *Screen) move(by int) {
	if n := len(s.rows); n > 0 {
		s.at = min(max(s.at+by, 0), n-1)
		s.list.Refresh()
		s.list.ScrollTo(s.at)
		s.showSide() // what can be added is of the certification at hand
	}
}

// ask says what will be written where, and what takes the place of what.
func (s *Screen) ask() {
	t := s.host.Text()
	if why := s.blocked(); why != "" {
		s.host.Tell(why)
		return
	}
	folder := s.folder.Path()
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("publish.ask"), Do: t.T("publish.do"), Not: t.T("publish.back"),
		Body: []string{
			t.N("publish.ask_what", len(s.x.Entries), "counts", present.ProposalCounts(t, s.x), "folder", folder), t.T("publish.ask_whole"),
		},
		Act: func(string) string { s.publish(folder); return "" },
	})
}

// publish writes the files, all of them or none.
func (s *Screen) publish(folder string) {
	t, seen := s.host.Text(), s.x.Digest
	type done struct {
		handed []review.Handed
		notes  fault.List
	}
	task.Run(s.host.Tasks(), t.T("publish.doing"), func(ctx context.Context, p *task.Progress) (done, error) {
		out, err := s.host.Outbox(folder)
		if err != nil {
			return done{}, err
		}
		hs, notes, err := s.desk.Publish(ctx, review.Publishing{Seen: seen}, out, func(n, total int) {
			p.Report(t.T("publish.step", "done", n, "total", total), float64(n)/float64(total))
		})
		return done{hs, notes}, err
	}, func(d done, err error) {
		if err != nil {
			s.handed = nil
			s.Reload()
			s.host.Problem(err)
			return
		}
		s.handed = d.handed
		s.Reload()
		s.host.Done(t.N("publish.done", len(d.handed), "folder", folder))
	})
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	act := func(m screen.Menu, key, reading string, k fyne.KeyName, run func()) screen.Action {
		word := t.T("publish." + key)
		return screen.Action{Menu: m, Word: word, Reading: reading, Keys: []screen.Key{screen.Plain(k)}, Hint: word, Run: run}
	}
	return []screen.Action{
		act(screen.MenuItem, "next", "next", fyne.KeyJ, func() { s.move(1) }), act(screen.MenuItem, "previous", "previous", fyne.KeyK, func() { s.move(-1) }),
		act(screen.MenuItem, "open", "open page", fyne.KeyE, s.open),
		act(screen.MenuCase, "decide", "withhold decide", fyne.KeyW, s.decideNext), act(screen.MenuCase, "add", "withhold later request", fyne.KeyA, s.add),
		act(screen.MenuCase, "do", "publish publication", fyne.KeyF9, s.ask),
		act(screen.MenuCase, "register", "register", fyne.KeyF8, func() { s.host.Go(route.To(route.Register)) }),
	}
}
