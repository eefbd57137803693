package folio

import (
	"math"
	"slices"

	"shinsa/review/typeset"
	"shinsa/ui/evidence/matter"
)

// columns returns how many columns a table has.
func columns(t *matter.Table) int {
	n := 0
	for _, r := range t.Rows {
		c := 0
		for _, cell := range r {
			c += cell.Span
		}
		n = max(n, c)
	}
	return n
}

const (
	narrowest = 3  // of a column with text, in ems
	broadest  = 36 // of a column as wide as its text
	empty     = 1  // of a column with nothing in it
	cellLine  = cellSize * leading
)

// natural returns how wide the columns of a table are when each is as wide as what stands in it.
func (s *setter) natural(t *matter.Table) []float64 {
	w := make([]float64, columns(t))
	for i := range w {
		w[i] = empty * cellSize
	}
	for _, spans := range []bool{false, true} { // what takes several columns widens them where they are too narrow together
		for _, r := range t.Rows {
			col := 0
			for _, c := range r {
				if (c.Text != "" || len(c.Images) > 0) && spans == (c.Span > 1) {
					s.widen(w[col:col+c.Span], c)
				}
				col += c.Span
			}
		}
	}
	return w
}

// widen makes the columns of a cell wide enough for it, each by the same.
func (s *setter) widen(w []float64, c matter.Cell) {
	need := max(s.faces.weight(c.Bold).longest(c.Text), narrowest)
	for _, m := range c.Images {
		need = max(need, m.Width/cellSize)
	}
	need = min(need, broadest)*cellSize + 2*cellPad + 1
	if more := need - sum(w); more > 0 {
		for i := range w {
			w[i] += more / float64(len(w))
		}
	}
}

// widths fits the columns into the page.
func (s *setter) widths(t *matter.Table) []float64 {
	room := s.page().w - 2*margin
	var w []float64
	switch n := columns(t); {
	case t.Own:
		w = s.natural(t)
	case len(t.Widths) == n && sum(t.Widths) > 0 && !slices.ContainsFunc(t.Widths, func(v float64) bool { return v < 0 }):
		w = slices.Clone(t.Widths)
		scale(w, room/sum(w))
	default:
		w = s.natural(t)
		if total := sum(w); total > 0 {
			scale(w, room/total)
		}
	}
	if total := sum(w); total > room {
		scale(w, room/total)
	}
	return w
}

func scale(w []float64, by float64) {
	for i := range w {
		w[i] *= by
	}
}

// setCell is a cell with its text broken into lines.
type setCell struct {
	matter.Cell
	x, w   float64
	text   []rune
	lines  []typeset.Line
	plates []setPlate
}

// setPlate is a picture in a cell: it takes whole lines, from one on, so that the cell can go on over several pages.
type setPlate struct {
	image *matter.Image
	from  int
	w, h  float64
}

func (s *setter) table(t *matter.Table) error {
	w := s.widths(t)
	if len(w) == 0 {
		return nil
	}
	s.y += 2
	for i, r := range t.Rows {
		if i%64 == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if err := s.row(r, w, i == 0); err != nil {
			return err
		}
	}
	s.y += 8
	return nil
}

// row sets a row; one that is higher than a page goes on over several.
func (s *setter) row(r []matter.Cell, w []float64, first bool) error {
	cells, most := s.cells(r, w)
	for from := 0; ; {
		free := int((s.page().h - margin - s.y - 2*cellPad) / cellLine)
		left := most - from
		if (free < min(left, 3) || free < left && hung(cells) && left <= s.most()) && s.y > margin {
			if err := s.turn(); err != nil {
				return err
			}
			continue
		}
		n := min(left, max(free, 1))
		s.strip(cells, strip{from, n, float64(n)*cellLine + 2*cellPad, first || from > 0 || s.y <= margin})
		if from += n; from >= most {
			return nil
		}
	}
}

func (s *setter) cells(r []matter.Cell, w []float64) ([]setCell, int) {
	out := make([]setCell, 0, len(r))
	x, col, most := float64(margin), 0, 1
	for _, c := range r {
		end := min(col+c.Span, len(w))
		width := sum(w[min(col, len(w)):end])
		sc := setCell{Cell: c, x: x, w: width, text: []rune(c.Text)}
		if c.Text != "" {
			sc.lines = s.faces.weight(c.Bold).lines(sc.text, cellSize, width-2*cellPad)
			most = max(most, len(sc.lines))
		}
		most = max(most, s.hang(&sc))
		out = append(out, sc)
		x += width
		col = end
	}
	if rest := sum(w[col:]); rest > 0 {
		out = append(out, setCell{x: x, w: rest})
	}
	return out, most
}

// hang puts the pictures of a cell below its text and returns how many lines all of it takes.
func (s *setter) hang(c *setCell) int {
	n := len(c.lines)
	for _, m := range c.Images {
		w, h := within(m, c.w-2*cellPad, s.page().h/2)
		if w <= 0 {
			continue
		}
		c.plates = append(c.plates, setPlate{m, n, w, h})
		n += int(math.Ceil(h/cellLine + 0.2))
	}
	return n
}

// hung reports whether there are pictures among cells, which are not cut where a page of their own has room for them.
func hung(cells []setCell) bool {
	return slices.ContainsFunc(cells, func(c setCell) bool { return len(c.plates) > 0 })
}

// most is how many lines of a row a page has room for.
func (s *setter) most() int { return int((s.page().h - 2*margin - 2*cellPad) / cellLine) }

// strip is the part of a row that stands on one page.
type strip struct {
	from, lines int
	h           float64
	top         bool // draws the rule above
}

func (s *setter) strip(cells []setCell, at strip) {
	p := s.page()
	for _, c := range cells {
		if c.Bold && c.Text != "" {
			p.rules = append(p.rules, rule{c.x, s.y, c.w, at.h, true})
		}
	}
	for _, c := range cells {
		if at.top || !c.Below {
			p.rules = append(p.rules, rule{c.x, s.y, c.w, hair, false})
		}
		p.rules = append(p.rules, rule{c.x, s.y, hair, at.h, false}, rule{c.x + c.w, s.y, hair, at.h, false}, rule{c.x, s.y + at.h, c.w, hair, false})
		f := s.faces.weight(c.Bold)
		for i := at.from; i < min(at.from+at.lines, len(c.lines)); i++ {
			l := c.lines[i]
			if l.End == l.Start {
				continue
			}
			text := string(c.text[l.Start:l.End])
			x := c.x + cellPad
			if c.Right && len(c.lines) == 1 {
				x = max(x, c.x+c.w-cellPad-f.width(text)*cellSize)
			}
			y := s.y + cellPad + float64(i-at.from)*cellLine
			p.lines = append(p.lines, line{text, x, y, cellSize, c.Bold, false})
		}
		for _, l := range c.plates {
			y := s.y + cellPad + float64(l.from-at.from)*cellLine + 0.1*cellLine
			top, bottom := max(y, s.y+hair), min(y+l.h, s.y+at.h)
			if top < bottom {
				p.plates = append(p.plates, plate{l.image, c.x + cellPad, y, l.w, l.h, top, bottom})
			}
		}
	}
	s.y += at.h
}
