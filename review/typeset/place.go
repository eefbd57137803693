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

// give is how much rune i can be squeezed when the line is too full; nothing when its white is given up already.
func (b *breaker) give(i, start int) float64 {
	if !b.full(i) {
		return 0
	}
	switch b.class[i] {
	case opener:
		if b.trim(i, start) > 0 {
			return 0
		}
	case closer, stop:
		if i+1 < len(b.text) && b.trim(i+1, start) > 0 {
			return 0
		}
	default:
		return 0
	}
	return b.adv[i] / 4
}

// tail is the white right half that the last rune of a full line may leave beyond the measure.
func (b *breaker) tail(i int) float64 {
	if (b.class[i] == closer || b.class[i] == stop) && b.full(i) {
		return b.adv[i] / 2
	}
	return 0
}

// Spot is where a rune stands on its line.
type Spot struct {
	X           float64 // origin of the whole glyph, white included, from the left end of the line
	Left, Right float64 // white that the glyph gives up on either side
}

// Place returns where each rune of the line stands and appends it to dst. With fill, a line that is not final is stretched to the
// measure, if that takes no more than a little. The measure of a text's first line is Width − Indent; pass a Setting whose Width is
// the line's own.
func (s Setting) Place(dst []Spot, text []rune, adv []float64, l Line, fill bool) []Spot {
	b := breaker{Setting: s, text: text[l.Start:l.End], adv: adv[l.Start:l.End], class: make([]class, l.End-l.Start)}
	for i, r := range b.text {
		b.class[i] = classOf(r)
	}
	gap, squeeze := 0.0, b.squeezeFactor(l)
	if fill && !l.Final && l.Squeeze == 0 {
		gap = b.stretch(l)
	}
	first := len(dst)
	for range b.text {
		dst = append(dst, Spot{})
	}
	spots := dst[first:]
	for i := range spots {
		b.whiten(spots, i, squeeze)
	}
	x := 0.0
	for i := range spots {
		if i > 0 && b.class[i] != mark {
			x += gap
		}
		spots[i].X = x - spots[i].Left
		x += b.adv[i] - spots[i].Left - spots[i].Right
	}
	return dst
}

// whiten notes the white that rune i gives up, or makes the one before it give up.
func (b *breaker) whiten(spots []Spot, i int, squeeze float64) {
	if !b.Tight {
		return
	}
	if t := b.trim(i, 0); t > 0 && i > 0 && (b.class[i-1] == closer || b.class[i-1] == stop) {
		spots[i-1].Right += t
	} else {
		spots[i].Left += t
	}
	if g := squeeze * b.give(i, 0); b.class[i] == opener {
		spots[i].Left += g
	} else {
		spots[i].Right += g
	}
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
		if i < len(b.text)-1 || b.class[i] == opener {
			total += b.give(i, 0)
		}
	}
	if total == 0 {
		return 0
	}
	return min(1, l.Squeeze/total)
}
