// Package typeface reads TrueType fonts and cuts them down to the few glyphs that one document uses, for papers and for the signatures
// on them alike.
//
// A [Font] is parsed once and never changes; any number of documents may use it at the same time. [Font.Cut] makes a new, small
// TrueType file of the glyphs that the document's own codes stand for: a code need not be the character it draws, so that characters
// beyond the basic plane, variation sequences and composed marks each get a code of the private use area. Hinting is left out.
//
// Only static TrueType outlines are read. OpenType/CFF, collections and variable fonts are refused, since the PDF writer would
// damage them silently.
package typeface

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrNotTrueType is returned for bytes that are not a static TrueType font.
var ErrNotTrueType = errors.New("not a static TrueType font")

var be = binary.BigEndian

// GID is the number of a glyph within a font; 0 is the glyph for what is missing.
type GID uint16

// Font is a parsed font. It is immutable and safe for concurrent use.
type Font struct {
	name     string
	tables   map[string][]byte
	glyphs   int
	metrics  int // long horizontal metrics
	upm      float64
	longLoca bool
	basic    []GID                 // by rune of the basic plane
	astral   map[rune]GID          // beyond it
	variants map[sequence]GID      // variation sequences with a glyph of their own
	defaults map[rune][]defaultRun // by selector: bases whose usual glyph already is the variant
}

// sequence is a variation sequence: a base and the selector after it.
type sequence struct{ base, selector rune }

type defaultRun struct{ first, last rune }

var needed = []string{"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post"}

// Parse reads a font. It keeps b, which must not change afterwards.
func Parse(b []byte) (f *Font, err error) {
	if len(b) < 12 || be.Uint32(b) != 0x00010000 {
		return nil, ErrNotTrueType
	}
	defer func() {
		if recover() != nil { // a table that promises more than it holds
			f, err = nil, fmt.Errorf("truncated: %w", ErrNotTrueType)
		}
	}()
	b = b[:len(b):len(b)] // so that nothing is read beyond the end of what was given
	f = &Font{tables: map[string][]byte{}}
	for i := range int(be.Uint16(b[4:])) {
		entry := b[12+16*i:]
		at, size := be.Uint32(entry[8:]), be.Uint32(entry[12:])
		f.tables[string(entry[:4])] = b[at : at+size : at+size]
	}
	if f.tables["fvar"] != nil {
		return nil, fmt.Errorf("variable font: %w", ErrNotTrueType)
	}
	for _, t := range needed {
		if f.tables[t] == nil {
			return nil, fmt.Errorf("no table %s: %w", t, ErrNotTrueType)
		}
	}
	f.upm = float64(be.Uint16(f.tables["head"][18:]))
	f.longLoca = be.Uint16(f.tables["head"][50:]) == 1
	f.metrics = int(be.Uint16(f.tables["hhea"][34:]))
	f.glyphs = int(be.Uint16(f.tables["maxp"][4:]))
	f.name = postScriptName(f.tables["name"])
	if f.upm == 0 || f.metrics == 0 || f.glyphs == 0 || f.name == "" {
		return nil, fmt.Errorf("empty: %w", ErrNotTrueType)
	}
	f.readCmap()
	return f, nil
}

// Name returns the font's PostScript name, such as BIZUDMincho-Regular.
func (f *Font) Name() string { return f.name }

// Glyph returns the glyph of a character, 0 when the font has none.
func (f *Font) Glyph(r rune) GID {
	if r >= 0 && r < 0x10000 {
		return f.basic[r]
	}
	return f.astral[r]
}

// Has reports whether the font can show a character.
func (f *Font) Has(r rune) bool { return f.Glyph(r) != 0 }

// Variant returns the glyph of a base followed by a variation selector, 0 when the font does not know the sequence.
func (f *Font) Variant(base, selector rune) GID {
	if g, ok := f.variants[sequence{base, selector}]; ok {
		return g
	}
	for _, run := range f.defaults[selector] {
		if base >= run.first && base <= run.last {
			return f.Glyph(base)
		}
	}
	return 0
}

// Advance returns how far a glyph moves the pen, in thousandths of the body size, rounded as the PDF writer rounds.
func (f *Font) Advance(g GID) float64 {
	return math.Round(float64(f.advance(g)) * 1000 / f.upm)
}

// Box returns the box around all glyphs of the font: left, bottom, right, top, in thousandths of the body size.
func (f *Font) Box() [4]int {
	var box [4]int
	for i := range box {
		box[i] = f.thousandths(f.tables["head"][36+2*i:])
	}
	return box
}

// Ascent returns how far the font reaches above the line.
func (f *Font) Ascent() int { return f.thousandths(f.tables["hhea"][4:]) }

// Descent returns how far it reaches below, a negative number.
func (f *Font) Descent() int { return f.thousandths(f.tables["hhea"][6:]) }

// thousandths reads a measure of the font.
func (f *Font) thousandths(b []byte) int {
	return int(math.Round(float64(int16(be.Uint16(b))) * 1000 / f.upm))
}

func (f *Font) advance(g GID) uint16 {
	return be.Uint16(f.tables["hmtx"][4*min(int(g), f.metrics-1):])
}

// outline returns the bytes of a glyph; none for a blank one.
func (f *Font) outline(g GID) []byte {
	loca := f.tables["loca"]
	var from, to uint32
	if f.longLoca {
		from, to = be.Uint32(loca[4*int(g):]), be.Uint32(loca[4*int(g)+4:])
	} else {
		from, to = 2*uint32(be.Uint16(loca[2*int(g):])), 2*uint32(be.Uint16(loca[2*int(g)+2:]))
	}
	if to <= from {
		return nil
	}
	return f.tables["glyf"][from:to]
}

// postScriptName reads name 6 in any encoding: it is ASCII in all of them.
func postScriptName(table []byte) string {
	count, base := int(be.Uint16(table[2:])), int(be.Uint16(table[4:]))
	for i := range count {
		rec := table[6+12*i:]
		if be.Uint16(rec[6:]) != 6 {
			continue
		}
		at := base + int(be.Uint16(rec[10:]))
		var name []byte
		for _, c := range table[at : at+int(be.Uint16(rec[8:]))] {
			if c > ' ' && c < 0x7f {
				name = append(name, c)
			}
		}
		return string(name)
	}
	return ""
}
