package glyph_test

import (
	"bytes"
	"errors"
	"image"
	"image/draw"
	"os"
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
	"shinsa/review/pdfseal/glyph"
)

func fonts(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, n := range []string{"BIZUDMincho-Regular", "BIZUDGothic-Bold", "NotoSansJP-Regular"} {
		b, err := os.ReadFile("../../../assets/fonts/" + n + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		out[n] = b
	}
	return out
}

var text = []rune("審査委員 Ångström éà ガパ ①㍿")

func TestCut_GlyphsLookTheSame(t *testing.T) {
	for name, ttf := range fonts(t) {
		f, err := glyph.Parse(ttf)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name != name {
			t.Errorf("name is %s, want %s", f.Name, name)
		}
		cut, err := f.Cut(text)
		if err != nil {
			t.Fatal(err)
		}
		whole, err1 := sfnt.Parse(ttf)
		part, err2 := sfnt.Parse(cut)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if len(cut) > len(ttf)/20 {
			t.Errorf("%s: %d bytes of %d are left", name, len(cut), len(ttf))
		}
		for i, r := range text {
			var b sfnt.Buffer
			g, err := whole.GlyphIndex(&b, r)
			if err != nil || g == 0 {
				t.Fatalf("%s has no %c", name, r)
			}
			a, c := render(t, whole, g), render(t, part, sfnt.GlyphIndex(i+1))
			if !bytes.Equal(a.Pix, c.Pix) {
				t.Errorf("%s: %c looks different", name, r)
			}
			adv, err := part.GlyphAdvance(&b, sfnt.GlyphIndex(i+1), fixed.I(1000), 0)
			if err != nil || abs(adv.Round()-f.Width(r)) > 1 {
				t.Errorf("%s: %c is %v wide, want %d", name, r, adv, f.Width(r))
			}
		}
	}
}

// render draws a glyph at 64 pixels.
func render(t *testing.T, f *sfnt.Font, g sfnt.GlyphIndex) *image.Alpha {
	t.Helper()
	var b sfnt.Buffer
	segments, err := f.LoadGlyph(&b, g, fixed.I(64), nil)
	if err != nil {
		t.Fatal(err)
	}
	z := vector.NewRasterizer(128, 128)
	x := func(p fixed.Point26_6) (float32, float32) { return float32(p.X)/64 + 32, float32(p.Y)/64 + 90 }
	for _, s := range segments {
		ax, ay := x(s.Args[0])
		bx, by := x(s.Args[1])
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
	return out
}

func abs(n int) int { return max(n, -n) }

func TestCut_SameTextSameBytes(t *testing.T) {
	f, err := glyph.Parse(fonts(t)["BIZUDMincho-Regular"])
	if err != nil {
		t.Fatal(err)
	}
	a, err1 := f.Cut(text)
	b, err2 := f.Cut(text)
	if err1 != nil || err2 != nil || !bytes.Equal(a, b) {
		t.Error("the same text cut twice differs", err1, err2)
	}
	if f.Has('𠮷') || !f.Has('審') {
		t.Error("coverage is wrong")
	}
	if f.Ascent() <= 0 || f.Descent() >= 0 || f.Width('審') != 1000 || f.Width('A') >= 1000 {
		t.Errorf("metrics %d %d %d", f.Ascent(), f.Descent(), f.Width('A'))
	}
}

func TestParse_DamagedFontsAreRefused(t *testing.T) {
	ttf := fonts(t)["BIZUDGothic-Bold"]
	for name, b := range map[string][]byte{"nothing": nil, "text": []byte("not a font at all, only text"), "header": ttf[:200], "half": ttf[:len(ttf)/2]} {
		f, err := glyph.Parse(b)
		if err == nil {
			_, err = f.Cut(text)
		}
		if !errors.Is(err, glyph.ErrFont) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkCut(b *testing.B) {
	f, err := glyph.Parse(fonts(b)["BIZUDMincho-Regular"])
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := f.Cut(text); err != nil {
			b.Fatal(err)
		}
	}
}
