package main

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

// ending is how long the toolkit has to end by itself: its loop ends within a frame, or after the work it has at hand.
const ending = 5 * time.Second

// outlive ends the program when the toolkit does not. As it is shipped (2.7.1), the last event of its loop can wait for the loop, which has ended and
// waits for the event, for ever: no window, and a process that keeps the desk and its page workers. closed is called when the window has closed; a
// signal to end counts as well. After a moment finish is called, on another thread, and the program ends with its outcome.
func outlive(finish func() error) (closed func()) {
	var once sync.Once
	closed = func() {
		once.Do(func() {
			time.AfterFunc(ending, func() {
				if finish() != nil {
					os.Exit(1)
				}
				os.Exit(0)
			})
		})
	}
	told := make(chan os.Signal, 1)
	signal.Notify(told, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-told
		closed()
	}()
	return closed
}
