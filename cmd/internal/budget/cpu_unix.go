//go:build unix

package main

import (
	"syscall"
	"time"
)

// cpu is the processor time this process has used.
func cpu() (time.Duration, bool) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0, false
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), true
}
