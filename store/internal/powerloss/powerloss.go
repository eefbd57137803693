// Package powerloss simulates a disk whose power goes: what was not flushed is dropped, kept or torn.
//
// A Disk is a SQLite file system above the machine's own. It passes everything through and remembers, for every file, what a flush has
// made durable and what was written since. Cut writes into a folder what such a disk could hold at this instant; opening that folder
// shows whether acknowledged work survives. Killing a process cannot show this: the operating system keeps what a process has written.
//
// The model: a flush makes one file durable, and its name when it is new; without it each write may be missing, whole or torn at
// sector borders, independently of the others; a removed file may come back. A flush that has returned is never undone. Of a write that
// gathers many sectors any subset may be there: single ones, or long runs with gaps between them, as a disk takes what is queued in an
// order of its own. A disk without room takes a write in part and refuses the rest.
package powerloss

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
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

// sector is what a disk writes whole or not at all, block what the operating system writes at a time.
const (
	sector = 512
	block  = 4096
)

// Disk remembers what is durable. It may be used from several goroutines.
type Disk struct {
	mu    sync.Mutex
	files map[string]*image // by base name
	gone  map[string]*image // removed, and the removal is not durable
	mount *shim.Mount

	hook     func()
	calls    int
	full     bool
	room     int64 // bytes by which files may still grow; endless when negative
	failSync bool
}

const endless = -1

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
	d := &Disk{files: map[string]*image{}, gone: map[string]*image{}, room: endless}
	m, err := shim.Register(name, "", layer{d})
	if err != nil {
		return nil, fmt.Errorf("register disk: %w", err)
	}
	d.mount = m
	return d, nil
}

// Close takes the disk out of SQLite; no file may be open.
func (d *Disk) Close() error { return d.mount.Close() }

// OnChange sets a function that is called after every write, truncation, flush and removal; it may call Cut. After a write it is called
// once for every block: the longer a write, the likelier the power goes in it.
func (d *Disk) OnChange(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.hook = f
}

// Calls is how many writes, truncations, flushes and removals there were.
func (d *Disk) Calls() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.calls
}

// Fill makes every further write fail for want of room, or lets them succeed again.
func (d *Disk) Fill(full bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.full = full
}

// Room leaves room for n more bytes; the write that finds too little is made in part and fails. What has its place already is written
// over all the same. A negative n is all the room there is below.
func (d *Disk) Room(n int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.room = max(n, endless)
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
	for _, name := range slices.Sorted(maps.Keys(d.gone)) { // in an order that repeats itself with r
		if fate != Drop && r.IntN(2) == 0 {
			left[name] = d.gone[name]
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.files)) {
		if f := d.files[name]; f.named || (fate != Drop && r.IntN(2) == 0) {
			left[name] = f
		}
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		f := left[name]
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

// longestRun is how many sectors in a row are there or missing together, at most, as a power of two.
const longestRun = 8

// tear applies some of the sectors the write touches, one by one or in runs; the file may have grown all the same.
func (c change) tear(b []byte, r *rand.Rand) []byte {
	if r.IntN(2) == 0 {
		b = resize(b, max(int64(len(b)), c.off+int64(len(c.data))))
	}
	end, run := c.off+int64(len(c.data)), 1<<r.IntN(longestRun)
	for from := c.off; from < end; {
		to := min(end, from-from%sector+sector*int64(1+r.IntN(run)))
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
