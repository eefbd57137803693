package main

import (
	"context"
	"fmt"
	"time"

	"shinsa/cmd/internal/boot"
	"shinsa/cmd/internal/window"
)

// idle is how long a window is watched at rest.
const idle = 5 * time.Second

// rests is how often.
const rests = 3

// rest holds the processor time of the program that waits for a passphrase, its caret in the field, against that of an empty window: a laptop
// lies open for an evening.
func (d *desktop) rest(home string) (Row, error) {
	row := Row{
		Work: fmt.Sprintf("the window at rest for %v, caret in a field: processor time", idle), Name: "the empty window", Ratio: 2,
	}
	row.Times = func() (ours, peer time.Duration, err error) {
		return alternate(rests, func() (time.Duration, error) { return d.run(d.program(), d.resting) },
			func() (time.Duration, error) { return d.run([]string{d.empty, screenSize}, d.resting) })
	}
	return row, d.open(home)
}

// resting is the processor time of the program that runs, of its window and not of its page worker, once nothing moves any more.
func (d *desktop) resting(ctx context.Context, _ time.Time) (time.Duration, error) {
	if _, err := d.eye.Await(ctx, func(f window.Frame) bool { return !f.Blank() }); err != nil {
		return 0, err
	}
	if _, err := d.eye.Still(ctx, 2*time.Second); err != nil {
		return 0, err
	}
	before, err := spent(d.at)
	if err != nil {
		return 0, err
	}
	begun := boot.Now()
	select {
	case <-time.After(idle):
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	after, err := spent(d.at)
	// A machine that is busy wakes late: what is told is for the span that is named.
	return time.Duration(float64(after-before) * float64(idle) / float64(boot.Now().Sub(begun))), err
}
