package boot

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"shinsa/review/fault"
)

func TestOutbox_WritesWholeOrNotAtAll(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out", "deep")
	out, err := Outbox(dir)
	if err != nil {
		t.Fatal(err)
	}
	path, err := out.Write("a.pdf", func(w io.Writer) error {
		_, err := io.WriteString(w, "whole")
		return err
	})
	if err != nil || path != filepath.Join(dir, "a.pdf") {
		t.Fatalf("wrote %s, %v", path, err)
	}
	broken := errors.New("broken")
	if _, err := out.Write("a.pdf", func(w io.Writer) error {
		if _, err := io.WriteString(w, "half"); err != nil {
			return err
		}
		return broken
	}); !errors.Is(err, broken) {
		t.Errorf("a write that broke off: %v", err)
	}
	in, done, err := out.Read("a.pdf")
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, in.Size)
	if _, err := in.R.ReadAt(b, 0); err != nil || string(b) != "whole" || done() != nil {
		t.Errorf("read %q, %v: the earlier file has to stay", b, err)
	}
	if err := out.Remove("a.pdf"); err != nil {
		t.Error(err)
	}
	if err := out.Remove("a.pdf"); err != nil {
		t.Errorf("removing what is not there: %v", err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 0 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
	if _, _, err := out.Read("a.pdf"); fault.KindOf(err) != fault.Missing {
		t.Errorf("reading what is not there: %v", err)
	}
}

func TestOutbox_NamesStayInside(t *testing.T) {
	dir := t.TempDir()
	out, err := Outbox(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"../escaped", "/tmp/escaped", "a/../../escaped"} {
		_, err := out.Write(name, func(w io.Writer) error { return nil })
		if fault.KindOf(err) != fault.Unavailable {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "escaped")); err == nil {
		t.Error("a file was written beside the folder")
	}
	if _, err := Outbox(filepath.Join(dir, "out", "\x00")); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("a folder that cannot be: %v", err)
	}
}

func TestIncoming_OpensFilesAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "申請書.xlsx")
	if err := os.WriteFile(path, []byte("12345"), 0o600); err != nil {
		t.Fatal(err)
	}
	in, done, err := Incoming(path)
	if err != nil || in.Name != "申請書.xlsx" || in.Size != 5 {
		t.Fatalf("opened %+v, %v", in, err)
	}
	if err := done(); err != nil {
		t.Error(err)
	}
	if _, _, err := Incoming(filepath.Join(dir, "none")); fault.KindOf(err) != fault.Missing {
		t.Errorf("what is not there: %v", err)
	}
	if _, _, err := Incoming(dir); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("a folder: %v", err)
	}
	if _, _, err := IncomingAll([]string{path, filepath.Join(dir, "none")}); fault.KindOf(err) != fault.Missing {
		t.Errorf("one of two: %v", err)
	}
}

func TestEvidence_TakesAFolderAFileOrNothing(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"b.pdf", "a.pdf", "sub/c.pdf"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string][]string{"": nil, dir: {"a.pdf", "b.pdf", "c.pdf"}, filepath.Join(dir, "b.pdf"): {"b.pdf"}} {
		ins, done, err := Evidence(path)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, in := range ins {
			got = append(got, in.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q holds %q, want %q", path, got, want)
		}
		if err := done(); err != nil {
			t.Error(err)
		}
	}
	if _, _, err := Evidence(filepath.Join(dir, "none")); fault.KindOf(err) != fault.Missing {
		t.Errorf("what is not there: %v", err)
	}
}

func TestDefaultDir_FollowsTheUsersFolders(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{map[string]string{"SHINSA_DESK": "/d", "HOME": "/h"}, "/d"},
		{map[string]string{"XDG_DATA_HOME": "/x", "HOME": "/h"}, filepath.Join("/x", "shinsa")},
		{map[string]string{"LOCALAPPDATA": "/l", "HOME": "/h"}, filepath.Join("/l", "Shinsa")},
		{map[string]string{"HOME": "/h"}, filepath.Join("/h", ".local", "share", "shinsa")},
		{nil, "shinsa-desk"},
	} {
		if got := DefaultDir(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v: %s, want %s", c.env, got, c.want)
		}
	}
}
