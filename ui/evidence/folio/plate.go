package folio

import (
	"context"
	"image"
	"image/draw"
	"math"
	"sync"

	"shinsa/ui/evidence/matter"
	"shinsa/ui/evidence/raster"
)

// plate is a picture on a page. Of one that goes on over several pages, each has the part between its top and bottom.
type plate struct {
	image       *matter.Image
	x, y, w, h  float64 // of the whole picture
	top, bottom float64 // of the part that is on this page
}

// plate puts a picture on a page: as large as the document shows it, smaller where the page is, never cut.
func (s *setter) plate(m *matter.Image) error {
	p := s.page()
	w, h := within(m, p.w-2*margin, p.h-2*margin)
	if s.y > margin {
		s.y += 4
	}
	if err := s.room(h); err != nil {
		return err
	}
	p = s.page()
	p.plates = append(p.plates, plate{m, margin, s.y, w, h, s.y, s.y + h})
	s.y += h + 6
	return nil
}

// within returns how large a picture is shown where there is so much room.
func within(m *matter.Image, width, height float64) (w, h float64) {
	scale := min(1, width/m.Width, height/m.Height)
	return m.Width * scale, m.Height * scale
}

// pictures are the decoded pictures of a document that were used last.
type pictures struct {
	mu   sync.Mutex
	kept []decoded // the one used last comes first
}

type decoded struct {
	of      *matter.Image
	picture *raster.Picture // nil for a broken one
}

// keptBytes is how much memory decoded pictures may take, beyond the one at hand.
const keptBytes = 64 << 20

// get decodes a picture, nil for one that is broken.
func (p *pictures) get(m *matter.Image) *raster.Picture {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, d := range p.kept {
		if d.of == m || len(d.of.File) > 0 && len(m.File) == len(d.of.File) && &d.of.File[0] == &m.File[0] {
			copy(p.kept[1:i+1], p.kept[:i])
			p.kept[0] = d
			return d.picture
		}
	}
	d := decoded{of: m}
	if r, err := raster.Read(m.File, matter.MaxImage); err == nil {
		d.picture = r
	}
	p.kept = append([]decoded{d}, p.kept...)
	total := 0
	for i, k := range p.kept {
		if k.picture != nil {
			total += k.picture.Bytes()
		}
		if i > 0 && total > keptBytes {
			clear(p.kept[i:])
			p.kept = p.kept[:i]
			break
		}
	}
	return d.picture
}

// plates draws the pictures of a page.
func (b *Book) plates(ctx context.Context, p *page, into *image.RGBA) error {
	scale := float64(into.Rect.Dx()) / p.w
	px := func(v float64) int { return int(math.Round(v * scale)) }
	for _, l := range p.plates {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		at := image.Rect(px(l.x), px(l.y), max(px(l.x+l.w), px(l.x)+1), max(px(l.y+l.h), px(l.y)+1))
		part, ok := into.SubImage(image.Rect(at.Min.X, px(l.top), at.Max.X, px(l.bottom))).(*image.RGBA)
		if !ok || part.Rect.Empty() {
			continue
		}
		if l.image.Why != "" {
			b.placard(part, at, l.image, scale)
		} else if r := b.pictures.get(l.image); r != nil {
			r.Draw(part, at)
		} else {
			crossed(part, at)
		}
	}
	return nil
}

// placard draws the place of a picture that is not shown: a frame with the reason, as large as there is room for it and no larger than text.
func (b *Book) placard(into *image.RGBA, at image.Rectangle, m *matter.Image, scale float64) {
	draw.Draw(into, at, lined, image.Point{}, draw.Src)
	draw.Draw(into, at.Inset(1), pale, image.Point{}, draw.Src)
	if b.Say == nil {
		return
	}
	words, f, width := b.Say(m.Why, m.Format), b.faces.weight(false), 0.0
	for _, r := range words {
		width += f.advance(r)
	}
	if width == 0 {
		return
	}
	pad := cellPad * scale
	size := min(cellSize*scale, (float64(at.Dx())-2*pad)/width, (float64(at.Dy())-2*hair*scale)/leading)
	x, base := float64(at.Min.X)+pad, float64(at.Min.Y+at.Max.Y)/2-size/2+size*ascent
	for _, r := range words {
		f.put(into, grey, r, spot{x, base, size})
		x += f.advance(r) * size
	}
}

// crossed draws a frame with a cross, which stands for a picture that is broken.
func crossed(into *image.RGBA, at image.Rectangle) {
	draw.Draw(into, at, pale, image.Point{}, draw.Src)
	w, h := at.Dx(), at.Dy()
	for i := range max(w, h) {
		x, y := i*w/max(w, h), i*h/max(w, h)
		for _, p := range []image.Point{{x, y}, {w - 1 - x, y}, {x, 0}, {x, h - 1}, {0, y}, {w - 1, y}} {
			if p = p.Add(at.Min); p.In(into.Rect) {
				into.Set(p.X, p.Y, lined.C)
			}
		}
	}
}
