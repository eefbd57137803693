package boot

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"shinsa/review"
	"shinsa/review/fault"
)

// set is a set of files with one content.
func set(content string, names ...string) []review.Finished {
	var out []review.Finished
	for _, n := range names {
		out = append(out, review.Finished{Name: n, Content: []byte(content)})
	}
	return out
}

func TestOutbox_FilesTakeTheirPlaceTogetherOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	out, err := Outbox(dir)
	if err != nil {
		t.Fatal(err)
	}
	next := func(int) error { return nil }
	holds := func(when string, want map[string]string) {
		t.Helper()
		left, err := os.ReadDir(dir)
		if err != nil || len(left) != len(want) {
			t.Errorf("%s: the folder has %v, %v", when, left, err)
		}
		for name, content := range want {
			if b, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(b) != content {
				t.Errorf("%s: %s is %q, %v", when, name, b, err)
			}
		}
	}
	if paths, err := out.Replace(set("old", "a", "b", "gone"), nil, next); err != nil || len(paths) != 3 || paths[1] != filepath.Join(dir, "b") {
		t.Fatalf("%v, %v", paths, err)
	}
	stopped := errors.New("stopped")
	if _, err := out.Replace(set("new", "a", "b"), []string{"gone"}, func(n int) error {
		if n == 1 {
			return stopped
		}
		return nil
	}); !errors.Is(err, stopped) {
		t.Errorf("stopped: %v", err)
	}
	old := map[string]string{"a": "old", "b": "old", "gone": "old"}
	holds("stopped", old)
	if err := os.MkdirAll(filepath.Join(dir, "c", "inner"), 0o700); err != nil { // where a file is to go, after two others took their place
		t.Fatal(err)
	}
	if _, err := out.Replace(set("new", "a", "new", "c"), []string{"gone"}, next); err == nil {
		t.Error("a folder was replaced by a file")
	}
	if err := os.RemoveAll(filepath.Join(dir, "c")); err != nil {
		t.Fatal(err)
	}
	holds("failed", old)
	if err := os.WriteFile(filepath.Join(dir, "new.before"), []byte("of a crash"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Replace(set("new", "a", "b", "new"), []string{"gone", "never"}, next); err != nil {
		t.Fatal(err)
	}
	holds("done", map[string]string{"a": "new", "b": "new", "new": "new"})
}

// A disk that takes no more is told with what could not be written, and leaves nothing behind.
func TestOutbox_AFailingDiskIsNamed(t *testing.T) {
	dir := t.TempDir()
	out, err := Outbox(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = out.Write("a.pdf", func(w io.Writer) error {
		d, ok := w.(disk)
		if !ok {
			t.Fatalf("written to a %T", w)
		}
		full, err := os.Open(os.DevNull) // for reading: every write fails
		if err != nil {
			return err
		}
		defer full.Close()
		_, err = disk{full, d.path}.Write([]byte("x"))
		return err
	})
	if !errors.Is(err, &fault.Error{Kind: fault.Unavailable, Code: "folder_unwritable"}) {
		t.Errorf("a full disk: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
