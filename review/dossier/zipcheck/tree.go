package zipcheck

import (
	"compress/flate"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"time"
)

func isFlate(err error) bool {
	var c flate.CorruptInputError
	return errors.As(err, &c)
}

// index makes the archive a tree. Of two entries with one name the first stands; the second was reported.
func (a *Archive) index() {
	a.byName = make(map[string]*Entry, len(a.Entries))
	a.dirs = map[string][]string{".": nil}
	for _, e := range a.Entries {
		if !fs.ValidPath(e.Name) || a.byName[e.Name] != nil {
			continue
		}
		a.byName[e.Name] = e
		if e.Dir {
			a.folder(e.Name)
			continue
		}
		dir := path.Dir(e.Name)
		a.folder(dir)
		a.dirs[dir] = append(a.dirs[dir], e.Name)
	}
	for _, names := range a.dirs {
		slices.Sort(names)
	}
}

// folder enters a folder and those above it.
func (a *Archive) folder(dir string) {
	if _, ok := a.dirs[dir]; ok {
		return
	}
	a.dirs[dir] = nil
	up := path.Dir(dir)
	a.folder(up)
	a.dirs[up] = append(a.dirs[up], dir)
}

// Find returns the file with this name.
func (a *Archive) Find(name string) (*Entry, bool) {
	e, ok := a.byName[name]
	return e, ok && !e.Dir
}

// Open implements fs.FS over the decoded names, so that what was checked is what is read.
func (a *Archive) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if names, ok := a.dirs[name]; ok {
		return &folder{a: a, info: info{name: path.Base(name), dir: true}, names: names}, nil
	}
	e, ok := a.byName[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	r, err := e.Open()
	if err != nil {
		return nil, err
	}
	return &file{ReadCloser: r, info: info{name: path.Base(name), size: e.Size}}, nil
}

type file struct {
	io.ReadCloser
	info info
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }

type folder struct {
	a     *Archive
	info  info
	names []string
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *folder) Close() error               { return nil }
func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.info.name, Err: errors.New("is a folder")}
}

// ReadDir implements fs.ReadDirFile.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	take := f.names
	if n > 0 {
		if len(take) == 0 {
			return nil, io.EOF
		}
		take = take[:min(n, len(take))]
	}
	f.names = f.names[len(take):]
	out := make([]fs.DirEntry, len(take))
	for i, name := range take {
		in := info{name: path.Base(name)}
		if _, in.dir = f.a.dirs[name]; !in.dir {
			in.size = f.a.byName[name].Size
		}
		out[i] = fs.FileInfoToDirEntry(in)
	}
	return out, nil
}

type info struct {
	name string
	size int64
	dir  bool
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) IsDir() bool        { return i.dir }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) Sys() any           { return nil }
func (i info) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}
