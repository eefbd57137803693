package window

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
)

// Display starts a private X server with one screen of a size such as "1366x768" and returns its name, ":N", and what ends it.
func Display(size string) (name string, end func(), err error) {
	r, w, err := os.Pipe()
	if err != nil {
		return "", nil, fmt.Errorf("start display: %w", err)
	}
	defer r.Close()
	// Without -noreset the server begins anew whenever its last client leaves, and refuses who comes at that moment.
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", size+"x24", "-nolisten", "tcp", "-noreset")
	server.ExtraFiles = []*os.File{w}
	var log bytes.Buffer
	server.Stderr = &log
	err = server.Start()
	w.Close()
	if err != nil {
		return "", nil, fmt.Errorf("start display: %w", err)
	}
	end = func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	}
	number, err := io.ReadAll(&until{r: r, end: '\n'})
	if err != nil || len(bytes.TrimSpace(number)) == 0 {
		end()
		return "", nil, fmt.Errorf("start display: no number (%v)\n%s", err, log.String())
	}
	return ":" + string(bytes.TrimSpace(number)), end, nil
}

// until ends a reader after a byte: the server keeps its end of the pipe open.
type until struct {
	r    io.Reader
	end  byte
	done bool
}

func (u *until) Read(p []byte) (int, error) {
	if u.done || len(p) == 0 {
		return 0, io.EOF
	}
	n, err := u.r.Read(p[:1])
	u.done = n == 1 && p[0] == u.end
	return n, err
}
