// Package task is the only door between the window's thread and everything slow.
//
// Work runs off the window's thread with a context that Cancel ends; what it reports and how it ends come back on the window's
// thread, through this package alone. Every running job is visible: the frame shows what, how far and a way to stop. A job that was
// cancelled still calls its ending, with context.Canceled, so that a screen never waits for nothing.
//
// Nothing else in the program calls fyne.Do; with one place to look at, a call from the wrong thread has one cause.
package task

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// ErrPanic is the cause of a job whose work panicked; the program goes on and the screen says so.
var ErrPanic = errors.New("work panicked")

// State is what there is to see of a job. Values are copies.
type State struct {
	ID     int
	Title  string  // what is being done, in the words of the screen
	Step   string  // the part at hand; may be empty
	Done   float64 // 0 to 1; below zero when how far is not known
	Cancel func()  // stops the job; safe to call at any time
}

// Runner starts jobs and tells who watches about them. Its methods belong to the window's thread.
type Runner struct {
	ctx    context.Context
	post   func(func())
	spawn  func(func())
	states []State
	watch  []func([]State)
	next   int
	wait   sync.WaitGroup
	timers bool     // delays run by themselves; otherwise Settle runs them
	delays []*Delay // when they do not
}

// New returns a runner whose jobs end with ctx and report on the window's thread.
func New(ctx context.Context) *Runner {
	return &Runner{ctx: ctx, post: fyne.Do, spawn: func(f func()) { go f() }, timers: true}
}

// Inline returns a runner that does everything at once on the caller's thread, delays only when Settle is called: for tests and for
// tools without a window.
func Inline(ctx context.Context) *Runner {
	call := func(f func()) { f() }
	return &Runner{ctx: ctx, post: call, spawn: call}
}

// Settle runs what delays of an inline runner still have to run, as if time had passed.
func (r *Runner) Settle() {
	for _, d := range r.delays {
		d.Flush()
	}
}

// Watch calls f with the running jobs, now and whenever they change.
func (r *Runner) Watch(f func([]State)) {
	r.watch = append(r.watch, f)
	f(r.Running())
}

// Running returns the jobs under way, oldest first.
func (r *Runner) Running() []State { return append([]State(nil), r.states...) }

// CancelAll stops every job under way.
func (r *Runner) CancelAll() {
	for _, s := range r.Running() {
		s.Cancel()
	}
}

// Wait returns when every job started so far has finished its work; their endings may still be queued for the window's thread.
func (r *Runner) Wait() { r.wait.Wait() }

// Post runs f on the window's thread. For what arrives by itself, such as a file another program opened with us.
func (r *Runner) Post(f func()) { r.post(f) }

// Context returns what ends with the runner or when stop is called.
func (r *Runner) Context() (ctx context.Context, stop func()) { return context.WithCancel(r.ctx) }

// Progress is how work tells how far it is. Its method may be called from any thread.
type Progress struct {
	runner *Runner
	id     int
}

// Report says which step is at hand and how much is done, from 0 to 1; below zero when that is not known.
func (p *Progress) Report(step string, done float64) {
	p.runner.post(func() {
		p.runner.change(p.id, func(s *State) { s.Step, s.Done = step, min(done, 1) })
	})
}

// Of reports how much of a total is done, as whoever counts tells it.
func (p *Progress) Of(done, total int64) {
	if total > 0 {
		p.Report("", float64(done)/float64(total))
	}
}

// Run starts work under title. Its result reaches done on the window's thread, once, whatever happens. The returned function stops
// the job; done then receives context.Canceled unless the work had already ended.
func Run[T any](r *Runner, title string, work func(context.Context, *Progress) (T, error), done func(T, error)) (cancel func()) {
	cancel, _ = run(r, title, work, done)
	return cancel
}

// glance is how long the window waits for what is usually there at once: less than two frames.
const glance = 30 * time.Millisecond

// Soon is Run for what a screen reads before there is anything on it. The window waits for a glance: what ends within it has reached done before
// Soon returns, so that no empty screen is drawn first.
func Soon[T any](r *Runner, title string, work func(context.Context, *Progress) (T, error), done func(T, error)) (cancel func()) {
	cancel, ending := run(r, title, work, done)
	select {
	case end := <-ending:
		end()
	case <-time.After(glance):
	}
	return cancel
}

func run[T any](r *Runner, title string, work func(context.Context, *Progress) (T, error), done func(T, error)) (cancel func(), ending <-chan func()) {
	ctx, stop := context.WithCancel(r.ctx)
	r.next++
	id := r.next
	r.states = append(r.states, State{ID: id, Title: title, Done: -1, Cancel: stop})
	r.tell()
	return stop, start(ctx, r, func(ctx context.Context) (T, error) { return work(ctx, &Progress{r, id}) }, func(v T, err error) {
		stop()
		r.remove(id)
		done(v, err)
	})
}

// Quiet is Run for work of a moment that has its own place on the screen, such as a page being drawn: it is not listed.
func Quiet[T any](r *Runner, work func(context.Context) (T, error), done func(T, error)) (cancel func()) {
	ctx, stop := context.WithCancel(r.ctx)
	start(ctx, r, work, func(v T, err error) {
		stop()
		done(v, err)
	})
	return stop
}

// start returns where the ending comes as soon as there is one, for who waits on the window's thread; it comes there by itself too, and counts once.
func start[T any](ctx context.Context, r *Runner, work func(context.Context) (T, error), done func(T, error)) <-chan func() {
	ending := make(chan func(), 1)
	r.wait.Add(1)
	r.spawn(func() {
		v, err := guard(ctx, work)
		if err == nil && ctx.Err() != nil {
			err = ctx.Err()
		}
		r.wait.Done()
		ended := false // of the window's thread
		end := func() {
			if !ended {
				ended = true
				done(v, err)
			}
		}
		ending <- end
		r.post(end)
	})
	return ending
}

func guard[T any](ctx context.Context, work func(context.Context) (T, error)) (v T, err error) {
	defer func() {
		if x := recover(); x != nil {
			// The value may hold applicant content: only its type is kept (Art. 20).
			err = fmt.Errorf("%w: %T", ErrPanic, x)
		}
	}()
	return work(ctx)
}

func (r *Runner) change(id int, f func(*State)) {
	for i := range r.states {
		if r.states[i].ID == id {
			f(&r.states[i])
			r.tell()
			return
		}
	}
}

func (r *Runner) remove(id int) {
	for i := range r.states {
		if r.states[i].ID == id {
			r.states = append(r.states[:i], r.states[i+1:]...)
			break
		}
	}
	r.tell()
}

func (r *Runner) tell() {
	for _, f := range r.watch {
		f(r.Running())
	}
}
