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

// state is what a member holds on an item: the mark, which travels, and the private note, which never does.
type state struct {
	mark checklist.Mark
	note string
}

// change is what happened to one item.
type change struct{ before, after state }

// step is what one act changed: one item, or all that were judged in bulk.
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
		if !c.before.alike(c.after) {
			s = append(s, c)
		}
	}
	if len(s) > 0 {
		t.done, t.undone = append(t.done, s), nil
	}
}

// alike reports whether two say the same: whether the item was seen, and how often it was saved, is nothing a person undoes.
func (h state) alike(o state) bool { return h.note == o.note && alike(h.mark, o.mark) }

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

// holds returns what the member holds on an item now.
func (s *Screen) holds(id ident.ItemID) state {
	return state{present.MarkOf(s.file, id), s.file.Notes[id]}
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
	if s.replace(last, func(c change) (from, to state) { return c.after, c.before }) {
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
	if s.replace(next, func(c change) (from, to state) { return c.before, c.after }) {
		t.done = append(t.done, next)
	}
}

// replace puts every mark of a step back, provided that none was changed elsewhere meanwhile, and goes to the first.
func (s *Screen) replace(st step, way func(change) (from, to state)) bool {
	back := make([]change, len(st))
	for i, c := range st {
		from, to := way(c)
		now := s.holds(from.mark.Item)
		if !now.alike(from) {
			s.tell(s.host.Text().T("walk.changed_elsewhere", "id", from.mark.Item))
			return false
		}
		to.mark.Seen, to.mark.Revision, to.mark.Restores = now.mark.Seen, now.mark.Revision, 0
		back[i] = change{now, to}
	}
	s.take(back)
	s.standAt(back[0].after.mark.Item)
	s.judge.bringUp(back[0])
	return true
}

// take takes changes as what is on screen and saves them.
func (s *Screen) take(cs []change) {
	var marks []checklist.Mark
	for _, c := range cs {
		id := c.after.mark.Item
		if c.before.note != c.after.note {
			s.file.Notes[id] = c.after.note
			s.keep.note(id, c.after.note)
		}
		if !alike(c.before.mark, c.after.mark) {
			s.put(c.after.mark)
			marks = append(marks, c.after.mark)
		}
	}
	switch len(marks) {
	case 0:
	case 1:
		s.keep.mark(marks[0])
	default:
		s.keep.marks(marks)
	}
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
		was := s.holds(id)
		b.mark.Revision = b.saved.Revision
		s.keep.setRev(id, b.saved.Revision)
		s.put(b.mark)
		s.trail.undone = append(s.trail.undone, step{{before: state{b.mark, was.note}, after: was}})
		s.host.Saved(b.saved.At)
		s.standAt(id)
		s.look()
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
