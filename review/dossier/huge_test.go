package dossier

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
	"time"
)

// sparse is a file in which pages of nothing but zeros take no room.
type sparse struct {
	pages map[int64][]byte
	size  int64
}

const page = 64 << 10

// Write appends.
func (s *sparse) Write(b []byte) (int, error) {
	for n := 0; n < len(b); {
		at, in := s.size/page, s.size%page
		c := min(len(b)-n, int(page-in))
		if part := b[n : n+c]; bytes.Count(part, []byte{0}) < c {
			if s.pages[at] == nil {
				s.pages[at] = make([]byte, page)
			}
			copy(s.pages[at][in:], part)
		}
		n, s.size = n+c, s.size+int64(c)
	}
	return len(b), nil
}

// ReadAt reads zeros where nothing else was written.
func (s *sparse) ReadAt(b []byte, off int64) (int, error) {
	n := 0
	for n < len(b) && off < s.size {
		in := off % page
		c := int(min(int64(len(b)-n), page-in, s.size-off))
		clear(b[n : n+c])
		if p := s.pages[off/page]; p != nil {
			copy(b[n:n+c], p[in:])
		}
		n, off = n+c, off+int64(c)
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// Entries of 4 GiB and more, and what lies behind them, have the longer forms of the format (ZIP64); they are compared like all others.
func TestContainer_BeyondFourGigabytes(t *testing.T) {
	created := time.Date(2026, 5, 1, 3, 0, 0, 0, time.UTC)
	s := &sparse{pages: map[int64][]byte{}}
	w := zip.NewWriter(s)
	for name, size := range map[string]int64{"a": 3, "b": 4<<30 + 5, "c": 7} {
		e, err := w.CreateHeader(entryHeader(name, zip.Store, created))
		if err != nil {
			t.Fatal(err)
		}
		zeros := make([]byte, 1<<20)
		for left := size; left > 0; left -= int64(len(zeros)) {
			if _, err := e.Write(zeros[:min(left, int64(len(zeros)))]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	p := &Parcel{Header: Header{Created: created}}
	if l := p.checkContainer(s, s.size); len(l) > 0 {
		t.Errorf("in order, but %v", l.Codes())
	}
	changed := 0
	for at, b := range s.pages {
		for i := range b {
			if b[i] == 0 || at*page+int64(i) >= s.size {
				continue
			}
			b[i] ^= 4
			if len(p.checkContainer(s, s.size)) == 0 {
				t.Errorf("byte %d can be changed", at*page+int64(i))
			}
			b[i] ^= 4
			changed++
		}
	}
	if changed < 100 {
		t.Errorf("only %d bytes tried", changed)
	}
}
