//go:build unix

package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// memory is the most memory this process ever held, in bytes. On Linux what getrusage says includes what the process was forked from, so
// the kernel is asked for the high-water mark of this program alone.
func memory() (int64, bool) {
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(status)) {
			var kilobytes int64
			if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &kilobytes); err == nil {
				return kilobytes << 10, true
			}
		}
	}
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
