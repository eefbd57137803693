package folio_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"testing"

	"shinsa/ui/evidence/folio"
	"shinsa/ui/evidence/matter"
)

// red is a picture of red pixels, shown w by h points large.
func red(t *testing.T, w, h float64) *matter.Image {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 40, 40))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{0xff, 0, 0, 0xff}), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return &matter.Image{File: b.Bytes(), Width: w, Height: h}
}

// reds returns how many square points of each page are red.
func reds(t *testing.T, b *folio.Book) []int {
	t.Helper()
	var out []int
	for n := 1; n <= b.Pages(); n++ {
		w, h, err := b.Size(n)
		if err != nil {
			t.Fatal(err)
		}
		img := image.NewRGBA(image.Rect(0, 0, int(w+0.5), int(h+0.5)))
		if err := b.Draw(t.Context(), n, img); err != nil {
			t.Fatal(err)
		}
		count := 0
		for i := 0; i < len(img.Pix); i += 4 {
			if img.Pix[i] > 0xc0 && img.Pix[i+1] < 0x40 {
				count++
			}
		}
		out = append(out, count)
	}
	return out
}

func near(got, want int) bool { return got > want*97/100-4 && got < want*103/100+4 }

func TestPicturesStandAmongTheWords(t *testing.T) {
	for name, c := range map[string]struct {
		image *matter.Image
		want  int
	}{
		"as large as it is":         {red(t, 100, 50), 5000},
		"smaller where the page is": {red(t, 5_000, 2_500), 499 * 250},
		"never higher than a page":  {red(t, 100, 7_459), 10 * 746},
	} {
		got := reds(t, set(t, matter.Block{Text: "前"}, matter.Block{Image: c.image}, matter.Block{Text: "後"}))
		sum := 0
		for _, n := range got {
			if n > 0 && sum > 0 {
				t.Errorf("%s: cut over pages %v", name, got)
			}
			sum += n
		}
		if !near(sum, c.want) {
			t.Errorf("%s: %v square points of red, want %d", name, got, c.want)
		}
	}
}

func TestPicturesStandInTheirCells(t *testing.T) {
	cell := func(m ...*matter.Image) matter.Cell { return matter.Cell{Text: "画面", Span: 1, Images: m} }
	table := &matter.Table{Widths: []float64{1, 1}}
	for range 5 {
		table.Rows = append(table.Rows, []matter.Cell{cell(red(t, 100, 200)), {Text: "説明", Span: 1}})
	}
	got := reds(t, set(t, matter.Block{Table: table}))
	if len(got) != 2 || !near(got[0], 3*100*200) || !near(got[1], 2*100*200) {
		t.Errorf("five pictures, three to a page: %v", got)
	}
	many := cell(red(t, 100, 400), red(t, 100, 300), red(t, 100, 300))
	got = reds(t, set(t, matter.Block{Table: &matter.Table{Widths: []float64{1}, Rows: [][]matter.Cell{{many}}}}))
	sum := 0
	for _, n := range got {
		sum += n
	}
	if len(got) != 2 || !near(sum, 100*1000) {
		t.Errorf("a cell higher than a page: %v", got)
	}
}

func TestABrokenPictureLeavesItsPlace(t *testing.T) {
	m := red(t, 100, 100)
	m.File = m.File[:len(m.File)-20]
	b := set(t, matter.Block{Image: m}, matter.Block{Text: "後"})
	if got := reds(t, b); len(got) != 1 || got[0] != 0 {
		t.Errorf("red %v", got)
	}
	img := image.NewRGBA(image.Rect(0, 0, 595, 842))
	if err := b.Draw(t.Context(), 1, img); err != nil {
		t.Fatal(err)
	}
	if c := img.RGBAAt(70, 60); c.R == 0xff {
		t.Error("nothing stands in its place")
	}
}

// The place of a picture that is not shown has its reason in the reader's language, and nothing else on the page knows of it.
func TestWhatIsNotShownSaysWhyInItsPlace(t *testing.T) {
	absent := &matter.Image{Width: 240, Height: 18, Why: matter.Foreign, Format: "EMF"}
	var pages []*image.RGBA
	for _, words := range []string{"この形式は表示できません", "Not shown", strings.Repeat("as long as no place can be ", 20), ""} {
		b := set(t, matter.Block{Text: "前"}, matter.Block{Image: absent}, matter.Block{Text: "後"})
		b.Say = func(why matter.Why, format string) string {
			if why != matter.Foreign || format != "EMF" {
				t.Errorf("asked for %s %s", why, format)
			}
			return words
		}
		img := image.NewRGBA(image.Rect(0, 0, 1190, 1684))
		if err := b.Draw(t.Context(), 1, img); err != nil {
			t.Fatal(err)
		}
		gs, err := b.Glyphs(1)
		if err != nil || len(gs) != 4 {
			t.Errorf("%q: %d characters, %v", words, len(gs), err)
		}
		pages = append(pages, img)
	}
	blank := pages[len(pages)-1]
	for i, img := range pages[:len(pages)-1] {
		changed := image.Rectangle{}
		for y := range 1684 {
			for x := range 1190 {
				if img.RGBAAt(x, y) != blank.RGBAAt(x, y) {
					changed = changed.Union(image.Rect(x, y, x+1, y+1))
				}
			}
		}
		if changed.Empty() || changed.Dx() > 480 || changed.Dy() > 36 {
			t.Errorf("words %d stand at %v", i, changed)
		}
	}
}
