package boot

import (
	"errors"
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
