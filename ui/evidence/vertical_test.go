package evidence_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"

	"shinsa/assets"
	"shinsa/ui/evidence"
)

// vertical is a page with two lines of vertical writing, the second to the left of the first.
func vertical(t *testing.T, first, second string) []byte {
	t.Helper()
	file, err := assets.Font("BIZUDGothic-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	font, err := sfnt.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	var means strings.Builder
	shown := func(s string) (out string) {
		for _, r := range s {
			g, err := font.GlyphIndex(nil, r)
			if err != nil || g == 0 {
				t.Fatalf("no glyph of %c, %v", r, err)
			}
			out += fmt.Sprintf("%04x", uint16(g))
			fmt.Fprintf(&means, "1 beginbfchar <%04x> <%04x> endbfchar\n", uint16(g), r)
		}
		return out
	}
	page := fmt.Sprintf("BT /F 18 Tf 150 180 Td <%s> Tj ET BT /F 18 Tf 120 180 Td <%s> Tj ET", shown(first), shown(second))
	var b bytes.Buffer
	var at []int
	object := func(body string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), body)
	}
	stream := func(body string) { object(fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(body), body)) }
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>")
	stream(page)
	object("<</Type/Font/Subtype/Type0/BaseFont/B/Encoding/Identity-V/DescendantFonts[6 0 R]/ToUnicode 8 0 R>>")
	object("<</Type/Font/Subtype/CIDFontType2/BaseFont/B/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>" +
		"/FontDescriptor 7 0 R/DW 1000/CIDToGIDMap/Identity>>")
	object("<</Type/FontDescriptor/FontName/B/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80/FontFile2 9 0 R>>")
	stream("begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange " + means.String() + "endcmap")
	stream(string(file))
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// A space of vertical writing takes no place of the line beside it: who points at a line points at no other.
func TestVerticalWritingKeepsToItsLine(t *testing.T) { both(t, verticalWritingKeepsToItsLine) }

func verticalWritingKeepsToItsLine(t *testing.T, e *evidence.Engine) {
	gs, err := open(t, e, vertical(t, "第一条　稼働", "この率以上")).Glyphs(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	words := ""
	for _, g := range gs {
		if g.W == 0 {
			continue
		}
		words += string(g.Rune)
		left, right := float32(140), float32(160)
		if strings.ContainsRune("この率以上", g.Rune) {
			left, right = 110, 130
		}
		if g.X < left || g.X+g.W > right {
			t.Errorf("%q is at %.1f to %.1f, its line from %v to %v", g.Rune, g.X, g.X+g.W, left, right)
		}
	}
	if words != "第一条　稼働この率以上" { // the line at the right is read first
		t.Errorf("the page says %q", words)
	}
}
