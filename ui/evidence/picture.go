package evidence

import (
	"context"
	"image"
	"io"

	"shinsa/review/fault"
	"shinsa/ui/evidence/raster"
)

// maxPictureFile bounds a picture's file.
const maxPictureFile = 128 << 20

// picture is one picture as a document of one page; 96 pixels are an inch.
type picture struct{ of *raster.Picture }

func openPicture(r io.ReaderAt, size int64) (Document, error) {
	b, err := whole(r, size, maxPictureFile)
	if err != nil {
		return nil, err
	}
	p, err := raster.Read(b, raster.Most)
	if err != nil {
		return nil, err
	}
	return &picture{p}, nil
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
	size := p.of.Size()
	w, h := float64(size.X), float64(size.Y)
	pw, ph := fit(w, h, width)
	dst := image.NewRGBA(image.Rect(0, 0, pw, ph))
	p.of.Draw(dst, dst.Rect)
	return Sheet{Image: dst, Width: w * 72 / 96, Height: h * 72 / 96}, ctx.Err()
}

func (p *picture) Text(_ context.Context, n int) (string, error) { return "", p.check(n) }

func (p *picture) Glyphs(_ context.Context, n int) ([]Glyph, error) { return nil, p.check(n) }

func (p *picture) Close() error { return nil }
