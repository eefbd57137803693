package edition

import (
	"context"
	"strconv"
	"sync"
	"time"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/task"
)

// change is a change that was made, to be taken back.
type change struct {
	back criteria.Alteration
	item ident.ItemID // to show afterwards
}

// keeper brings changes of the draft to the desk in order and remembers how to take them back.
type keeper struct {
	s     *Screen
	queue *task.Queue
	n     int

	mu   sync.Mutex // guards what follows: changes are made off the window's thread
	made *criteria.Edition
	no   error // why the item in the editor was not kept
	done []change
	gone []change // taken back, to be done again
}

func newKeeper(s *Screen) *keeper {
	k := &keeper{s: s}
	k.queue = s.host.Tasks().NewQueue(task.Watcher{Saving: s.host.Saving, Saved: k.saved, Failed: k.failed})
	return k
}

// subject is the item in the editor; its number may change while a change is on its way.
type subject struct {
	mu sync.Mutex
	id ident.ItemID
}

func (x *subject) get() ident.ItemID {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.id
}

func (x *subject) set(id ident.ItemID) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.id = id
}

// put saves the item in the editor.
func (k *keeper) put(x *subject, it criteria.Item) {
	k.queue.Put("item", func(ctx context.Context) (time.Time, error) {
		at, err := k.make(ctx, criteria.Alteration{Kind: criteria.PutItem, Was: x.get(), Item: it}, it.ID, &k.done)
		if err == nil {
			x.set(it.ID)
		}
		k.mu.Lock()
		k.no = err
		k.mu.Unlock()
		return at, err
	})
}

// alter makes a change of another kind; item is shown afterwards.
func (k *keeper) alter(a criteria.Alteration, item ident.ItemID) {
	k.s.editor.flush()
	k.run(a, item, &k.done)
}

// run makes a change at once and shows the item it is about; when it was refused everything stays as it was.
func (k *keeper) run(a criteria.Alteration, item ident.ItemID, stack *[]change) {
	before := k.depth(stack)
	k.n++
	k.queue.Put("change "+strconv.Itoa(k.n), func(ctx context.Context) (time.Time, error) { return k.make(ctx, a, item, stack) })
	k.queue.Flush()
	k.settle()
	if k.depth(stack) > before {
		k.s.leaveTo(item)
	}
}

func (k *keeper) depth(stack *[]change) int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(*stack)
}

// settle shows what the desk has said so far.
func (k *keeper) settle() {
	k.mu.Lock()
	e, no := k.made, k.no
	k.mu.Unlock()
	if no != nil {
		k.s.editor.refuse(present.ProblemOf(k.s.host.Text(), no))
	} else {
		k.s.editor.accepted()
	}
	if e != nil && e != k.s.edition {
		if x := k.s.editor.subject; x != nil {
			k.s.at.Item = x.get()
		}
		k.s.show(e)
	}
}

// make alters the draft and remembers the way back on a stack.
func (k *keeper) make(ctx context.Context, a criteria.Alteration, item ident.ItemID, stack *[]change) (time.Time, error) {
	out, err := k.s.desk.AlterDraft(ctx, k.s.at.Edition, a)
	if err != nil {
		return time.Time{}, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.made = out.Edition
	*stack = append(*stack, change{out.Back, item})
	return out.At, nil
}

// undo takes the last change back, redo makes it again.
func (k *keeper) undo() { k.turn(&k.done, &k.gone) }
func (k *keeper) redo() { k.turn(&k.gone, &k.done) }

func (k *keeper) turn(from, to *[]change) {
	k.s.editor.flush()
	k.queue.Flush()
	k.mu.Lock()
	n := len(*from)
	if n == 0 {
		k.mu.Unlock()
		k.s.host.Tell(k.s.host.Text().T("criteria.nothing_to_undo"))
		return
	}
	c := (*from)[n-1]
	*from = (*from)[:n-1]
	k.mu.Unlock()
	item := c.item
	switch c.back.Kind {
	case criteria.PutItem, criteria.AddItem:
		item = c.back.Item.ID
	case criteria.WithdrawItem:
		item = ""
	}
	k.run(c.back, item, to)
}

// saved shows the draft as it is kept now.
func (k *keeper) saved(at time.Time) {
	k.settle()
	k.s.host.Saved(at)
}

// failed keeps a change that may succeed later. What the draft cannot bear is said in the editor, where the words stay.
func (k *keeper) failed(key string, err error) bool {
	switch fault.KindOf(err) {
	case fault.Unavailable, fault.Internal, fault.Corrupt:
		k.s.host.Unsaved(err)
		return true
	}
	if key == "item" {
		k.s.host.Unsaved(err)
		k.settle()
		return false
	}
	k.s.host.Problem(err)
	return false
}

// leaveTo shows another item after a change made elsewhere than in the editor.
func (s *Screen) leaveTo(id ident.ItemID) {
	s.editor.subject = nil
	s.goTo(id)
}
