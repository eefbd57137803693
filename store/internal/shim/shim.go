// Package shim lets a SQLite virtual file system be written in plain Go on top of another one.
//
// A Layer sees every file SQLite opens through it and every byte that is read or written; locks, shared directories and the clock stay
// with the file system below, so that the layer is the same on every platform. Layers stack: the encrypting one on the machine's own,
// or on the one that simulates a loss of power.
//
// Rules that hold here:
//   - Only this package touches C memory. A layer gets byte slices; slices given to Below must come from SQLite or from Alloc.
//   - There is no shared memory and no memory mapping (version 1 methods): a write-ahead log therefore needs the exclusive locking
//     mode, and no wal-index file can appear beside the database.
//   - Hints that depend on the physical layout (chunk size, size hint, memory mapping, batch-atomic writes) never pass down.
package shim

import (
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// Code is a SQLite result code; zero is success.
type Code int32

// The result codes a layer returns.
const (
	OK        Code = sqlite3.SQLITE_OK
	CantOpen  Code = sqlite3.SQLITE_CANTOPEN
	NoMemory  Code = sqlite3.SQLITE_IOERR_NOMEM
	ShortRead Code = sqlite3.SQLITE_IOERR_SHORT_READ // the rest of the slice has been zeroed
	BadRead   Code = sqlite3.SQLITE_IOERR_READ
	BadWrite  Code = sqlite3.SQLITE_IOERR_WRITE
	BadData   Code = sqlite3.SQLITE_IOERR_DATA // content that fails its own check
	BadSync   Code = sqlite3.SQLITE_IOERR_FSYNC
	DiskFull  Code = sqlite3.SQLITE_FULL
)

// Kind is what SQLite uses a file for.
type Kind int

// The kinds of file.
const (
	Database Kind = iota + 1
	WAL
	Journal // rollback journal or super-journal
	Temp    // temporary database, sorter, statement journal: nothing of it outlives the process
)

func kindOf(flags int32) Kind {
	switch {
	case flags&sqlite3.SQLITE_OPEN_MAIN_DB != 0:
		return Database
	case flags&sqlite3.SQLITE_OPEN_WAL != 0:
		return WAL
	case flags&(sqlite3.SQLITE_OPEN_MAIN_JOURNAL|sqlite3.SQLITE_OPEN_SUPER_JOURNAL) != 0:
		return Journal
	default:
		return Temp
	}
}

// Layer is a file system in Go above another one. Its methods may be called from several goroutines.
type Layer interface {
	// Admit says whether files of this kind may be opened at all; a refused one is never created below.
	Admit(k Kind) bool
	// Open wraps a file just opened below. The file below is closed for it when it does not return OK.
	Open(name string, k Kind, below Below) (File, Code)
	// Deleted is told of a file removed below.
	Deleted(name string)
	// Traits turns the device characteristics below (SQLITE_IOCAP_*) into those of this layer's files.
	Traits(below int32) int32
}

// File is an open file of a Layer. SQLite never calls one file from two goroutines at once.
type File interface {
	// Read fills p from off, or zeroes what it cannot fill and returns ShortRead.
	Read(below Below, p []byte, off int64) Code
	Write(below Below, p []byte, off int64) Code
	Truncate(below Below, size int64) Code
	Sync(below Below, flags int32) Code
	Size(below Below) (int64, Code)
	// Close is called once, before the file below is closed.
	Close()
}

// Alloc returns n zeroed bytes that SQLite may read and write, and the function that frees them; nil when there is no memory.
func Alloc(n int) ([]byte, func()) {
	tls := libc.NewTLS()
	defer tls.Close()
	p := libc.Xcalloc(tls, 1, libc.Tsize_t(n))
	if p == 0 {
		return nil, func() {}
	}
	return bytesAt(p, n), func() {
		tls := libc.NewTLS()
		defer tls.Close()
		libc.Xfree(tls, p)
	}
}

// at is the value of type T that SQLite keeps at address p. SQLite's memory is not Go's: it neither moves nor is collected.
func at[T any](p uintptr) *T { return *(**T)(unsafe.Pointer(&p)) }

// call is the function of type F whose address SQLite holds as p.
func call[F any](p uintptr) F { return *(*F)(unsafe.Pointer(&p)) }

// put stores f, a function of this package, as an address SQLite can call.
func put[F any](slot *uintptr, f F) { *(*F)(unsafe.Pointer(slot)) = f }

func bytesAt(p uintptr, n int) []byte { return unsafe.Slice(at[byte](p), n) }

func addressOf(b []byte) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(b))) }
