package durable_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"shinsa/store/internal/durable"
)

func TestCreateRefusesAnExistingFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	if err := durable.Create(path, []byte("one")); err != nil {
		t.Fatal(err)
	}
	if err := durable.Create(path, []byte("two")); !errors.Is(err, fs.ErrExist) {
		t.Fatalf("second create: %v, want fs.ErrExist", err)
	}
	if err := durable.Replace(path, []byte("three")); err != nil {
		t.Fatal(err)
	}
	b, err := durable.Limited(path, 5)
	if err != nil || string(b) != "three" {
		t.Fatalf("read back %q, %v", b, err)
	}
	if _, err := durable.Limited(path, 4); err == nil {
		t.Fatal("a file over the limit was read")
	}
}

func TestFilesAreTheOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permission bits are not kept on Windows")
	}
	path := filepath.Join(t.TempDir(), "a")
	if err := durable.Create(path, nil); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got != durable.Mode {
		t.Fatalf("mode %v, want %v", got, durable.Mode)
	}
}

func TestDiscardLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	f, err := durable.NewFile(dir)
	if err != nil {
		t.Fatal(err)
	}
	f.Discard()
	f.Discard()
	if err := f.Commit(filepath.Join(dir, "late")); err == nil {
		t.Fatal("a discarded file was committed")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 0 {
		t.Fatalf("left behind: %v, %v", entries, err)
	}
}

func TestSweepRemovesOnlyUnfinishedFiles(t *testing.T) {
	dir := t.TempDir()
	if err := durable.Create(filepath.Join(dir, "kept"), []byte("x")); err != nil {
		t.Fatal(err)
	}
	f, err := durable.NewFile(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil { // as a killed program leaves it
		t.Fatal(err)
	}
	if err := durable.Sweep(dir); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != "kept" {
		t.Fatalf("after the sweep: %v, %v", entries, err)
	}
	if err := durable.Remove(filepath.Join(dir, "kept")); err != nil {
		t.Fatal(err)
	}
	if err := durable.Remove(filepath.Join(dir, "kept")); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("second remove: %v, want fs.ErrNotExist", err)
	}
}
