// Package sheet lays Japanese text, tables and rules on A4 pages and writes them as a PDF file.
//
// A document is composed first and drawn afterwards. Composing needs only the metrics of the fonts: text is shaped into glyphs,
// broken by package typeset and put on pages as marks (a run of glyphs, a rule, a box, a shape). Only when every page is known are the
// fonts cut to the glyphs in use and the marks turned into the operators of a page, which gofpdf makes a file of. This package alone
// imports gofpdf and trusts it with nothing but the frame of that file: catalog, pages, outline. Fonts are handed on beside the file
// ([File.Fonts]), and package archive embeds them. That order gives total page numbers, small files and layouts that tests can inspect
// without reading PDF.
//
// Promises:
//
//   - Not one character is lost. What the first font of a face lacks comes from its second; what neither has is shown as 〓 with its
//     code point, reported in [File.Missing], and still extracted from the file as the character it is.
//   - The same input gives the same bytes. Dates are given, never read; no map is walked unsorted.
//   - Text can be copied and searched: every glyph leads back to the characters it stands for, also beyond the basic plane.
//   - Nothing is clipped: text is broken to its width, and a row taller than the page goes on over the next.
//
// gofpdf's own line breaking, texts and font cutting are never called: the first drops characters, the others are slow.
package sheet

import (
	"errors"
	"fmt"

	"shinsa/review/typeface"
)

// Face is a role that fonts play on a page.
type Face uint8

// The faces.
const (
	Mincho Face = iota // body text and titles
	Gothic             // tables and small print
	Bold               // headings
	Latin              // English lines
	faces
)

// Faces are the fonts of all faces, parsed once. Faces are immutable and safe for concurrent use.
type Faces struct {
	fonts []*typeface.Font
	chain [faces][]int // fonts to try for each face, in order
}

// NewFaces parses fonts and gives each face, in the order above, the numbers of its fonts in the order they are tried.
func NewFaces(fonts [][]byte, chain [4][]int) (*Faces, error) {
	f := &Faces{chain: chain}
	if len(fonts) > 255 {
		return nil, errors.New("more fonts than a cluster can name")
	}
	for i, b := range fonts {
		font, err := typeface.Parse(b)
		if err != nil {
			return nil, fmt.Errorf("parse font %d: %w", i, err)
		}
		f.fonts = append(f.fonts, font)
	}
	for face, chain := range f.chain {
		if len(chain) == 0 {
			return nil, fmt.Errorf("face %d has no font", face)
		}
		for _, i := range chain {
			if i < 0 || i >= len(f.fonts) {
				return nil, fmt.Errorf("face %d: no font %d", face, i)
			}
		}
		if f.fonts[chain[0]].Glyph(geta) == 0 {
			return nil, fmt.Errorf("face %d: its first font has no 〓", face)
		}
	}
	return f, nil
}

// find returns the first font of the face that has the character.
func (f *Faces) find(face Face, r rune) (font int, glyph typeface.GID) {
	for _, i := range f.chain[face] {
		if g := f.fonts[i].Glyph(r); g != 0 {
			return i, g
		}
	}
	return 0, 0
}

// findVariant returns the first font of the face that knows the variation sequence.
func (f *Faces) findVariant(face Face, base, selector rune) (font int, glyph typeface.GID) {
	for _, i := range f.chain[face] {
		if g := f.fonts[i].Variant(base, selector); g != 0 {
			return i, g
		}
	}
	return 0, 0
}
