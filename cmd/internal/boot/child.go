package boot

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
)

// PageWorker is the first argument that makes a program of ours a page worker, the only thing it then is. The second is the folder of the
// compiled page engine.
const PageWorker = "page-worker"

// Child is this program once more, as a helper that talks over its standard input and output and is given nothing else: no desk, no key, and of
// the environment only where its libraries are.
type Child struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  io.ReadCloser
	once sync.Once
}

// StartChild starts this program with arguments.
func StartChild(args ...string) (*Child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find program: %w", err)
	}
	c := &Child{cmd: exec.Command(self, args...)}
	c.cmd.Env = libraries(os.Environ())
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("start helper: %w", err)
	}
	if c.out, err = c.cmd.StdoutPipe(); err != nil {
		return nil, fmt.Errorf("start helper: %w", err)
	}
	if err := c.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start helper: %w", err)
	}
	return c, nil
}

// libraries keeps of an environment what a system needs to load a program.
func libraries(env []string) []string {
	out := []string{}
	for _, e := range env {
		name, _, _ := strings.Cut(e, "=")
		switch strings.ToUpper(name) {
		case "PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH":
			out = append(out, e)
		}
	}
	return out
}

// ID is the number the system gave the child's process.
func (c *Child) ID() int { return c.cmd.Process.Pid }

// Read reads what the child writes.
func (c *Child) Read(p []byte) (int, error) { return c.out.Read(p) }

// Write writes what the child reads.
func (c *Child) Write(p []byte) (int, error) { return c.in.Write(p) }

// Kill ends the child at once. It may be called twice.
func (c *Child) Kill() {
	c.once.Do(func() {
		_ = c.cmd.Process.Kill() // it may be gone already
		_ = c.in.Close()
		_ = c.out.Close()
		go func() { _ = c.cmd.Wait() }() // what is left of it, whatever it says
	})
}
