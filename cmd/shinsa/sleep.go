package main

import (
	"context"
	"time"

	"shinsa/cmd/internal/boot"
)

// How often the clocks are compared, and how far apart they may have come in between.
const (
	sleepEvery = 2 * time.Second
	sleepJump  = 20 * time.Second
)

// WatchSleep implements ui.Machine. Where the system tells of a sleep beforehand the desk is locked before it; everywhere, a wall clock
// that has gone on while the program's own stood still tells that the computer slept.
func (m machine) WatchSleep(ctx context.Context, lock func(done func())) {
	watchSystem(ctx, lock)
	go func() {
		tick := time.NewTicker(sleepEvery)
		defer tick.Stop()
		last := boot.Now()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			now := boot.Now()
			if slept(now.Round(0).Sub(last.Round(0)), now.Sub(last)) {
				lock(func() {})
			}
			last = now
		}
	}()
}

// slept reports whether the computer slept between two readings of the clocks: the wall has gone on and the program's own has not. A wall
// clock that was set forward looks the same, and does no harm.
func slept(wall, own time.Duration) bool { return wall-own > sleepJump }
