package typeface

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"shinsa/assets"
)

func load(tb testing.TB, name string) *Font {
	tb.Helper()
	b, err := assets.Font(name)
	if err != nil {
		tb.Fatal(err)
	}
	f, err := Parse(b)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

func TestParse_KnowsTheFontsItIsGiven(t *testing.T) {
	tests := []struct {
		file, name string
		has, lacks string
	}{
		{assets.MinchoRegular, "BIZUDMincho-Regular", "審査報告書〓○△×－①㈱ｶﾞ々", "𠮷😀\u2011"},
		{assets.GothicRegular, "BIZUDGothic-Regular", "審査報告書〓", "𠮷"},
		{assets.GothicBold, "BIZUDGothic-Bold", "審査報告書〓", "𠮷"},
		{assets.MinchoLatin, "BIZUDPMincho-Regular", "Certificate – 2024〓", "審"},
		{assets.NotoRegular, "NotoSansJP-Regular", "審𠮷𩸽\u2011", "😀"},
		{assets.NotoBold, "NotoSansJP-Bold", "審𠮷𩸽", "😀"},
	}
	for _, tt := range tests {
		f := load(t, tt.file)
		if f.Name() != tt.name {
			t.Errorf("%s is named %q, want %q", tt.file, f.Name(), tt.name)
		}
		for _, r := range tt.has {
			if f.Glyph(r) == 0 {
				t.Errorf("%s has no %c", tt.name, r)
			}
		}
		for _, r := range tt.lacks {
			if f.Glyph(r) != 0 {
				t.Errorf("%s has %c", tt.name, r)
			}
		}
	}
}

func TestAdvance_FullAndHalfWidth(t *testing.T) {
	f := load(t, assets.MinchoRegular)
	for r, want := range map[rune]float64{'審': 1000, '。': 1000, 'A': 500, 'ｱ': 500} {
		if got := f.Advance(f.Glyph(r)); got != want {
			t.Errorf("%c is %v wide, want %v", r, got, want)
		}
	}
}

func TestVariant_FindsSequences(t *testing.T) {
	f := load(t, assets.MinchoRegular)
	usual, own := f.Variant('葛', 0xE0101), f.Variant('葛', 0xE0100)
	if usual != f.Glyph('葛') {
		t.Error("the variant of 葛 that is its usual form has another glyph")
	}
	if own == 0 || own == usual {
		t.Error("the other variant of 葛 has no glyph of its own")
	}
	if f.Variant('A', 0xE0100) != 0 {
		t.Error("a sequence that no one registered has a glyph")
	}
}

func TestCut_KeepsWhatIsAskedForOnly(t *testing.T) {
	for _, name := range []string{assets.MinchoRegular, assets.NotoRegular} {
		f := load(t, name)
		codes := map[uint16]Piece{}
		for _, r := range "審査が、(é①" {
			codes[uint16(r)] = Piece{Glyph: f.Glyph(r)}
		}
		codes[0xE000] = Piece{Glyph: f.Glyph('査')} // one glyph under two codes
		c := f.Cut(codes)
		cut := reopen(t, c, f)
		if len(c.Codes) != len(codes) || len(c.Widths) != len(codes) || !slices.IsSorted(c.Codes) {
			t.Fatalf("%s: codes %v, widths %v", name, c.Codes, c.Widths)
		}
		for i, code := range c.Codes {
			c, width := GID(i+1), float64(c.Widths[i])
			g := codes[code].Glyph
			if cut.Advance(c) != f.Advance(g) || width != f.Advance(g) {
				t.Errorf("%s: code %04X has glyph %d of width %v and %v, want %v", name, code, c, cut.Advance(c), width, f.Advance(g))
			}
			if got, want := cut.Outline(c), f.Outline(g); len(got) != len(want) || len(got) > 0 && got[0] != want[0] {
				t.Errorf("%s: code %04X has another outline", name, code)
			}
		}
		if cut.glyphs > 20 {
			t.Errorf("%s: the cut has %d glyphs", name, cut.glyphs)
		}
	}
}

// reopen parses a cut, with the tables it leaves out.
func reopen(t *testing.T, c Cut, f *Font) *Font {
	t.Helper()
	tables := map[string][]byte{}
	for i := range int(be.Uint16(c.File[4:])) {
		e := c.File[12+16*i:]
		tables[string(e[:4])] = c.File[be.Uint32(e[8:]):][:be.Uint32(e[12:])]
	}
	tables["name"], tables["OS/2"] = f.tables["name"], f.tables["OS/2"]
	cut, err := Parse(assemble(tables))
	if err != nil {
		t.Fatalf("%s: %v", f.name, err)
	}
	return cut
}

func TestCut_TakesWhiteAway(t *testing.T) {
	f := load(t, assets.MinchoRegular)
	comma, open := f.Glyph('、'), f.Glyph('「')
	c := f.Cut(map[uint16]Piece{11: {comma, 0, 500}, 12: {open, 500, 0}, 13: {Glyph: open}})
	cut := reopen(t, c, f)
	for i, want := range []int{500, 500, 1000} {
		if got := cut.Advance(GID(i + 1)); got != float64(want) || c.Widths[i] != want {
			t.Errorf("glyph %d is %v and %d wide, want %v", i+1, got, c.Widths[i], want)
		}
	}
	whole, half := cut.outline(3), cut.outline(2)
	if int16(be.Uint16(half)) != -1 {
		t.Fatal("the narrowed bracket is not a composite of the whole one")
	}
	if got, want := int16(be.Uint16(half[2:])), int16(be.Uint16(whole[2:]))-1024; got != want {
		t.Errorf("its ink begins at %d, want %d", got, want)
	}
	if got := GID(be.Uint16(half[12:])); got != 3 {
		t.Errorf("it is made of glyph %d, want 3", got)
	}
}

func TestCut_SameCodesSameBytes(t *testing.T) {
	f := load(t, assets.GothicBold)
	codes := map[uint16]Piece{}
	for r := rune(0x4E00); r < 0x4F00; r++ {
		codes[uint16(r)] = Piece{Glyph: f.Glyph(r)}
	}
	if !bytes.Equal(f.Cut(codes).File, f.Cut(codes).File) {
		t.Error("two cuts differ")
	}
}

func TestOutline_ClosesItsContours(t *testing.T) {
	f := load(t, assets.GothicBold)
	for _, r := range "見本印" {
		segments := f.Outline(f.Glyph(r))
		if len(segments) < 10 || !segments[0].Start {
			t.Fatalf("%c: %d segments", r, len(segments))
		}
		var start Segment
		for i, s := range segments {
			if s.Start {
				start = s
			}
			if s.X < -200 || s.X > 1200 || s.Y < -400 || s.Y > 1200 {
				t.Errorf("%c: point outside its square at %v, %v", r, s.X, s.Y)
			}
			if last := i+1 == len(segments) || segments[i+1].Start; last && (s.X != start.X || s.Y != start.Y) {
				t.Errorf("%c: a contour is left open", r)
			}
		}
	}
}

func TestParse_RefusesWhatIsNotWhole(t *testing.T) {
	whole, err := assets.Font(assets.MinchoLatin)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 3, 12, 100, 300, 1000, 5000, 20000, len(whole) / 2} {
		if _, err := Parse(whole[:n]); !errors.Is(err, ErrNotTrueType) {
			t.Errorf("first %d bytes: %v", n, err)
		}
	}
	for name, head := range map[string]string{"OpenType": "OTTO", "collection": "ttcf", "type 1": "typ1"} {
		if _, err := Parse(append([]byte(head), whole[4:]...)); !errors.Is(err, ErrNotTrueType) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	data, err := assets.Font(assets.MinchoRegular)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Parse(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCut(b *testing.B) {
	f := load(b, assets.MinchoRegular)
	codes := map[uint16]Piece{}
	for _, r := range "認定証審査報告書貴社の提供する上記サービスは基準に適合していると認められるため" {
		codes[uint16(r)] = Piece{Glyph: f.Glyph(r)}
	}
	for b.Loop() {
		f.Cut(codes)
	}
}
