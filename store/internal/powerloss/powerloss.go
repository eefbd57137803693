// Package powerloss simulates a disk whose power goes: what was not flushed is dropped, kept or torn.
//
// A Disk is a SQLite file system above the machine's own. It passes everything through and remembers, for every file, what a flush has
// made durable and what was written since. Cut writes into a folder what such a disk could hold at this instant; opening that folder
// shows whether acknowledged work survives. Killing a process cannot show this: the operating system keeps what a process has written.
//
// The model: a flush makes one file durable, and its name when it is new; without it each write may be missing, whole or torn at
// sector borders, independently of the others; a removed file may come back. A flush that has returned is never undone.
package powerloss

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"

	"shinsa/store/internal/shim"
)

// Fate is what happens to what was not flushed.
type Fate int

// The fates.
const (
	Drop Fate = iota // nothing of it is there
	Keep             // each write is there or not
	Tear             // each write is there, not there, or there in part
	fates
)

// AnyFate draws a fate.
func AnyFate(r *rand.Rand) Fate { return Fate(r.IntN(int(fates))) }

// sector is what a disk writes whole or not at all.
const sector = 512

// Disk remembers what is durable. It may be used from several goroutines.
type Disk struct {
	mu    sync.Mutex
	files map[string]*image // by base name
	gone  map[string]*image // removed, and the removal is not durable
	mount *shim.Mount

	hook     func()
	full     bool
	failSync bool
}

// image is one file.
type image struct {
	durable []byte
	named   bool // the name is durable too
	pending []change
}

// change is a write, or a truncation when data is nil.
type change struct {
	off  int64
	data []byte
}

// New registers a disk under name above the machine's own file system.
func New(name string) (*Disk, error) {
	d := &Disk{files: map[string]*image{}, gone: map[string]*image{}}
	m, err := shim.Register(name, "", layer{d})
	if err != nil {
		return nil, fmt.Errorf("register disk: %w", err)
	}
	d.mount = m
	return d, nil
}

// Close takes the disk out of SQLite; no file may be open.
func (d *Disk) Close() error { return d.mount.Close() }

// OnChange sets a function that is called after every write, truncation, flush and removal; it may call Cut.
func (d *Disk) OnChange(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.hook = f
}

// Fill makes every further write fail for want of room, or lets them succeed again.
func (d *Disk) Fill(full bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.full = full
}

// FailSync makes every further flush fail, or lets them succeed again.
func (d *Disk) FailSync(fail bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.failSync = fail
}

// Cut writes into dir the files as a loss of power at this instant could leave them.
func (d *Disk) Cut(dir string, r *rand.Rand, fate Fate) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	left := map[string]*image{}
	for name, f := range d.gone {
		if fate != Drop && r.IntN(2) == 0 {
			left[name] = f
		}
	}
	for name, f := range d.files {
		if f.named || (fate != Drop && r.IntN(2) == 0) {
			left[name] = f
		}
	}
	for name, f := range left {
		if err := os.WriteFile(filepath.Join(dir, name), f.after(r, fate), 0o600); err != nil {
			return fmt.Errorf("write what is left: %w", err)
		}
	}
	return nil
}

// after is the content of the file once the fate has struck.
func (f *image) after(r *rand.Rand, fate Fate) []byte {
	b := append([]byte(nil), f.durable...)
	if fate == Drop {
		return b
	}
	for _, c := range f.pending {
		switch n := r.IntN(3); {
		case n == 0: // dropped
		case n == 1 && fate == Tear && c.data != nil:
			b = c.tear(b, r)
		default:
			b = c.apply(b)
		}
	}
	return b
}

func (c change) apply(b []byte) []byte {
	if c.data == nil {
		return resize(b, c.off)
	}
	if end := c.off + int64(len(c.data)); end > int64(len(b)) {
		b = resize(b, end)
	}
	copy(b[c.off:], c.data)
	return b
}

// tear applies some of the sectors the write touches; the file may have grown all the same.
func (c change) tear(b []byte, r *rand.Rand) []byte {
	if r.IntN(2) == 0 {
		b = resize(b, max(int64(len(b)), c.off+int64(len(c.data))))
	}
	end := c.off + int64(len(c.data))
	for from := c.off; from < end; {
		to := min(end, from-from%sector+sector)
		if r.IntN(2) == 0 {
			b = change{from, c.data[from-c.off : to-c.off]}.apply(b)
		}
		from = to
	}
	return b
}

func resize(b []byte, n int64) []byte {
	if n <= int64(len(b)) {
		return b[:n]
	}
	return append(b, make([]byte, n-int64(len(b)))...)
}
