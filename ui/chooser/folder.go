package chooser

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shinsa/ui/present"
)

// entry is one line of a folder.
type entry struct {
	name   string
	folder bool
	size   int64
	at     time.Time
}

// read returns what is in a folder: folders first, each kind by name; what is hidden, and what is neither folder nor file, is left out.
func read(dir string) ([]entry, error) {
	found, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []entry
	for _, d := range found {
		if strings.HasPrefix(d.Name(), ".") {
			continue
		}
		info, err := os.Stat(filepath.Join(dir, d.Name())) // what a link leads to
		if err != nil || !info.IsDir() && !info.Mode().IsRegular() {
			continue
		}
		out = append(out, entry{d.Name(), info.IsDir(), info.Size(), info.ModTime()})
	}
	slices.SortStableFunc(out, func(a, b entry) int {
		if a.folder != b.folder {
			if a.folder {
				return -1
			}
			return 1
		}
		return strings.Compare(present.Fold(a.name), present.Fold(b.name))
	})
	return out, nil
}

// kind is what a path leads to.
type kind int

const (
	nothing kind = iota
	aFolder
	aFile
)

func kindOf(path string) kind {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nothing
	case info.IsDir():
		return aFolder
	}
	return aFile
}

// place is a folder offered by name.
type place struct{ key, dir string }

// places returns the usual folders that are there: the person's own, and where the computer's files begin. documents and the like are found
// under their names in Japanese and English.
func places(home string) []place {
	var out []place
	add := func(key string, dirs ...string) {
		for _, dir := range dirs {
			if dir != "" && kindOf(dir) == aFolder {
				out = append(out, place{key, dir})
				return
			}
		}
	}
	in := func(names ...string) []string {
		if home == "" {
			return nil
		}
		var dirs []string
		for _, n := range names {
			dirs = append(dirs, filepath.Join(home, n))
		}
		return dirs
	}
	add("home", home)
	add("desktop", in("Desktop", "デスクトップ")...)
	add("documents", in("Documents", "ドキュメント", "書類")...)
	add("downloads", in("Downloads", "ダウンロード")...)
	add("computer", filepath.VolumeName(home)+string(filepath.Separator))
	for _, media := range []string{"/media", "/run/media", "/Volumes"} {
		add("media", media)
	}
	return out
}

// split takes a path as it is typed apart: the folder it begins with, and the rest, which narrows what is in it. What is not absolute is in dir.
// Quotes, "file://" and "~" are taken as they come with pasting and habit.
func split(dir, home, typed string) (folder, rest string) {
	typed = strings.Trim(strings.TrimPrefix(strings.TrimSpace(typed), "file://"), `"'`)
	if home != "" && (typed == "~" || strings.HasPrefix(typed, "~"+string(filepath.Separator))) {
		typed = home + typed[1:] + string(filepath.Separator)
	}
	i := strings.LastIndexByte(typed, filepath.Separator)
	if i < 0 {
		return dir, typed
	}
	folder, rest = typed[:i+1], typed[i+1:]
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(dir, folder)
	}
	return filepath.Clean(folder), rest
}

// ended is a folder as the field shows it.
func ended(dir string) string {
	if strings.HasSuffix(dir, string(filepath.Separator)) {
		return dir
	}
	return dir + string(filepath.Separator)
}

// unreadable reports whether a folder is there and cannot be looked into.
func unreadable(err error) bool { return err != nil && !errors.Is(err, fs.ErrNotExist) }
