package task

import (
	"context"
	"sync"
	"time"
)

// Save makes one change durable and returns when it was.
type Save func(context.Context) (time.Time, error)

// Watcher is told about a queue, on the window's thread.
type Watcher struct {
	// Saving is called when a change begins its way to the disk.
	Saving func()
	// Saved is called when nothing is left on its way; at is when the last change became durable.
	Saved func(at time.Time)
	// Failed is called when a change was not made. It returns whether to keep it and try again.
	Failed func(key string, err error) (again bool)
}

// retry is how long a queue waits before it tries a failed change again.
const retry = 3 * time.Second

// Queue makes changes durable one after the other, in the order they came, the latest for each key only. A change that failed stays
// until it was made or given up: nothing typed is dropped in silence.
type Queue struct {
	runner *Runner
	watch  Watcher
	work   chan struct{} // holds one token while changes are made
	mu     sync.Mutex    // guards what follows
	order  []string
	saves  map[string]Save
	timer  *time.Timer
}

// NewQueue returns an empty queue.
func (r *Runner) NewQueue(w Watcher) *Queue {
	return &Queue{runner: r, watch: w, work: make(chan struct{}, 1), saves: map[string]Save{}}
}

// Put adds a change, in place of one for the same key that is still waiting, and starts making it durable.
func (q *Queue) Put(key string, s Save) {
	q.mu.Lock()
	if _, waiting := q.saves[key]; !waiting {
		q.order = append(q.order, key)
	}
	q.saves[key] = s
	q.mu.Unlock()
	q.watch.Saving()
	q.start()
}

// Pending returns how many changes are not durable yet, not counting one being made just now.
func (q *Queue) Pending() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.order)
}

// Flush makes every waiting change durable before it returns, on the caller's thread. It stops at the first that fails.
func (q *Queue) Flush() {
	if q.Pending() == 0 {
		q.work <- struct{}{} // one may be on its way
		<-q.work
		return
	}
	q.end(q.drain())
}

func (q *Queue) start() {
	r := q.runner
	r.wait.Add(1)
	r.spawn(func() {
		result := q.drain()
		r.wait.Done()
		r.post(func() { q.end(result) })
	})
}

// drained is what became of a run over the queue.
type drained struct {
	at   time.Time
	made int
	key  string
	save Save
	err  error
}

// drain makes changes until none waits or one fails.
func (q *Queue) drain() drained {
	q.work <- struct{}{}
	defer func() { <-q.work }()
	var d drained
	for {
		key, save, ok := q.take()
		if !ok {
			return d
		}
		at, err := save(context.WithoutCancel(q.runner.ctx))
		if err != nil {
			d.key, d.save, d.err = key, save, err
			return d
		}
		d.at = at
		d.made++
	}
}

func (q *Queue) take() (string, Save, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.order) == 0 {
		return "", nil, false
	}
	key := q.order[0]
	q.order = q.order[1:]
	s := q.saves[key]
	delete(q.saves, key)
	return key, s, true
}

func (q *Queue) end(d drained) {
	switch {
	case d.err != nil:
		if q.watch.Failed(d.key, d.err) {
			q.keep(d.key, d.save)
			return
		}
		if q.Pending() > 0 {
			q.start()
		}
	case d.made > 0 && q.Pending() == 0:
		q.watch.Saved(d.at)
	}
}

// keep puts a failed change back at the head, unless a newer one for its key waits, and tries again later.
func (q *Queue) keep(key string, s Save) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, newer := q.saves[key]; !newer {
		q.order = append([]string{key}, q.order...)
		q.saves[key] = s
	}
	if q.timer != nil {
		q.timer.Stop()
	}
	if !q.runner.timers {
		return
	}
	q.timer = time.AfterFunc(retry, func() { q.runner.post(q.start) })
}
