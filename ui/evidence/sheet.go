package evidence

import (
	"image"
	"sync"
	"sync/atomic"
)

// Sheet is one page as a picture.
type Sheet struct {
	Image         *image.RGBA // must be left as it is: it is shared with the cache
	Width, Height float64     // of the page in points, as displayed

	lent *lent
}

// Release says that the picture is no longer looked at, so that its memory can take another page of the document: turning pages then makes no
// garbage of some 9 MB each. It is called once at most for each Sheet that Page returned; what is never released is left to the collector.
func (s Sheet) Release() {
	if s.lent != nil {
		s.lent.back()
	}
}

// share adds one who looks at it.
func (s Sheet) share() {
	if s.lent != nil {
		s.lent.looks.Add(1)
	}
}

// lent is the memory of a sheet, with how many still look at it.
type lent struct {
	pix   []byte
	looks atomic.Int32
	shelf *shelf
}

func (l *lent) back() {
	if l.looks.Add(-1) == 0 {
		l.shelf.put(l.pix)
	}
}

// shelf keeps the memory of pages nobody looks at for the next ones of the same document.
type shelf struct {
	mu    sync.Mutex
	spare [][]byte
	shut  bool
}

// spareSheets is how many of them are kept: one for the page on screen and one for the page after it.
const spareSheets = 2

// sheet returns a picture of w by h pixels of any colour, with one who looks at it.
func (s *shelf) sheet(w, h int) Sheet {
	l := &lent{pix: s.take(4 * w * h), shelf: s}
	l.looks.Store(1)
	return Sheet{Image: &image.RGBA{Pix: l.pix, Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}, lent: l}
}

func (s *shelf) take(n int) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, b := range s.spare {
		if cap(b) >= n && cap(b)/2 <= n {
			s.spare = append(s.spare[:i], s.spare[i+1:]...)
			return b[:n]
		}
	}
	return make([]byte, n)
}

func (s *shelf) put(b []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shut {
		return
	}
	if len(s.spare) == spareSheets {
		s.spare = append(s.spare[:0], s.spare[1:]...)
	}
	s.spare = append(s.spare, b)
}

// clear lets everything go, for good.
func (s *shelf) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.spare, s.shut = nil, true
}
