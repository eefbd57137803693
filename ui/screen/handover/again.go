package handover

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// sealed reports whether the signed files can still be written.
func (s *Screen) sealed() bool {
	return s.row.State == review.Submitted || s.row.State == review.Receipted
}

// folder is the button that shows the folder with the files, for who copies them or sends them by mail.
func (s *Screen) folder() fyne.CanvasObject {
	t := s.host.Text()
	b := widget.NewButton(t.T("handover.folder"), func() { s.host.OpenFile(filepath.Dir(s.handed[0].Path)) })
	b.Allow(len(s.handed) > 0 && s.handed[0].Path != "", t.T("handover.files_elsewhere"))
	return b
}

// again writes the signed files once more, into the folder a person chooses.
func (s *Screen) again() {
	if !s.sealed() {
		return
	}
	t, c := s.host.Text(), s.at.Case
	type written struct {
		handed []review.Handed
		kept   error // of keeping where they are: the files are good without it
	}
	s.host.ChooseFolder(func(out review.Outbox) {
		task.Run(s.host.Tasks(), t.T("handover.again"), func(ctx context.Context, _ *task.Progress) (w written, err error) {
			if w.handed, err = s.desk.HandAgain(ctx, c, out); err == nil {
				w.kept = present.KeepHanded(ctx, s.desk, c, w.handed)
			}
			return w, err
		}, func(w written, err error) {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.handed = w.handed
			s.show()
			s.host.Done(t.T("handover.again_done"))
			if w.kept != nil {
				s.host.Problem(w.kept)
			}
		})
	})
}
