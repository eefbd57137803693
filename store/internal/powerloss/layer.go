package powerloss

import (
	"path/filepath"

	"shinsa/store/internal/shim"
)

// layer is what SQLite sees of a disk.
type layer struct {
	disk *Disk
}

func (l layer) Admit(shim.Kind) bool     { return true }
func (l layer) Traits(below int32) int32 { return below }

func (l layer) Open(name string, k shim.Kind, below shim.Below) (shim.File, shim.Code) {
	if k == shim.Temp {
		return &file{disk: l.disk, image: &image{}}, shim.OK // nothing of it matters after the power is back
	}
	f, rc := l.disk.find(filepath.Base(name), below)
	if rc != shim.OK {
		return nil, rc
	}
	return &file{disk: l.disk, image: f}, shim.OK
}

// find returns the image of a file, taking what is on the machine's disk for durable when it was not seen before.
func (d *Disk) find(name string, below shim.Below) (*image, shim.Code) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if f := d.files[name]; f != nil {
		return f, shim.OK
	}
	size, rc := below.Size()
	if rc != shim.OK {
		return nil, rc
	}
	f := &image{named: size > 0}
	if size > 0 {
		b, free := shim.Alloc(int(size))
		if b == nil {
			return nil, shim.NoMemory
		}
		defer free()
		if rc := below.Read(b, 0); rc != shim.OK {
			return nil, rc
		}
		f.durable = append([]byte(nil), b...)
	}
	d.files[name] = f
	return f, shim.OK
}

func (l layer) Deleted(name string) {
	d, base := l.disk, filepath.Base(name)
	d.mu.Lock()
	if f := d.files[base]; f != nil {
		delete(d.files, base)
		if f.named {
			d.gone[base] = f
		}
	}
	d.mu.Unlock()
	d.changed(1)
}

// changed calls the hook so many times, outside the lock, so that it may cut the power.
func (d *Disk) changed(times int64) {
	d.mu.Lock()
	d.calls++
	hook := d.hook
	d.mu.Unlock()
	if hook == nil {
		return
	}
	for range times {
		hook()
	}
}

// file is an open file of a disk.
type file struct {
	disk  *Disk
	image *image
}

func (f *file) Close() {}

func (f *file) Read(below shim.Below, p []byte, off int64) shim.Code { return below.Read(p, off) }
func (f *file) Size(below shim.Below) (int64, shim.Code)             { return below.Size() }

func (f *file) Write(below shim.Below, p []byte, off int64) shim.Code {
	size, rc := below.Size()
	if rc != shim.OK {
		return rc
	}
	taken := f.disk.take(int64(len(p)), off+int64(len(p))-size)
	if taken > 0 {
		f.disk.mu.Lock()
		f.image.pending = append(f.image.pending, change{off, append([]byte{}, p[:taken]...)})
		f.disk.mu.Unlock()
		rc = below.Write(p[:taken], off)
		f.disk.changed((taken + block - 1) / block)
	}
	if taken < int64(len(p)) {
		return shim.DiskFull
	}
	return rc
}

// take returns how much of a write of n bytes, which makes its file grow by that many, finds room.
func (d *Disk) take(n, grown int64) int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.full {
		return 0
	}
	if d.room == endless || grown <= 0 {
		return n
	}
	missing := max(grown-d.room, 0)
	d.room = max(d.room-grown, 0)
	return max(n-missing, 0)
}

func (f *file) Truncate(below shim.Below, size int64) shim.Code {
	f.disk.mu.Lock()
	f.image.pending = append(f.image.pending, change{off: size})
	f.disk.mu.Unlock()
	rc := below.Truncate(size)
	f.disk.changed(1)
	return rc
}

// Sync makes the file durable. The flush below is left out: this disk says what is durable, and a test need not wait for the real one.
func (f *file) Sync(shim.Below, int32) shim.Code {
	d := f.disk
	d.mu.Lock()
	if d.failSync {
		d.mu.Unlock()
		return shim.BadSync
	}
	for _, c := range f.image.pending {
		f.image.durable = c.apply(f.image.durable)
	}
	f.image.pending, f.image.named = nil, true
	for name, other := range d.files {
		if other == f.image {
			delete(d.gone, name) // the folder was flushed with the new name
		}
	}
	d.mu.Unlock()
	d.changed(1)
	return shim.OK
}
