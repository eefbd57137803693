package story

import (
	"bytes"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"shinsa/cmd/internal/window"
)

// website is a place on the web that documents name and nobody may go to.
type website struct {
	address string
	visits  chan struct{}
}

// listen waits on this computer for whoever comes.
func listen(t *testing.T) *website {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	w := &website{"http://" + l.Addr().String(), make(chan struct{}, 1)}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_ = c.Close()
			select {
			case w.visits <- struct{}{}:
			default:
			}
		}
	}()
	return w
}

// unvisited fails when somebody came.
func (w *website) unvisited(t *testing.T) {
	t.Helper()
	select {
	case <-w.visits:
		t.Error("a document made the program go to the web")
	default:
	}
}

// skim looks at a document of every kind, in English and in the dark.
func (r *reader) skim() {
	r.Key("e")
	r.says("page 1 line")
	for _, d := range []struct {
		name string
		wait string
	}{{"scan-jpeg", ""}, {"locked", ""}, {"endless", ""}, {"letter", marker}, {"table", marker}, {"photograph", ""}, {"ledger", marker}, {"memo", marker}, {"drawing", ""}, {"too-large", ""}, {"scan-pdf", ""}} {
		r.next()
		switch {
		case d.name == "locked": // neither the password nor what it opens stays anywhere
			r.unlock()
			continue
		case d.name == "endless":
			r.Key("Right") // who turns away from the first sees the second, which names the web
			r.WaitPage()
		case d.wait != "":
			r.says(d.wait)
		case strings.HasPrefix(d.name, "scan"):
			r.WaitPage()
		}
		r.keep(d.name)
	}
	r.Key("ctrl+f")
	r.Type(marker)
	r.Key("Return", "Escape", "Escape", "E")
	r.keep("two")
}

// traced returns the calls that a program made of the system until it ended.
func traced(t *testing.T, log string) string {
	t.Helper()
	late := time.Now().Add(window.Patience)
	for {
		b, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		if calls := string(b); strings.Contains(calls, "+++ exited with") { // the tracer ends after the program
			return calls
		}
		if time.Now().After(late) {
			t.Fatalf("the tracing does not end:\n%s", b)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// opensNoSocket fails when a traced program, or one that it started, opened a socket but that of its display.
func opensNoSocket(t *testing.T, calls string) {
	t.Helper()
	if !strings.Contains(calls, "AF_UNIX") {
		t.Fatalf("the tracing does not even see the display:\n%s", calls)
	}
	if found := internet.FindAllString(calls, -1); len(found) > 0 {
		t.Errorf("the program opened %d sockets:\n%s", len(found), calls)
	}
}

// What a trace says of files that were made or got a name, whether that call was finished on the same line or not, or failed.
var (
	made    = regexp.MustCompile(`(?m)^\d+ +(?:openat\([^,]*, |open\()"([^"]*)", [^)\n]*(?:O_CREAT|O_TMPFILE)`)
	moved   = regexp.MustCompile(`(?m)^\d+ +(?:rename|link|symlink)\w*\([^\n]*"([^"]*)"[^"\n]*$`)
	unnamed = regexp.MustCompile(`(?m)^\d+ +(?:memfd_create|creat)\(.*$`) // creat names one, and nothing of ours calls it
)

// wroteNothingPlain fails when the program made a file anywhere but where its desks are, which are sealed, and where it may keep what holds nothing of
// a document; or when something of a document stands in any of these.
func (r *reader) wroteNothingPlain(home, calls string) {
	t := r.t
	t.Helper()
	if all := unnamed.FindAllString(calls, -1); len(all) > 0 {
		t.Errorf("files without a name:\n%s", strings.Join(all, "\n"))
	}
	seen := 0
	for _, m := range append(made.FindAllStringSubmatch(calls, -1), moved.FindAllStringSubmatch(calls, -1)...) {
		seen++
		if !within(m[1], filepath.Join(home, "desks"), filepath.Join(home, "cache"), filepath.Join(home, "config"), "/dev/null") {
			t.Errorf("the program made %s", m[1])
		}
	}
	if seen == 0 {
		t.Fatal("the tracing does not even see the desk")
	}
	if files := plain(t, originals(t)); len(files) != 2 {
		t.Fatalf("what is looked for stands in no more of the documents than %v", files)
	}
	if files := plain(t, os.DirFS(home)); len(files) > 0 {
		t.Errorf("something of a document stands in %v", files)
	}
}

func within(file string, folders ...string) bool {
	for _, f := range folders {
		if file == f || strings.HasPrefix(file, f+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// plain returns the files in which something of a document stands as it was: its words, in the two ways in which systems write them, or its pixels.
func plain(t *testing.T, files fs.FS) (found []string) {
	t.Helper()
	wide := func(s string) []byte { return []byte(strings.Join(strings.Split(s, ""), "\x00") + "\x00") }
	marks := [][]byte{
		[]byte(marker), wide(marker), []byte(needle), wide(needle), []byte(password), []byte("behind the password"),
		bytes.Repeat([]byte{drawn.R, drawn.G, drawn.B, drawn.A}, 16), bytes.Repeat([]byte{drawn.B, drawn.G, drawn.R, drawn.A}, 16), bytes.Repeat([]byte{drawn.R, drawn.G, drawn.B}, 16),
	}
	err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		for _, m := range marks {
			if bytes.Contains(b, m) {
				found = append(found, name)
				break
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// originals are documents as they were sent.
func originals(t *testing.T) fs.FS {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "memo.txt", []byte(marker))
	put(t, dir, "drawing", drawing().Pix)
	return os.DirFS(dir)
}
