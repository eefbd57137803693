// Package print is the screen 交付: the papers of decided cases as they will look, then signed and handed over.
//
// What is shown are the real pages, unsigned, as they would be made now. Signing asks for the passphrase again, works case by case with a
// way to stop, and shows for every file the verdict of the verifier that read it back. A case that was done stays done.
package print

import (
	"bytes"
	"context"
	"io"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/ident"
	"shinsa/ui/evidence"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/viewer"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	Cases(ctx context.Context) ([]review.Row, error)
	PreviewIssue(ctx context.Context, c ident.CaseID) ([]review.Paper, error)
	Issue(ctx context.Context, cs []ident.CaseID, passphrase string, out review.Outbox, progress func(done, total int)) ([]review.Handed, error)
	Confirm(passphrase string) error
}

// Pages opens papers as pages. *evidence.Engine is one.
type Pages interface {
	Open(ctx context.Context, r io.ReaderAt, size int64) (evidence.Document, error)
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Files
	screen.Teller
}

// Screen previews and issues papers.
type Screen struct {
	desk  Desk
	pages Pages
	host  Host
	c     ident.CaseID

	ready  []review.Row // decided, papers to be made
	chosen map[ident.CaseID]bool
	papers []review.Paper
	at     int // of the papers
	handed []review.Handed
	batch  *batch // under way
	ended  string // what became of a batch that did not come to its end

	left   *fyne.Container
	page   *widget.Page
	tabs   *fyne.Container
	right  *fyne.Container
	viewer *viewer.Viewer
	folder *widget.PathField
	root   fyne.CanvasObject
}

// New returns the screen, for one case or for all that are decided.
func New(desk Desk, pages Pages, host Host, at route.Route) *Screen {
	s := &Screen{desk: desk, pages: pages, host: host, c: at.Case, chosen: map[ident.CaseID]bool{}, left: widget.Column(18), tabs: widget.Wrap(6)}
	t := host.Text()
	s.viewer = viewer.New(t, host.Tasks())
	s.folder = widget.NewPathField(host.Folder(), t.T("print.choose"), func(f func(string)) { host.BrowseFolder(f) })
	s.folder.Put(host.Folder())
	s.page = widget.NewPage(widget.Inset(20, 16, s.left))
	s.right = widget.Between(widget.Column(0, widget.Inset(14, 8, s.tabs), widget.NewRule()), nil, s.viewer.Content())
	s.root = widget.NewPanes(
		widget.Pane{Content: s.page, Share: 0.38, Least: 380},
		widget.Pane{Content: s.right, Share: 0.62, Least: 420})
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.root }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	rows, err := s.desk.Cases(context.Background())
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.ready = nil
	for _, r := range rows {
		if r.State == review.Decided {
			s.ready = append(s.ready, r)
		}
	}
	if len(s.chosen) == 0 {
		for _, r := range s.ready {
			s.chosen[r.ID] = s.c == "" || s.c == r.ID
		}
	}
	s.showLeft()
	s.preview(s.first())
}

// first is the case whose papers are shown at first.
func (s *Screen) first() ident.CaseID {
	for _, r := range s.ready {
		if s.c == "" || r.ID == s.c {
			return r.ID
		}
	}
	return ""
}

func (s *Screen) showLeft() {
	t := s.host.Text()
	if s.batch != nil {
		s.left.Objects = []fyne.CanvasObject{s.batch.content}
		s.page.Reflow()
		return
	}
	s.left.Objects = []fyne.CanvasObject{s.list()}
	if len(s.ready) > 0 {
		sign := widget.NewPrimary(t.T("print.sign"), s.ask)
		sign.Allow(len(s.marked()) > 0, t.T("print.none_chosen"))
		s.left.Add(widget.Column(12, widget.Labelled(t.T("print.folder"), s.folder), widget.NewNote(t.T("print.note")), widget.Trailing(8, sign)))
	}
	if s.ended != "" {
		s.left.Add(widget.Full(s.ended))
	}
	if len(s.handed) > 0 {
		s.left.Add(s.results())
	}
	s.page.Reflow()
}

// list offers the cases whose papers are to be made.
func (s *Screen) list() fyne.CanvasObject {
	t := s.host.Text()
	rows := []fyne.CanvasObject{widget.NewHeading(t.T("print.title"), widget.Heading), widget.NewRule()}
	if len(s.ready) == 0 {
		return widget.Column(10, append(rows, widget.Full(t.T("print.nothing")))...)
	}
	listed := s.ready[:min(len(s.ready), listedCases)]
	for _, r := range listed {
		box := widget.NewCheck(t.T("print.case", "case", r.ID, "operator", r.Operator, "service", r.Service), func(on bool) {
			s.chosen[r.ID] = on
			s.showLeft()
		})
		box.Set(s.chosen[r.ID])
		look := widget.NewQuiet(t.T("print.look"), func() { s.preview(r.ID) })
		look.Small = true
		rows = append(rows, widget.Cells(8, []widget.Cell{{Share: 1}, {}}, box, look))
	}
	if rest := s.ready[len(listed):]; len(rest) > 0 {
		rows = append(rows, s.rest(rest))
	}
	return widget.Column(10, rows...)
}

func (s *Screen) marked() []ident.CaseID {
	var out []ident.CaseID
	for _, r := range s.ready {
		if s.chosen[r.ID] {
			out = append(out, r.ID)
		}
	}
	return out
}

// preview composes the papers of a case off the window's thread and shows the first.
func (s *Screen) preview(c ident.CaseID) {
	t := s.host.Text()
	s.papers = nil
	s.tabs.Objects = nil
	if c == "" {
		s.viewer.Say(t.T("print.no_preview"))
		s.tabs.Refresh()
		return
	}
	task.Run(s.host.Tasks(), t.T("print.composing"), func(ctx context.Context, _ *task.Progress) ([]review.Paper, error) {
		return s.desk.PreviewIssue(ctx, c)
	}, func(ps []review.Paper, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.papers = ps
		s.show(0)
	})
}

// show puts one of the papers into the viewer.
func (s *Screen) show(i int) {
	if i < 0 || i >= len(s.papers) {
		return
	}
	t := s.host.Text()
	s.at = i
	s.tabs.Objects = nil
	for j, p := range s.papers {
		b := widget.NewToggle(present.FileKind(t, p.Kind), func() { s.show(j) })
		b.SetChosen(j == i)
		s.tabs.Add(b)
	}
	s.right.Refresh() // the row of papers has got its height
	pdf := s.papers[i].PDF
	s.viewer.Show(t.T("print.preview_of", "paper", present.FileKind(t, s.papers[i].Kind)), 1, func(ctx context.Context, _ string) (evidence.Document, error) {
		return s.pages.Open(ctx, bytes.NewReader(pdf), int64(len(pdf)))
	})
}

// ask repeats what will be signed, and asks for the passphrase.
func (s *Screen) ask() {
	t := s.host.Text()
	if s.batch != nil {
		return
	}
	to := s.marked()
	if len(to) == 0 {
		s.host.Tell(t.T("print.none_chosen"))
		return
	}
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.N("print.ask_title", len(to)), Body: []string{t.T("print.ask_body"), t.T("print.ask_final")},
		Secret: t.T("print.passphrase"), Watch: t, Do: t.T("print.sign"), Not: t.T("print.ask_not"), Grave: true,
		Act: func(secret string) string {
			if err := s.desk.Confirm(secret); err != nil {
				return present.ProblemOf(t, err).Sentence
			}
			s.issue(to, secret)
			return ""
		},
	})
}

// Close implements screen.Closer.
func (s *Screen) Close() { s.viewer.Close() }

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	why, idle := "", t.T("print.idle")
	switch {
	case s.batch != nil:
		why, idle = t.T("print.signing"), ""
	case len(s.marked()) == 0:
		why = t.T("print.none_chosen")
	}
	key := func(n fyne.KeyName) []screen.Key { return []screen.Key{screen.Plain(n)} }
	return []screen.Action{
		{Menu: screen.MenuCase, Word: t.T("print.sign"), Reading: "sign issue", Keys: key(fyne.KeyF9), Hint: t.T("print.sign"), Why: why, Run: s.ask},
		{Menu: screen.MenuCase, Word: t.T("print.stop"), Reading: "stop", Keys: key(fyne.KeyEscape), Why: idle, Run: s.stop},
		{Menu: screen.MenuView, Word: t.T("print.next_paper"), Reading: "next paper", Keys: key(fyne.KeyJ), Hint: t.T("print.next_paper"), Run: func() { s.show(s.at + 1) }},
		{Menu: screen.MenuView, Word: t.T("print.previous_paper"), Reading: "previous paper", Keys: key(fyne.KeyK), Hint: t.T("print.previous_paper"), Run: func() { s.show(s.at - 1) }},
		{Menu: screen.MenuView, Word: t.T("print.next_page"), Reading: "next page", Keys: key(fyne.KeyPageDown), Run: func() { s.viewer.Turn(1) }},
		{Menu: screen.MenuView, Word: t.T("print.previous_page"), Reading: "previous page", Keys: key(fyne.KeyPageUp), Run: func() { s.viewer.Turn(-1) }},
	}
}
