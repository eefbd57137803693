package evidence

import (
	"context"
	"math"
)

// Glyph is one character of a page and the place it takes, in points from the page's top left. A line end has no place.
type Glyph struct {
	Rune       rune
	X, Y, W, H float32
}

// Document is one open file of evidence. Its methods may be called from any thread.
type Document interface {
	// Pages returns the number of pages, at least 1.
	Pages() int
	// Page draws page n (from 1) about width pixels wide; a page too large for that comes smaller.
	Page(ctx context.Context, n, width int) (Sheet, error)
	// Text returns the text of page n as it can be searched; "" for a picture.
	Text(ctx context.Context, n int) (string, error)
	// Glyphs returns the characters of page n in the order in which they are read, MaxGlyphs of them at most.
	Glyphs(ctx context.Context, n int) ([]Glyph, error)
	// Close releases the document.
	Close() error
}

const (
	// MaxPixels bounds a drawn page: 16 million pixels are 64 MB.
	MaxPixels = 16 << 20
	// MaxSide bounds each side of it, in pixels: a screen shows nothing but black of a picture beyond what its graphics can hold.
	MaxSide = 16 << 10
	// MaxGlyphs bounds the characters of a page: twenty times a densely printed one.
	MaxGlyphs = 60_000
	// maxText bounds the text of a page, in bytes.
	maxText = 4 << 20
)

// fit returns the pixels for a page of w by h points drawn width pixels wide, within MaxPixels and MaxSide.
func fit(w, h float64, width int) (int, int) {
	if !(w > 0) || !(h > 0) {
		return 1, 1
	}
	px := float64(min(max(width, 16), MaxPixels))
	if area := px * px * h / w; area > MaxPixels {
		px *= math.Sqrt(MaxPixels / area)
	}
	px = min(px, MaxSide, MaxSide*w/h)
	pw := max(int(px), 1)
	return pw, min(max(int(math.Round(px*h/w)), 1), MaxPixels/pw, MaxSide)
}
