// Package window drives a program in a real window, as a person at the keyboard would, on a display of its own.
//
// A Screen is a private X server without a window manager (Xvfb); a Program is one process on it. Keys go through the server, as from
// a keyboard, so that what is tested is what is shipped. Nothing here knows the program's insides: a story presses keys, waits until
// the window's title or its output says something, and keeps pictures. Every wait has an end, and a wait that ends fails the test
// with the last picture and the program's output.
//
// An Eye looks at a display from outside, for who measures when a frame was on it.
//
// The tools are Xvfb, xdotool, xclip and import; `make window` installs them.
package window

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Patience is how long a wait lasts before it fails. Software rendering on two busy cores is slow.
const Patience = 60 * time.Second

// Screen is a display that only this test sees.
type Screen struct {
	tb      testing.TB
	display string // ":N"
	shots   string // folder for pictures
}

// Open starts a display of a size such as "1366x768" and ends it with the test. Pictures go to the folder named by SHINSA_SHOTS, or to
// one that is removed with the test.
func Open(tb testing.TB, size string) *Screen {
	tb.Helper()
	shots := os.Getenv("SHINSA_SHOTS")
	if shots == "" {
		shots = tb.TempDir()
	}
	if err := os.MkdirAll(shots, 0o755); err != nil {
		tb.Fatal(err)
	}
	display, end, err := Display(size)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(end)
	return &Screen{tb: tb, display: display, shots: shots}
}

// tool runs a command on the display and returns what it prints.
func (s *Screen) tool(stdin, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display)
	cmd.Stdin = strings.NewReader(stdin)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, strings.TrimSpace(errs.String()))
	}
	return strings.TrimSpace(out.String()), nil
}

// must is tool for what cannot fail while the program runs.
func (s *Screen) must(stdin, name string, args ...string) string {
	s.tb.Helper()
	out, err := s.tool(stdin, name, args...)
	if err != nil {
		s.tb.Fatal(err)
	}
	return out
}

// picture saves the whole display under a name and returns the file.
func (s *Screen) picture(name string) string {
	s.tb.Helper()
	file := filepath.Join(s.shots, name+".png")
	s.must("", "import", "-window", "root", file)
	return file
}
