package window

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Process is a running process as the kernel tells of it (proc(5)).
type Process struct {
	ID      int
	Command []string
}

// Process returns the program's own process.
func (p *Program) Process() Process { return Process{ID: p.cmd.Process.Pid} }

// Children returns the processes that the program started and that run.
func (p *Program) Children() []Process {
	p.tb.Helper()
	var out []Process
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", p.cmd.Process.Pid))
	if err != nil {
		p.tb.Fatal(err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			continue // a thread that ended meanwhile
		}
		for _, word := range strings.Fields(string(b)) {
			id, err := strconv.Atoi(word)
			if err != nil {
				p.tb.Fatal(err)
			}
			if line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", id)); err == nil && len(line) > 0 { // one that ended has none
				out = append(out, Process{id, strings.Split(strings.Trim(string(line), "\x00"), "\x00")})
			}
		}
	}
	return out
}

// Memory returns how much memory a process has and had at most, in bytes, 0 for one that is gone.
func (q Process) Memory() (now, most int64) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", q.ID))
	if err != nil {
		return 0, 0
	}
	for _, line := range strings.Split(string(b), "\n") {
		name, value, _ := strings.Cut(line, ":")
		n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
		switch {
		case err != nil:
		case name == "VmRSS":
			now = n << 10
		case name == "VmHWM":
			most = n << 10
		}
	}
	return now, most
}
