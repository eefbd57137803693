package evidence

import (
	"context"
	"image"
	"io"
	"strings"

	"shinsa/i18n"
	"shinsa/ui/evidence/folio"
	"shinsa/ui/evidence/matter"
)

// prose is a document of text and tables, on pages that this program sets.
type prose struct{ book *folio.Book }

func openText(ctx context.Context, r io.ReaderAt, size int64) (Document, error) {
	b, err := whole(r, size, matter.MaxFile)
	if err != nil {
		return nil, err
	}
	blocks, err := matter.Text(b)
	if err != nil {
		return nil, err
	}
	return openProse(ctx, blocks)
}

func openPackage(ctx context.Context, r io.ReaderAt, size int64) (Document, error) {
	b, err := whole(r, size, matter.MaxFile)
	if err != nil {
		return nil, err
	}
	blocks, err := matter.Package(ctx, b)
	if err != nil {
		return nil, err
	}
	return openProse(ctx, blocks)
}

func openProse(ctx context.Context, blocks []matter.Block) (Document, error) {
	book, err := folio.Set(ctx, blocks)
	if err != nil {
		return nil, err
	}
	return &prose{book}, nil
}

// speak gives a document of text the words of a language, for what it does not show.
func speak(d Document, lang string) {
	if p, ok := d.(*prose); ok {
		t := i18n.New(lang)
		p.book.Say = func(why matter.Why, format string) string {
			return t.T("evidence.absent_"+string(why), "format", format)
		}
	}
}

func (p *prose) Pages() int { return p.book.Pages() }

func (p *prose) Page(ctx context.Context, n, width int) (Sheet, error) {
	w, h, err := p.book.Size(n)
	if err != nil {
		return Sheet{}, err
	}
	pw, ph := fit(w, h, width)
	img := image.NewRGBA(image.Rect(0, 0, pw, ph))
	return Sheet{Image: img, Width: w, Height: h}, p.book.Draw(ctx, n, img)
}

func (p *prose) Text(_ context.Context, n int) (string, error) {
	gs, err := p.book.Glyphs(n)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, g := range gs {
		b.WriteRune(g.Rune)
	}
	return cut(b.String()), nil
}

func (p *prose) Glyphs(_ context.Context, n int) ([]Glyph, error) {
	gs, err := p.book.Glyphs(n)
	if err != nil {
		return nil, err
	}
	out := make([]Glyph, 0, min(len(gs), MaxGlyphs))
	for _, g := range gs[:min(len(gs), MaxGlyphs)] {
		out = append(out, Glyph{g.Rune, float32(g.X), float32(g.Y), float32(g.W), float32(g.H)})
	}
	return out, nil
}

func (p *prose) Close() error { return nil }
