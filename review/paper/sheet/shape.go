package sheet

import (
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"shinsa/review/typeface"
	"shinsa/review/typeset"
)

// geta stands for a character that no font has, as printers did with an upturned type.
const geta = '〓'

// labelScale is the size of a code point set after a geta, to the text around it.
const labelScale = 0.5

// The private use area gives codes to glyphs that are not one plain character of the basic plane.
const (
	privateFirst = 0xE000
	privateLast  = 0xF8FF
)

// cluster is what is drawn for one character with the marks that stand on it. A rune that is drawn with the one before has code 0. A long
// paper holds millions of them, so they are small.
type cluster struct {
	code    uint16
	font    uint8
	lacking bool    // a geta, with the code point of what it stands for
	text    rune    // what a geta stands for
	advance float32 // in thousandths of the body size
}

// wide is the advance of a cluster at a body size.
func (c cluster) wide(size float64) float64 { return float64(c.advance) / 1000 * size }

// label is the code point set after a geta.
func (c cluster) label() string { return fmt.Sprintf("U+%04X", c.text) }

// shaper turns text into clusters and keeps account of the codes a document uses.
type shaper struct {
	faces   *Faces
	used    []map[uint16]typeface.Piece // by font
	private map[privateKey]uint16
	unicode map[rune]string // what private codes stand for
	plain   [faces]map[rune]cluster
	missing []rune
	lacking map[rune]bool
}

type privateKey struct {
	font  int
	piece typeface.Piece
	text  string
}

func newShaper(f *Faces) *shaper {
	s := &shaper{faces: f, private: map[privateKey]uint16{}, unicode: map[rune]string{}, lacking: map[rune]bool{}}
	for range f.fonts {
		s.used = append(s.used, map[uint16]typeface.Piece{})
	}
	for i := range s.plain {
		s.plain[i] = map[rune]cluster{}
	}
	return s
}

// shape returns one cluster for every rune.
func (s *shaper) shape(face Face, text []rune) []cluster {
	out := make([]cluster, len(text))
	for i := 0; i < len(text); {
		end := i + 1
		for end < len(text) && typeset.Mark(text[end]) && !typeset.Newline(text[i]) {
			end++
		}
		if end == i+1 {
			out[i] = s.one(face, text[i])
		} else {
			s.marked(face, text[i:end], out[i:end])
		}
		i = end
	}
	return out
}

// one shapes a character that nothing stands on.
func (s *shaper) one(face Face, r rune) cluster {
	if c, ok := s.plain[face][r]; ok {
		return c
	}
	c := s.newOne(face, r)
	s.plain[face][r] = c
	return c
}

func (s *shaper) newOne(face Face, r rune) cluster {
	if typeset.Newline(r) {
		return cluster{}
	}
	show := r
	if r == '\t' {
		show, r = ' ', ' '
	}
	font, glyph := s.faces.find(face, show)
	if glyph == 0 && typeset.Space(r) {
		font, glyph = s.faces.find(face, ' ')
	}
	if glyph == 0 || r == utf8.RuneError {
		return s.lack(face, r)
	}
	return s.drawn(face, font, glyph, string(r))
}

// drawn gives a glyph that stands for text its code.
func (s *shaper) drawn(face Face, font int, glyph typeface.GID, text string) cluster {
	c := cluster{font: uint8(font), advance: float32(s.faces.fonts[font].Advance(glyph))}
	r, size := utf8.DecodeRuneInString(text)
	if size == len(text) && r < 0xFFFE && (r < privateFirst || r > privateLast) && s.faces.fonts[font].Glyph(r) == glyph {
		c.code = uint16(r)
	} else if c.code = s.privateCode(privateKey{font, typeface.Piece{Glyph: glyph}, text}); c.code == 0 {
		return s.lack(face, r)
	}
	s.used[font][c.code] = typeface.Piece{Glyph: glyph}
	return c
}

// privateCode returns the code of a glyph that stands for text, 0 when the document has used up all private codes.
func (s *shaper) privateCode(k privateKey) uint16 {
	if code, ok := s.private[k]; ok {
		return code
	}
	n := privateFirst + len(s.private)
	if n > privateLast {
		return 0
	}
	s.private[k] = uint16(n)
	s.unicode[rune(n)] = k.text
	return uint16(n)
}

// whiteStep is the fineness of narrowed glyphs, in thousandths of the body size: few different ones are needed.
const whiteStep = 25

// narrowed returns the cluster without white on its sides, as near to left and right (in thousandths) as whiteStep allows, and what was
// cut away. So text with tightened punctuation stays one run, whose characters follow each other as they should for those who copy it.
func (s *shaper) narrowed(c cluster, left, right float64) (narrow cluster, l, r float64) {
	piece := s.used[c.font][c.code]
	piece.Left, piece.Right = int(left/whiteStep+0.5)*whiteStep, int(right/whiteStep+0.5)*whiteStep
	if piece.Left == 0 && piece.Right == 0 {
		return c, 0, 0
	}
	text, ok := s.unicode[rune(c.code)]
	if !ok {
		text = string(rune(c.code))
	}
	code := s.privateCode(privateKey{int(c.font), piece, text})
	if code == 0 {
		return c, 0, 0
	}
	s.used[c.font][code] = piece
	c.code = code
	l, r = float64(piece.Left), float64(piece.Right)
	c.advance -= float32(l + r)
	return c, l, r
}

// lack reports a character that no font has and returns the geta that stands for it.
func (s *shaper) lack(face Face, r rune) cluster {
	s.report(r)
	font := s.faces.chain[face][0]
	f := s.faces.fonts[font]
	c := cluster{font: uint8(font), code: geta, lacking: true, text: r, advance: float32(f.Advance(f.Glyph(geta)))}
	s.used[font][geta] = typeface.Piece{Glyph: f.Glyph(geta)}
	for _, d := range c.label() {
		s.used[font][uint16(d)] = typeface.Piece{Glyph: f.Glyph(d)}
		c.advance += float32(labelScale * f.Advance(f.Glyph(d)))
	}
	return c
}

func (s *shaper) report(r rune) {
	if !s.lacking[r] {
		s.lacking[r] = true
		s.missing = append(s.missing, r)
	}
}

// marked shapes a character with marks on it. The whole is one glyph where a font has one: a variation sequence, a composed letter.
// Else marks without ink go with the character, a selector that no font knows is reported, and other marks are shown as geta.
func (s *shaper) marked(face Face, text []rune, out []cluster) {
	if font, glyph := s.composed(face, text); glyph != 0 {
		out[0] = s.drawn(face, font, glyph, string(text))
		return
	}
	font, glyph := s.faces.find(face, text[0])
	if glyph == 0 || typeset.Mark(text[0]) {
		for i, r := range text {
			out[i] = s.one(face, r)
		}
		return
	}
	end := 1
	for ; end < len(text) && (inkless(text[end]) || selector(text[end])); end++ {
		if selector(text[end]) {
			s.report(text[end])
		}
	}
	out[0] = s.drawn(face, font, glyph, string(text[:end]))
	for i, r := range text[end:] {
		out[end+i] = s.lack(face, r)
	}
}

// composed finds the single glyph of a character and its marks.
func (s *shaper) composed(face Face, text []rune) (font int, glyph typeface.GID) {
	if typeset.Mark(text[0]) {
		return 0, 0
	}
	var ink []rune
	for _, r := range text {
		if !inkless(r) {
			ink = append(ink, r)
		}
	}
	if len(ink) == 2 && selector(ink[1]) {
		return s.faces.findVariant(face, ink[0], ink[1])
	}
	whole := norm.NFC.String(string(ink))
	if r, size := utf8.DecodeRuneInString(whole); size == len(whole) {
		return s.faces.find(face, r)
	}
	return 0, 0
}

// inkless reports whether a mark never shows: joiners, direction marks, and the choice between text and picture.
func inkless(r rune) bool {
	return r >= 0x200B && r <= 0x200F || r >= 0x2060 && r <= 0x2064 || r == 0xFEFF || r == 0xFE0E || r == 0xFE0F
}

// selector reports whether a mark chooses among forms of its character.
func selector(r rune) bool {
	return r >= 0xFE00 && r <= 0xFE0D || r >= 0xE0100 && r <= 0xE01EF
}
