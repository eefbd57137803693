package folio_test

import (
	"context"
	"errors"
	"image"
	"strings"
	"testing"

	"shinsa/review/fault"
	"shinsa/ui/evidence/folio"
	"shinsa/ui/evidence/matter"
)

func set(t testing.TB, blocks ...matter.Block) *folio.Book {
	t.Helper()
	b, err := folio.Set(t.Context(), blocks)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func text(t testing.TB, b *folio.Book, page int) string {
	t.Helper()
	gs, err := b.Glyphs(page)
	if err != nil {
		t.Fatal(err)
	}
	var s strings.Builder
	for _, g := range gs {
		s.WriteRune(g.Rune)
	}
	return s.String()
}

func cells(words ...string) []matter.Cell {
	var out []matter.Cell
	for _, w := range words {
		out = append(out, matter.Cell{Text: w, Span: 1})
	}
	return out
}

func TestNothingIsLostBetweenPages(t *testing.T) {
	long := strings.Repeat("稼働率は、月間の総稼働時間から停止時間を引いて求める。", 400)
	b := set(t, matter.Block{Kind: matter.Heading, Level: 1, Text: "概要"}, matter.Block{Text: long}, matter.Block{Table: &matter.Table{Rows: [][]matter.Cell{
		cells("甲", strings.Repeat("長いセル。", 1500)), cells("乙", "終わり"),
	}}})
	if b.Pages() < 5 {
		t.Fatalf("%d pages", b.Pages())
	}
	var all strings.Builder
	for n := range b.Pages() {
		all.WriteString(strings.ReplaceAll(text(t, b, n+1), "\n", ""))
	}
	got := all.String()
	if n := strings.Count(got, "総稼働時間"); n != 400 {
		t.Errorf("%d of 400 sentences", n)
	}
	if n := strings.Count(got, "長いセル。"); n != 1500 || !strings.HasSuffix(got, "乙終わり") {
		t.Errorf("%d of 1500, ends with %q", n, got[len(got)-30:])
	}
}

func TestEveryCharacterStandsOnItsPage(t *testing.T) {
	wide := &matter.Table{Own: true}
	for range 3 {
		var row []matter.Cell
		for range 40 {
			row = append(row, matter.Cell{Text: "サービス稼働率（目標値）", Span: 1})
		}
		wide.Rows = append(wide.Rows, row)
	}
	b := set(t, matter.Block{Text: "一枚目"}, matter.Block{Kind: matter.Title, Text: "表", NewSet: true}, matter.Block{Table: wide},
		matter.Block{Text: strings.Repeat("x", 5000), NewSet: true})
	for n := 1; n <= b.Pages(); n++ {
		w, h, err := b.Size(n)
		if err != nil {
			t.Fatal(err)
		}
		gs, err := b.Glyphs(n)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range gs {
			if g.X < 0 || g.Y < 0 || g.X+g.W > w || g.Y+g.H > h {
				t.Fatalf("page %d of %v by %v: %q at %+v", n, w, h, g.Rune, g)
			}
		}
	}
	first, _, _ := b.Size(1)
	second, high, _ := b.Size(2)
	if first > 600 || second < 1500 || high > second {
		t.Errorf("pages of %v and %v by %v points", first, second, high)
	}
}

func TestInkStandsWhereTheGlyphsAre(t *testing.T) {
	b := set(t, matter.Block{Text: "あ"}, matter.Block{Table: &matter.Table{Rows: [][]matter.Cell{cells("い", "う")}}})
	w, h, err := b.Size(1)
	if err != nil {
		t.Fatal(err)
	}
	const scale = 3
	img := image.NewRGBA(image.Rect(0, 0, int(w*scale), int(h*scale)))
	if err := b.Draw(t.Context(), 1, img); err != nil {
		t.Fatal(err)
	}
	gs, err := b.Glyphs(1)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, g := range gs {
		if g.W == 0 {
			continue
		}
		seen++
		ink := 0
		for x := int(g.X * scale); x < int((g.X+g.W)*scale); x++ {
			for y := int(g.Y * scale); y < int((g.Y+g.H)*scale); y++ {
				if img.RGBAAt(x, y).R < 0x60 {
					ink++
				}
			}
		}
		if ink < 40 {
			t.Errorf("%q: %d dark pixels at %+v", g.Rune, ink, g)
		}
	}
	if seen != 3 || img.RGBAAt(int(w*scale)-5, 5).R != 0xff {
		t.Errorf("%d characters", seen)
	}
}

func TestAnEmptyDocumentHasOnePage(t *testing.T) {
	if b := set(t); b.Pages() != 1 || text(t, b, 1) != "" {
		t.Errorf("%d pages", b.Pages())
	}
}

func TestBoundsAreHeld(t *testing.T) {
	many := make([]matter.Block, folio.MaxPages+1)
	for i := range many {
		many[i].NewSet = true
	}
	if _, err := folio.Set(t.Context(), many); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "evidence_too_large"}) {
		t.Errorf("too many pages: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := folio.Set(ctx, many[:1]); !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
	b := set(t)
	if _, err := b.Glyphs(2); !errors.Is(err, &fault.Error{Code: "evidence_no_such_page"}) {
		t.Errorf("page 2 of 1: %v", err)
	}
}

func FuzzSet(f *testing.F) {
	f.Add("稼働率\n99.9%", 3, true, 2)
	f.Add("\u0300\x00", 0, false, 99)
	f.Fuzz(func(t *testing.T, words string, span int, own bool, level int) {
		c := matter.Cell{Text: words, Span: min(max(span, 1), 60)}
		blocks := []matter.Block{{Kind: matter.Heading, Level: level % 10, Text: words}, {Table: &matter.Table{Own: own, Rows: [][]matter.Cell{{c, c}, {c}, nil}}}}
		b, err := folio.Set(t.Context(), blocks)
		if err != nil {
			return
		}
		for n := range b.Pages() {
			text(t, b, n+1)
			if err := b.Draw(t.Context(), n+1, image.NewRGBA(image.Rect(0, 0, 100, 140))); err != nil {
				t.Fatal(err)
			}
		}
	})
}
