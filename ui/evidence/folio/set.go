package folio

import (
	"context"

	"shinsa/review/fault"
	"shinsa/review/typeset"
	"shinsa/ui/evidence/matter"
)

// Measures in points.
const (
	a4Width, a4Height = 595.28, 841.89
	margin            = 48
	widest            = 2_400 // of a page, for a table
	bodySize          = 10.5
	cellSize          = 9
	leading           = 1.6 // of a line, to its size
	cellPad           = 3.5
	hair              = 0.5
)

// setter puts blocks on pages.
type setter struct {
	ctx   context.Context
	faces *faces
	pages []*page
	y     float64 // where the next block begins
	width float64 // of the pages of this part
}

func (s *setter) set(blocks []matter.Block) error {
	for i, b := range blocks {
		if i%256 == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if i == 0 || b.NewSet {
			s.width = s.need(blocks[i:])
			if err := s.turn(); err != nil {
				return err
			}
		}
		var err error
		switch {
		case b.Table != nil:
			err = s.table(b.Table)
		case b.Image != nil:
			err = s.plate(b.Image)
		default:
			err = s.paragraph(b)
		}
		if err != nil {
			return err
		}
	}
	if len(s.pages) == 0 {
		s.width = a4Width
		return s.turn()
	}
	return nil
}

// need returns how wide the pages of a part have to be.
func (s *setter) need(part []matter.Block) float64 {
	w := a4Width
	for i, b := range part {
		if i > 0 && b.NewSet {
			break
		}
		if b.Table != nil && b.Table.Own {
			w = max(w, sum(s.natural(b.Table))+2*margin)
		}
	}
	return min(w, widest)
}

// turn begins a new page.
func (s *setter) turn() error {
	if len(s.pages) == MaxPages {
		return fault.New(fault.Invalid, "evidence_too_large")
	}
	h := a4Height
	if s.width > a4Width*1.2 {
		h = max(s.width/1.414, a4Height/1.414) // landscape
	}
	s.pages = append(s.pages, &page{w: s.width, h: h})
	s.y = margin
	return nil
}

func (s *setter) page() *page { return s.pages[len(s.pages)-1] }

// room makes sure that h points are free, on a new page if need be.
func (s *setter) room(h float64) error {
	if s.y+h > s.page().h-margin && s.y > margin {
		return s.turn()
	}
	return nil
}

// manner is how a paragraph is set.
type manner struct {
	size, before, after float64
	bold, soft          bool
}

func mannerOf(b matter.Block) manner {
	switch b.Kind {
	case matter.Title:
		return manner{size: 14, before: 2, after: 8, bold: true}
	case matter.Heading:
		switch b.Level {
		case 1:
			return manner{size: 15, before: 12, after: 6, bold: true}
		case 2:
			return manner{size: 13, before: 10, after: 5, bold: true}
		}
		return manner{size: 11.5, before: 8, after: 4, bold: true}
	case matter.Note:
		return manner{size: 8.5, before: 1, after: 1, soft: true}
	case matter.Plain:
		return manner{size: 9.5}
	}
	return manner{size: bodySize, after: 4}
}

func (s *setter) paragraph(b matter.Block) error {
	m := mannerOf(b)
	f := s.faces.weight(m.bold)
	left := float64(margin)
	if b.Kind == matter.Body || b.Kind == matter.Note {
		left += float64(b.Level) * 1.5 * m.size
	}
	mark := 0.0
	if b.Mark != "" {
		mark = (f.width(b.Mark) + 0.5) * m.size
	}
	if s.y > margin {
		s.y += m.before
	}
	measure := s.page().w - margin - left - mark
	text := []rune(b.Text)
	for i, l := range f.lines(text, m.size, measure) {
		if err := s.room(m.size * leading); err != nil {
			return err
		}
		p := s.page()
		if i == 0 && b.Mark != "" {
			p.lines = append(p.lines, line{b.Mark, left, s.y, m.size, m.bold, m.soft})
		}
		if l.End > l.Start {
			p.lines = append(p.lines, line{string(text[l.Start:l.End]), left + mark, s.y, m.size, m.bold, m.soft})
		}
		s.y += m.size * leading
	}
	s.y += m.after
	return nil
}

// lines breaks text into lines; width in points.
func (f *face) lines(text []rune, size, width float64) []typeset.Line {
	adv := typeset.Advances(text, func(r rune) float64 { return f.advance(r) * size })
	return typeset.Setting{Width: max(width, 2*size), Em: size}.Lines(text, adv)
}

func sum(list []float64) float64 {
	t := 0.0
	for _, v := range list {
		t += v
	}
	return t
}
