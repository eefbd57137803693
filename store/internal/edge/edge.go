// Package edge turns what the database driver and the operating system say into the refusals of the desk. It is the only place that
// reads their codes.
package edge

import (
	"context"
	"errors"
	"io/fs"
	"runtime"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"shinsa/review/fault"
)

// Codes of the refusals made here.
const (
	InUse       = "desk_in_use"      // Locked: another program holds the desk
	Damaged     = "desk_damaged"     // Corrupt: a page, a file or the log fails its own check
	DiskFull    = "disk_full"        // Unavailable
	ReadOnly    = "desk_read_only"   // Unavailable: permission or a read-only medium
	Unreachable = "desk_unreachable" // Unavailable: the file cannot be opened
	DiskError   = "disk_error"       // Unavailable: reading or writing failed
	NoMemory    = "no_memory"        // Unavailable
)

// windowsDiskFull and windowsHandleFull are ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
const (
	windowsDiskFull   = syscall.Errno(112)
	windowsHandleFull = syscall.Errno(39)
)

// Fault returns err as a *fault.Error when its cause is the disk, the lock or the content of the store; a refusal, a cancelled context
// and anything unknown come back as they are, and nil stays nil.
func Fault(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var done *fault.Error
	if errors.As(err, &done) {
		return err
	}
	var e *sqlite.Error
	if errors.As(err, &e) {
		return fromDatabase(err, e.Code())
	}
	return fromSystem(err)
}

func fromDatabase(err error, code int) error {
	switch code & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fault.Wrap(fault.Locked, InUse, err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT:
		return fault.Wrap(fault.Corrupt, Damaged, err)
	case sqlite3.SQLITE_FULL:
		return fault.Wrap(fault.Unavailable, DiskFull, err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return fault.Wrap(fault.Unavailable, ReadOnly, err)
	case sqlite3.SQLITE_CANTOPEN:
		return fault.Wrap(fault.Unavailable, Unreachable, err)
	case sqlite3.SQLITE_NOMEM:
		return fault.Wrap(fault.Unavailable, NoMemory, err)
	case sqlite3.SQLITE_IOERR:
		return fromInput(err, code)
	}
	return err
}

func fromInput(err error, code int) error {
	switch code {
	case sqlite3.SQLITE_IOERR_DATA, sqlite3.SQLITE_IOERR_CORRUPTFS:
		return fault.Wrap(fault.Corrupt, Damaged, err)
	case sqlite3.SQLITE_IOERR_NOMEM:
		return fault.Wrap(fault.Unavailable, NoMemory, err)
	case sqlite3.SQLITE_IOERR_LOCK: // what is left when a file that could only be opened for reading is to be locked
		return fault.Wrap(fault.Unavailable, ReadOnly, err)
	}
	return fault.Wrap(fault.Unavailable, DiskError, err)
}

func fromSystem(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fault.Wrap(fault.Unavailable, DiskFull, err)
	case runtime.GOOS == "windows" && (errors.Is(err, windowsDiskFull) || errors.Is(err, windowsHandleFull)):
		return fault.Wrap(fault.Unavailable, DiskFull, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fault.Wrap(fault.Unavailable, ReadOnly, err)
	case errors.Is(err, syscall.EIO):
		return fault.Wrap(fault.Unavailable, DiskError, err)
	}
	return err
}
