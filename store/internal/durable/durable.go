// Package durable writes files that survive a loss of power at any moment: a reader finds the whole new file or what was there before.
//
// The order is always the same: write under a temporary name in the same folder, flush the file, rename, flush the folder. Flushing a
// folder is not possible on Windows, where the rename itself is journalled by the file system.
package durable

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// tempPrefix marks files that were never finished.
const tempPrefix = ".unfinished-"

// Mode is the permission of every file of the desk: its owner's alone.
const Mode fs.FileMode = 0o600

// DirMode is the permission of every folder of the desk.
const DirMode fs.FileMode = 0o700

// Create writes path in one step. It refuses with fs.ErrExist when path is there already.
func Create(path string, data []byte) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("create file: %w", fs.ErrExist)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("create file: %w", err)
	}
	return Replace(path, data)
}

// Replace writes path in one step, over whatever is there.
func Replace(path string, data []byte) error {
	f, err := NewFile(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer f.Discard()
	if _, err := f.Write(data); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	return f.Commit(path)
}

// File is a file being written under a temporary name.
type File struct {
	*os.File
	done bool
}

// NewFile starts a file in dir.
func NewFile(dir string) (*File, error) {
	f, err := os.CreateTemp(dir, tempPrefix+"*") // created with mode 0600
	if err != nil {
		return nil, fmt.Errorf("start file: %w", err)
	}
	return &File{File: f}, nil
}

// Commit flushes the file and gives it its name; after an error nothing of it is left.
func (f *File) Commit(path string) error {
	defer f.Discard()
	if err := f.Sync(); err != nil {
		return fmt.Errorf("flush file: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("close file: %w", err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("name file: %w", err)
	}
	f.done = true
	return SyncDir(filepath.Dir(path))
}

// Discard removes a file that was not committed; after Commit it does nothing.
func (f *File) Discard() {
	if f.done {
		return
	}
	f.done = true
	// Both may fail only because the file is closed or gone already, which is what is wanted.
	_ = f.Close()
	_ = os.Remove(f.Name())
}

// SyncDir makes the names in dir durable.
func SyncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("open folder: %w", err)
	}
	err = d.Sync()
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("flush folder: %w", err)
	}
	return nil
}

// Remove deletes path durably. A missing file is fs.ErrNotExist.
func Remove(path string) error {
	if err := os.Remove(path); err != nil {
		return fmt.Errorf("remove file: %w", err)
	}
	return SyncDir(filepath.Dir(path))
}

// Sweep removes what an interrupted writer left in dir.
func Sweep(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("list folder: %w", err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), tempPrefix) && e.Type().IsRegular() {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return fmt.Errorf("remove unfinished file: %w", err)
			}
		}
	}
	return nil
}

// Limited reads a small file whole, and refuses one longer than limit bytes.
func Limited(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open file: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read file: %w", err)
	}
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("read file: longer than %d bytes", limit)
	}
	return b, nil
}
