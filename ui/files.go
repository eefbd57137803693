package ui

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/ui/chooser"
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
	f.BrowseFile(extensions, chosen)
}

// ChooseFolder implements screen.Host.
func (f *Frame) ChooseFolder(chosen func(review.Outbox)) {
	f.BrowseFolder(func(path string) {
		out, err := f.machine.Outbox(path)
		if err != nil {
			f.Problem(err)
			return
		}
		chosen(out)
	})
}

// BrowseFile implements screen.Files. The folder a file was chosen in is shown first the next time.
func (f *Frame) BrowseFile(extensions []string, chosen func(path string)) {
	chooser.Open(f, f.text, chooser.Question{
		Title: f.text.T("frame.choose_file"), Ends: extensions, Begin: f.beginning(), Home: f.machine.Home(), Act: func(path string) {
			f.keepBeginning(filepath.Dir(path))
			chosen(path)
		},
	})
}

// BrowseFolder implements screen.Files.
func (f *Frame) BrowseFolder(chosen func(path string)) {
	chooser.Open(f, f.text, chooser.Question{
		Title: f.text.T("frame.choose_folder"), Folder: true, Begin: f.machine.Folder(), Home: f.machine.Home(), Act: chosen,
	})
}

// settingBeginning names the desk's setting of the folder a file was chosen in last.
const settingBeginning = "chooser.folder"

// beginning is the folder shown first.
func (f *Frame) beginning() string {
	if dir := f.desk.Setting(context.Background(), settingBeginning); dir != "" {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir
		}
	}
	return f.machine.Home()
}

func (f *Frame) keepBeginning(dir string) {
	f.places.Put(settingBeginning, func(ctx context.Context) (time.Time, error) {
		return time.Time{}, f.desk.SetSetting(ctx, settingBeginning, dir)
	})
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
	if len(paths) == 0 {
		return
	}
	if f.window.Canvas().Overlays().Top() != nil {
		f.Tell(f.text.T("frame.drop_later"))
		return
	}
	if d, ok := f.shown.(interface{ Drop([]string) bool }); ok && d.Drop(paths) {
		return
	}
	f.Receive(paths)
}
