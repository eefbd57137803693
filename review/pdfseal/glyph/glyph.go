// Package glyph cuts a TrueType font down to the characters of one text, for embedding in a PDF.
//
// Glyph 0 of the cut font is the original's .notdef; the characters follow in the order they are asked for, and after them the parts
// that accented and composed glyphs are made of. The same characters give the same bytes.
package glyph

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/image/font/sfnt"
)

// ErrFont is what every error about a font file is.
var ErrFont = errors.New("unusable TrueType font")

// Font is a parsed font, to be cut any number of times. Safe for use by several goroutines.
type Font struct {
	Name    string // PostScript name
	tables  map[string][]byte
	shapes  *sfnt.Font
	units   int
	glyphs  int
	metrics int // glyphs that have an advance of their own
	long    bool
}

// Parse reads a font with TrueType outlines. The bytes are kept, and may not change afterwards.
func Parse(ttf []byte) (*Font, error) {
	shapes, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFont, err)
	}
	f := &Font{shapes: shapes, tables: map[string][]byte{}, units: int(shapes.UnitsPerEm()), glyphs: shapes.NumGlyphs()}
	if f.Name, err = shapes.Name(nil, sfnt.NameIDPostScript); err != nil {
		return nil, fmt.Errorf("%w: no name", ErrFont)
	}
	if len(ttf) < 12 {
		return nil, ErrFont
	}
	count := int(binary.BigEndian.Uint16(ttf[4:]))
	for i := range count {
		if len(ttf) < 12+16*(i+1) {
			return nil, ErrFont
		}
		e := ttf[12+16*i:]
		at, size := int(binary.BigEndian.Uint32(e[8:])), int(binary.BigEndian.Uint32(e[12:]))
		if at > len(ttf) || size > len(ttf)-at {
			return nil, ErrFont
		}
		f.tables[string(e[:4])] = ttf[at : at+size]
	}
	for table, size := range map[string]int{"head": 54, "hhea": 36, "maxp": 32, "hmtx": 4, "loca": 4, "glyf": 0} {
		if t, ok := f.tables[table]; !ok || len(t) < size {
			return nil, fmt.Errorf("%w: table %s", ErrFont, table)
		}
	}
	f.metrics = int(binary.BigEndian.Uint16(f.tables["hhea"][34:]))
	f.long = binary.BigEndian.Uint16(f.tables["head"][50:]) == 1
	if f.metrics < 1 || f.metrics > f.glyphs || len(f.tables["hmtx"]) < 4*f.metrics+2*(f.glyphs-f.metrics) || f.units == 0 {
		return nil, fmt.Errorf("%w: metrics", ErrFont)
	}
	return f, nil
}

// Has reports whether the font can show a character.
func (f *Font) Has(r rune) bool { return f.index(r) != 0 }

// Width is the advance of a character, in thousandths of the size.
func (f *Font) Width(r rune) int { return f.advance(f.index(r)) }

// Box is what no character of the font reaches out of, in thousandths of the size, as are Ascent and Descent.
func (f *Font) Box() [4]int {
	var box [4]int
	for i := range box {
		box[i] = f.scale(int(int16(binary.BigEndian.Uint16(f.tables["head"][36+2*i:]))))
	}
	return box
}

// Ascent is how far the font reaches above the line.
func (f *Font) Ascent() int {
	return f.scale(int(int16(binary.BigEndian.Uint16(f.tables["hhea"][4:]))))
}

// Descent is how far it reaches below, a negative number.
func (f *Font) Descent() int {
	return f.scale(int(int16(binary.BigEndian.Uint16(f.tables["hhea"][6:]))))
}

// Cut returns the font of the given characters: the n-th of them is glyph n+1.
func (f *Font) Cut(characters []rune) ([]byte, error) {
	kept := []uint16{0}
	for _, r := range characters {
		kept = append(kept, f.index(r))
	}
	return f.cut(kept)
}

func (f *Font) index(r rune) uint16 {
	var b sfnt.Buffer
	g, err := f.shapes.GlyphIndex(&b, r)
	if err != nil {
		return 0
	}
	return uint16(g)
}

func (f *Font) advance(g uint16) int {
	i := min(int(g), f.metrics-1)
	return f.scale(int(binary.BigEndian.Uint16(f.tables["hmtx"][4*i:])))
}

// bearing is the left side bearing of a glyph, in the font's units.
func (f *Font) bearing(g uint16) uint16 {
	if int(g) < f.metrics {
		return binary.BigEndian.Uint16(f.tables["hmtx"][4*int(g)+2:])
	}
	return binary.BigEndian.Uint16(f.tables["hmtx"][4*f.metrics+2*(int(g)-f.metrics):])
}

func (f *Font) scale(v int) int {
	if v < 0 {
		return -f.scale(-v)
	}
	return (v*1000 + f.units/2) / f.units
}

// outline returns the description of a glyph, empty for a blank one.
func (f *Font) outline(g uint16) ([]byte, error) {
	loca, glyf := f.tables["loca"], f.tables["glyf"]
	at := func(i int) (int, bool) {
		if f.long {
			if len(loca) < 4*i+4 {
				return 0, false
			}
			return int(binary.BigEndian.Uint32(loca[4*i:])), true
		}
		if len(loca) < 2*i+2 {
			return 0, false
		}
		return 2 * int(binary.BigEndian.Uint16(loca[2*i:])), true
	}
	from, ok1 := at(int(g))
	to, ok2 := at(int(g) + 1)
	if !ok1 || !ok2 || from > to || to > len(glyf) {
		return nil, fmt.Errorf("%w: glyph %d", ErrFont, g)
	}
	return slices.Clone(glyf[from:to]), nil
}
