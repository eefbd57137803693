package bag

import (
	"encoding/hex"
	"hash"
	"sync"
)

// Digester computes several digests of one stream. The costliest of them runs beside the caller once a stream is long enough to be
// worth it: SHA-384 and SHA-512, which have no instruction on most machines, or else whatever there is. Call Sums or Close at the end.
type Digester struct {
	inline map[string]hash.Hash
	beside map[string]hash.Hash
	size   int64
	buf    []byte        // bytes not yet handed over
	work   chan []byte   // nil until the first buffer is full
	free   chan []byte   // buffers to be filled again
	done   chan struct{} // closed when the work is done
}

const (
	handOver = 128 << 10 // bytes handed over at once
	ahead    = 3         // buffers under way
)

// buffers are those that were let go of: a bag of many files makes a digester for each.
var buffers = sync.Pool{New: func() any {
	b := make([]byte, 0, handOver)
	return &b
}}

// NewDigester returns a digester for algorithms of Algorithms; others are ignored.
func NewDigester(names ...string) *Digester {
	d := &Digester{inline: map[string]hash.Hash{}, beside: map[string]hash.Hash{}}
	for _, name := range names {
		switch h := algorithms[name]; {
		case h == nil:
		case name == "sha384" || name == "sha512":
			d.beside[name] = h()
		default:
			d.inline[name] = h()
		}
	}
	if len(d.beside) == 0 {
		d.beside, d.inline = d.inline, nil
	}
	return d
}

// Size returns the number of bytes written.
func (d *Digester) Size() int64 { return d.size }

// Write never fails.
func (d *Digester) Write(p []byte) (int, error) {
	d.size += int64(len(p))
	for _, h := range d.inline {
		h.Write(p)
	}
	for rest := p; len(d.beside) > 0 && len(rest) > 0; {
		if d.buf == nil {
			d.buf = *buffers.Get().(*[]byte)
		}
		n := min(len(rest), cap(d.buf)-len(d.buf))
		d.buf = append(d.buf, rest[:n]...)
		rest = rest[n:]
		if len(d.buf) == handOver {
			d.pass()
		}
	}
	return len(p), nil
}

// pass hands the full buffer over and takes a free one.
func (d *Digester) pass() {
	if d.work == nil {
		d.work, d.free, d.done = make(chan []byte, ahead), make(chan []byte, ahead+1), make(chan struct{})
		for range ahead {
			d.free <- nil
		}
		go d.run()
	}
	d.work <- d.buf
	d.buf = <-d.free // nil as long as not all that may be under way are in use
}

func (d *Digester) run() {
	defer close(d.done)
	for b := range d.work {
		for _, h := range d.beside {
			h.Write(b)
		}
		d.free <- b[:0]
	}
}

// Close ends the work without a result. It may follow Sums.
func (d *Digester) Close() {
	if d.work != nil {
		close(d.work)
		<-d.done
		d.work = nil
		close(d.free)
		for b := range d.free {
			letGo(b)
		}
	}
}

// letGo gives a buffer back, without what was in it.
func letGo(b []byte) {
	if b != nil {
		clear(b[:cap(b)])
		b = b[:0]
		buffers.Put(&b)
	}
}

// Sums returns the digests by algorithm in lower-case hexadecimal, and ends the work: nothing may be written after it.
func (d *Digester) Sums() map[string]string {
	d.Close()
	out := make(map[string]string, len(d.inline)+len(d.beside))
	for name, h := range d.inline {
		out[name] = hex.EncodeToString(h.Sum(nil))
	}
	for name, h := range d.beside {
		h.Write(d.buf)
		out[name] = hex.EncodeToString(h.Sum(nil))
	}
	letGo(d.buf)
	d.buf = nil
	return out
}
