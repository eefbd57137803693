package walk

import (
	"context"
	"reflect"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// change is what happened to one mark.
type change struct{ before, after checklist.Mark }

// step is what one act changed: one mark, or all that were judged in bulk.
type step []change

// trail remembers the acts of this visit, so that they can be taken back and done again in order, across items. Taking back is itself a
// change: it is saved like any other, and the desk's history keeps both.
type trail struct {
	done, undone []step
}

// did adds an act; what had been taken back before is out of reach then. An act that only brought an item on screen is none.
func (t *trail) did(cs ...change) {
	var s step
	for _, c := range cs {
		if !alike(c.before, c.after) {
			s = append(s, c)
		}
	}
	if len(s) > 0 {
		t.done, t.undone = append(t.done, s), nil
	}
}

// alike reports whether two marks say the same: whether the item was seen, and how often it was saved, is nothing a person undoes.
func alike(a, b checklist.Mark) bool {
	bare := func(m checklist.Mark) checklist.Mark {
		m.Seen, m.Revision, m.Restores = false, 0, 0
		if m.Verdict == "" {
			m.Verdict = checklist.Unseen
		}
		if len(m.Pointers) == 0 {
			m.Pointers = nil
		}
		return m
	}
	return reflect.DeepEqual(bare(a), bare(b))
}

// undo takes back what was typed in the field that has the keyboard, or else the last act of this visit, or else the last change of the
// item at hand from an earlier one.
func (s *Screen) undo() {
	if e, ok := s.host.Canvas().Focused().(*widget.Entry); ok && e.UndoTyping() || s.fixed() {
		return
	}
	s.judge.flush()
	t := &s.trail
	if len(t.done) == 0 {
		s.undoEarlier()
		return
	}
	last := t.done[len(t.done)-1]
	t.done = t.done[:len(t.done)-1]
	if s.replace(last, func(c change) (from, to checklist.Mark) { return c.after, c.before }) {
		t.undone = append(t.undone, last)
	}
}

// redo does again what was taken back last.
func (s *Screen) redo() {
	if e, ok := s.host.Canvas().Focused().(*widget.Entry); ok && e.RedoTyping() || s.fixed() {
		return
	}
	s.judge.flush()
	t := &s.trail
	n := len(t.undone)
	if n == 0 {
		s.tell(s.host.Text().T("walk.nothing_to_redo"))
		return
	}
	next := t.undone[n-1]
	t.undone = t.undone[:n-1]
	if s.replace(next, func(c change) (from, to checklist.Mark) { return c.before, c.after }) {
		t.done = append(t.done, next)
	}
}

// replace puts every mark of a step back, provided that none was changed elsewhere meanwhile, and goes to the first.
func (s *Screen) replace(st step, way func(change) (from, to checklist.Mark)) bool {
	marks := make([]checklist.Mark, len(st))
	for i, c := range st {
		from, to := way(c)
		now := present.MarkOf(s.file, from.Item)
		if !alike(now, from) {
			s.tell(s.host.Text().T("walk.changed_elsewhere", "id", from.Item))
			return false
		}
		to.Seen, to.Revision, to.Restores = now.Seen, now.Revision, 0
		marks[i] = to
	}
	for _, m := range marks {
		s.put(m)
	}
	if len(marks) == 1 {
		s.keep.mark(marks[0])
	} else {
		s.keep.marks(marks)
	}
	s.standAt(marks[0].Item)
	return true
}

// standAt shows an item that was changed from elsewhere on the screen.
func (s *Screen) standAt(id ident.ItemID) {
	if s.at.Item == id {
		s.redraw()
		return
	}
	s.goTo(id)
}

// undoEarlier brings back the state before the last change of the item at hand: one of an earlier visit.
func (s *Screen) undoEarlier() {
	s.keep.queue.Flush()
	id, c := s.at.Item, s.at.Case
	type back struct {
		mark  checklist.Mark
		saved review.Saved
	}
	task.Quiet(s.host.Tasks(), func(ctx context.Context) (back, error) {
		m, saved, err := s.desk.Undo(ctx, c, id)
		return back{m, saved}, err
	}, func(b back, err error) {
		switch {
		case fault.KindOf(err) == fault.Missing:
			s.tell(s.host.Text().T("walk.nothing_to_undo"))
			return
		case err != nil:
			s.host.Problem(err)
			return
		}
		was := present.MarkOf(s.file, id)
		b.mark.Revision = b.saved.Revision
		s.keep.setRev(id, b.saved.Revision)
		s.put(b.mark)
		s.trail.undone = append(s.trail.undone, step{{before: b.mark, after: was}})
		s.host.Saved(b.saved.At)
		s.standAt(id)
		s.saw()
	})
}

// tell says in the window's own line what happened, where the window has one.
func (s *Screen) tell(words string) {
	if t, ok := s.host.(screen.Teller); ok {
		t.Tell(words)
	}
}

// done says there that something was finished.
func (s *Screen) done(words string) {
	if t, ok := s.host.(screen.Teller); ok {
		t.Done(words)
	}
}

// fixed reports whether nothing can be changed now.
func (s *Screen) fixed() bool { return s.file == nil || s.file.Readonly }
