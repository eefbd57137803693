// Package fill is the offline form (様式): the checklist written out to be filled in elsewhere, and taken back field by field.
//
// A member takes the form along as a spreadsheet or as plain text. What comes back is laid beside the desk three ways: as it was when the
// form was made, as it is on the desk, as the form says. What only one side changed is settled by itself; where both did, the member
// chooses, and nothing is taken in before every choice is made. On the secretariat's desk the screen makes the form in which it writes
// for a member who dictates (代筆): the form names its scribe, and the member takes it in and signs.
package fill

import (
	"bytes"
	"context"
	"io"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/form"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// Desk is what the forms need of the desk.
type Desk interface {
	Self() review.Self
	File(context.Context, ident.CaseID) (*review.File, error)
	ExportForm(context.Context, ident.CaseID, form.Kind, review.Outbox) (review.Handed, error)
	ExportFormFor(context.Context, ident.CaseID, ident.ReviewerID, form.Kind, review.Outbox) (review.Handed, error)
	PreviewForm(context.Context, ident.CaseID, review.Incoming) (*form.Preview, error)
	ImportForm(context.Context, ident.CaseID, review.Incoming, form.Choices) (review.Saved, error)
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Files
	screen.Teller
}

// Screen is the offline form of one case.
type Screen struct {
	desk Desk
	host Host
	at   route.Route

	file    *review.File
	name    string // of the form being compared
	bytes   []byte // its content, so that what is taken in is what was shown
	preview *form.Preview
	chosen  map[form.Place]form.Side
	lines   []present.FormLine
	row     int // of the lines

	send    *sendPane
	compare *comparePane
	detail  *detailPane
	panes   *widget.Panes
	content *fyne.Container
}

var (
	_ screen.Screen  = (*Screen)(nil)
	_ screen.Actor   = (*Screen)(nil)
	_ screen.Entrant = (*Screen)(nil)
	_ screen.Dropper = (*Screen)(nil)
)

// New returns the forms of a case; nothing is read before Reload.
func New(desk Desk, host Host, at route.Route) *Screen {
	s := &Screen{desk: desk, host: host, at: at, chosen: map[form.Place]form.Side{}}
	s.send, s.compare, s.detail = newSendPane(s), newComparePane(s), newDetailPane(s)
	s.panes = widget.NewPanes(
		widget.Pane{Content: s.send.content, Share: 0.3, Least: 330, Enter: s.send.enter},
		widget.Pane{Content: s.compare.content, Share: 0.34, Least: 320, Enter: s.compare.enter},
		widget.Pane{Content: s.detail.content, Share: 0.36, Least: 340, Enter: s.detail.enter},
	)
	s.content = container.NewStack(s.panes)
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Enter implements screen.Entrant.
func (s *Screen) Enter() { s.send.enter() }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	task.Soon(s.host.Tasks(), s.host.Text().T("fill.reading"), func(ctx context.Context, _ *task.Progress) (*review.File, error) {
		return s.desk.File(ctx, s.at.Case)
	}, func(f *review.File, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.file = f
		s.panes.SetVisible(1, s.member())
		s.panes.SetVisible(2, s.member())
		s.send.fill()
		s.show()
	})
}

// member reports whether forms are taken in here: a member's own case that is still being examined.
func (s *Screen) member() bool { return s.desk.Self().Role == review.Member }

// Drop implements screen.Dropper: a form dropped on the screen is compared; everything else is the window's.
func (s *Screen) Drop(paths []string) bool {
	if len(paths) != 1 || !s.member() || !present.IsOffline(paths[0]) {
		return false
	}
	s.read(paths[0])
	return true
}

func (s *Screen) choose() {
	if s.member() {
		s.host.ChooseFile(form.Ends(), s.read)
	}
}

// compared is a form laid beside the desk.
type compared struct {
	name    string
	bytes   []byte
	preview *form.Preview
}

// read lays a form beside the desk.
func (s *Screen) read(path string) {
	task.Run(s.host.Tasks(), s.host.Text().T("fill.comparing"), func(ctx context.Context, _ *task.Progress) (c compared, err error) {
		in, done, err := s.host.Open(path)
		if err != nil {
			return c, err
		}
		defer done()
		if len(in) != 1 || in[0].Size > form.MaxBytes {
			return c, fault.New(fault.Invalid, "file_too_large", "name", filepath.Base(path))
		}
		c.name = in[0].Name
		if c.bytes, err = io.ReadAll(io.NewSectionReader(in[0].R, 0, in[0].Size)); err != nil {
			return c, fault.Wrap(fault.Unavailable, "file_unreadable", err, "name", c.name)
		}
		c.preview, err = s.desk.PreviewForm(ctx, s.at.Case, c.incoming())
		return c, err
	}, func(c compared, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.name, s.bytes, s.preview, s.row = c.name, c.bytes, c.preview, 0
		clear(s.chosen)
		s.show()
		s.goTo(s.nextUnsettled(0))
		s.panes.Activate(1)
	})
}

func (c compared) incoming() review.Incoming {
	return review.Incoming{Name: c.name, R: bytes.NewReader(c.bytes), Size: int64(len(c.bytes))}
}

// show shows the comparison as it is now.
func (s *Screen) show() {
	s.lines = nil
	if s.preview != nil && s.file != nil {
		s.lines = present.FormLines(s.host.Text(), s.file.Edition, s.preview, s.chosen)
	}
	s.compare.fill()
	s.detail.fill()
}

// goTo makes a line the one at hand.
func (s *Screen) goTo(row int) {
	if len(s.lines) == 0 {
		return
	}
	s.row = min(max(row, 0), len(s.lines)-1)
	s.compare.list.ScrollTo(s.row)
	s.compare.list.Refresh()
	s.detail.fill()
}

// nextUnsettled returns the next line that waits for a choice, from a row on and then from the top; the row itself when there is none.
func (s *Screen) nextUnsettled(from int) int {
	for i := range s.lines {
		if n := (from + i) % len(s.lines); s.lines[n].Side == "" {
			return n
		}
	}
	return from
}

// take chooses a side for the line at hand and goes on to the next one that waits.
func (s *Screen) take(side form.Side) {
	if s.row >= len(s.lines) || side == form.FromBoth && !s.lines[s.row].Text {
		return
	}
	waited := s.lines[s.row].Side == ""
	s.chosen[s.lines[s.row].Place] = side
	s.show()
	if waited {
		s.goTo(s.nextUnsettled(s.row))
	}
}

// takeAll chooses a side for every line that waits.
func (s *Screen) takeAll(side form.Side) {
	for _, l := range s.lines {
		if l.Side == "" {
			s.chosen[l.Place] = side
		}
	}
	s.show()
}

// accept takes the form in as chosen.
func (s *Screen) accept() {
	t := s.host.Text()
	if s.preview == nil {
		return
	}
	if n := present.Unsettled(s.lines); n > 0 {
		s.host.Tell(t.N("fill.unsettled", n))
		s.goTo(s.nextUnsettled(s.row))
		return
	}
	choices := form.Choices{Each: s.chosen}
	in := compared{s.name, s.bytes, s.preview}.incoming()
	task.Run(s.host.Tasks(), t.T("fill.taking"), func(ctx context.Context, _ *task.Progress) (review.Saved, error) {
		return s.desk.ImportForm(ctx, s.at.Case, in, choices)
	}, func(saved review.Saved, err error) {
		if err != nil {
			s.host.Unsaved(err)
			s.host.Problem(err)
			return
		}
		if saved.Revision == 0 {
			s.host.Done(t.T("fill.taken_nothing"))
		} else {
			s.host.Saved(saved.At)
			s.host.Done(t.N("fill.taken", saved.Revision))
		}
		s.preview, s.bytes = nil, nil
		s.Reload()
	})
}
