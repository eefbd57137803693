package uitest

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"io"

	"shinsa/ui/evidence"
)

// Pages stands in for the engine that draws evidence: every document has two grey pages without text.
type Pages struct{}

// Open opens anything.
func (Pages) Open(context.Context, io.ReaderAt, int64) (evidence.Document, error) {
	return grey{}, nil
}

type grey struct{}

func (grey) Pages() int { return 2 }

func (grey) Page(context.Context, int, int) (evidence.Sheet, error) {
	img := image.NewRGBA(image.Rect(0, 0, 8, 11))
	draw.Draw(img, img.Rect, image.NewUniform(color.Gray{0xe8}), image.Point{}, draw.Src)
	return evidence.Sheet{Image: img, Width: 595, Height: 842}, nil
}

func (grey) Text(context.Context, int) (string, error) { return "", nil }

func (grey) Glyphs(context.Context, int) ([]evidence.Glyph, error) { return nil, nil }

func (grey) Close() error { return nil }
