package task

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// desk is a stand-in for the window's thread: what is posted runs when the test pumps it.
type desk struct{ queue chan func() }

func newDesk() *desk { return &desk{queue: make(chan func(), 100)} }

func (d *desk) runner(ctx context.Context) *Runner {
	return &Runner{ctx: ctx, post: func(f func()) { d.queue <- f }, spawn: func(f func()) { go f() }, timers: true}
}

func (d *desk) pump() {
	for {
		select {
		case f := <-d.queue:
			f()
		default:
			return
		}
	}
}

func TestRunDeliversResultAndLeavesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk()
		r := d.runner(t.Context())
		var got int
		Run(r, "reading", func(_ context.Context, p *Progress) (int, error) {
			p.Report("page 2", 0.5)
			return 42, nil
		}, func(v int, err error) { got = v })
		synctest.Wait()
		if len(r.Running()) != 1 {
			t.Fatal("job is not visible before its ending ran")
		}
		d.pump()
		if got != 42 || len(r.Running()) != 0 {
			t.Fatalf("got %d, running %d", got, len(r.Running()))
		}
	})
}

func TestSoonEndsBeforeItReturnsWhenThereIsLittleToDo(t *testing.T) {
	for _, c := range []struct {
		name        string
		takes       time.Duration
		atOnce      bool
		listedAfter int
	}{{"a glance", glance / 2, true, 0}, {"longer", 2 * glance, false, 1}} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := newDesk()
				r := d.runner(t.Context())
				ended := 0
				Soon(r, "reading", func(context.Context, *Progress) (int, error) {
					time.Sleep(c.takes)
					return 7, nil
				}, func(v int, err error) {
					if ended++; v != 7 || err != nil {
						t.Errorf("got %d, %v", v, err)
					}
				})
				if (ended == 1) != c.atOnce || len(r.Running()) != c.listedAfter {
					t.Fatalf("ended %d times, %d running", ended, len(r.Running()))
				}
				time.Sleep(c.takes)
				synctest.Wait()
				d.pump()
				if ended != 1 || len(r.Running()) != 0 {
					t.Fatalf("in the end: ended %d times, %d running", ended, len(r.Running()))
				}
			})
		})
	}
}

func TestAheadGoesOnAndWaitsForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hold, done := make(chan struct{}), make(chan int, 2)
		wait := Ahead(func() { <-hold; done <- 1 }, func() { <-hold; done <- 2 })
		synctest.Wait()
		if len(done) != 0 {
			t.Fatal("work was waited for before it was asked")
		}
		close(hold)
		wait()
		if len(done) != 2 {
			t.Fatalf("%d pieces done", len(done))
		}
	})
}

func TestWatchSeesProgress(t *testing.T) {
	r := Inline(t.Context())
	var seen []State
	r.Watch(func(s []State) { seen = append(seen, s...) })
	Run(r, "sealing", func(_ context.Context, p *Progress) (int, error) {
		p.Report("report", 0.25)
		return 0, nil
	}, func(int, error) {})
	if len(seen) != 2 || seen[0].Done != -1 || seen[1].Step != "report" || seen[1].Done != 0.25 || seen[1].Title != "sealing" {
		t.Fatalf("seen %+v", seen)
	}
}

func TestCancelReachesWorkAndEnding(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk()
		r := d.runner(t.Context())
		var ended error
		cancel := Run(r, "slow", func(ctx context.Context, _ *Progress) (int, error) {
			<-ctx.Done()
			return 0, nil // work that ignores why it stopped
		}, func(_ int, err error) { ended = err })
		cancel()
		synctest.Wait()
		d.pump()
		if !errors.Is(ended, context.Canceled) {
			t.Fatalf("ended with %v", ended)
		}
	})
}

func TestPanicInWorkIsAnErrorWithoutContent(t *testing.T) {
	r := Inline(t.Context())
	var ended error
	Run(r, "x", func(context.Context, *Progress) (int, error) { panic("見本クラウド株式会社") }, func(_ int, err error) { ended = err })
	if !errors.Is(ended, ErrPanic) || ended.Error() != "work panicked: string" {
		t.Fatalf("ended with %v", ended)
	}
}

func TestDelayRunsOnceAfterTheLastTouch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk()
		n := 0
		delay := d.runner(t.Context()).NewDelay(time.Second, func() { n++ })
		for range 3 {
			delay.Touch()
			time.Sleep(600 * time.Millisecond)
			synctest.Wait()
			d.pump()
		}
		if n != 0 || !delay.Waiting() {
			t.Fatalf("ran %d times while still touched", n)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		d.pump()
		if n != 1 || delay.Waiting() {
			t.Fatalf("ran %d times", n)
		}
	})
}

func TestDelayFlushRunsNowAndNotAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk()
		n := 0
		delay := d.runner(t.Context()).NewDelay(time.Second, func() { n++ })
		delay.Flush()
		delay.Touch()
		delay.Flush()
		delay.Flush()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		d.pump()
		if n != 1 {
			t.Fatalf("ran %d times", n)
		}
	})
}
