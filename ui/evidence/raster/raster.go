// Package raster reads pictures made of pixels: PNG, JPEG, GIF, TIFF, BMP and WebP. A TIFF may have several, which are pages; of a GIF that moves it is
// the first.
//
// What a picture will take is reckoned from its head before it is decoded; one that would take more than the caller grants is kept smaller, and one
// that cannot even be decoded within it is refused with fault.Invalid "evidence_too_large", one that cannot be read, or ends early, with
// "evidence_unreadable", a TIFF in a way of writing that is not read here with "evidence_picture_foreign". PNG and TIFF are read row by row (package scan), so that their size costs time and no memory; the others are decoded whole.
// Pictures stand as they were seen, whatever the camera was held like, on white: what is transparent shows the paper.
package raster

import (
	"bytes"
	"image"
	_ "image/gif"  // evidence may be a drawing
	_ "image/jpeg" // or a photograph
	"sync"

	_ "golang.org/x/image/bmp" // or a scan of an old machine
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // or from a page of the web

	"shinsa/review/fault"
)

// Most is the memory a picture of its own may take while it is decoded, in bytes. A sheet of A0 at 300 dots to the inch has 139 million pixels: as a
// JPEG it takes some 350 MB, as a PNG or TIFF what is kept of it, and it is kept at half its width.
const Most = 512 << 20

func unreadable() error { return fault.New(fault.Invalid, "evidence_unreadable") }

func tooLarge() error { return fault.New(fault.Invalid, "evidence_too_large") }

// Size returns how large the first picture of a file is as it was seen, in pixels, when decoding it takes no more than most bytes.
func Size(file []byte, most int64) (image.Point, error) {
	f, err := Open(bytes.NewReader(file), int64(len(file)), most)
	if err != nil {
		return image.Point{}, err
	}
	return f.pages[0].size, f.pages[0].err
}

// Read decodes the first picture of a file, which takes no more than most bytes. One that would take more is kept smaller than it is, each pixel the
// mean of several, if it can be decoded at all.
func Read(file []byte, most int64) (*Picture, error) {
	f, err := Open(bytes.NewReader(file), int64(len(file)), most)
	if err != nil {
		return nil, err
	}
	return f.Read(1)
}

// Picture is a decoded picture. Safe for concurrent use.
type Picture struct {
	size    image.Point
	stretch float64
	mu      sync.Mutex
	// sizes are the picture and its halves, each made when it is first needed: what is drawn small is drawn from little.
	sizes []*image.RGBA
}

// onPaper lays a picture on white, a number of times smaller: as many rows at once as make one. The first picture of a GIF may be smaller than
// the whole.
func onPaper(img image.Image, size image.Point, times int) *image.RGBA {
	op := draw.Over
	if o, ok := img.(interface{ Opaque() bool }); ok && o.Opaque() {
		op = draw.Src
	}
	lay := func(into *image.RGBA) {
		draw.Draw(into, into.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(into, img.Bounds().Intersect(into.Rect), img, img.Bounds().Intersect(into.Rect).Min, op)
	}
	if times == 1 {
		out := image.NewRGBA(image.Rectangle{Max: size})
		lay(out)
		return out
	}
	out := image.NewRGBA(image.Rect(0, 0, max(size.X/times, 1), max(size.Y/times, 1)))
	rows := image.NewRGBA(image.Rect(0, 0, size.X, times))
	for y := range out.Rect.Dy() {
		rows.Rect = image.Rect(0, y*times, size.X, min((y+1)*times, size.Y))
		lay(rows)
		boxed(out.Pix[y*out.Stride:][:out.Stride], rows, times)
	}
	return out
}

// boxed makes one row of pixels of a number of rows, each the mean of a square.
func boxed(into []byte, rows *image.RGBA, times int) {
	wide, high := min(times, rows.Rect.Dx()), rows.Rect.Dy()
	for at := 0; at < len(into); at += 4 {
		var sum [3]int
		for y := range high {
			row := rows.Pix[y*rows.Stride+at*times:][:4*wide]
			for i := 0; i < len(row); i += 4 {
				sum[0], sum[1], sum[2] = sum[0]+int(row[i]), sum[1]+int(row[i+1]), sum[2]+int(row[i+2])
			}
		}
		n := wide * high
		into[at], into[at+1], into[at+2], into[at+3] = byte((sum[0]+n/2)/n), byte((sum[1]+n/2)/n), byte((sum[2]+n/2)/n), 0xff
	}
}

// Size returns the size of the picture in pixels, as its file has it.
func (p *Picture) Size() image.Point { return p.size }

// Stretch returns how much higher a pixel of the picture is than wide: 1 but for faxes and some scanners.
func (p *Picture) Stretch() float64 { return p.stretch }

// Bytes returns how much memory the picture takes.
func (p *Picture) Bytes() int { return 2 * len(p.sizes[0].Pix) }

// Draw draws the whole picture into a place of another, which may lie partly outside of it.
func (p *Picture) Draw(into *image.RGBA, at image.Rectangle) {
	if at.Empty() {
		return
	}
	from := p.from(at.Dx())
	if at.Dx() <= from.Rect.Dx() && at.Dy() <= from.Rect.Dy() {
		shrink(into, at, from)
		return
	}
	draw.ApproxBiLinear.Scale(into, at, from, from.Rect, draw.Src, nil) // pixels stay what they are, edges soft
}

// from returns the smallest of the sizes that is at least twice as wide as wanted, or as large as there is.
func (p *Picture) from(width int) *image.RGBA {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := 0
	for {
		if i == len(p.sizes) {
			p.sizes = append(p.sizes, half(p.sizes[i-1]))
		}
		at := p.sizes[i]
		if at.Rect.Dx() < 4*width || at.Rect.Dx() < 2 || at.Rect.Dy() < 2 {
			return at
		}
		i++
	}
}

// half returns a picture of half the width and height, each pixel the mean of four.
func half(img *image.RGBA) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, img.Rect.Dx()/2, img.Rect.Dy()/2))
	for y := range out.Rect.Dy() {
		above, below := img.Pix[2*y*img.Stride:], img.Pix[(2*y+1)*img.Stride:]
		row := out.Pix[y*out.Stride:]
		for i := range 4 * out.Rect.Dx() {
			k := i/4*8 + i%4
			row[i] = byte((int(above[k]) + int(above[k+4]) + int(below[k]) + int(below[k+4]) + 2) / 4)
		}
	}
	return out
}
