package sheet

import "shinsa/review/typeset"

// stroke and drop place the line under changed words, in ems: below the descenders, thin enough not to be taken for a rule.
const (
	underlineStroke = 0.045
	underlineDrop   = 0.14
)

// span is a stretch of runes.
type span struct{ from, to int }

// Underline draws a line under the runes from from up to, not including, to, as tables of old and new mark what changed.
func (b *Block) Underline(from, to int) {
	b.underlined = append(b.underlined, span{max(0, from), min(to, len(b.text))})
}

// drawUnderlines draws the parts of the underlined stretches that lie in one line.
func (b *Block) drawUnderlines(p *Page, x, base float64, l typeset.Line, spots []typeset.Spot) {
	em := b.style.Size * mm
	for _, s := range b.underlined {
		from, to := max(s.from, l.Start), min(s.to, l.Start+len(spots))
		if from >= to {
			continue
		}
		left, right := spots[from-l.Start], spots[to-1-l.Start]
		p.rule(x+left.X+left.Left, base+underlineDrop*em, x+right.X+b.advance[to-1]-right.Right, base+underlineDrop*em, underlineStroke*em, b.style.Colour)
	}
}
