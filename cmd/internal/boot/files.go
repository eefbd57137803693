package boot

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"shinsa/review"
	"shinsa/review/fault"
)

// Incoming opens a file that a person names. The second result closes it.
func Incoming(path string) (review.Incoming, func() error, error) {
	f, err := os.Open(path)
	if err != nil {
		return review.Incoming{}, nil, unreadable(path, err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("not a regular file")
	}
	if err != nil {
		return review.Incoming{}, nil, unreadable(path, errors.Join(err, f.Close()))
	}
	return review.Incoming{Name: filepath.Base(path), R: f, Size: info.Size()}, f.Close, nil
}

// IncomingAll opens several files, or none.
func IncomingAll(paths []string) ([]review.Incoming, func() error, error) {
	var ins []review.Incoming
	var closers []func() error
	closeAll := func() error {
		var errs []error
		for _, c := range closers {
			errs = append(errs, c())
		}
		return errors.Join(errs...)
	}
	for _, p := range paths {
		in, done, err := Incoming(p)
		if err != nil {
			return nil, nil, errors.Join(err, closeAll())
		}
		ins, closers = append(ins, in), append(closers, done)
	}
	return ins, closeAll, nil
}

// Evidence opens every regular file below a folder, or the one ZIP that holds them; an empty path is no evidence.
func Evidence(path string) ([]review.Incoming, func() error, error) {
	if path == "" {
		return nil, func() error { return nil }, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, unreadable(path, err)
	}
	if !info.IsDir() {
		return IncomingAll([]string{path})
	}
	var paths []string
	err = filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			paths = append(paths, p)
		}
		return err
	})
	if err != nil {
		return nil, nil, unreadable(path, err)
	}
	return IncomingAll(paths)
}

func unreadable(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fault.Wrap(fault.Missing, "file_missing", err, "name", path)
	}
	return fault.Wrap(fault.Unavailable, "file_unreadable", err, "name", path)
}

// folder is an Outbox on disk.
type folder struct{ root *os.Root }

// Outbox returns the folder to hand files out into, making it when it is not there. Names stay inside it whatever they are.
func Outbox(dir string) (review.Outbox, error) {
	if err := makeFolder(dir); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fault.Wrap(fault.Unavailable, "folder_unwritable", err, "name", dir)
	}
	return folder{root}, nil
}

func makeFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fault.Wrap(fault.Unavailable, "folder_unwritable", err, "name", dir)
	}
	return nil
}

// Write writes beside the name, flushes, and renames.
func (o folder) Write(name string, write func(io.Writer) error) (string, error) {
	path := filepath.Join(o.root.Name(), name)
	part := name + ".part"
	f, err := o.root.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return "", fault.Wrap(fault.Unavailable, "folder_unwritable", err, "name", path)
	}
	err = write(f)
	if err == nil {
		err = diskError(f.Sync(), path)
	}
	err = errors.Join(err, diskError(f.Close(), path))
	if err == nil {
		err = diskError(o.root.Rename(part, name), path)
	}
	if err != nil {
		return "", errors.Join(err, o.discard(part))
	}
	return path, nil
}

func (o folder) discard(name string) error {
	if err := o.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove %s: %w", name, err)
	}
	return nil
}

func diskError(err error, path string) error {
	if err == nil {
		return nil
	}
	return fault.Wrap(fault.Unavailable, "folder_unwritable", err, "name", path)
}

// Read opens a file of the folder.
func (o folder) Read(name string) (review.Incoming, func() error, error) {
	f, err := o.root.Open(name)
	if err != nil {
		return review.Incoming{}, nil, unreadable(name, err)
	}
	info, err := f.Stat()
	if err != nil {
		return review.Incoming{}, nil, unreadable(name, errors.Join(err, f.Close()))
	}
	return review.Incoming{Name: name, R: f, Size: info.Size()}, f.Close, nil
}

// Remove deletes a file of the folder.
func (o folder) Remove(name string) error { return o.discard(name) }
