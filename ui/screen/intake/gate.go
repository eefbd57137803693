package intake

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// gated lists the declarations of a strict case whose keys wait here until somebody has looked at them (Art. 7); nil for other cases.
func (s *Screen) gated() fyne.CanvasObject {
	if !s.file.Strict {
		return nil
	}
	t := s.host.Text()
	all, err := s.desk.Gated(context.Background(), s.c)
	if err != nil {
		s.host.Problem(err)
		return nil
	}
	rows := []fyne.CanvasObject{widget.Full(t.T("gate.note"))}
	for i, l := range present.GatedLines(t, all) {
		word := t.T("gate.check")
		if l.Sent {
			word = t.T("gate.again")
		}
		look := widget.NewToggle(word, func() { s.lookAt(all[i]) })
		look.Allow(l.Open, l.Sign.Word)
		rows = append(rows, widget.Column(4, widget.Cells(12, []widget.Cell{{Share: 1}, {}}, widget.NewLine(l.Name, widget.Body, theme.ColorInk), look),
			widget.NewMark(l.Sign.Word, theme.Tone(l.Sign.Tone))))
		if l.Open {
			s.actions = append(s.actions, screen.Action{Menu: screen.MenuItem, Word: word + "　" + l.Name, Reading: "release key declaration", Run: func() { s.lookAt(all[i]) }})
		}
	}
	if len(all) == 0 {
		rows = append(rows, widget.NewNote(t.T("gate.none")))
	}
	return widget.Section(t.T("gate.title"), rows...)
}

// lookAt shows a declaration in words and, once it was read, makes the key.
func (s *Screen) lookAt(g review.Gated) {
	t := s.host.Text()
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("gate.ask_title", "name", g.Name), Body: append(present.Declared(t, g.Declaration, s.desk.Profile().Conflict), t.T("gate.final")),
		Grave: true, Do: t.T("gate.do"), Not: t.T("gate.not"),
		Act: func(string) string { s.release(g); return "" },
	})
}

func (s *Screen) release(g review.Gated) {
	t := s.host.Text()
	task.Run(s.host.Tasks(), t.T("gate.making"), func(ctx context.Context, _ *task.Progress) (review.Handed, error) {
		out, err := s.host.Outbox("")
		if err != nil {
			return review.Handed{}, err
		}
		return s.desk.ReleaseKey(ctx, s.c, g.Reviewer, out)
	}, func(h review.Handed, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.Reload()
		s.host.Done(t.T("gate.made", "name", g.Name, "path", h.Path))
	})
}
