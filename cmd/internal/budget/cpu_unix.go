//go:build unix

package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// memory is the most memory this process ever held, in bytes. On Linux what getrusage says includes what the process was forked from, so
// the kernel is asked for the high-water mark of this program alone.
func memory() (int64, bool) {
	if most, ok := fromStatus(os.Getpid(), "VmHWM"); ok {
		return most, true
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

// spent is the processor time that all threads of a process have used, where the system tells it as Linux does.
func spent(process int) (time.Duration, error) {
	const perSecond = 100 // clock ticks, as Linux tells them to every program (sysconf _SC_CLK_TCK)
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", process))
	if err != nil {
		return 0, fmt.Errorf("processor time: %w", err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ") // the name before it may hold spaces
	const user, system = 14 - 3, 15 - 3           // proc(5) counts fields from 1, and the third comes first here
	fields := strings.Fields(rest)
	if len(fields) <= system {
		return 0, fmt.Errorf("processor time: %d fields", len(fields))
	}
	var ticks int64
	for _, f := range []string{fields[user], fields[system]} {
		n, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("processor time: %w", err)
		}
		ticks += n
	}
	return time.Duration(ticks) * time.Second / perSecond, nil
}

// resident is what a process has of the computer's memory now, in bytes, where the system tells it.
func resident(process int) (int64, bool) { return fromStatus(process, "VmRSS") }

// fromStatus reads a size from what Linux tells of a process.
func fromStatus(process int, name string) (int64, bool) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	if err != nil {
		return 0, false
	}
	for line := range strings.Lines(string(status)) {
		var kilobytes int64
		if _, err := fmt.Sscanf(line, name+": %d kB", &kilobytes); err == nil {
			return kilobytes << 10, true
		}
	}
	return 0, false
}
