package evidence

import (
	"context"
	"unicode"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// affine turns points of a PDF's user space, whose origin is at the lower left and which a page may turn or cut, into points of the page as
// displayed.
type affine struct{ ax, bx, cx, ay, by, cy float64 }

func (a affine) of(x, y float64) (float64, float64) {
	return a.ax*x + a.bx*y + a.cx, a.ay*x + a.by*y + a.cy
}

// finely is how many device units a point has when the engine is asked where it lies, since it answers in whole ones.
const finely = 100

// displayed asks the engine where three corners of user space are displayed.
func displayed(p pdfium.Pdfium, page requests.Page) (affine, error) {
	size, err := p.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil {
		return affine{}, err
	}
	const step = 1000
	var got [3][2]float64
	for i, at := range [3][2]float64{{0, 0}, {step, 0}, {0, step}} {
		r, err := p.FPDF_PageToDevice(&requests.FPDF_PageToDevice{
			Page: page, SizeX: int(size.Width * finely), SizeY: int(size.Height * finely), PageX: at[0], PageY: at[1],
		})
		if err != nil {
			return affine{}, err
		}
		got[i] = [2]float64{float64(r.DeviceX) / finely, float64(r.DeviceY) / finely}
	}
	return affine{
		ax: (got[1][0] - got[0][0]) / step, bx: (got[2][0] - got[0][0]) / step, cx: got[0][0],
		ay: (got[1][1] - got[0][1]) / step, by: (got[2][1] - got[0][1]) / step, cy: got[0][1],
	}, nil
}

func (d *pdf) Glyphs(ctx context.Context, n int) ([]Glyph, error) {
	var out []Glyph
	err := d.on(ctx, n, func(p pdfium.Pdfium, page requests.Page) error {
		place, err := displayed(p, page)
		if err != nil {
			return err
		}
		text, err := p.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
		if err != nil {
			return err
		}
		out, err = glyphs(p, text.TextPage, place)
		if _, cerr := p.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}); err == nil {
			err = cerr
		}
		return err
	})
	return out, err
}

func glyphs(p pdfium.Pdfium, text references.FPDF_TEXTPAGE, place affine) ([]Glyph, error) {
	n, err := p.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text})
	if err != nil {
		return nil, err
	}
	out := make([]Glyph, 0, min(n.Count, MaxGlyphs))
	for i := range min(n.Count, MaxGlyphs) {
		c, err := p.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: i})
		if err != nil {
			return nil, err
		}
		g := Glyph{Rune: rune(c.Unicode)}
		switch g.Rune {
		case 0, 0xfffe, '\r':
			continue // no character, a hyphen at a line's end, half a line end
		case '\n':
			out = append(out, g)
			continue
		}
		box, err := p.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: i})
		if err == nil { // what the engine puts in between, such as a space, may have no place
			x0, y0 := place.of(float64(box.Rect.Left), float64(box.Rect.Top))
			x1, y1 := place.of(float64(box.Rect.Right), float64(box.Rect.Bottom))
			g.X, g.Y = float32(min(x0, x1)), float32(min(y0, y1))
			g.W, g.H = float32(max(x0, x1))-g.X, float32(max(y0, y1))-g.Y
			if unicode.IsSpace(g.Rune) && len(out) > 0 {
				g = slender(g, out[len(out)-1])
			}
		}
		out = append(out, g)
	}
	return rightToLeft(out), nil
}

// slender keeps a space of vertical writing as wide as its line: the engine gives it a place that lies over the next line too.
func slender(space, before Glyph) Glyph {
	middle, end := before.X+before.W/2, before.Y+before.H
	below := space.Y > end-before.H/2 && space.Y < end+before.H/2
	if below && space.W > before.W && space.X < middle && space.X+space.W > middle {
		space.X, space.W = before.X, before.W
	}
	return space
}
