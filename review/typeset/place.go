package typeset

// maxStretch is how far justification may open a gap, in ems: beyond it a line looks torn and readers take the gap for a space.
const maxStretch = 0.08

// full reports whether rune i is a full-width form, whose half is white.
func (b *breaker) full(i int) bool { return b.adv[i] >= 0.9*b.Em }

// trim is the white half that rune i gives up because of what stands before it on the line that starts at start: a bracket at the
// head of a line, and one of two neighbouring halves between punctuation marks.
func (b *breaker) trim(i, start int) float64 {
	c := b.class[i]
	if c != opener && c != closer && c != stop && c != middle {
		return 0
	}
	if c == opener && b.full(i) && (i == start || b.class[i-1] == opener && b.full(i-1)) {
		return b.adv[i] / 2
	}
	if i > start && (b.class[i-1] == closer || b.class[i-1] == stop) && c != middle && b.full(i-1) && b.full(i) {
		return b.adv[i-1] / 2
	}
	return 0
}

// give is how much rune i can be squeezed when the line is too full.
func (b *breaker) give(i int) float64 {
	switch b.class[i] {
	case opener, closer, stop:
		if b.full(i) {
			return b.adv[i] / 4
		}
	}
	return 0
}

// tail is the white right half that the last rune of a full line may leave beyond the measure.
func (b *breaker) tail(i int) float64 {
	if (b.class[i] == closer || b.class[i] == stop) && b.full(i) {
		return b.adv[i] / 2
	}
	return 0
}

// Place returns where each rune of the line stands, from the left end of the line, and appends it to dst. With fill, a line that is
// not final is stretched to the measure, if that takes no more than a little. The measure of a text's first line is Width − Indent;
// pass a Setting whose Width is the line's own.
func (s Setting) Place(dst []float64, text []rune, adv []float64, l Line, fill bool) []float64 {
	b := breaker{Setting: s, text: text[l.Start:l.End], adv: adv[l.Start:l.End], class: make([]class, l.End-l.Start)}
	for i, r := range b.text {
		b.class[i] = classOf(r)
	}
	gap, squeeze := 0.0, b.squeezeFactor(l)
	if fill && !l.Final && l.Squeeze == 0 {
		gap = b.stretch(l)
	}
	x := 0.0
	for i := range b.text {
		if s.Tight {
			x -= b.trim(i, 0)
		}
		if i > 0 && b.class[i] != mark {
			x += gap
		}
		if i > 0 && b.class[i] == opener {
			x -= squeeze * b.give(i)
		}
		dst = append(dst, x)
		x += b.adv[i]
		if b.class[i] != opener {
			x -= squeeze * b.give(i)
		}
	}
	return dst
}

// stretch is the share of the missing width that each gap takes, or 0 when that would tear the line.
func (b *breaker) stretch(l Line) float64 {
	gaps := 0
	for i, c := range b.class {
		if i > 0 && c != mark {
			gaps++
		}
	}
	if l.Hang > 0 {
		gaps--
	}
	room := b.Width - l.Width
	if gaps <= 0 || room <= slack {
		return 0
	}
	if g := room / float64(gaps); g <= maxStretch*b.Em {
		return g
	}
	return 0
}

// squeezeFactor is the part of what its punctuation can give that the line needs. What stands last gives nothing: its white half
// is outside the line already.
func (b *breaker) squeezeFactor(l Line) float64 {
	if l.Squeeze == 0 {
		return 0
	}
	total := 0.0
	for i := range b.text {
		last := i == len(b.text)-1 && b.class[i] != opener
		head := i == 0 && b.class[i] == opener
		if !last && !head {
			total += b.give(i)
		}
	}
	if total == 0 {
		return 0
	}
	return min(1, l.Squeeze/total)
}
