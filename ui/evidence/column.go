package evidence

import "slices"

// column is a stretch of a page's characters that stand below each other, with what has no place after them.
type column struct {
	from, to int
	box      Glyph // around them
	down     bool  // there are two at least
}

// below reports whether a character goes on where the column ends.
func (c *column) below(g Glyph) bool {
	a := c.box
	return g.X < a.X+a.W*3/4 && g.X+g.W > a.X+a.W/4 && g.Y > a.Y+a.H-g.H/2 && g.Y-(a.Y+a.H) < g.H
}

func (c *column) take(g Glyph) {
	right, end := max(c.box.X+c.box.W, g.X+g.W), max(c.box.Y+c.box.H, g.Y+g.H)
	c.box.X, c.box.Y = min(c.box.X, g.X), min(c.box.Y, g.Y)
	c.box.W, c.box.H, c.down = right-c.box.X, end-c.box.Y, true
}

// beside reports whether another column of vertical writing stands at the right of this one.
func (c *column) beside(next column) bool {
	a, b := c.box, next.box
	return c.down && next.down && b.X >= a.X+a.W/2 && b.Y < a.Y+a.H && a.Y < b.Y+b.H
}

func columns(gs []Glyph) []column {
	var out []column
	open := false // the end of a line ends a column
	for i, g := range gs {
		n := len(out)
		open = open && g.Rune != '\n'
		if g.W <= 0 || g.H <= 0 {
			if n > 0 {
				out[n-1].to = i + 1
			}
			continue
		}
		if open && out[n-1].below(g) {
			out[n-1].take(g)
			out[n-1].to = i + 1
			continue
		}
		out, open = append(out, column{i, i + 1, g, false}), true
	}
	return out
}

// rightToLeft puts the columns of vertical writing into the order in which they are read. The engine reads from left to right what begins at the same
// height, as it would a line.
func rightToLeft(gs []Glyph) []Glyph {
	all := columns(gs)
	var out []Glyph
	for i := 0; i < len(all); {
		end := i + 1
		for end < len(all) && all[end-1].beside(all[end]) {
			end++
		}
		if end-i > 1 && out == nil {
			out = append(make([]Glyph, 0, len(gs)+end-i), gs[:all[i].from]...)
		}
		if out != nil {
			for k, c := range slices.Backward(all[i:end]) {
				out = append(out, gs[c.from:c.to]...)
				if k > 0 && out[len(out)-1].Rune != '\n' {
					out = append(out, Glyph{Rune: '\n'})
				}
			}
		}
		i = end
	}
	if out == nil {
		return gs
	}
	return out[:min(len(out), MaxGlyphs)]
}
