// Package raster reads pictures made of pixels: PNG, JPEG, GIF, TIFF, BMP and WebP, of a file with several the first.
//
// What a picture will take is reckoned from its head before it is decoded; one that would take more than the caller grants is refused with
// fault.Invalid "evidence_too_large", one that cannot be read, or ends early, with "evidence_unreadable". Pictures stand as they were seen,
// whatever the camera was held like, on white: what is transparent shows the paper.
package raster

import (
	"bytes"
	"image"
	"image/color"
	_ "image/gif"  // evidence may be a drawing
	_ "image/jpeg" // or a photograph
	_ "image/png"  // or a screen copy
	"sync"

	_ "golang.org/x/image/bmp" // or a scan of an old machine
	"golang.org/x/image/draw"
	_ "golang.org/x/image/tiff" // or of a new one
	_ "golang.org/x/image/webp" // or from a page of the web

	"shinsa/review/fault"
)

// Most is the memory a picture of its own may take while it is decoded: 64 million pixels of eight bits a colour.
const Most = 512 << 20

func unreadable() error { return fault.New(fault.Invalid, "evidence_unreadable") }

// Size returns how large a picture is as it was seen, in pixels, when decoding it takes no more than most bytes.
func Size(file []byte, most int64) (image.Point, error) {
	cfg, format, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || cfg.Width < 1 || cfg.Height < 1 {
		return image.Point{}, unreadable()
	}
	if spent := most / burden(cfg.ColorModel, format, file); int64(cfg.Width) > spent || int64(cfg.Height) > spent/int64(cfg.Width) {
		return image.Point{}, fault.New(fault.Invalid, "evidence_too_large")
	}
	if orientation(file) >= 5 {
		return image.Pt(cfg.Height, cfg.Width), nil
	}
	return image.Pt(cfg.Width, cfg.Height), nil
}

// burden is how many bytes a pixel takes while a picture is decoded, the picture that is shown included.
func burden(m color.Model, format string, file []byte) int64 {
	const shown = 4
	switch {
	case format == "jpeg" && progressive(file):
		return shown + 16 // its coefficients are kept until the last scan
	case m == color.RGBA64Model || m == color.NRGBA64Model:
		return shown + 8
	}
	return shown + 4
}

// progressive reports whether a JPEG comes in several scans: frame header SOF2 of ITU-T T.81.
func progressive(file []byte) bool {
	for at := 2; at+4 <= len(file) && file[at] == 0xff; {
		if mark := file[at+1]; mark == 0xc2 || mark == 0xda {
			return mark == 0xc2
		}
		at += 2 + int(file[at+2])<<8 + int(file[at+3])
	}
	return true // nobody knows: the dearer of the two
}

// Picture is a decoded picture. Safe for concurrent use.
type Picture struct {
	mu sync.Mutex
	// sizes are the picture and its halves, each made when it is first needed: what is drawn small is drawn from little.
	sizes []*image.RGBA
}

// Read decodes a picture that takes no more than most bytes.
func Read(file []byte, most int64) (*Picture, error) {
	size, err := Size(file, most)
	if err != nil {
		return nil, err
	}
	img, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, unreadable()
	}
	held := orientation(file)
	if held >= 5 {
		size.X, size.Y = size.Y, size.X
	}
	if !img.Bounds().In(image.Rectangle{Max: size}) {
		return nil, unreadable()
	}
	return &Picture{sizes: []*image.RGBA{upright(onPaper(img, size), held)}}, nil
}

// onPaper lays a picture on white. The first picture of a GIF may be smaller than the whole.
func onPaper(img image.Image, size image.Point) *image.RGBA {
	out := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	op := draw.Over
	if o, ok := img.(interface{ Opaque() bool }); ok && o.Opaque() {
		op = draw.Src
	}
	draw.Draw(out, img.Bounds(), img, img.Bounds().Min, op)
	return out
}

// Size returns the size of the picture in pixels.
func (p *Picture) Size() image.Point { return p.sizes[0].Rect.Size() }

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
