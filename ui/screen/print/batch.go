package print

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// How many cases and files are listed one by one: a year's decisions fit, and a thousand do not slow the window down.
const (
	listedCases = 40
	listedFiles = 40
)

// batch is an issue under way: how far it is, and the way to stop it.
type batch struct {
	content fyne.CanvasObject
	step    *widget.Line
	bar     *widget.Progress
	stop    context.CancelFunc
	total   int
}

func (s *Screen) newBatch(total int, stop context.CancelFunc) *batch {
	t := s.host.Text()
	b := &batch{step: widget.NewLine("", widget.Body, theme.ColorInk), bar: widget.NewProgress(), stop: stop, total: total}
	b.content = widget.Column(8, widget.NewHeading(t.T("print.signing"), widget.Heading), widget.NewRule(),
		b.bar, b.step, widget.Trailing(8, widget.NewButton(t.T("print.stop"), s.stop)))
	s.showDone(b, 0)
	return b
}

// showDone shows how many are done.
func (s *Screen) showDone(b *batch, done int) {
	b.step.SetText(s.host.Text().T("print.step", "done", done, "total", b.total))
	b.bar.Set(done, 0, b.total)
}

// stop ends the batch under way after the case at hand: what was issued stays issued.
func (s *Screen) stop() {
	if s.batch != nil {
		s.batch.stop()
	}
}

// issue signs and hands over, case by case, until all are done, one fails, or the person stops it.
func (s *Screen) issue(to []ident.CaseID, secret string) {
	t := s.host.Text()
	folder := s.folder.Path()
	asked, stop := context.WithCancel(context.Background())
	b := s.newBatch(len(to), stop)
	s.batch, s.ended, s.handed = b, "", nil
	s.showLeft()
	var made []review.Handed
	issued := 0
	task.Run(s.host.Tasks(), t.T("print.signing"), func(ctx context.Context, p *task.Progress) ([]review.Handed, error) {
		ctx, end := context.WithCancel(ctx)
		defer end()
		defer context.AfterFunc(asked, end)()
		out, err := s.host.Outbox(folder)
		if err != nil {
			return nil, err
		}
		made, err = s.desk.Issue(ctx, to, secret, out, func(done, total int) {
			issued = done
			p.Report(t.T("print.step", "done", done, "total", total), float64(done)/float64(total))
			s.host.Tasks().Post(func() { s.showDone(b, done) })
		})
		return made, err
	}, func(_ []review.Handed, err error) {
		stop()
		s.batch, s.handed, s.chosen = nil, made, map[ident.CaseID]bool{}
		if err != nil && issued < len(to) {
			s.ended = t.T("print.stopped", "done", issued, "left", len(to)-issued)
		}
		s.Reload()
		switch {
		case errors.Is(err, context.Canceled):
			s.host.Tell(t.T("print.stopped_short"))
		case err != nil:
			s.host.Problem(err)
		default:
			s.host.Done(t.N("print.done", len(made), "folder", folder))
		}
	})
}

// rest stands for the cases beyond those listed: they are chosen together.
func (s *Screen) rest(rows []review.Row) fyne.CanvasObject {
	all := true
	for _, r := range rows {
		all = all && s.chosen[r.ID]
	}
	box := widget.NewCheck(s.host.Text().N("print.rest", len(rows)), func(on bool) {
		for _, r := range rows {
			s.chosen[r.ID] = on
		}
		s.showLeft()
	})
	box.Set(all)
	return box
}

// results lists the files handed over, each with the verdict of the verifier that read it back.
func (s *Screen) results() fyne.CanvasObject {
	t := s.host.Text()
	rows := []fyne.CanvasObject{widget.NewHeading(t.T("print.results"), widget.Heading), widget.NewRule()}
	for _, h := range present.HandedLines(t, s.handed[:min(len(s.handed), listedFiles)]) {
		open := widget.NewQuiet(t.T("print.open"), func() { s.host.OpenFile(h.Path) })
		open.Small = true
		rows = append(rows, widget.Cells(10, []widget.Cell{{Fixed: 74}, {Share: 1}, {}},
			widget.NewMark(h.Sign.Word, theme.Tone(h.Sign.Tone)), widget.Column(0, widget.NewLine(h.Kind, widget.Body, theme.ColorInk), widget.NewNote(h.Path)), open))
	}
	if more := len(s.handed) - listedFiles; more > 0 {
		rows = append(rows, widget.NewNote(t.N("print.more_files", more)))
	}
	return widget.Column(8, rows...)
}
