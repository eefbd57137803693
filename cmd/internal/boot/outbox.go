package boot

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"shinsa/review"
	"shinsa/review/fault"
)

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
	part := name + endPart
	f, err := o.root.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return "", fault.Wrap(fault.Unavailable, "folder_unwritable", err, "name", path)
	}
	err = write(disk{f, path})
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

// disk is a file whose failures to write name what could not be written: a full disk is told like a folder that may not be written.
type disk struct {
	f    *os.File
	path string
}

// Write implements io.Writer.
func (d disk) Write(b []byte) (int, error) {
	n, err := d.f.Write(b)
	return n, diskError(err, d.path)
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

// The ends of names beside which files take their place.
const (
	endPart   = ".part"
	endBefore = ".before"
)

// Replace writes every file beside its name, reads it back, and only then lets one after the other take its place; what stood there waits
// beside it until all have. A computer that stops between two of them leaves each file whole, some of them the old ones.
func (o folder) Replace(files []review.Finished, gone []string, next func(n int) error) ([]string, error) {
	var parts []string
	drop := func(err error) error {
		for _, p := range parts {
			err = errors.Join(err, o.discard(p))
		}
		return err
	}
	paths := make([]string, 0, len(files))
	for i, f := range files {
		if err := next(i); err != nil {
			return nil, drop(err)
		}
		parts = append(parts, f.Name+endPart)
		if err := o.stage(f); err != nil {
			return nil, drop(err)
		}
		paths = append(paths, filepath.Join(o.root.Name(), f.Name))
	}
	var swapped []string
	var err error
	for _, f := range files {
		if err = o.swap(f.Name, f.Name+endPart); err != nil {
			break
		}
		swapped = append(swapped, f.Name)
	}
	for _, name := range gone {
		if err != nil {
			break
		}
		if err = o.swap(name, ""); err == nil {
			swapped = append(swapped, name)
		}
	}
	if err != nil {
		for i := len(swapped) - 1; i >= 0; i-- {
			err = errors.Join(err, o.unswap(swapped[i]))
		}
		return nil, drop(err)
	}
	for _, name := range swapped {
		_ = o.discard(name + endBefore) // what is left over is put in place of at the next time
	}
	return paths, nil
}

// stage writes a file beside its name and reads it back.
func (o folder) stage(f review.Finished) error {
	path := filepath.Join(o.root.Name(), f.Name)
	w, err := o.root.OpenFile(f.Name+endPart, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fault.Wrap(fault.Unavailable, "folder_unwritable", err, "name", path)
	}
	_, err = w.Write(f.Content)
	if err == nil {
		err = w.Sync()
	}
	if err = diskError(errors.Join(err, w.Close()), path); err != nil {
		return err
	}
	b, err := o.root.ReadFile(f.Name + endPart)
	if err == nil && !bytes.Equal(b, f.Content) {
		err = errors.New("read back otherwise than written")
	}
	return diskError(err, path)
}

// swap puts what stands under a name aside and the part, where there is one, in its place.
func (o folder) swap(name, part string) error {
	path := filepath.Join(o.root.Name(), name)
	if info, err := o.root.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return diskError(errors.New("not a regular file"), path)
	}
	if err := o.discard(name + endBefore); err != nil { // of a time that was interrupted
		return err
	}
	if err := o.root.Rename(name, name+endBefore); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return diskError(err, path)
	}
	if part == "" {
		return nil
	}
	if err := o.root.Rename(part, name); err != nil {
		return errors.Join(diskError(err, path), o.unswap(name))
	}
	return nil
}

// unswap brings back what stood under a name, or nothing where nothing did.
func (o folder) unswap(name string) error {
	switch err := o.root.Rename(name+endBefore, name); {
	case errors.Is(err, fs.ErrNotExist):
		return o.discard(name)
	default:
		return diskError(err, filepath.Join(o.root.Name(), name))
	}
}
