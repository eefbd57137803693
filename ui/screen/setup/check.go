package setup

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// checks runs the desk's invariants, shows each with its word, and tells whose journals went back.
func (s *Screen) checks() []fyne.CanvasObject {
	t := s.host.Text()
	parts := []fyne.CanvasObject{widget.Full(t.T("setup.check_note")), container.NewHBox(widget.NewPrimary(t.T("setup.check_do"), s.doctor))}
	if len(s.checked) > 0 {
		sum := present.Checkup(t, s.checked)
		parts = append(parts, widget.NewCard(widget.TopCells(10, []widget.Cell{{}, {Share: 1}}, widget.NewMark(sum.Sign.Word, theme.Tone(sum.Sign.Tone)), widget.Full(sum.Sentence))))
	}
	for _, x := range present.InvariantLines(t, s.checked) {
		parts = append(parts, widget.TopCells(10, []widget.Cell{{Ems: 7}, {Share: 1}}, widget.NewMark(x.Sign.Word, theme.Tone(x.Sign.Tone)),
			widget.Column(0, widget.Full(x.Name), widget.NewNote(x.Detail))))
	}
	out := []fyne.CanvasObject{s.section("setup.check", parts...)}
	if len(s.checked) > 0 {
		out = append(out, s.senders())
	}
	return out
}

// senders lists whose desk was put back to an older state, or says that nobody's was.
func (s *Screen) senders() fyne.CanvasObject {
	t := s.host.Text()
	rows := []fyne.CanvasObject{widget.Full(t.T("setup.senders_note"))}
	for _, l := range present.SendersBack(t, s.back) {
		rows = append(rows, marked(l))
	}
	if len(s.back) == 0 {
		rows = append(rows, widget.NewNote(t.T("setup.senders_none")))
	}
	return s.section("setup.senders", rows...)
}

type checkup struct {
	invariants []review.Invariant
	back       []review.WentBack
}

func (s *Screen) doctor() {
	task.Run(s.host.Tasks(), s.host.Text().T("setup.checking"), func(ctx context.Context, _ *task.Progress) (c checkup, err error) {
		if c.invariants, err = s.desk.Doctor(ctx); err != nil {
			return c, err
		}
		c.back, err = s.desk.SendersBack(ctx)
		return c, err
	}, func(c checkup, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.checked, s.back = c.invariants, c.back
		if s.subject() != subjectCheck {
			s.open(subjectCheck)
			return
		}
		s.Reload()
	})
}
