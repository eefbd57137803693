package viewer

import "shinsa/ui/evidence"

// flow is a line of writing on a page: the characters from one on, to excluded, and the place they take. Down is vertical writing.
type flow struct {
	from, to int
	box      Box
	down     bool
}

// flowsOf returns the lines of a page in the order in which they are read. Cells of a table's row are lines of their own.
func flowsOf(gs []evidence.Glyph) []flow {
	var out []flow
	open := false
	for i, g := range gs {
		if g.Rune == '\n' {
			open = false
		}
		b, ok := boxOf(g)
		if !ok {
			continue
		}
		if n := len(out); open && out[n-1].takes(b) {
			out[n-1].take(b, i)
			continue
		}
		out, open = append(out, flow{i, i + 1, b, false}), true
	}
	return out
}

func boxOf(g evidence.Glyph) (Box, bool) {
	return Box{float64(g.X), float64(g.Y), float64(g.W), float64(g.H)}, g.W > 0 && g.H > 0
}

// takes reports whether b goes on where the line ends, along it or, in vertical writing, down it.
func (f *flow) takes(b Box) bool {
	a := f.box
	first := f.to == f.from+1
	along := b.Y < a.Y+a.H*3/4 && b.Y+b.H > a.Y+a.H/4 && b.X >= a.X && b.X-(a.X+a.W) < 4*b.H
	down := b.X < a.X+a.W*3/4 && b.X+b.W > a.X+a.W/4 && b.Y > a.Y+a.H/2 && b.Y-(a.Y+a.H) < b.H
	return along && (first || !f.down) || down && (first || f.down)
}

func (f *flow) take(b Box, i int) {
	if f.to == f.from+1 {
		f.down = b.Y > f.box.Y+f.box.H/2
	}
	f.box, f.to = around(f.box, b), i+1
}

// off is how far a point lies from the line, across it above all: who drags beyond a line's end means its last character.
func (f *flow) off(x, y float64) float64 {
	dx := max(f.box.X-x, 0, x-f.box.X-f.box.W)
	dy := max(f.box.Y-y, 0, y-f.box.Y-f.box.H)
	if f.down {
		return 4*dx + dy
	}
	return dx + 4*dy
}

// caret returns before which character of the line a point lies, to for behind the last.
func (f *flow) caret(gs []evidence.Glyph, x, y float64) int {
	for i := f.from; i < f.to; i++ {
		b, ok := boxOf(gs[i])
		if ok && (!f.down && x < b.X+b.W/2 || f.down && y < b.Y+b.H/2) {
			return i
		}
	}
	return f.to
}

// flowAt returns the line next to a point, -1 where there are none.
func flowAt(flows []flow, x, y float64) int {
	best := -1
	for i := range flows {
		if best < 0 || flows[i].off(x, y) < flows[best].off(x, y) {
			best = i
		}
	}
	return best
}

// flowOf returns the line in which a caret stands: that of the character behind it or, at the end of a line, before it.
func flowOf(flows []flow, caret int) int {
	for i, f := range flows {
		if caret <= f.to {
			return i
		}
	}
	return len(flows) - 1
}

// caretPlace returns where a caret is drawn.
func caretPlace(gs []evidence.Glyph, f flow, caret int) Box {
	const thin = 1
	end := caret >= f.to
	i := min(max(caret, f.from), f.to-1)
	b, ok := boxOf(gs[i])
	if !ok {
		b = f.box
	}
	switch {
	case f.down && end:
		return Box{b.X, b.Y + b.H, b.W, thin}
	case f.down:
		return Box{b.X, b.Y, b.W, thin}
	case end:
		return Box{b.X + b.W, b.Y, thin, b.H}
	}
	return Box{b.X, b.Y, thin, b.H}
}
