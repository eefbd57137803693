package review

import (
	"context"
	"time"

	"shinsa/review/civil"
	"shinsa/review/fault"
)

// clockSlack is how far a clock may lie behind the last act: computers correct themselves by minutes.
const clockSlack = 10 * time.Minute

// ClockStands tells beforehand whether the desk would sign: fault.Unavailable "clock_behind" when its clock lies behind what was done here before.
func (d *Desk) ClockStands(ctx context.Context) error { return d.clockStands(ctx) }

// clockStands refuses to sign while the clock lies behind what was done here before: every signature says when it was made, and other
// people compute periods from it. Work goes on; only signing waits. A rehearsal sets its clock as it likes.
func (d *Desk) clockStands(ctx context.Context) error {
	if d.Self().Rehearsal {
		return nil
	}
	return d.Store.View(ctx, func(tx Tx) error {
		h, err := tx.Head()
		if err != nil || h.Seq == 0 {
			return err
		}
		last, err := tx.Journal(h.Seq-1, 1)
		if err != nil || len(last) == 0 || !tx.Now().Add(clockSlack).Before(last[0].At) {
			return err
		}
		show := func(t time.Time) string { return t.In(civil.Japan).Format("2006-01-02 15:04") }
		return fault.New(fault.Unavailable, "clock_behind", "now", show(tx.Now()), "last", show(last[0].At))
	})
}
