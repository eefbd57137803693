package evidence

import (
	"bytes"
	"context"
	"image"
	_ "image/gif"  // evidence may be a drawing
	_ "image/jpeg" // or a photograph
	_ "image/png"  // or a screen copy
	"io"
	"sync"

	_ "golang.org/x/image/bmp" // or a scan of an old machine
	"golang.org/x/image/draw"
	_ "golang.org/x/image/tiff" // or of a new one
	_ "golang.org/x/image/webp" // or from a page of the web

	"shinsa/review/fault"
)

const (
	// maxPicture bounds the pixels of a picture before it is decoded: 64 million are 256 MB.
	maxPicture = 4 * MaxPixels
	// maxPictureFile bounds a picture's file.
	maxPictureFile = 128 << 20
)

// picture is one picture as a document of one page; 96 pixels are an inch. Of a file with several, the first is shown.
type picture struct {
	mu   sync.Mutex
	size image.Point
	// sizes are the picture and its halves, each made when it is first needed: a page drawn small is drawn from little.
	sizes []*image.RGBA
}

func openPicture(r io.ReaderAt, size int64) (Document, error) {
	b, err := whole(r, size, maxPictureFile)
	if err != nil {
		return nil, err
	}
	cfg, _, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		return nil, fault.New(fault.Invalid, "evidence_unreadable")
	}
	if cfg.Width < 1 || cfg.Height < 1 || int64(cfg.Width)*int64(cfg.Height) > maxPicture {
		return nil, fault.New(fault.Invalid, "evidence_too_large")
	}
	img, _, err := image.Decode(bytes.NewReader(b))
	if err != nil || img.Bounds().Dx() != cfg.Width || img.Bounds().Dy() != cfg.Height {
		return nil, fault.New(fault.Invalid, "evidence_unreadable")
	}
	up := upright(onPaper(img), orientation(b))
	return &picture{size: up.Rect.Size(), sizes: []*image.RGBA{up}}, nil
}

// onPaper lays a picture on white: what is transparent shows the paper.
func onPaper(img image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	if o, ok := img.(interface{ Opaque() bool }); ok && o.Opaque() {
		draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
		return out
	}
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Over)
	return out
}

func (p *picture) Pages() int { return 1 }

func (p *picture) check(n int) error {
	if n != 1 {
		return fault.New(fault.Missing, "evidence_no_such_page")
	}
	return nil
}

func (p *picture) Page(ctx context.Context, n, width int) (Sheet, error) {
	if err := p.check(n); err != nil {
		return Sheet{}, err
	}
	w, h := float64(p.size.X), float64(p.size.Y)
	pw, ph := fit(w, h, width)
	from := p.from(pw)
	dst := image.NewRGBA(image.Rect(0, 0, pw, ph))
	scaler := draw.Scaler(draw.CatmullRom)
	if pw >= from.Rect.Dx() {
		scaler = draw.BiLinear // enlarged: pixels stay what they are, edges soft
	}
	scaler.Scale(dst, dst.Rect, from, from.Rect, draw.Src, nil)
	return Sheet{Image: dst, Width: w * 72 / 96, Height: h * 72 / 96}, ctx.Err()
}

// from returns the smallest of the sizes that is at least twice as wide as wanted, or as large as there is.
func (p *picture) from(width int) *image.RGBA {
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

func (p *picture) Text(_ context.Context, n int) (string, error) { return "", p.check(n) }

func (p *picture) Glyphs(_ context.Context, n int) ([]Glyph, error) { return nil, p.check(n) }

func (p *picture) Close() error { return nil }
