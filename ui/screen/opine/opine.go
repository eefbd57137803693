// Package opine is 意見書: the roll-up of the verdicts, the member's conclusion with its reasons, and the seal.
//
// The draft is kept after every change. What stands against sealing is listed with a jump to where it can be mended. The preview is the
// report itself. Sealing says in words what is signed and that it cannot be changed, and asks for the word and the passphrase.
package opine

import (
	"bytes"
	"context"
	"io"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
	"shinsa/ui/evidence"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/viewer"
	"shinsa/ui/widget"
)

// Desk is what the opinion needs of the desk.
type Desk interface {
	File(context.Context, ident.CaseID) (*review.File, error)
	SaveDraft(context.Context, ident.CaseID, opinion.Draft) (review.Saved, error)
	Contradictions(context.Context, ident.CaseID) (fault.List, error)
	Preview(context.Context, ident.CaseID) ([]byte, error)
	Confirm(passphrase string) error
	Submit(ctx context.Context, c ident.CaseID, passphrase string, out review.Outbox) ([]review.Handed, error)
	SetSetting(context.Context, string, string) error
	Versions(context.Context, review.Written) ([]review.Version, error)
	UndoWritten(context.Context, review.Written) (review.Saved, error)
	RestoreWritten(context.Context, review.Written, int) (review.Saved, error)
}

// Pages opens documents as pages. *evidence.Engine is one.
type Pages interface {
	Open(context.Context, io.ReaderAt, int64) (evidence.Document, error)
}

// Screen is 意見書.
type Screen struct {
	desk  Desk
	pages Pages
	host  screen.Host
	at    route.Route
	queue *task.Queue
	wait  *task.Delay
	show  *task.Delay

	file     *review.File
	draft    opinion.Draft
	standing present.Obstacles
	sealing  bool // being signed: what stands on the screen is what is signed
	summary  *summaryPane
	form     *formPane
	preview  *viewer.Viewer
	panes    *widget.Panes
	content  *fyne.Container
}

var (
	_ screen.Screen  = (*Screen)(nil)
	_ screen.Actor   = (*Screen)(nil)
	_ screen.Entrant = (*Screen)(nil)
	_ screen.Leaver  = (*Screen)(nil)
	_ screen.Closer  = (*Screen)(nil)
)

// New returns the opinion on a case; nothing is read before Reload.
func New(desk Desk, pages Pages, host screen.Host, at route.Route) *Screen {
	s := &Screen{desk: desk, pages: pages, host: host, at: at}
	s.queue = host.Tasks().NewQueue(task.Watcher{Saving: host.Saving, Saved: s.saved, Failed: s.failed})
	s.wait = host.Tasks().NewDelay(600*time.Millisecond, s.keep)
	s.show = host.Tasks().NewDelay(time.Second, s.refreshPreview)
	s.summary = newSummaryPane(s)
	s.form = newFormPane(s)
	s.preview = viewer.New(host.Text(), host.Tasks())
	s.panes = widget.NewPanes(
		widget.Pane{Content: s.summary.content, Share: 0.31, Least: 330},
		widget.Pane{Content: s.form.content, Share: 0.38, Least: 400, Enter: s.Enter},
		widget.Pane{Content: s.preview.Content(), Share: 0.31, Least: 280, Enter: s.preview.Enter},
	)
	s.content = container.NewStack(s.panes)
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Enter implements screen.Entrant.
func (s *Screen) Enter() { s.host.Canvas().Focus(s.form.overall.First()) }

// Leave implements screen.Leaver.
func (s *Screen) Leave() {
	s.wait.Flush()
	s.queue.Flush()
}

// Close implements screen.Closer.
func (s *Screen) Close() { s.preview.Close() }

type loaded struct {
	file *review.File
	list fault.List
}

func (s *Screen) read(ctx context.Context) (l loaded, err error) {
	if l.file, err = s.desk.File(ctx, s.at.Case); err != nil {
		return l, err
	}
	l.list, err = s.desk.Contradictions(ctx, s.at.Case)
	return l, err
}

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	task.Soon(s.host.Tasks(), s.host.Text().T("opine.reading"), func(ctx context.Context, _ *task.Progress) (loaded, error) { return s.read(ctx) },
		func(l loaded, err error) {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.file, s.draft = l.file, l.file.Draft
			s.form.fill()
			s.stand(l.list)
			s.refreshPreview()
		})
}

// stand shows what is against sealing.
func (s *Screen) stand(l fault.List) {
	s.standing = present.ObstaclesTo(s.host.Text(), s.file, l)
	s.summary.fill()
	s.form.ready()
}

// open reports whether the opinion can be changed.
func (s *Screen) open() bool { return s.file != nil && !s.file.Readonly && !s.sealing }

// changed is called after every edit: the draft is kept soon.
func (s *Screen) changed() {
	if !s.open() {
		return
	}
	s.host.Saving()
	s.wait.Touch()
}

func (s *Screen) keep() {
	c, draft := s.at.Case, cleaned(s.draft)
	s.queue.Put("draft", func(ctx context.Context) (time.Time, error) {
		saved, err := s.desk.SaveDraft(ctx, c, draft)
		return saved.At, err
	})
}

// cleaned leaves out lines that are still empty.
func cleaned(d opinion.Draft) opinion.Draft {
	out := opinion.Draft{Overall: d.Overall, Summary: d.Summary}
	for _, r := range d.Reasons {
		if r.Item != "" || r.Text != "" {
			out.Reasons = append(out.Reasons, r)
		}
	}
	for _, c := range d.Conditions {
		if c != "" {
			out.Conditions = append(out.Conditions, c)
		}
	}
	return out
}

// saved asks again what stands against sealing, and soon shows the report anew.
func (s *Screen) saved(at time.Time) {
	s.host.Saved(at)
	s.show.Touch()
	task.Quiet(s.host.Tasks(), func(ctx context.Context) (fault.List, error) { return s.desk.Contradictions(ctx, s.at.Case) }, func(l fault.List, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.stand(l)
	})
}

func (s *Screen) failed(_ string, err error) bool {
	switch fault.KindOf(err) {
	case fault.Unavailable, fault.Internal, fault.Corrupt:
		s.host.Unsaved(err)
		return true
	}
	s.host.Problem(err)
	return false
}

// refreshPreview shows the report as it would be signed now.
func (s *Screen) refreshPreview() {
	page, title := s.preview.Page(), s.host.Text().T("opine.preview")
	if s.file.Readonly {
		title = s.host.Text().T("opine.preview_signed")
	}
	s.preview.Show(title, page, func(ctx context.Context, _ string) (evidence.Document, error) {
		b, err := s.desk.Preview(ctx, s.at.Case)
		if err != nil {
			return nil, err
		}
		return s.pages.Open(ctx, bytes.NewReader(b), int64(len(b)))
	})
}

// jump goes to an item in the walk.
func (s *Screen) jump(item ident.ItemID) { s.host.Go(route.AtItem(s.at.Case, item)) }
