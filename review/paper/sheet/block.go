package sheet

import (
	"math"

	"shinsa/review/typeset"
)

// mm is one point in millimetres: sizes of type are in points, everything else on a page in millimetres.
const mm = 25.4 / 72

// ascent is where the baseline lies below the top of a full-width character, in ems; every font here is drawn on it.
const ascent = 0.88

// Align is how lines stand in their width.
type Align uint8

// The alignments.
const (
	Justify Align = iota // both ends even, last line from the left
	Left
	Centre
	Right
	Spread // 均等割付: the characters of a single line fill the width
)

// Style is how text is set.
type Style struct {
	Face    Face
	Size    float64 // points
	Leading float64 // distance of baselines in body sizes; 1.6 when 0
	Colour  Colour
	Align   Align
	Indent  float64 // of the first line, in body sizes
}

// With returns the style with another alignment.
func (s Style) With(a Align) Style { s.Align = a; return s }

// In returns the style in another colour.
func (s Style) In(c Colour) Style { s.Colour = c; return s }

// At returns the style in another size.
func (s Style) At(size float64) Style { s.Size = size; return s }

// line is the height of one line in millimetres.
func (s Style) line() float64 {
	leading := s.Leading
	if leading == 0 {
		leading = 1.6
	}
	return leading * s.Size * mm
}

// Block is text broken to a width. It belongs to the document that made it.
type Block struct {
	style    Style
	width    float64
	text     []rune
	advance  []float64 // millimetres
	clusters []cluster
	lines    []typeset.Line

	underlined []span
}

// Block breaks text to a width. Line breaks in the text are kept; one at its very end is not.
func (d *Doc) Block(s Style, width float64, text string) *Block {
	b := d.shaped(s, text)
	b.width = width
	if s.Align == Spread {
		b.lines = []typeset.Line{{End: len(b.text), Next: len(b.text), Final: true}}
		return b
	}
	b.lines = b.setting().Lines(b.text, b.advance)
	if s.Align == Centre && len(b.lines) > 1 {
		b.balance()
	}
	return b
}

// balance breaks centred text again so that its lines are about as long as each other: into no more lines, as narrow as that goes.
func (b *Block) balance() {
	set := b.setting()
	narrow, wide := 0.0, b.width
	for wide-narrow > 0.5 {
		set.Width = (narrow + wide) / 2
		if lines := set.Lines(b.text, b.advance); len(lines) > len(b.lines) {
			narrow = set.Width
		} else {
			wide = set.Width
			b.lines = lines
		}
	}
}

// Width returns how wide text is on one line.
func (d *Doc) Width(s Style, text string) float64 {
	total := 0.0
	for _, a := range d.shaped(s, text).advance {
		total += a
	}
	return total
}

func (d *Doc) shaped(s Style, text string) *Block {
	runes := []rune(text)
	for len(runes) > 0 && typeset.Newline(runes[len(runes)-1]) {
		runes = runes[:len(runes)-1]
	}
	b := &Block{style: s, text: runes, clusters: d.shaper.shape(s.Face, runes), advance: make([]float64, len(runes))}
	for i, c := range b.clusters {
		b.advance[i] = c.wide(s.Size * mm)
	}
	return b
}

func (b *Block) setting() typeset.Setting {
	em := b.style.Size * mm
	// Hanging commas need a margin to hang in, which a narrow cell does not have.
	return typeset.Setting{Width: b.width, Indent: b.style.Indent * em, Em: em, Hang: b.width > 25*em, Tight: true}
}

// Lines returns the number of lines.
func (b *Block) Lines() int { return len(b.lines) }

// Height returns the height of all lines.
func (b *Block) Height() float64 { return float64(len(b.lines)) * b.style.line() }

// Draw puts the block on a page with its upper left corner at (x, y) and returns the y below it.
func (b *Block) Draw(p *Page, x, y float64) float64 { return b.DrawLines(p, x, y, 0, len(b.lines)) }

// DrawLines is Draw for the lines from from up to, not including, to.
func (b *Block) DrawLines(p *Page, x, y float64, from, to int) float64 {
	for i := from; i < to; i++ {
		b.drawLine(p, x, y, i)
		y += b.style.line()
	}
	return y
}

func (b *Block) drawLine(p *Page, x, y float64, i int) {
	l := b.lines[i]
	if l.Start == l.End {
		return
	}
	size := b.style.Size * mm
	base := y + (b.style.line()-size)/2 + ascent*size
	set := b.setting()
	if i == 0 {
		x += set.Indent
		set.Width -= set.Indent
	}
	if b.style.Align == Spread {
		b.drawSpread(p, x, base)
		return
	}
	places := set.Place(nil, b.text, b.advance, l, b.style.Align == Justify)
	switch room := set.Width - l.Width + l.Squeeze; b.style.Align {
	case Centre:
		x += room / 2
	case Right:
		x += room
	}
	b.drawRuns(p, x, base, l.Start, places)
	b.drawUnderlines(p, x, base, l, places)
}

// drawSpread spaces the characters of one line evenly over the width, and marks them as the one text they are.
func (b *Block) drawSpread(p *Page, x, base float64) {
	total := 0.0
	for _, a := range b.advance {
		total += a
	}
	gap := 0.0
	if n := len(b.text); n > 1 {
		gap = max(0, (b.width-total)/float64(n-1))
	}
	places := make([]typeset.Spot, len(b.text))
	at := 0.0
	for i, a := range b.advance {
		places[i].X = at
		at += a + gap
	}
	p.beginActual(string(b.text))
	b.drawRuns(p, x, base, 0, places)
	p.endActual()
}

// tolerance is how much two gaps may differ and still be drawn as one run, in millimetres.
const tolerance = 0.002

// placed is a cluster at its place on the page.
type placed struct {
	cluster
	x, width float64
}

// place gives every cluster that is drawn its place, narrowed where it gives up white.
func (b *Block) place(d *Doc, x float64, start int, spots []typeset.Spot) []placed {
	em := b.style.Size * mm
	out := make([]placed, 0, len(spots))
	for i, spot := range spots {
		c := b.clusters[start+i]
		if c.code == 0 {
			continue
		}
		left := 0.0
		if !c.lacking && (spot.Left > 0 || spot.Right > 0) {
			c, left, _ = d.shaper.narrowed(c, spot.Left/em*1000, spot.Right/em*1000)
		}
		out = append(out, placed{c, x + spot.X + left/1000*em, c.wide(em)})
	}
	return out
}

// drawRuns puts the clusters from start on at their places, as few runs as their fonts and gaps allow.
func (b *Block) drawRuns(p *Page, x, base float64, start int, spots []typeset.Spot) {
	for run := b.place(p.doc, x, start, spots); len(run) > 0; {
		first := run[0]
		if first.lacking {
			b.drawGeta(p, first.x, base, first.cluster)
			run = run[1:]
			continue
		}
		n, gap := 1, 0.0
		codes := []rune{rune(first.code)}
		for ; n < len(run); n++ {
			g := run[n].x - run[n-1].x - run[n-1].width
			if n == 1 {
				gap = g
			}
			if run[n].font != first.font || run[n].lacking || math.Abs(g-gap) > tolerance {
				break
			}
			codes = append(codes, rune(run[n].code))
		}
		if n == 1 || math.Abs(gap) < tolerance {
			gap = 0
		}
		p.add(mark{kind: markText, font: int(first.font), size: b.style.Size, x: first.x, y: base, w: run[n-1].x + run[n-1].width - first.x, gap: gap, colour: b.style.Colour, text: string(codes)})
		run = run[n:]
	}
}

// drawGeta draws 〓 and the code point, marked as the character they stand for. The null character ends a text for most readers: there the
// mark and the code point are the text.
func (b *Block) drawGeta(p *Page, x, base float64, c cluster) {
	f := p.doc.faces.fonts[c.font]
	size := b.style.Size
	wide := f.Advance(f.Glyph(geta)) / 1000 * size * mm
	if c.text != 0 {
		p.beginActual(string(c.text))
		defer p.endActual()
	}
	p.add(mark{kind: markText, font: int(c.font), size: size, x: x, y: base, w: wide, colour: b.style.Colour, text: string(geta)})
	p.add(mark{kind: markText, font: int(c.font), size: size * labelScale, x: x + wide, y: base, w: c.wide(size*mm) - wide, colour: b.style.Colour, text: c.label()})
}
