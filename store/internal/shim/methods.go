package shim

import (
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// handle is what SQLite sees as our open file; the file below follows it in memory.
type handle struct {
	file sqlite3.Tsqlite3_file
	id   uintptr // key of the registry
}

const handleSize = unsafe.Sizeof(handle{})

func below(tls *libc.TLS, f uintptr) Below { return Below{tls: tls, file: f + handleSize} }

// fileMethods returns the method table shared by all files of all layers.
func fileMethods(tls *libc.TLS) uintptr {
	p := libc.Xcalloc(tls, 1, libc.Tsize_t(unsafe.Sizeof(methods{})))
	if p == 0 {
		return 0
	}
	m := at[methods](p)
	m.FiVersion = 1
	put(&m.FxClose, onClose)
	put(&m.FxRead, onRead)
	put(&m.FxWrite, onWrite)
	put(&m.FxTruncate, onTruncate)
	put(&m.FxSync, onSync)
	put(&m.FxFileSize, onSize)
	put(&m.FxLock, onLock)
	put(&m.FxUnlock, onUnlock)
	put(&m.FxCheckReservedLock, onReserved)
	put(&m.FxFileControl, onControl)
	put(&m.FxSectorSize, onSector)
	put(&m.FxDeviceCharacteristics, onTraits)
	return p
}

func onClose(tls *libc.TLS, f uintptr) int32 {
	h := at[handle](f)
	if o := registry.file(h.id); o != nil {
		o.file.Close()
		registry.closed(h.id)
	}
	return below(tls, f).close()
}

func onRead(tls *libc.TLS, f, p uintptr, n int32, off int64) int32 {
	return int32(opened(f).file.Read(below(tls, f), bytesAt(p, int(n)), off))
}

func onWrite(tls *libc.TLS, f, p uintptr, n int32, off int64) int32 {
	return int32(opened(f).file.Write(below(tls, f), bytesAt(p, int(n)), off))
}

func onTruncate(tls *libc.TLS, f uintptr, size int64) int32 {
	return int32(opened(f).file.Truncate(below(tls, f), size))
}

func onSync(tls *libc.TLS, f uintptr, flags int32) int32 {
	return int32(opened(f).file.Sync(below(tls, f), flags))
}

func onSize(tls *libc.TLS, f, out uintptr) int32 {
	n, rc := opened(f).file.Size(below(tls, f))
	*at[int64](out) = n
	return int32(rc)
}

func onLock(tls *libc.TLS, f uintptr, level int32) int32   { return below(tls, f).lock(level) }
func onUnlock(tls *libc.TLS, f uintptr, level int32) int32 { return below(tls, f).unlock(level) }
func onReserved(tls *libc.TLS, f, out uintptr) int32       { return below(tls, f).reserved(out) }
func onSector(tls *libc.TLS, f uintptr) int32              { return below(tls, f).sector() }

func onTraits(tls *libc.TLS, f uintptr) int32 {
	return opened(f).layer.Traits(below(tls, f).traits())
}

func onControl(tls *libc.TLS, f uintptr, op int32, arg uintptr) int32 {
	switch op {
	case sqlite3.SQLITE_FCNTL_SIZE_HINT, sqlite3.SQLITE_FCNTL_CHUNK_SIZE, sqlite3.SQLITE_FCNTL_MMAP_SIZE,
		sqlite3.SQLITE_FCNTL_BEGIN_ATOMIC_WRITE, sqlite3.SQLITE_FCNTL_COMMIT_ATOMIC_WRITE, sqlite3.SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE:
		return sqlite3.SQLITE_NOTFOUND
	}
	return below(tls, f).control(op, arg)
}

func opened(f uintptr) openFile { return *registry.file(at[handle](f).id) }
