package dossier

import (
	"errors"
	"io"
	"sync"

	"filippo.io/age"

	"shinsa/review/fault"
	"shinsa/review/seal"
)

// Unseal opens the sealed part with the reader's keys and checks it like a parcel of its own. It is decrypted in memory, chunk by
// chunk as it is read, and never as a whole. The result is nil when it cannot be opened. The caller opens it only after the declaration
// was signed and journalled: here is the gate of Arts. 7 and 20.
func (p *Parcel) Unseal(trust Trust, boxes ...*seal.Box) (*Parcel, fault.List) {
	if !p.Good() {
		return nil, append(fault.List{finding("parcel_refused", "")}, p.refused...)
	}
	c := p.unseal(trust, boxes)
	if err := c.finish(nil); err != nil {
		c.add(finding("parcel_unreadable", ""))
	}
	return c.settle()
}

// unseal checks everything of the sealed part but the digests of its payload.
func (p *Parcel) unseal(trust Trust, boxes []*seal.Box) *checking {
	plain, size, err := p.decrypt(boxes)
	if err != nil {
		return &checking{early: fault.List{unsealFinding(err)}}
	}
	c := begin(plain, size, trust)
	inner := c.p
	if inner == nil {
		return c
	}
	if inner.Kind != Body {
		c.add(finding("parcel_kind_unwanted", headerName, "kind", string(inner.Kind)))
	}
	if inner.Case != p.Case || inner.Round != p.Round || inner.Sender != p.Sender || inner.Recipient != p.Recipient || !inner.Created.Equal(p.Created) {
		c.add(finding("parcel_body_of_another", "data/"+bodyName))
	}
	return c
}

// decrypt returns the plaintext for reading anywhere in it. The last chunk, and with it the length, is authentic when it returns; every
// other chunk when it is read.
func (p *Parcel) decrypt(boxes []*seal.Box) (io.ReaderAt, int64, error) {
	e, ok := p.archive.Find(p.base + "/data/" + bodyName)
	if !ok || p.Sealed == nil {
		return nil, 0, fault.New(fault.Missing, "parcel_sealed_part_missing")
	}
	offset, err := e.RawOffset()
	if err != nil {
		return nil, 0, err
	}
	ids := make([]age.Identity, 0, len(boxes))
	for _, b := range boxes {
		ids = append(ids, b.Identity())
	}
	if len(ids) == 0 {
		return nil, 0, fault.New(fault.Forbidden, "seal_not_for_us")
	}
	plain, size, err := age.DecryptReaderAt(io.NewSectionReader(p.at, offset, e.Size), e.Size, ids...)
	var none *age.NoIdentityMatchError
	switch {
	case errors.As(err, &none):
		return nil, 0, fault.New(fault.Forbidden, "seal_not_for_us")
	case err != nil:
		return nil, 0, fault.Wrap(fault.Corrupt, "seal_box_damaged", err)
	}
	return &window{r: plain, size: size}, size, nil
}

func unsealFinding(err error) fault.Finding {
	if f, ok := asFault(err); ok {
		return finding(f.Code, "data/"+bodyName)
	}
	return finding("parcel_unreadable", "data/"+bodyName)
}

// window keeps the part of a file that was read last: the archive reader asks for a few bytes at a time, and every ask would cost the
// decryption a fresh chunk of memory.
type window struct {
	r    io.ReaderAt
	size int64

	mu   sync.Mutex
	from int64
	buf  []byte
}

const windowSize = 256 << 10

// ReadAt implements io.ReaderAt.
func (w *window) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 || off >= w.size {
		return 0, io.EOF
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for n < len(p) {
		if off >= w.size {
			return n, io.EOF
		}
		if off < w.from || off >= w.from+int64(len(w.buf)) {
			if err := w.load(off); err != nil {
				return n, err
			}
		}
		c := copy(p[n:], w.buf[off-w.from:])
		n, off = n+c, off+int64(c)
	}
	return n, nil
}

func (w *window) load(off int64) error {
	from := off / windowSize * windowSize
	if w.buf == nil {
		w.buf = make([]byte, 0, windowSize)
	}
	buf := w.buf[:min(windowSize, w.size-from)]
	w.buf = w.buf[:0]
	if _, err := w.r.ReadAt(buf, from); err != nil && err != io.EOF {
		return fault.Wrap(fault.Corrupt, "seal_box_damaged", err)
	}
	w.from, w.buf = from, buf
	return nil
}
