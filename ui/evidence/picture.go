package evidence

import (
	"context"
	"image"
	_ "image/jpeg" // evidence may be a photograph
	_ "image/png"  // or a screen copy
	"io"

	"golang.org/x/image/draw"

	"shinsa/review/fault"
)

// picture is a PNG or JPEG as a document of one page; 96 pixels are an inch.
type picture struct{ img image.Image }

func openPicture(r io.ReaderAt, size int64) (Document, error) {
	cfg, _, err := image.DecodeConfig(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, "evidence_unreadable", err)
	}
	if cfg.Width < 1 || cfg.Height < 1 || int64(cfg.Width)*int64(cfg.Height) > 4*MaxPixels {
		return nil, fault.New(fault.Invalid, "evidence_too_large")
	}
	img, _, err := image.Decode(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, "evidence_unreadable", err)
	}
	return &picture{img}, nil
}

func (p *picture) Pages() int { return 1 }

func (p *picture) Page(ctx context.Context, n, width int) (Sheet, error) {
	if n != 1 {
		return Sheet{}, fault.New(fault.Missing, "evidence_no_such_page")
	}
	b := p.img.Bounds()
	w, h := float64(b.Dx()), float64(b.Dy())
	s := Sheet{Width: w * 72 / 96, Height: h * 72 / 96}
	pw, ph := fit(w, h, width)
	dst := image.NewRGBA(image.Rect(0, 0, pw, ph))
	draw.CatmullRom.Scale(dst, dst.Bounds(), p.img, b, draw.Src, nil)
	s.Image = dst
	return s, ctx.Err()
}

func (p *picture) Text(context.Context, int) (string, error) { return "", nil }

func (p *picture) Close() error {
	p.img = nil
	return nil
}
