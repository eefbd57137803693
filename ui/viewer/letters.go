package viewer

import (
	"unicode"

	"shinsa/ui/evidence"
	"shinsa/ui/present"

	"golang.org/x/text/unicode/norm"
)

// letters is text made comparable, with the way back: at[i] is the place of the i-th character in what it was made of.
type letters struct {
	runes []rune
	at    []int
}

// comparable folds characters as a search takes them: width, kana and case make no difference, white space counts for nothing, because Japanese
// text has it at random where lines end.
func comparable(text []rune) letters {
	l := letters{runes: make([]rune, 0, len(text)), at: make([]int, 0, len(text))}
	for i := 0; i < len(text); {
		j := i + 1
		for j < len(text) && joins(text[j]) {
			j++
		}
		for _, r := range present.Fold(string(text[i:j])) {
			if !unicode.IsSpace(r) && r != '\u00ad' && r != '\u200b' {
				l.runes, l.at = append(l.runes, r), append(l.at, i)
			}
		}
		i = j
	}
	return l
}

// joins reports whether a character becomes one with the one before it: the half-width voice marks and combining marks.
func joins(r rune) bool {
	return r == 'ﾞ' || r == 'ﾟ' || r >= 0x300 && !norm.NFKC.PropertiesString(string(r)).BoundaryBefore()
}

// find returns where words stand in the text, from and to as places in what it was made of, to excluded. Hits do not overlap.
func (l letters) find(words []rune) [][2]int {
	var out [][2]int
	if len(words) == 0 {
		return nil
	}
	for i := 0; i+len(words) <= len(l.runes); i++ {
		if l.runes[i] != words[0] || string(l.runes[i:i+len(words)]) != string(words) {
			continue
		}
		out = append(out, [2]int{l.at[i], l.at[i+len(words)-1] + 1})
		i += len(words) - 1
	}
	return out
}

func runesOf(gs []evidence.Glyph) []rune {
	out := make([]rune, len(gs))
	for i, g := range gs {
		out[i] = g.Rune
	}
	return out
}

// boxesOf returns the places of characters, one for each line they stand on.
func boxesOf(gs []evidence.Glyph) []Box {
	var out []Box
	for _, f := range flowsOf(gs) {
		out = append(out, f.box)
	}
	return out
}

func around(a, b Box) Box {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return Box{x, y, max(a.X+a.W, b.X+b.W) - x, max(a.Y+a.H, b.Y+b.H) - y}
}

func (b Box) holds(x, y float64) bool { return x >= b.X && x <= b.X+b.W && y >= b.Y && y <= b.Y+b.H }

// MaxQuote is how many characters a quotation has at most.
const MaxQuote = 1_000

// quote returns the words whose characters lie in a place, in the order in which they are read.
func quote(gs []evidence.Glyph, b Box) string {
	var in []rune
	gapped := false
	var last evidence.Glyph
	for _, g := range gs {
		if g.W <= 0 && g.H <= 0 || !b.holds(float64(g.X+g.W/2), float64(g.Y+g.H/2)) {
			gapped = gapped || len(in) > 0
			continue
		}
		switch {
		case len(in) > 0 && apart(last, g):
			in = append(in, cellGap)
		case gapped:
			in = append(in, '\n')
		}
		in, gapped, last = append(in, g.Rune), false, g
	}
	return tidy(in)
}

// cellGap stands between the cells of a table's row until the text is tidied.
const cellGap = '\ue000'

// apart reports whether a character stands further along the line than the next one of a text does: in another cell.
func apart(a, b evidence.Glyph) bool {
	level := b.Y < a.Y+a.H/2 && b.Y+b.H > a.Y+a.H/2
	return level && b.X-(a.X+a.W) > 1.2*b.H
}

// tidy is tidied within MaxQuote.
func tidy(text []rune) string { return shortened(tidied(text)) }

// shortened cuts a quotation to MaxQuote.
func shortened(text string) string {
	if r := []rune(text); len(r) > MaxQuote {
		return string(r[:MaxQuote-1]) + "…"
	}
	return text
}

// tidied joins lines as a reader does: without a space between Japanese characters, with one elsewhere. A full-width space inside a line was set on
// purpose and stays.
func tidied(text []rune) string {
	out := make([]rune, 0, len(text))
	for i := 0; i < len(text); {
		gap := i
		set := false
		for lineEnd := false; gap < len(text) && blank(text[gap]); gap++ {
			lineEnd = lineEnd || text[gap] < ' '
			set = (set || text[gap] == fullSpace) && !lineEnd
		}
		switch {
		case gap == i:
			out = append(out, text[i])
			i++
			continue
		case len(out) == 0 || gap == len(text):
		case set:
			out = append(out, fullSpace)
		case !wide(out[len(out)-1]) && !wide(text[gap]):
			out = append(out, ' ')
		}
		i = gap
	}
	for i, r := range out {
		if r == cellGap {
			out[i] = ' '
		}
	}
	return string(out)
}

// fullSpace is the space as wide as a Japanese character.
const fullSpace = '\u3000'

func blank(r rune) bool { return unicode.IsSpace(r) || r < ' ' }

// wide reports whether a character is set without spaces around it.
func wide(r rune) bool { return r >= 0x2e80 }

// Locate returns the place of words among the characters of a page, whatever their width, kana or case; nil where they do not stand.
func Locate(gs []evidence.Glyph, words string) *Box {
	for _, span := range comparable(runesOf(gs)).find(comparable([]rune(words)).runes) {
		if boxes := boxesOf(gs[span[0]:span[1]]); len(boxes) > 0 {
			b := roundedOut(boxes)
			return &b
		}
	}
	return nil
}
