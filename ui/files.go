package ui

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/ui/widget"
)

// errCancelled is how a person's change of mind travels; it is never shown.
var errCancelled = context.Canceled

// maxFiles bounds what one drop can bring: a folder chosen by mistake must not become thousands of open files.
const maxFiles = 500

// Open implements screen.Files.
func (f *Frame) Open(paths ...string) ([]review.Incoming, func(), error) { return openFiles(paths) }

// Outbox implements screen.Files; an empty folder means the usual one.
func (f *Frame) Outbox(folder string) (review.Outbox, error) {
	if folder == "" {
		folder = f.machine.Folder()
	}
	return f.machine.Outbox(folder)
}

// Folder implements screen.Files.
func (f *Frame) Folder() string { return f.machine.Folder() }

func openFiles(paths []string) ([]review.Incoming, func(), error) {
	var in []review.Incoming
	var open []*os.File
	done := func() {
		for _, file := range open {
			_ = file.Close() // read only: nothing can be lost
		}
	}
	files, err := filesIn(paths)
	if err != nil {
		return nil, done, err
	}
	for _, p := range files {
		file, err := os.Open(p)
		if err != nil {
			done()
			return nil, func() {}, fault.Wrap(fault.Unavailable, "file_unreadable", err, "name", filepath.Base(p))
		}
		open = append(open, file)
		info, err := file.Stat()
		if err != nil {
			done()
			return nil, func() {}, fault.Wrap(fault.Unavailable, "file_unreadable", err, "name", filepath.Base(p))
		}
		in = append(in, review.Incoming{Name: filepath.Base(p), R: file, Size: info.Size()})
	}
	return in, done, nil
}

// filesIn replaces every folder by the regular files in it, hidden ones left out.
func filesIn(paths []string) ([]string, error) {
	var out []string
	for _, p := range paths {
		err := filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return fault.Wrap(fault.Missing, "file_missing", err, "name", filepath.Base(path))
			case path != p && d.Name()[0] == '.' && d.IsDir():
				return fs.SkipDir
			case d.IsDir(), path != p && d.Name()[0] == '.', path != p && !d.Type().IsRegular():
				return nil
			case len(out) == maxFiles:
				return fault.New(fault.Invalid, "too_many_files", "max", fmt.Sprint(maxFiles))
			}
			out = append(out, path)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ChooseFile implements screen.Host.
func (f *Frame) ChooseFile(extensions []string, chosen func(path string)) {
	f.askPath("frame.choose_file", "", func(take func(string)) { f.BrowseFile(extensions, take) }, chosen)
}

// ChooseFolder implements screen.Host.
func (f *Frame) ChooseFolder(chosen func(review.Outbox)) {
	f.askPath("frame.choose_folder", f.machine.Folder(), f.BrowseFolder, func(path string) {
		out, err := f.machine.Outbox(path)
		if err != nil {
			f.Problem(err)
			return
		}
		chosen(out)
	})
}

// askPath asks for a path in a dialog of ours, where it can be typed; the toolkit's dialog, which only a pointer works well, stands behind
// a button.
func (f *Frame) askPath(key, path string, choose func(func(string)), chosen func(string)) {
	widget.AskPath(f.Canvas(), widget.PathQuestion{
		Title: f.text.T(key), Path: path, Button: f.text.T("frame.browse"), Do: f.text.T("frame.take_path"), Not: f.text.T("toolkit.cancel"),
		Choose: choose, Act: chosen,
	})
}

// BrowseFile implements screen.Files.
func (f *Frame) BrowseFile(extensions []string, chosen func(path string)) {
	f.chooser().file(extensions, chosen)
}

// BrowseFolder implements screen.Files.
func (f *Frame) BrowseFolder(chosen func(path string)) { f.chooser().folder(chosen) }

func (f *Frame) chooser() chooser { return chooser{f.window, f.machine.Folder(), f.Problem} }

// chooser opens the toolkit's own dialogs for files and folders.
type chooser struct {
	window  fyne.Window
	begin   string // folder shown first
	problem func(error)
}

func (c chooser) file(extensions []string, chosen func(path string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			c.problem(fault.Wrap(fault.Unavailable, "file_unreadable", err, "name", ""))
		case r != nil:
			path := r.URI().Path()
			_ = r.Close() // read only: nothing can be lost
			chosen(path)
		}
	}, c.window)
	if len(extensions) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(extensions))
	}
	c.show(d)
}

func (c chooser) folder(chosen func(path string)) {
	c.show(dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		switch {
		case err != nil:
			c.problem(fault.Wrap(fault.Unavailable, "file_unreadable", err, "name", ""))
		case u != nil:
			chosen(u.Path())
		}
	}, c.window))
}

func (c chooser) show(d *dialog.FileDialog) {
	if l, err := storage.ListerForURI(storage.NewFileURI(c.begin)); err == nil {
		d.SetLocation(l)
	}
	size := c.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width-80, 960), min(size.Height-80, 620)))
	d.Show()
}

// dropped takes what was dropped anywhere on the window.
func (f *Frame) dropped(uris []fyne.URI) {
	f.take(paths(uris))
}

// paths returns the paths of those that are files.
func paths(uris []fyne.URI) []string {
	var out []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			out = append(out, u.Path())
		}
	}
	return out
}

// take offers files to the screen shown, and receives them itself when they are not for it.
func (f *Frame) take(paths []string) {
	if len(paths) == 0 || f.window.Canvas().Overlays().Top() != nil {
		return
	}
	if d, ok := f.shown.(interface{ Drop([]string) bool }); ok && d.Drop(paths) {
		return
	}
	f.Receive(paths)
}
