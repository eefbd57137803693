package evidence

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

type deaf struct{ Worker }

func (deaf) Kill() {}

func TestTheWorkerOfADocumentThatIsBeingClosedIsWaitedForAMoment(t *testing.T) {
	for _, c := range []struct {
		name            string
		closing, cancel bool
		free            time.Duration // when the worker rests
		starts          int
		takes           time.Duration
	}{
		{"nothing is being closed", false, false, time.Hour, 1, 0},
		{"it rests soon", true, false, leavePatience / 3, 0, leavePatience / 3},
		{"it takes its time", true, false, time.Hour, 1, leavePatience},
		{"nobody wants the document any more", true, true, time.Hour, 0, leavePatience / 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				starts := 0
				e := New(Config{Start: func() (Worker, error) { starts++; return deaf{}, nil }})
				if c.closing {
					l, gone := newLink(deaf{}, 0), e.leave()
					time.AfterFunc(c.free, func() { e.rest(l); gone() })
				}
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				if c.cancel {
					time.AfterFunc(leavePatience/2, stop)
				}
				begun := time.Now()
				_, err := e.worker(ctx)
				if took := time.Since(begun); starts != c.starts || took != c.takes || errors.Is(err, context.Canceled) != c.cancel {
					t.Errorf("%d started, after %v, error %v", starts, took, err)
				}
			})
		})
	}
}
