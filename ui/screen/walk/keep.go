package walk

import (
	"context"
	"strconv"
	"strings"
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
	done  []ident.ItemID // items changed, for undo
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

func (k *keeper) mark(m checklist.Mark) {
	c := k.s.at.Case
	if n := len(k.done); n == 0 || k.done[n-1] != m.Item {
		k.done = append(k.done, m.Item)
	}
	k.queue.Put("mark "+string(m.Item), func(ctx context.Context) (time.Time, error) {
		m.Revision = k.rev(m.Item)
		saved, err := k.s.desk.Mark(ctx, c, m)
		if err == nil {
			k.setRev(m.Item, saved.Revision)
		}
		return saved.At, err
	})
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

// undo takes back the last change of the item changed last.
func (k *keeper) undo() {
	n := len(k.done)
	if n == 0 || k.s.file == nil || k.s.file.Readonly {
		return
	}
	k.s.judge.flush()
	k.queue.Flush()
	id, c := k.done[n-1], k.s.at.Case
	type back struct {
		mark  checklist.Mark
		saved review.Saved
	}
	task.Quiet(k.s.host.Tasks(), func(ctx context.Context) (back, error) {
		m, saved, err := k.s.desk.Undo(ctx, c, id)
		return back{m, saved}, err
	}, func(b back, err error) {
		if err != nil {
			k.done = k.done[:n-1]
			if fault.KindOf(err) != fault.Missing {
				k.s.host.Problem(err)
			}
			return
		}
		if b.mark.Revision == 0 {
			b.mark.Revision = b.saved.Revision
		}
		k.setRev(id, b.saved.Revision)
		k.s.file.Marks[id] = b.mark
		k.s.host.Saved(b.saved.At)
		if k.s.at.Item != id {
			k.s.goTo(id)
			return
		}
		k.s.redraw()
	})
}

// panesSetting is where the widths of the three parts are remembered.
const panesSetting = "walk.panes"

func (s *Screen) rememberPanes(shares []float32) {
	words := make([]string, len(shares))
	for i, v := range shares {
		words[i] = strconv.FormatFloat(float64(v), 'f', 3, 32)
	}
	value := strings.Join(words, " ")
	task.Quiet(s.host.Tasks(), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.desk.SetSetting(ctx, panesSetting, value)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.host.Problem(err)
		}
	})
}

func parseShares(text string) []float32 {
	var out []float32
	for _, w := range strings.Fields(text) {
		v, err := strconv.ParseFloat(w, 32)
		if err != nil {
			return nil
		}
		out = append(out, float32(v))
	}
	return out
}
