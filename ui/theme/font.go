package theme

import (
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

// faces returns the two weights with the line box above, read and patched once.
var faces = sync.OnceValues(func() (pair, error) {
	regular, err := face(assets.NotoRegular)
	if err != nil {
		return pair{}, err
	}
	bold, err := face(assets.NotoBold)
	return pair{regular, bold}, err
})

func face(name string) (fyne.Resource, error) {
	b, err := assets.Font(name)
	if err != nil {
		return nil, err
	}
	if err := setLineBox(b, ascent, descent); err != nil {
		return nil, fmt.Errorf("patch %s: %w", name, err)
	}
	return fyne.NewStaticResource(name, b), nil
}

// setLineBox writes ascent and descent, in thousandths of an em, into the hhea and OS/2 tables of a TrueType font, in place, and
// takes the line gap away. Table checksums are left as they are: no rasteriser here reads them.
func setLineBox(font []byte, up, down int) error {
	head, err := table(font, "head", 54)
	if err != nil {
		return err
	}
	hhea, err := table(font, "hhea", 36)
	if err != nil {
		return err
	}
	os2, err := table(font, "OS/2", 78)
	if err != nil {
		return err
	}
	em := int(binary.BigEndian.Uint16(head[18:]))
	put := func(b []byte, v int) { binary.BigEndian.PutUint16(b, uint16(int16(v*em/1000))) }
	put(hhea[4:], up)
	put(hhea[6:], down)
	put(hhea[8:], 0)
	put(os2[68:], up)
	put(os2[70:], down)
	put(os2[72:], 0)
	put(os2[74:], up)
	put(os2[76:], -down)
	return nil
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
