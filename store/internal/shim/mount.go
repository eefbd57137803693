package shim

import (
	"errors"
	"fmt"
	"sync"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// Mount is a layer registered with SQLite under a name, which a connection selects with the DSN parameter "vfs".
type Mount struct {
	name  string
	layer Layer
	below uintptr // the file system underneath
	self  uintptr // the struct SQLite has in its list
}

type openFile struct {
	file  File
	layer Layer
	mount *Mount
}

// table finds Go values from the addresses SQLite calls us with.
type table struct {
	mu      sync.RWMutex
	mounts  map[uintptr]*Mount
	files   map[uintptr]*openFile
	last    uintptr
	methods uintptr
}

var registry = table{mounts: map[uintptr]*Mount{}, files: map[uintptr]*openFile{}}

func (t *table) file(id uintptr) *openFile {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.files[id]
}

func (t *table) closed(id uintptr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.files, id)
}

func (t *table) opened(f *openFile) uintptr {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last++
	t.files[t.last] = f
	return t.last
}

func (t *table) mount(p uintptr) *Mount {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.mounts[p]
}

// Register puts layer over the file system called base, the machine's own when base is empty, under a name of its own.
func Register(name, base string, layer Layer) (*Mount, error) {
	tls := libc.NewTLS()
	defer tls.Close()
	if rc := sqlite3.Xsqlite3_initialize(tls); rc != sqlite3.SQLITE_OK {
		return nil, fmt.Errorf("initialize sqlite: code %d", rc)
	}
	under, err := find(tls, base)
	if err != nil {
		return nil, err
	}
	if taken, _ := find(tls, name); taken != 0 {
		return nil, fmt.Errorf("register file system %q: name is taken", name)
	}
	zName, err := libc.CString(name)
	if err != nil {
		return nil, fmt.Errorf("register file system: %w", err)
	}
	p := libc.Xcalloc(tls, 1, libc.Tsize_t(unsafe.Sizeof(system{})))
	if p == 0 {
		return nil, errors.New("register file system: no memory")
	}
	s := at[system](p)
	*s = *at[system](under)
	s.FpNext = 0
	s.FzName = zName
	s.FszOsFile += int32(handleSize)
	put(&s.FxOpen, onOpen)
	put(&s.FxDelete, onDelete)

	m := &Mount{name: name, layer: layer, below: under, self: p}
	registry.mu.Lock()
	if registry.methods == 0 {
		registry.methods = fileMethods(tls)
	}
	registry.mounts[p] = m
	registry.mu.Unlock()
	if rc := sqlite3.Xsqlite3_vfs_register(tls, p, 0); rc != sqlite3.SQLITE_OK {
		return nil, fmt.Errorf("register file system %q: code %d", name, rc)
	}
	return m, nil
}

func find(tls *libc.TLS, name string) (uintptr, error) {
	var z uintptr
	if name != "" {
		var err error
		if z, err = libc.CString(name); err != nil {
			return 0, fmt.Errorf("find file system: %w", err)
		}
		defer libc.Xfree(tls, z)
	}
	p := sqlite3.Xsqlite3_vfs_find(tls, z)
	if p == 0 {
		return 0, fmt.Errorf("find file system %q: none registered", name)
	}
	return p, nil
}

// Name is the value for the DSN parameter "vfs".
func (m *Mount) Name() string { return m.name }

// Open reports how many files of this mount are open.
func (m *Mount) Open() int {
	registry.mu.RLock()
	defer registry.mu.RUnlock()
	n := 0
	for _, f := range registry.files {
		if f.mount == m {
			n++
		}
	}
	return n
}

// Close takes the layer out of SQLite's list. It fails while a file is open through it; closing twice does nothing.
func (m *Mount) Close() error {
	if n := m.Open(); n > 0 {
		return fmt.Errorf("close file system %q: %d files are open", m.name, n)
	}
	registry.mu.Lock()
	_, there := registry.mounts[m.self]
	delete(registry.mounts, m.self)
	registry.mu.Unlock()
	if !there {
		return nil
	}
	tls := libc.NewTLS()
	defer tls.Close()
	if rc := sqlite3.Xsqlite3_vfs_unregister(tls, m.self); rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("unregister file system %q: code %d", m.name, rc)
	}
	libc.Xfree(tls, at[system](m.self).FzName)
	libc.Xfree(tls, m.self)
	return nil
}

func onOpen(tls *libc.TLS, vfs, zName, f uintptr, flags int32, pOut uintptr) int32 {
	*at[handle](f) = handle{} // no methods: SQLite does not close what did not open
	m := registry.mount(vfs)
	k := kindOf(flags)
	if m == nil || !m.layer.Admit(k) {
		return int32(CantOpen)
	}
	b := below(tls, f)
	open := call[func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32](at[system](m.below).FxOpen)
	if rc := open(tls, m.below, zName, b.file, flags, pOut); rc != sqlite3.SQLITE_OK {
		return rc
	}
	name := ""
	if zName != 0 {
		name = libc.GoString(zName)
	}
	file, rc := m.layer.Open(name, k, b)
	if rc != OK {
		b.close()
		return int32(rc)
	}
	h := at[handle](f)
	h.id = registry.opened(&openFile{file: file, layer: m.layer, mount: m})
	h.file.FpMethods = registry.methods
	return sqlite3.SQLITE_OK
}

func onDelete(tls *libc.TLS, vfs, zName uintptr, syncDir int32) int32 {
	m := registry.mount(vfs)
	if m == nil {
		return sqlite3.SQLITE_IOERR_DELETE
	}
	rc := call[func(*libc.TLS, uintptr, uintptr, int32) int32](at[system](m.below).FxDelete)(tls, m.below, zName, syncDir)
	if rc == sqlite3.SQLITE_OK {
		m.layer.Deleted(libc.GoString(zName))
	}
	return rc
}
