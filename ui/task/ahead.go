package task

import (
	"sync"
	"time"
)

// Ahead does pieces of work on threads of their own while the window's goes on, and returns what waits for all of them. It is for what is
// slow and knows of no screen, such as reading fonts before the first of them is drawn.
func Ahead(work ...func()) (wait func()) {
	var all sync.WaitGroup
	for _, f := range work {
		all.Go(f)
	}
	return all.Wait
}

// Glance waits, as Ahead told, but not for long.
func Glance(wait func()) {
	over := make(chan struct{})
	go func() {
		wait()
		close(over)
	}()
	select {
	case <-over:
	case <-time.After(glance):
	}
}
