package home

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// What the settings call the keeping of the desk, and a member's card.
const (
	backupSubject = "backup"
	cardSubject   = "people"
)

// askCare reads how the desk is kept and says what that asks for: in one quiet line under what is to do, or above the rows where the window
// is too narrow to show what is to do.
func (s *Screen) askCare() {
	task.Quiet(s.host.Tasks(), func(ctx context.Context) (c present.Care, err error) {
		c.Clock = s.desk.ClockStands(ctx)
		if c.Last, c.Since, c.Backed, err = s.desk.LastBackup(ctx); err != nil {
			return c, err
		}
		if s.desk.Self().Role == review.Secretariat {
			_, c.Doubt, err = s.desk.Numbers(ctx)
		}
		return c, err
	}, func(c present.Care, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.showCare(c)
	})
}

func (s *Screen) showCare(c present.Care) {
	t := s.host.Text()
	s.care.RemoveAll()
	s.slip.RemoveAll()
	if words := present.CareNotice(t, c, s.desk.Self().Rehearsal, s.desk.Today()); words != "" {
		way := func() *widget.Link {
			return widget.NewLink(t.T("care.notice_open"), widget.Caption, func() {
				r := route.To(route.Setup)
				r.Filter = backupSubject
				s.host.Go(r)
			})
		}
		note := widget.NewText(words, widget.Caption, theme.ColorInk)
		note.Full = true
		line := widget.NewText(words, widget.Caption, theme.ColorInk)
		line.Full = true
		s.care.Add(widget.NewRule())
		s.care.Add(note)
		cells, parts := []widget.Cell{{}, {Share: 1}}, []fyne.CanvasObject{widget.NewPicture(theme.Caution.Icon(), widget.Body), line}
		if c.Clock == nil { // the clock is set elsewhere
			s.care.Add(way())
			cells, parts = append(cells, widget.Cell{}), append(parts, way())
		}
		s.slip.Add(widget.NewSurface(theme.Caution.Ground(), widget.Inset(12, 6, widget.Cells(10, cells, parts...))))
	}
	s.content.Refresh()
}
