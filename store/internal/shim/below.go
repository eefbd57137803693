package shim

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

type (
	methods = sqlite3.Tsqlite3_io_methods
	system  = sqlite3.Tsqlite3_vfs
)

// Below is the open file of the file system underneath. It is good for the duration of the call it was handed to.
type Below struct {
	tls  *libc.TLS
	file uintptr
}

func (b Below) methods() *methods {
	return at[methods](at[sqlite3.Tsqlite3_file](b.file).FpMethods)
}

// Read fills p from off; at the end of the file the rest is zeroed and the code is ShortRead.
func (b Below) Read(p []byte, off int64) Code {
	f := call[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](b.methods().FxRead)
	return Code(f(b.tls, b.file, addressOf(p), int32(len(p)), off))
}

// Write stores p at off.
func (b Below) Write(p []byte, off int64) Code {
	f := call[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](b.methods().FxWrite)
	return Code(f(b.tls, b.file, addressOf(p), int32(len(p)), off))
}

// Truncate cuts the file to size bytes.
func (b Below) Truncate(size int64) Code {
	f := call[func(*libc.TLS, uintptr, int64) int32](b.methods().FxTruncate)
	return Code(f(b.tls, b.file, size))
}

// Sync makes everything written durable.
func (b Below) Sync(flags int32) Code {
	f := call[func(*libc.TLS, uintptr, int32) int32](b.methods().FxSync)
	return Code(f(b.tls, b.file, flags))
}

// Size returns the length of the file in bytes.
func (b Below) Size() (int64, Code) {
	out := b.tls.Alloc(8)
	defer b.tls.Free(8)
	f := call[func(*libc.TLS, uintptr, uintptr) int32](b.methods().FxFileSize)
	rc := f(b.tls, b.file, out)
	return *at[int64](out), Code(rc)
}

func (b Below) close() int32 {
	return call[func(*libc.TLS, uintptr) int32](b.methods().FxClose)(b.tls, b.file)
}

func (b Below) lock(level int32) int32 {
	return call[func(*libc.TLS, uintptr, int32) int32](b.methods().FxLock)(b.tls, b.file, level)
}

func (b Below) unlock(level int32) int32 {
	return call[func(*libc.TLS, uintptr, int32) int32](b.methods().FxUnlock)(b.tls, b.file, level)
}

func (b Below) reserved(out uintptr) int32 {
	return call[func(*libc.TLS, uintptr, uintptr) int32](b.methods().FxCheckReservedLock)(b.tls, b.file, out)
}

func (b Below) control(op int32, arg uintptr) int32 {
	return call[func(*libc.TLS, uintptr, int32, uintptr) int32](b.methods().FxFileControl)(b.tls, b.file, op, arg)
}

func (b Below) sector() int32 {
	return call[func(*libc.TLS, uintptr) int32](b.methods().FxSectorSize)(b.tls, b.file)
}

func (b Below) traits() int32 {
	return call[func(*libc.TLS, uintptr) int32](b.methods().FxDeviceCharacteristics)(b.tls, b.file)
}
