package home

import (
	"context"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// backupSubject is what the settings call the keeping of the desk.
const backupSubject = "backup"

// askCare reads how the desk is kept and says, in one quiet line under what is to do, what that asks for.
func (s *Screen) askCare() {
	task.Quiet(s.host.Tasks(), func(ctx context.Context) (c present.Care, err error) {
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
	if words := present.CareNotice(t, c, s.desk.Self().Rehearsal, s.desk.Today()); words != "" {
		s.care.Add(widget.NewRule())
		note := widget.NewText(words, widget.Caption, theme.ColorInk)
		note.Full = true
		s.care.Add(note)
		s.care.Add(widget.NewLink(t.T("care.notice_open"), widget.Caption, func() {
			r := route.To(route.Setup)
			r.Filter = backupSubject
			s.host.Go(r)
		}))
	}
	s.content.Refresh()
}
