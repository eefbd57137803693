package folio

import (
	"fmt"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"shinsa/assets"
	"shinsa/review/typeset"
)

// faces are the two weights text is set in.
type faces struct{ regular, bold *face }

func (f *faces) weight(bold bool) *face {
	if bold {
		return f.bold
	}
	return f.regular
}

// face is a font with one that stands in for the characters it lacks. It may be used from any thread.
type face struct {
	fonts []*sfnt.Font

	mu   sync.Mutex
	buf  sfnt.Buffer
	adv  map[rune]float64
	inks map[inkKey]*ink
	size int // of inks, in bytes
}

// theFaces reads the fonts once, when the first text is opened.
var theFaces = sync.OnceValues(func() (*faces, error) {
	regular, err := readFace(assets.GothicRegular, assets.NotoRegular)
	if err != nil {
		return nil, err
	}
	bold, err := readFace(assets.GothicBold, assets.NotoBold)
	return &faces{regular, bold}, err
})

func readFace(names ...string) (*face, error) {
	f := &face{adv: map[rune]float64{}, inks: map[inkKey]*ink{}}
	for _, name := range names {
		b, err := assets.SharedFont(name)
		if err != nil {
			return nil, err
		}
		parsed, err := sfnt.Parse(b)
		if err != nil {
			return nil, fmt.Errorf("read font: %w", err)
		}
		f.fonts = append(f.fonts, parsed)
	}
	return f, nil
}

// glyph returns the font that has a character, and its index there; the first font's sign for a missing one when none has.
func (f *face) glyph(r rune) (*sfnt.Font, sfnt.GlyphIndex) {
	for _, fnt := range f.fonts {
		if g, err := fnt.GlyphIndex(&f.buf, r); err == nil && g != 0 {
			return fnt, g
		}
	}
	return f.fonts[0], 0
}

// advance returns the width of a character in ems; control characters and marks on the character before have none.
func (f *face) advance(r rune) float64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	if w, ok := f.adv[r]; ok {
		return w
	}
	w := 0.0
	if r >= ' ' && !typeset.Mark(r) {
		fnt, g := f.glyph(r)
		const em = 1000
		if a, err := fnt.GlyphAdvance(&f.buf, g, fixed.I(em), font.HintingNone); err == nil {
			w = float64(a) / 64 / em
		}
	}
	if len(f.adv) > 70_000 {
		clear(f.adv)
	}
	f.adv[r] = w
	return w
}

// width returns the width of a text in ems.
func (f *face) width(s string) float64 {
	w := 0.0
	for _, r := range s {
		w += f.advance(r)
	}
	return w
}

// longest returns the width of the longest line of a text in ems.
func (f *face) longest(s string) float64 {
	w := 0.0
	for l := range strings.SplitSeq(s, "\n") {
		w = max(w, f.width(l))
	}
	return w
}
