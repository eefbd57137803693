package window

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Program is a running process with one main window.
type Program struct {
	*Screen
	cmd    *exec.Cmd
	id     string // of the window
	output *log
	ended  chan struct{}
}

// log collects what the program prints while others read it.
type log struct {
	mu  sync.Mutex
	buf strings.Builder
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// Start runs a command on the display with more environment and waits until a window with the title is there and has the keys.
func (s *Screen) Start(tb testing.TB, title string, env []string, command ...string) *Program {
	tb.Helper()
	p := &Program{Screen: s, output: &log{}, ended: make(chan struct{})}
	p.cmd = exec.Command(command[0], command[1:]...)
	p.cmd.Env = append(append(os.Environ(), "DISPLAY="+s.display, "LIBGL_ALWAYS_SOFTWARE=1"), env...)
	p.cmd.Stdout, p.cmd.Stderr = p.output, p.output
	if err := p.cmd.Start(); err != nil {
		tb.Fatalf("start program: %v", err)
	}
	go func() {
		_ = p.cmd.Wait()
		close(p.ended)
	}()
	tb.Cleanup(p.Kill)
	p.Wait("a window named "+title, func() bool {
		ids, err := s.tool("", "xdotool", "search", "--onlyvisible", "--name", title)
		p.id, _, _ = strings.Cut(ids, "\n")
		return err == nil && p.id != ""
	})
	p.Focus()
	return p
}

// Focus gives the window the keys, where there are several.
func (p *Program) Focus() {
	p.tb.Helper()
	p.must("", "xdotool", "windowfocus", "--sync", p.id)
}

// Wait returns when cond holds; after Patience, or when the program ends, it fails the test.
func (p *Program) Wait(what string, cond func() bool) {
	p.tb.Helper()
	late := time.After(Patience)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !cond() {
		select {
		case <-tick.C:
		case <-p.ended:
			p.tb.Fatalf("the program ended while waiting for %s; it said\n%s", what, p.Output())
		case <-late:
			p.tb.Fatalf("waited in vain for %s, see %s; the program said\n%s", what, p.picture("waited-in-vain"), p.Output())
		}
	}
}

// Title returns the title of the window.
func (p *Program) Title() string {
	title, err := p.tool("", "xdotool", "getwindowname", p.id)
	if err != nil {
		return ""
	}
	return title
}

// WaitTitle waits until the title contains a part.
func (p *Program) WaitTitle(part string) {
	p.tb.Helper()
	p.Wait("the title "+part, func() bool { return strings.Contains(p.Title(), part) })
}

// WaitOutput waits until the program has printed a part, to either stream.
func (p *Program) WaitOutput(part string) {
	p.tb.Helper()
	p.Wait("the output "+part, func() bool { return strings.Contains(p.Output(), part) })
}

// Output returns all the program has printed so far.
func (p *Program) Output() string { return p.output.String() }

// Key presses keys one after the other, by their X names: "Tab", "ctrl+k", "1".
func (p *Program) Key(keys ...string) {
	p.tb.Helper()
	p.must("", "xdotool", append([]string{"key", "--delay", "40"}, keys...)...)
}

// Type enters text: ASCII by the keyboard, anything else through the clipboard, because the server has no keys for it.
func (p *Program) Type(text string) {
	p.tb.Helper()
	for _, r := range text {
		if r > 0x7e {
			p.Paste(text)
			return
		}
	}
	p.must("", "xdotool", "type", "--delay", "30", text)
}

// Paste enters text through the clipboard.
func (p *Program) Paste(text string) {
	p.tb.Helper()
	clip := exec.Command("xclip", "-selection", "clipboard", "-in", "-loops", "0")
	clip.Env = append(os.Environ(), "DISPLAY="+p.display)
	clip.Stdin = strings.NewReader(text)
	if err := clip.Run(); err != nil { // it goes on in the background as the owner of the clipboard and ends with the display
		p.tb.Fatalf("fill clipboard: %v", err)
	}
	p.Key("ctrl+v")
}

// Click presses the left button at a point of the window.
func (p *Program) Click(x, y int) {
	p.tb.Helper()
	p.must("", "xdotool", "mousemove", "--sync", "--window", p.id, strconv.Itoa(x), strconv.Itoa(y), "click", "1")
}

// Resize makes the window w × h.
func (p *Program) Resize(w, h int) {
	p.tb.Helper()
	p.must("", "xdotool", "windowsize", "--sync", p.id, strconv.Itoa(w), strconv.Itoa(h))
}

// Shot keeps a picture of the display once it shows something and has stopped changing, but for a blinking cursor.
func (p *Program) Shot(name string) string {
	p.tb.Helper()
	var file string
	last := look(p.tb, p.picture(name))
	p.Wait("a picture that stands still", func() bool {
		file = p.picture(name)
		now := look(p.tb, file)
		still := now.like(last)
		last = now
		return still && !now.blank()
	})
	return file
}

// WaitOther waits until the display is no longer like a picture that was kept.
func (p *Program) WaitOther(file string) {
	p.tb.Helper()
	was := look(p.tb, file)
	p.Wait("a display that differs from "+file, func() bool { return !look(p.tb, p.picture("waited-for-change")).like(was) })
}

// WaitPage waits until an eighth of the display is as white as the page of a document; nothing large of the light window is.
func (p *Program) WaitPage() {
	p.tb.Helper()
	p.Wait("the page of a document", func() bool { return look(p.tb, p.picture("waited-for-page")).white() > 1./8 })
}

// Close asks the program to end, waits until the program has ended, and returns its exit status.
func (p *Program) Close() int {
	p.tb.Helper()
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(Patience):
		_ = p.cmd.Process.Signal(syscall.SIGQUIT) // what every thread of it waits for
		<-p.ended
		p.tb.Fatalf("the program does not end; it said\n%s", p.Output())
	}
	return p.cmd.ProcessState.ExitCode()
}

// Kill ends the program at once, as a power failure would.
func (p *Program) Kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}
