package typeface

import (
	"bytes"
	"image"
	"image/draw"
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"shinsa/assets"
)

// What is cut out of a font looks as it did in the font, to a reader of fonts that is not ours.
func TestCutText_GlyphsLookTheSame(t *testing.T) {
	text := []rune("審査委員 Ångström éà ガパ ①㍿委")
	for _, name := range []string{assets.MinchoRegular, assets.GothicBold, assets.NotoRegular} {
		ttf, err := assets.Font(name)
		if err != nil {
			t.Fatal(err)
		}
		f := load(t, name)
		cut := f.CutText(text)
		if len(cut.File) > len(ttf)/20 {
			t.Errorf("%s: %d bytes of %d are left", name, len(cut.File), len(ttf))
		}
		whole, err1 := sfnt.Parse(ttf)
		part, err2 := sfnt.Parse(cut.File)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		for i, r := range text {
			var b sfnt.Buffer
			g, err := whole.GlyphIndex(&b, r)
			if err != nil || g == 0 || !f.Has(r) {
				t.Fatalf("%s has no %c", name, r)
			}
			if !bytes.Equal(picture(t, whole, g), picture(t, part, sfnt.GlyphIndex(i+1))) {
				t.Errorf("%s: %c looks different", name, r)
			}
			wide, err := part.GlyphAdvance(&b, sfnt.GlyphIndex(i+1), fixed.I(1000), 0)
			if err != nil || max(wide.Round()-cut.Widths[i], cut.Widths[i]-wide.Round()) > 1 {
				t.Errorf("%s: %c is %v wide, want %d", name, r, wide, cut.Widths[i])
			}
		}
	}
}

// picture draws a glyph at 64 pixels.
func picture(t *testing.T, f *sfnt.Font, g sfnt.GlyphIndex) []byte {
	t.Helper()
	var b sfnt.Buffer
	segments, err := f.LoadGlyph(&b, g, fixed.I(64), nil)
	if err != nil {
		t.Fatal(err)
	}
	z := vector.NewRasterizer(128, 128)
	at := func(p fixed.Point26_6) (x, y float32) { return float32(p.X)/64 + 32, float32(p.Y)/64 + 90 }
	for _, s := range segments {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			z.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			z.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			z.QuadTo(ax, ay, bx, by)
		}
	}
	out := image.NewAlpha(image.Rect(0, 0, 128, 128))
	z.DrawOp = draw.Src
	z.Draw(out, out.Bounds(), image.Opaque, image.Point{})
	return out.Pix
}
