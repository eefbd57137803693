package folio

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

var (
	black = image.NewUniform(color.RGBA{0x1c, 0x1c, 0x1c, 0xff})
	grey  = image.NewUniform(color.RGBA{0x55, 0x55, 0x55, 0xff})
	lined = image.NewUniform(color.RGBA{0x9a, 0x9a, 0x9a, 0xff})
	pale  = image.NewUniform(color.RGBA{0xee, 0xee, 0xee, 0xff})
)

// draw fills a picture with the words and rules of a page, unless ctx ends.
func (f *faces) draw(ctx context.Context, p *page, into *image.RGBA) {
	draw.Draw(into, into.Rect, image.White, image.Point{}, draw.Src)
	scale := float64(into.Rect.Dx()) / p.w
	for _, r := range p.rules {
		x0, y0 := int(math.Round(r.x*scale)), int(math.Round(r.y*scale))
		x1, y1 := int(math.Round((r.x+r.w)*scale)), int(math.Round((r.y+r.h)*scale))
		ink := lined
		if r.pale {
			ink = pale
		}
		draw.Draw(into, image.Rect(x0, y0, max(x1, x0+1), max(y1, y0+1)), ink, image.Point{}, draw.Src)
	}
	for i, l := range p.lines {
		if i%64 == 0 && ctx.Err() != nil {
			return
		}
		colour := black
		if l.soft {
			colour = grey
		}
		face := f.weight(l.bold)
		x, base := l.x, (l.y+l.size*(leading-1)/2+l.size*ascent)*scale
		for _, r := range l.text {
			face.put(into, colour, r, spot{x * scale, base, l.size * scale})
			x += face.advance(r) * l.size
		}
	}
}

// ascent is where the base line stands below the top of the body, in ems.
const ascent = 0.88

// spot is where a character stands in a picture: its origin and its size, in pixels.
type spot struct{ x, y, size float64 }

// inkKey names the picture of a character: sizes by quarters of a pixel, places across by thirds of one.
type inkKey struct {
	r     rune
	size  int
	third int
}

// ink is the picture of a character, at an offset from its origin.
type ink struct {
	mask *image.Alpha
	at   image.Point
}

// inkBytes bounds the pictures of characters that are kept for a face.
const inkBytes = 8 << 20

func (f *face) put(into *image.RGBA, colour image.Image, r rune, s spot) {
	whole := math.Floor(s.x)
	k := inkKey{r, int(math.Round(s.size * 4)), int((s.x - whole) * 3)}
	if k.size < 4 || k.size > 4*1000 {
		return
	}
	f.mu.Lock()
	g, ok := f.inks[k]
	if !ok {
		g = f.make(k)
		if f.size > inkBytes {
			clear(f.inks)
			f.size = 0
		}
		f.inks[k] = g
		f.size += len(g.mask.Pix) + 64
	}
	f.mu.Unlock()
	at := image.Pt(int(whole), int(math.Round(s.y))).Add(g.at)
	draw.DrawMask(into, g.mask.Rect.Add(at), colour, image.Point{}, g.mask, image.Point{}, draw.Over)
}

// make draws a character.
func (f *face) make(k inkKey) *ink {
	fnt, g := f.glyph(k.r)
	blank := &ink{mask: image.NewAlpha(image.Rectangle{})}
	segments, err := fnt.LoadGlyph(&f.buf, g, fixed.Int26_6(k.size*16), nil)
	if err != nil || len(segments) == 0 {
		return blank
	}
	b := segments.Bounds()
	x0, y0 := b.Min.X.Floor()-1, b.Min.Y.Floor()-1
	w, h := b.Max.X.Ceil()+2-x0, b.Max.Y.Ceil()+1-y0
	if w < 1 || h < 1 || w > 4096 || h > 4096 {
		return blank
	}
	dx, dy := float32(-x0)+float32(k.third)/3, float32(-y0)
	at := func(p fixed.Point26_6) (float32, float32) { return float32(p.X)/64 + dx, float32(p.Y)/64 + dy }
	ras := vector.NewRasterizer(w, h)
	for _, s := range segments {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			ras.ClosePath()
			ras.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			ras.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			ras.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			ras.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	ras.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, w, h))
	ras.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	return &ink{mask, image.Pt(x0, y0)}
}
