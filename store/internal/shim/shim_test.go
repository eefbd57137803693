package shim_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	_ "modernc.org/sqlite"

	"shinsa/store/internal/shim"
)

// flipper stores every byte inverted, and counts what it is asked.
type flipper struct {
	refuse          shim.Kind
	fail            atomic.Bool
	opened, deleted atomic.Int64
}

func (l *flipper) Admit(k shim.Kind) bool   { return k != l.refuse }
func (l *flipper) Deleted(string)           { l.deleted.Add(1) }
func (l *flipper) Traits(below int32) int32 { return below }

func (l *flipper) Open(_ string, _ shim.Kind, _ shim.Below) (shim.File, shim.Code) {
	if l.fail.Load() {
		return nil, shim.NoMemory
	}
	l.opened.Add(1)
	b, free := shim.Alloc(1 << 16)
	return &flipped{buffer: b, free: free}, shim.OK
}

type flipped struct {
	buffer []byte
	free   func()
}

func (f *flipped) Close() { f.free() }

func (f *flipped) Read(below shim.Below, p []byte, off int64) shim.Code {
	rc := below.Read(p, off)
	size, _ := below.Size()
	for i := range p {
		if off+int64(i) < size {
			p[i] = ^p[i]
		}
	}
	return rc
}

func (f *flipped) Write(below shim.Below, p []byte, off int64) shim.Code {
	for i, c := range p {
		f.buffer[i] = ^c
	}
	return below.Write(f.buffer[:len(p)], off)
}

func (f *flipped) Truncate(below shim.Below, size int64) shim.Code { return below.Truncate(size) }
func (f *flipped) Sync(below shim.Below, flags int32) shim.Code    { return below.Sync(flags) }
func (f *flipped) Size(below shim.Below) (int64, shim.Code)        { return below.Size() }

func register(t *testing.T, name, over string, l shim.Layer) *shim.Mount {
	t.Helper()
	m, err := shim.Register(name, over, l)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	})
	return m
}

func connect(t *testing.T, m *shim.Mount, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?vfs="+m.Name())
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return db
}

func exec(t *testing.T, db *sql.DB, q string) {
	t.Helper()
	if _, err := db.Exec(q); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
}

func TestALayerSeesEveryByte(t *testing.T) {
	l := &flipper{}
	m := register(t, "flip", "", l)
	path := filepath.Join(t.TempDir(), "x.db")
	db := connect(t, m, path)
	exec(t, db, "create table t(a); insert into t values('"+strings.Repeat("marker", 2000)+"')")
	if m.Open() == 0 || l.opened.Load() < 2 || l.deleted.Load() == 0 {
		t.Errorf("%d open, %d opened, %d deleted; want database and journal", m.Open(), l.opened.Load(), l.deleted.Load())
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b, []byte("marker")) || ^b[0] != 'S' {
		t.Error("bytes went past the layer")
	}
	var n int
	if err := db.QueryRow("select length(a) from t").Scan(&n); err != nil || n != 12_000 {
		t.Errorf("read %d, %v", n, err)
	}
	if err := m.Close(); err == nil {
		t.Error("a mount with open files was closed")
	}
	if err := db.Close(); err != nil || m.Open() != 0 {
		t.Errorf("%d files are open after closing, %v", m.Open(), err)
	}
}

// Inverting twice is storing plainly: two layers are really two.
func TestLayersStack(t *testing.T) {
	register(t, "lower", "", &flipper{})
	m := register(t, "upper", "lower", &flipper{})
	path := filepath.Join(t.TempDir(), "x.db")
	db := connect(t, m, path)
	exec(t, db, "create table t(a)")
	b, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(b, []byte("SQLite format 3")) {
		t.Errorf("stored %.16q, %v", b, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestALayerCanRefuse(t *testing.T) {
	l := &flipper{refuse: shim.Journal}
	m := register(t, "refuse", "", l)
	path := filepath.Join(t.TempDir(), "x.db")
	db := connect(t, m, path)
	if _, err := db.Exec("create table t(a)"); err == nil {
		t.Error("written without a journal")
	}
	if _, err := os.Stat(path + "-journal"); !os.IsNotExist(err) {
		t.Errorf("a refused file was made: %v", err)
	}
	l.fail.Store(true)
	other := connect(t, m, path)
	if err := other.Ping(); err == nil {
		t.Error("opened what the layer failed to open")
	}
}

func TestRegisterRefusesWhatCannotBe(t *testing.T) {
	if _, err := shim.Register("above-nothing", "no-such", &flipper{}); err == nil {
		t.Error("registered above nothing")
	}
	m := register(t, "taken", "", &flipper{})
	if _, err := shim.Register("taken", "", &flipper{}); err == nil {
		t.Error("registered twice")
	}
	for range 2 {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	}
	register(t, "taken", "", &flipper{}) // free again
}
