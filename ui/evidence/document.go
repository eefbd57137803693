package evidence

import (
	"context"
	"image"
	"io"
	"math"

	"shinsa/review/fault"
)

// Sheet is one page as a picture.
type Sheet struct {
	Image         image.Image
	Width, Height float64 // of the page in points, as displayed
}

// Document is one open file of evidence. Its methods may be called from any thread, one after the other.
type Document interface {
	// Pages returns the number of pages, at least 1.
	Pages() int
	// Page draws page n (from 1) about width pixels wide; a page too large for that comes smaller.
	Page(ctx context.Context, n, width int) (Sheet, error)
	// Text returns the text of page n as it can be searched; "" for a picture.
	Text(ctx context.Context, n int) (string, error)
	// Close releases the document.
	Close() error
}

// MaxPixels bounds a drawn page: 16 million pixels are 64 MB.
const MaxPixels = 16 << 20

// Open opens a file by its first bytes: PDF, PNG or JPEG. Anything else is refused with fault.Invalid "evidence_media_unknown", a
// file that cannot be read with "evidence_unreadable", one that needs a password with "evidence_password". r must stay open as long as
// the document.
func (e *Engine) Open(ctx context.Context, r io.ReaderAt, size int64) (Document, error) {
	head := make([]byte, 1024)
	n, err := r.ReadAt(head, 0)
	if err != nil && n == 0 {
		return nil, fault.Wrap(fault.Unavailable, "evidence_unreadable", err)
	}
	switch media(head[:n]) {
	case "pdf":
		return e.openPDF(ctx, r, size)
	case "picture":
		return openPicture(r, size)
	}
	return nil, fault.New(fault.Invalid, "evidence_media_unknown")
}

// fit returns the pixels for a page of w by h points drawn width pixels wide, within MaxPixels.
func fit(w, h float64, width int) (int, int) {
	if w <= 0 || h <= 0 {
		return 1, 1
	}
	px := float64(max(width, 16))
	if area := px * px * h / w; area > MaxPixels {
		px *= math.Sqrt(MaxPixels / area)
	}
	return max(int(px), 1), max(int(px*h/w), 1)
}
