package walk

import (
	"context"
	"strconv"
	"sync"
	"time"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/task"
)

// keeper brings changes to the desk in order. A mark is saved on the revision that is kept at that moment, so that quick changes of the
// same item follow each other; only a change made elsewhere is a conflict.
type keeper struct {
	s     *Screen
	queue *task.Queue
	mu    sync.Mutex
	revs  map[ident.ItemID]int
	acts  int // on many marks, each of which is saved by itself
}

func newKeeper(s *Screen) *keeper {
	k := &keeper{s: s, revs: map[ident.ItemID]int{}}
	k.queue = s.host.Tasks().NewQueue(task.Watcher{Saving: s.host.Saving, Saved: s.host.Saved, Failed: k.failed})
	return k
}

func (k *keeper) learn(f *review.File) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.revs = make(map[ident.ItemID]int, len(f.Marks))
	for id, m := range f.Marks {
		k.revs[id] = m.Revision
	}
}

func (k *keeper) rev(id ident.ItemID) int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.revs[id]
}

func (k *keeper) setRev(id ident.ItemID, rev int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.revs[id] = rev
}

// mark saves a mark.
func (k *keeper) mark(m checklist.Mark) {
	c := k.s.at.Case
	k.queue.Put("mark "+string(m.Item), func(ctx context.Context) (time.Time, error) {
		m.Revision = k.rev(m.Item)
		saved, err := k.s.desk.Mark(ctx, c, m)
		if err == nil {
			k.setRev(m.Item, saved.Revision)
		}
		return saved.At, err
	})
}

// marks saves many marks as one change. What still waits for one of them goes first, because it comes first in the queue.
func (k *keeper) marks(ms []checklist.Mark) {
	c := k.s.at.Case
	k.queue.Flush()
	k.acts++
	k.queue.Put("marks "+strconv.Itoa(k.acts), func(ctx context.Context) (time.Time, error) {
		saved, err := k.s.desk.MarkAll(ctx, c, ms)
		if err == nil {
			for _, m := range ms {
				k.setRev(m.Item, k.rev(m.Item)+1)
			}
		}
		return saved.At, err
	})
}

// judged saves one verdict for many items as one change; the desk holds it to the rule for judging in bulk.
func (k *keeper) judged(items []ident.ItemID, v checklist.Verdict) {
	c := k.s.at.Case
	k.queue.Flush()
	k.acts++
	k.queue.Put("judge "+strconv.Itoa(k.acts), func(ctx context.Context) (time.Time, error) {
		ms, saved, err := k.s.desk.Judge(ctx, c, items, v)
		for _, m := range ms {
			k.setRev(m.Item, m.Revision)
		}
		return saved.At, err
	})
}

func (k *keeper) note(id ident.ItemID, text string) {
	c := k.s.at.Case
	k.queue.Put("note "+string(id), func(ctx context.Context) (time.Time, error) {
		saved, err := k.s.desk.Note(ctx, c, id, text)
		return saved.At, err
	})
}

// failed keeps a change that may succeed later. One that a rule refuses is shown, and the desk's own state comes back on screen.
func (k *keeper) failed(_ string, err error) bool {
	switch fault.KindOf(err) {
	case fault.Unavailable, fault.Internal, fault.Corrupt:
		k.s.host.Unsaved(err)
		return true
	}
	k.s.host.Problem(err)
	k.s.Reload()
	return false
}
