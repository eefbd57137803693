package pdfseal

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"shinsa/review/fault"
	"shinsa/review/pdfseal/archive"
	"shinsa/review/pdfseal/object"
	"shinsa/review/typeface"
)

// lettering shows one text in the first font that has each character.
type lettering struct {
	fonts []*typeface.Font
	used  [][]rune // by font: the characters, in the order of their codes from 1
	code  map[rune]placed
}

type placed struct{ font, code int }

func newLettering(fonts []*typeface.Font, text string) (*lettering, error) {
	t := &lettering{fonts: fonts, used: make([][]rune, len(fonts)), code: map[rune]placed{}}
	for _, r := range text {
		if _, ok := t.code[r]; ok {
			continue
		}
		i := slices.IndexFunc(fonts, func(f *typeface.Font) bool { return f.Has(r) })
		if i < 0 {
			return nil, fault.New(fault.Invalid, "pdf_glyph_missing", "character", string(r))
		}
		t.used[i] = append(t.used[i], r)
		t.code[r] = placed{i, len(t.used[i])}
	}
	return t, nil
}

// width is the width of a text at size 1.
func (t *lettering) width(text string) float64 {
	n := 0.0
	for _, r := range text {
		f := t.fonts[t.code[r].font]
		n += f.Advance(f.Glyph(r))
	}
	return n / 1000
}

// show writes the operators that show a text at a place, given as x y Td or as a matrix Tm.
func (t *lettering) show(text string, size float64, place string) string {
	var b bytes.Buffer
	current := -1
	b.WriteString(place + "\n")
	for _, r := range text {
		p := t.code[r]
		if p.font != current {
			if current >= 0 {
				b.WriteString("> Tj\n")
			}
			fmt.Fprintf(&b, "/F%d %s Tf <", p.font, trim(size))
			current = p.font
		}
		fmt.Fprintf(&b, "%04X", p.code)
	}
	if current >= 0 {
		b.WriteString("> Tj\n")
	}
	return b.String()
}

// embed adds the cut fonts and returns the dictionary that names them.
func (t *lettering) embed(add func(any) object.Ref) *object.Dict {
	out := object.NewDict()
	for i, f := range t.fonts {
		if len(t.used[i]) == 0 {
			continue
		}
		out.Set(object.Name("F"+strconv.Itoa(i)), embedFont(f, t.used[i], add))
	}
	return out
}

// embedFont adds a font whose glyphs are the characters in use.
func embedFont(f *typeface.Font, used []rune, add func(any) object.Ref) object.Ref {
	cut := f.CutText(used)
	font := archive.Font{Name: f.Name(), File: cut.File, Widths: cut.Widths, Box: f.Box(), Ascent: f.Ascent(), Descent: f.Descent()}
	for _, r := range used {
		font.Text = append(font.Text, string(r))
	}
	return archive.Embed(font, add)
}
