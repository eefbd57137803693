package main

import (
	"errors"
	"fmt"
	"log"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/fault"
)

// machine is this computer, as the window needs it.
type machine struct {
	app    fyne.App
	folder string
}

// Outbox implements ui.Machine.
func (m machine) Outbox(folder string) (review.Outbox, error) { return boot.Outbox(folder) }

// Folder implements ui.Machine.
func (m machine) Folder() string { return m.folder }

// Home implements ui.Machine.
func (m machine) Home() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return home
}

// Show implements ui.Machine.
func (m machine) Show(path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("find file: %w", err)
	}
	return m.app.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(abs)})
}

// Log implements ui.Machine. Of an error it keeps the reference, codes and types, never its text: that may name a file or quote what a
// person typed (Art. 20).
func (m machine) Log(reference string, err error) { log.Printf("%s %s", reference, codes(err)) }

// codes returns the chain of an error as codes and types.
func codes(err error) string {
	var parts []string
	for err != nil {
		if f, ok := err.(*fault.Error); ok {
			parts = append(parts, string(f.Kind)+":"+f.Code)
		} else {
			parts = append(parts, fmt.Sprintf("%T", err))
		}
		err = errors.Unwrap(err)
	}
	return strings.Join(parts, " < ")
}
