package vault

import (
	"crypto/rand"

	"golang.org/x/crypto/chacha20poly1305"

	"shinsa/store/internal/shim"
)

// tempUnit is the plain part and tempSlot the stored length of a unit of a temporary file.
const (
	tempUnit = 4096
	tempSlot = tempUnit + Overhead
)

// tempFile is any file that SQLite throws away: read and written at any place and length, so a unit is read, changed and written again.
// Its key exists only here.
type tempFile struct {
	sealer *sealer
	buffer []byte // one slot
	free   func()
	size   int64
}

func openTemp() (shim.File, shim.Code) {
	key := make([]byte, chacha20poly1305.KeySize)
	_, _ = rand.Read(key) // never fails, see sealer.seal
	s, err := newSealer(key)
	clear(key)
	if err != nil {
		return nil, shim.CantOpen
	}
	b, free := shim.Alloc(tempSlot)
	if b == nil {
		return nil, shim.NoMemory
	}
	return &tempFile{sealer: s, buffer: b, free: free}, shim.OK
}

func (f *tempFile) Close() { f.free() }

// load brings unit n into the buffer; what was never written is zero.
func (f *tempFile) load(below shim.Below, n int64) shim.Code {
	if n*tempUnit >= f.size {
		clear(f.buffer)
		return shim.OK
	}
	if rc := below.Read(f.buffer, n*tempSlot); rc != shim.OK {
		return rc
	}
	if !f.sealer.open(f.buffer[:tempUnit], f.buffer, place{letter: 't', index: uint64(n)}) {
		return shim.BadData
	}
	return shim.OK
}

func (f *tempFile) store(below shim.Below, n int64) shim.Code {
	f.sealer.seal(f.buffer, f.buffer[:tempUnit], place{letter: 't', index: uint64(n)})
	return below.Write(f.buffer, n*tempSlot)
}

func (f *tempFile) Read(below shim.Below, p []byte, off int64) shim.Code {
	short := off+int64(len(p)) > f.size
	if short {
		clear(p)
		p = p[:max(0, f.size-off)]
	}
	for len(p) > 0 {
		if rc := f.load(below, off/tempUnit); rc != shim.OK {
			return rc
		}
		n := copy(p, f.buffer[off%tempUnit:tempUnit])
		p, off = p[n:], off+int64(n)
	}
	if short {
		return shim.ShortRead
	}
	return shim.OK
}

func (f *tempFile) Write(below shim.Below, p []byte, off int64) shim.Code {
	if rc := f.fill(below, off); rc != shim.OK {
		return rc
	}
	for len(p) > 0 {
		unit := off / tempUnit
		if rc := f.load(below, unit); rc != shim.OK {
			return rc
		}
		n := copy(f.buffer[off%tempUnit:tempUnit], p)
		if rc := f.store(below, unit); rc != shim.OK {
			return rc
		}
		p, off = p[n:], off+int64(n)
		f.size = max(f.size, off)
	}
	return shim.OK
}

// fill writes the zero units of a hole, so that every unit before the end can be opened.
func (f *tempFile) fill(below shim.Below, to int64) shim.Code {
	for n := (f.size + tempUnit - 1) / tempUnit; n < to/tempUnit; n++ {
		clear(f.buffer)
		if rc := f.store(below, n); rc != shim.OK {
			return rc
		}
		f.size = (n + 1) * tempUnit
	}
	f.size = max(f.size, to-to%tempUnit)
	return shim.OK
}

// Truncate cuts the file, and forgets what stood after the cut within its last unit.
func (f *tempFile) Truncate(below shim.Below, size int64) shim.Code {
	if size >= f.size {
		return shim.OK
	}
	last := size / tempUnit
	if rest := size % tempUnit; rest > 0 {
		if rc := f.load(below, last); rc != shim.OK {
			return rc
		}
		clear(f.buffer[rest:tempUnit])
		if rc := f.store(below, last); rc != shim.OK {
			return rc
		}
		last++
	}
	f.size = size
	return below.Truncate(last * tempSlot)
}

func (f *tempFile) Sync(shim.Below, int32) shim.Code   { return shim.OK }
func (f *tempFile) Size(shim.Below) (int64, shim.Code) { return f.size, shim.OK }
