// Package scan reads PNG and TIFF a row of pixels at a time, so that a picture of any size is drawn smaller in the memory of the small one.
//
// A decoder that holds the whole picture needs four to eight bytes for each of its pixels: a colour scan of A0 at 600 dots to the inch has 558
// million. Here a row is unpacked, laid on white and added to the cells of the smaller picture it falls on, and forgotten. What that takes is told before
// it is spent (Picture.Takes), and so is how much has to be unpacked (Picture.Unpacks), which is what takes the time.
//
// PNG (ISO/IEC 15948) is read whole: every colour type and depth, palettes, what is transparent, rows that are interlaced. Its checksums are held to.
//
// TIFF 6.0 is read as scanners, copiers and drawing programs write it: strips and tiles; samples together or in planes; 1, 2, 4, 8 or 16 bits; greys,
// palettes, RGB with or without what is transparent, and CMYK; not compressed, PackBits, LZW, Deflate, fax (T.4 in one dimension, T.6) and JPEG. Each
// picture of a file is a page; the smaller copies that some programs put beside one are passed over.
//
// A file that is of neither form, or ends early, is refused with ErrBroken; what stands in a file and is not read here with ErrForeign.
package scan

import (
	"errors"
	"image"
)

// ErrBroken is a file that contradicts its format, or ends before its picture does.
var ErrBroken = errors.New("picture is broken")

// ErrForeign is a picture in a way of writing that is not read here.
var ErrForeign = errors.New("picture is written in another way")

// Picture is one picture of a file, of which only the head was read. Not safe for concurrent use.
type Picture struct {
	Width, Height int // in pixels, as stored; at least 1
	// Orientation is how the picture is to be held, 1 to 8 as in Exif 2.32, tag 0x0112.
	Orientation int
	// Stretch is how much higher a pixel is than wide: 1 but for faxes and some scanners.
	Stretch float64

	room    int64 // bytes that reading takes beside the mosaic
	samples int64 // bytes of all samples unpacked
	mixed   int   // how many rows come mixed: 1 where they come in order
	read    func(into *mosaic) error
}

// Takes returns how many bytes of memory Read takes, the result included.
func (p *Picture) Takes(times int) int64 {
	wide, high := cells(p.Width, times), cells(p.Height, times)
	open := cells(min(p.mixed, p.Height), times) + 1
	if times == 1 {
		open = 0
	}
	return p.room + int64(wide)*(4*int64(high)+sumBytes*int64(open)) + 32*int64(high)
}

// Unpacks returns how many bytes Read unpacks: the samples of all pixels.
func (p *Picture) Unpacks() int64 { return p.samples }

// MostTimes is how many times narrower and lower a picture is drawn at most.
const MostTimes = 16

// Read draws the picture on white, a number of times (1 to MostTimes) narrower and lower, each pixel the mean of a square. At the right and at the lower
// edge the squares may be smaller: no pixel is lost.
func (p *Picture) Read(times int) (*image.RGBA, error) {
	m := newMosaic(p.Width, p.Height, times)
	if err := p.read(m); err != nil {
		return nil, err
	}
	if !m.full() {
		return nil, ErrBroken
	}
	return m.img, nil
}
