//go:build unix

package main

import (
	"runtime"
	"syscall"
	"time"
)

// memory is the most memory this process ever held, in bytes.
func memory() (int64, bool) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0, false
	}
	if runtime.GOOS == "darwin" {
		return u.Maxrss, true
	}
	return u.Maxrss << 10, true
}

// cpu is the processor time this process has used.
func cpu() (time.Duration, bool) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0, false
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), true
}
