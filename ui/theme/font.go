package theme

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"fyne.io/fyne/v2"

	"shinsa/assets"
)

// The line box of the interface in thousandths of the text size. The family's own box (1160/-288) gives rows of odd heights: the window
// rounds them to whole pixels, which blurs the line and cuts the feet of g and p. With this one the baseline of body text (15 px) is at
// 17 px of exactly 22, and at 13, 18 and 24 px too there is a whole pixel below the deepest letter.
const (
	ascent  = 1133
	descent = -333
)

var errFont = errors.New("font has no such table")

// pair holds the two weights of the family.
type pair struct{ regular, bold fyne.Resource }

// faces returns the two weights with the line box above.
var faces = sync.OnceValues(func() (pair, error) {
	regular, err := newFace(assets.NotoRegular)
	if err != nil {
		return pair{}, err
	}
	bold, err := newFace(assets.NotoBold)
	return pair{regular, bold}, err
})

// face is a carried font with another line box. Its five megabytes are copied when they are asked for first, so that whoever wants several
// weights early can have each on a thread of its own.
type face struct {
	name  string
	bytes func() []byte
}

// newFace returns a carried font with the line box above; it fails when the font has none to be changed.
func newFace(name string) (*face, error) {
	shared, err := assets.SharedFont(name)
	if err != nil {
		return nil, err
	}
	if _, err := lineBoxOf(shared); err != nil {
		return nil, fmt.Errorf("patch %s: %w", name, err)
	}
	return &face{name: name, bytes: sync.OnceValue(func() []byte {
		own := bytes.Clone(shared)
		if l, err := lineBoxOf(own); err == nil { // as it was a moment ago
			l.set(ascent, descent)
		}
		return own
	})}, nil
}

// Name implements fyne.Resource.
func (f *face) Name() string { return f.name }

// Content implements fyne.Resource.
func (f *face) Content() []byte { return f.bytes() }

// lineBox is where a TrueType font says how high its lines are: the tables hhea and OS/2, in units of which head says how many make an em.
type lineBox struct {
	em        int
	hhea, os2 []byte
}

func lineBoxOf(font []byte) (lineBox, error) {
	head, err := table(font, "head", 54)
	if err != nil {
		return lineBox{}, err
	}
	l := lineBox{em: int(binary.BigEndian.Uint16(head[18:]))}
	if l.hhea, err = table(font, "hhea", 36); err != nil {
		return lineBox{}, err
	}
	l.os2, err = table(font, "OS/2", 78)
	return l, err
}

// set writes ascent and descent, in thousandths of an em, in place, and takes the line gap away. Table checksums are left as they are: no
// rasteriser here reads them.
func (l lineBox) set(up, down int) {
	put := func(b []byte, v int) { binary.BigEndian.PutUint16(b, uint16(int16(v*l.em/1000))) }
	put(l.hhea[4:], up)
	put(l.hhea[6:], down)
	put(l.hhea[8:], 0)
	put(l.os2[68:], up)
	put(l.os2[70:], down)
	put(l.os2[72:], 0)
	put(l.os2[74:], up)
	put(l.os2[76:], -down)
}

// table returns the bytes of a font's table, at least size long.
func table(font []byte, tag string, size int) ([]byte, error) {
	if len(font) < 12 {
		return nil, fmt.Errorf("%w: %s", errFont, tag)
	}
	n := int(binary.BigEndian.Uint16(font[4:]))
	for i := range n {
		rec := 12 + 16*i
		if rec+16 > len(font) {
			break
		}
		if string(font[rec:rec+4]) != tag {
			continue
		}
		off := int(binary.BigEndian.Uint32(font[rec+8:]))
		length := int(binary.BigEndian.Uint32(font[rec+12:]))
		if length < size || off < 0 || off+length > len(font) {
			break
		}
		return font[off : off+length], nil
	}
	return nil, fmt.Errorf("%w: %s", errFont, tag)
}
