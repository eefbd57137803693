package opine

import (
	"context"

	"shinsa/review"
	"shinsa/review/wording"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// written names the draft among what a person writes.
func (s *Screen) written() review.Written {
	return review.Written{What: review.WrittenDraft, Case: s.at.Case}
}

// undo brings the state of the draft before the last change back; again, the one before that.
func (s *Screen) undo() {
	s.bring(func(ctx context.Context) (review.Saved, error) { return s.desk.UndoWritten(ctx, s.written()) })
}

// bring makes the desk bring a state of the draft back and shows it.
func (s *Screen) bring(back func(context.Context) (review.Saved, error)) {
	if !s.open() {
		return
	}
	s.Leave()
	task.Run(s.host.Tasks(), s.host.Text().T("opine.bringing_back"), func(ctx context.Context, _ *task.Progress) (review.Saved, error) { return back(ctx) },
		func(saved review.Saved, err error) {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.host.Saved(saved.At)
			s.Reload()
		})
}

// versions shows every state the draft had, to bring one back.
func (s *Screen) versions() {
	if s.file == nil {
		return
	}
	s.Leave()
	t := s.host.Text()
	task.Quiet(s.host.Tasks(), func(ctx context.Context) ([]present.DraftVersion, error) {
		vs, err := s.desk.Versions(ctx, s.written())
		if err != nil {
			return nil, err
		}
		return present.DraftVersions(t, vs)
	}, func(vs []present.DraftVersion, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.showVersions(vs)
	})
}

func (s *Screen) showVersions(vs []present.DraftVersion) {
	t := s.host.Text()
	list := widget.Column(18)
	if len(vs) == 0 {
		list.Add(widget.NewNote(t.T("opine.versions_none")))
	}
	sheet := widget.OpenSheet(s.host.Canvas(), widget.SheetWords{Title: t.T("opine.versions"), Close: t.T("opine.versions_close")}, list)
	for _, v := range vs {
		back := widget.NewToggle(t.T("opine.version_back"), func() {
			sheet.Close()
			s.bring(func(ctx context.Context) (review.Saved, error) { return s.desk.RestoreWritten(ctx, s.written(), v.N) })
		})
		back.Allow(!v.Current && s.open(), "")
		list.Add(widget.Column(6,
			widget.Cells(8, []widget.Cell{{Share: 1}, {}}, widget.NewLine(v.At, widget.Caption, theme.ColorInkSoft), back),
			widget.Wrap(10, widget.NewChip(v.Overall.Word, theme.Tone(v.Overall.Tone)), widget.NewNote(v.Figures)),
			widget.NewSurface(theme.ColorDesk, widget.Inset(12, 6, widget.NewMarked(theme.Good, pieces(v.Summary))))))
	}
	sheet.Reflow()
}

// pieces are the stretches of a text as the window marks them.
func pieces(stretches []wording.Stretch) []widget.Piece {
	out := make([]widget.Piece, len(stretches))
	for i, x := range stretches {
		out[i] = widget.Piece{Text: x.Text, Marked: x.Changed}
	}
	return out
}
