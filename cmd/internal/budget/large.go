package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// packingLarge is packing for the dossier of the promise: 500 files, 2 GB.
func packingLarge(string) (Row, error) {
	s, err := newScheme(largePart, largeFiles)
	if err != nil {
		return Row{}, err
	}
	return s.packs("pack a dossier of 500 files, 2 GB"), nil
}

// openingLarge is opening for the same, from files.
func openingLarge(home string) (Row, error) {
	s, err := newScheme(largePart, largeFiles)
	if err != nil {
		return Row{}, err
	}
	packed, err := written(filepath.Join(home, "large.dossier"), s.pack)
	if err != nil {
		return Row{}, err
	}
	sealed, err := written(filepath.Join(home, "large.age"), s.encrypt)
	if err != nil {
		return Row{}, err
	}
	return s.opens("check and open a dossier of 500 files, 2 GB", packed, sealed), nil
}

// largeMemory is what a process takes at most that packs the large dossier into a file and opens it.
func largeMemory(string) (Row, error) {
	return Row{Work: "pack and open a dossier of 500 files, 2 GB: memory", Size: most("large"), Under: 64 << 20}, nil
}

func packedAndOpened() (err error) {
	s, err := newScheme(largePart, largeFiles)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "shinsa-budget-")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	f, err := written(filepath.Join(dir, "large.dossier"), s.pack)
	if err != nil {
		return err
	}
	defer f.Close()
	return s.open(f)
}

// onDisk is a file on disk with its size.
type onDisk struct {
	*os.File
	size int64
}

// Size implements file.
func (f onDisk) Size() int64 { return f.size }

// written makes a file and leaves it open for reading.
func written(path string, write func(io.Writer) error) (onDisk, error) {
	f, err := os.Create(path)
	if err != nil {
		return onDisk{}, fmt.Errorf("make file: %w", err)
	}
	if err := write(f); err != nil {
		return onDisk{}, errors.Join(err, f.Close())
	}
	in, err := f.Stat()
	if err != nil {
		return onDisk{}, errors.Join(err, f.Close())
	}
	return onDisk{f, in.Size()}, nil
}
