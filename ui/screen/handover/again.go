package handover

import (
	"context"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/task"
)

// sealed reports whether the signed files can still be written.
func (s *Screen) sealed() bool {
	return s.row.State == review.Submitted || s.row.State == review.Receipted
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
