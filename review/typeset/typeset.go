// Package typeset breaks Japanese text into lines and says where each character stands on its line.
//
// It knows characters and their widths, nothing of fonts, pages or windows, so that papers and labels break alike. The rules are those
// of JIS X 4051 that an official document needs:
//
//   - 行頭禁則: no line begins with a closing bracket, 、。・？！, a small kana, ー, a repeat mark or a unit sign after a number;
//   - 行末禁則: no line ends with an opening bracket or a currency sign before a number;
//   - 分離禁止: —— …… ‥‥ stay together, and nothing is broken inside a number or a Latin word unless no line could hold it;
//   - ぶら下げ: a 、 or 。 that no longer fits may hang in the margin ([Setting.Hang]);
//   - 追い込み before 追い出し: a line is tightened at its brackets and commas to take in what may not begin the next one, and only
//     when that is not enough is a character carried over ([Setting.Tight]);
//   - 約物: neighbouring brackets and commas share their half em of space, a bracket at the head of a line gives its space up;
//   - justification widens the gaps between characters, a little; a line that would need more stays ragged.
//
// No character is ever lost: the lines of a text cover it from the first rune to the last, and what lies between the end of one line
// and the start of the next ([Line.Next]) is white space only.
package typeset

// Line is one line of a text, as indices into its runes.
type Line struct {
	Start, End int     // the runes that are drawn: text[Start:End]
	Next       int     // where the next line starts; text[End:Next] is white space or a line break
	Width      float64 // natural width after 約物 spacing, without what hangs
	Squeeze    float64 // how much narrower than Width the line has to be set to fit (追い込み)
	Hang       float64 // width of the 、 or 。 that hangs beyond the measure
	Final      bool    // ends a paragraph: it is never stretched
}

// Setting is how a text is to be set. Widths are in any one unit.
type Setting struct {
	Width  float64 // the measure: how long a line may be
	Indent float64 // taken off the first line of the text
	Em     float64 // the body size: the width of a full-width character
	Hang   bool    // ぶら下げ
	Tight  bool    // 約物 spacing and 追い込み; only for those who place characters with Place
	Least  float64 // how wide the last line of a paragraph should be: the line before it gives characters up, but never a line more; 0 for any
}

// slack absorbs what adding floating-point widths may be off by.
const slack = 1e-6

// Advances fills a slice with the width of every rune of text; marks that stand on the rune before get none.
func Advances(text []rune, advance func(rune) float64) []float64 {
	adv := make([]float64, len(text))
	for i, r := range text {
		if c := classOf(r); c != mark && c != newline {
			adv[i] = advance(r)
		}
	}
	return adv
}

// Lines breaks text, whose runes have the widths adv, and returns its lines in order. An empty text has one empty line. Both slices
// are only read; len(adv) must be at least len(text).
func (s Setting) Lines(text []rune, adv []float64) []Line {
	lines := make([]Line, 0, 4)
	classes := make([]class, len(text))
	for i, r := range text {
		classes[i] = classOf(r)
	}
	b := breaker{Setting: s, text: text, adv: adv, class: classes}
	measure := s.Width - s.Indent
	for start := 0; ; measure = s.Width {
		line, more := b.line(start, measure)
		lines = append(lines, line)
		if line.Final {
			b.widow(lines)
		}
		if !more {
			return lines
		}
		start = line.Next
	}
}

// widow gives the last of lines, which ends a paragraph, characters of the line before where it would be all but empty (「た。」 alone).
func (b *breaker) widow(lines []Line) {
	k := len(lines) - 1
	if k == 0 || lines[k-1].Final || lines[k].Start == lines[k].End || lines[k].Width >= b.Least {
		return
	}
	whole := b.Width
	if k == 1 {
		whole -= b.Indent
	}
	for measure := whole - b.Em/2; measure > whole/2; measure -= b.Em / 2 {
		before, _ := b.line(lines[k-1].Start, measure)
		last, _ := b.line(before.Next, b.Width)
		switch {
		case last.End != lines[k].End || last.Next != lines[k].Next:
			return // a line more
		case !canBreak(b.class, b.text, before.Next):
			return // a word of the width of the line is not cut for it
		case last.Width >= b.Least:
			lines[k-1], lines[k] = before, last
			return
		}
	}
}

type breaker struct {
	Setting
	text  []rune
	adv   []float64
	class []class
}

// line finds the line that starts at start. It reports false when the text ends with it.
func (b *breaker) line(start int, measure float64) (Line, bool) {
	var (
		x    float64 // width so far
		give float64 // how much of x can be squeezed out
		brk  = -1    // last place where the next line may start
		soft = -1    // last place where a word too long for any line may be cut
		n    = len(b.text)
	)
	for i := start; i < n; i++ {
		c := b.class[i]
		if c == newline {
			return b.finish(start, i, b.pastNewline(i), x, true), true
		}
		w := b.adv[i]
		if b.Tight {
			w -= b.trim(i, start)
		}
		if c == space {
			x += w
			continue
		}
		if i > start && canBreak(b.class, b.text, i) {
			brk = i
		}
		if x+w > measure+slack && i > start {
			return b.overflow(overflow{start: start, i: i, x: x, give: give, measure: measure, brk: brk, soft: soft})
		}
		x += w
		if b.Tight {
			give += b.give(i, start)
		}
		if softEnd(c, b.text[i]) {
			soft = i + 1
		}
	}
	return b.finish(start, n, n, x, true), false
}

// overflow is the state of a line when rune i no longer fits.
type overflow struct {
	start, i  int
	x, give   float64
	measure   float64
	brk, soft int
}

// overflow decides how the line ends: hang, squeeze, carry over, or cut a word that no line could hold. It reports false when the
// text ends with the line.
func (b *breaker) overflow(o overflow) (Line, bool) {
	line, ok := b.hang(o)
	if !ok {
		line, ok = b.squeeze(o)
	}
	if !ok {
		end := b.carry(o)
		line = b.finish(o.start, end, end, b.natural(o.start, end), false)
	}
	return line, line.Next < len(b.text) || b.endsWithNewline(line)
}

// carry is where the next line starts when what does not fit goes there.
func (b *breaker) carry(o overflow) int {
	if o.brk > o.start && b.wordWidth(o.brk) <= b.Width+slack {
		return o.brk
	}
	if o.soft > max(o.start, o.brk) {
		return o.soft
	}
	if o.brk > o.start {
		return o.brk
	}
	return b.clusterStart(o.i, o.start)
}

// endsWithNewline reports whether a line break was swallowed after the line, so that an empty line follows.
func (b *breaker) endsWithNewline(l Line) bool {
	return l.Next > l.End && b.class[l.Next-1] == newline
}

// hang lets one 、 or 。 stand in the margin.
func (b *breaker) hang(o overflow) (Line, bool) {
	if !b.Hang || o.x > o.measure+slack || b.class[o.i] != stop || !b.breakableAfter(o.i) {
		return Line{}, false
	}
	line := b.finish(o.start, o.i+1, o.i+1, o.x, false)
	line.Hang = b.adv[o.i]
	return line, true
}

// squeeze takes what may not begin a line into this one, when the line's brackets and commas can give way enough.
func (b *breaker) squeeze(o overflow) (Line, bool) {
	if !b.Tight || canBreak(b.class, b.text, o.i) {
		return Line{}, false
	}
	x, give := o.x, o.give
	for j := o.i; j < len(b.text) && j < o.i+4; j++ {
		if b.class[j] == newline || b.class[j] == space {
			break
		}
		x += b.adv[j] - b.trim(j, o.start)
		tail := b.tail(j)
		if b.breakableAfter(j) {
			if x-tail-give > o.measure+slack {
				return Line{}, false
			}
			line := b.finish(o.start, j+1, j+1, x-tail, false)
			line.Squeeze = max(0, x-tail-o.measure)
			return line, true
		}
		give += b.give(j, o.start)
	}
	return Line{}, false
}

// finish trims the white space at the end of a line, finds where the next begins and gives the width without that white space.
func (b *breaker) finish(start, end, next int, x float64, final bool) Line {
	if !final {
		for next < len(b.text) && b.class[next] == space {
			next++
		}
		if next < len(b.text) && b.class[next] == newline {
			next = b.pastNewline(next)
			final = true
		}
	}
	for end > start && b.class[end-1] == space {
		end--
		x -= b.adv[end]
	}
	return Line{Start: start, End: end, Next: next, Width: x, Final: final || next == len(b.text)}
}

func (b *breaker) pastNewline(i int) int {
	if b.text[i] == '\r' && i+1 < len(b.text) && b.text[i+1] == '\n' {
		return i + 2
	}
	return i + 1
}

// breakableAfter reports whether a line may end with rune i: the next one begins with what follows, white space left out.
func (b *breaker) breakableAfter(i int) bool {
	next := i + 1
	for next < len(b.text) && b.class[next] == space {
		next++
	}
	return next >= len(b.text) || b.class[next] == newline || canBreak(b.class, b.text, next)
}

// wordWidth is the width of what stands unbroken from i on.
func (b *breaker) wordWidth(i int) float64 {
	if i >= len(b.text) {
		return 0
	}
	x := b.adv[i]
	for j := i + 1; j < len(b.text) && x <= b.Width+slack; j++ {
		if c := b.class[j]; c == space || c == newline || canBreak(b.class, b.text, j) {
			break
		}
		x += b.adv[j]
	}
	return x
}

// clusterStart moves back to the rune that marks at i stand on, but always leaves one rune on the line.
func (b *breaker) clusterStart(i, start int) int {
	for j := i; j > start; j-- {
		if b.class[j] != mark {
			return j
		}
	}
	return i
}

func (b *breaker) natural(start, end int) float64 {
	x := 0.0
	for i := start; i < end; i++ {
		x += b.adv[i]
		if b.Tight {
			x -= b.trim(i, start)
		}
	}
	return x
}
