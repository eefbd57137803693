package task

import (
	"sync"
	"time"
)

// Delay runs something a little later on the window's thread, and starts the wait anew each time it is asked: what a field needs
// that saves after the last key. Methods belong to the window's thread.
type Delay struct {
	runner *Runner
	wait   time.Duration
	run    func()
	mu     sync.Mutex
	timer  *time.Timer
	asked  bool
	turn   int
}

// NewDelay returns a delay of wait for run.
func (r *Runner) NewDelay(wait time.Duration, run func()) *Delay {
	d := &Delay{runner: r, wait: wait, run: run}
	if !r.timers {
		r.delays = append(r.delays, d)
	}
	return d
}

// Touch starts the wait anew.
func (d *Delay) Touch() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.turn++
	d.asked = true
	if !d.runner.timers {
		return
	}
	turn := d.turn
	if d.timer != nil {
		d.timer.Stop()
	}
	d.timer = time.AfterFunc(d.wait, func() {
		d.runner.post(func() {
			if d.take(turn) {
				d.run()
			}
		})
	})
}

// Stop forgets what is waiting.
func (d *Delay) Stop() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.turn++
	d.asked = false
	if d.timer != nil {
		d.timer.Stop()
	}
}

// Flush runs what is waiting at once; it does nothing when nothing waits.
func (d *Delay) Flush() {
	d.mu.Lock()
	turn, waiting := d.turn, d.asked
	d.mu.Unlock()
	if waiting && d.take(turn) {
		d.run()
	}
}

// take reports whether turn is still the latest and nothing ran for it, and marks it run.
func (d *Delay) take(turn int) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if turn != d.turn || !d.asked {
		return false
	}
	d.asked = false
	if d.timer != nil {
		d.timer.Stop()
	}
	return true
}

// Waiting reports whether something is still to run.
func (d *Delay) Waiting() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.asked
}
