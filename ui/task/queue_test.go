package task

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

var errDisk = errors.New("disk full")

// log is a watcher that remembers.
type log struct {
	saving, saved int
	failed        []string
	again         bool
}

func (l *log) watcher() Watcher {
	return Watcher{
		Saving: func() { l.saving++ },
		Saved:  func(time.Time) { l.saved++ },
		Failed: func(key string, _ error) bool { l.failed = append(l.failed, key); return l.again },
	}
}

func TestQueueSavesInOrderTheLatestOfEachKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk()
		var l log
		q := d.runner(t.Context()).NewQueue(l.watcher())
		var made []string
		hold := make(chan struct{})
		put := func(key, value string, wait bool) {
			q.Put(key, func(context.Context) (time.Time, error) {
				if wait {
					<-hold
				}
				made = append(made, value)
				return time.Time{}, nil
			})
		}
		put("a", "a1", true)
		synctest.Wait() // a1 is on its way
		put("b", "b1", false)
		put("a", "a2", false)
		put("b", "b2", false)
		close(hold)
		synctest.Wait()
		d.pump()
		want := []string{"a1", "b2", "a2"}
		if len(made) != 3 || made[0] != want[0] || made[1] != want[1] || made[2] != want[2] {
			t.Fatalf("made %v, want %v", made, want)
		}
		if l.saved == 0 || l.saving != 4 || q.Pending() != 0 {
			t.Fatalf("%+v, pending %d", l, q.Pending())
		}
	})
}

func TestQueueKeepsWhatFailedAndTriesAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk()
		l := log{again: true}
		q := d.runner(t.Context()).NewQueue(l.watcher())
		full, n := true, 0
		q.Put("a", func(context.Context) (time.Time, error) {
			if full {
				return time.Time{}, errDisk
			}
			n++
			return time.Time{}, nil
		})
		synctest.Wait()
		d.pump()
		if len(l.failed) != 1 || q.Pending() != 1 || l.saved != 0 {
			t.Fatalf("%+v, pending %d", l, q.Pending())
		}
		full = false
		time.Sleep(retry + time.Second)
		synctest.Wait()
		d.pump()
		synctest.Wait()
		d.pump()
		if n != 1 || l.saved != 1 || q.Pending() != 0 {
			t.Fatalf("made %d, %+v, pending %d", n, l, q.Pending())
		}
	})
}

func TestQueueGivesUpWhatCannotBeMadeAndGoesOn(t *testing.T) {
	var l log
	q := Inline(t.Context()).NewQueue(l.watcher())
	made := false
	q.Put("bad", func(context.Context) (time.Time, error) { return time.Time{}, errDisk })
	q.Put("good", func(context.Context) (time.Time, error) { made = true; return time.Time{}, nil })
	if !made || q.Pending() != 0 || len(l.failed) != 1 {
		t.Fatalf("made %v, %+v", made, l)
	}
}

func TestFlushReturnsWhenEverythingIsDurable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk()
		var l log
		q := d.runner(t.Context()).NewQueue(l.watcher())
		made := 0
		for _, key := range []string{"a", "b"} {
			q.Put(key, func(context.Context) (time.Time, error) {
				time.Sleep(time.Second)
				made++
				return time.Time{}, nil
			})
		}
		q.Flush()
		q.Flush()
		if made != 2 {
			t.Fatalf("made %d when Flush returned", made)
		}
		synctest.Wait()
		d.pump()
	})
}
