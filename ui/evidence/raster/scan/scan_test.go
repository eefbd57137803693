package scan_test

import (
	"bytes"
	"image"
	"image/color"
	"math/rand/v2"
	"runtime"
	"testing"

	"golang.org/x/image/draw"

	"shinsa/ui/evidence/raster/scan"
)

// near is how far a shade may be from that of another decoder: sixteen bits are cut to eight before they are laid on white, not after.
const near = 2

// same fails unless a picture as it was read is one that another decoder read, on white.
func same(t testing.TB, name string, got *image.RGBA, want image.Image) {
	t.Helper()
	paper := image.NewRGBA(got.Rect)
	draw.Draw(paper, paper.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(paper, paper.Rect, want, want.Bounds().Min, draw.Over)
	if got.Rect.Size() != want.Bounds().Size() {
		t.Fatalf("%s: %v, want %v", name, got.Rect, want.Bounds())
	}
	for i, v := range got.Pix {
		if w := paper.Pix[i]; max(v, w)-min(v, w) > near {
			x, y := i/4%got.Rect.Dx(), i/4/got.Rect.Dx()
			t.Fatalf("%s: %v at %d,%d, want %v", name, got.RGBAAt(x, y), x, y, paper.RGBAAt(x, y))
		}
	}
}

// mess is bytes by chance, the same each time, with stretches that are alike.
func mess(n int) []byte {
	r, out := rand.New(rand.NewPCG(1, 2)), make([]byte, n)
	for i := range out {
		if out[i] = byte(r.Uint32()); i > 40 && i/50%2 == 0 {
			out[i] = out[i-20]
		}
	}
	return out
}

// means is a picture a number of times smaller, each pixel the mean of those it stands for.
func means(img *image.RGBA, times int) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, (w+times-1)/times, (h+times-1)/times))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			var sum [3]int
			n := 0
			for sy := y * times; sy < min(h, (y+1)*times); sy++ {
				for sx := x * times; sx < min(w, (x+1)*times); sx++ {
					c := img.RGBAAt(sx, sy)
					sum[0], sum[1], sum[2], n = sum[0]+int(c.R), sum[1]+int(c.G), sum[2]+int(c.B), n+1
				}
			}
			out.SetRGBA(x, y, color.RGBA{byte((sum[0] + n/2) / n), byte((sum[1] + n/2) / n), byte((sum[2] + n/2) / n), 0xff})
		}
	}
	return out
}

// Whatever order the pixels come in, the smaller picture is made of the means of the whole one.
func TestSmallerIsTheMean(t *testing.T) {
	for name, open := range map[string]func() (*scan.Picture, error){
		"rows in order": func() (*scan.Picture, error) { return png(t, drawn{w: 201, h: 83, tint: 2, depth: 8}) },
		"interlaced":    func() (*scan.Picture, error) { return png(t, drawn{w: 201, h: 83, tint: 6, depth: 8, laced: true}) },
		"tiles":         func() (*scan.Picture, error) { return tiff(t, written{w: 201, h: 83, tw: 48, th: 32}) },
		"planes":        func() (*scan.Picture, error) { return tiff(t, written{w: 201, h: 83, rows: 7, planes: true}) },
	} {
		p, err := open()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		whole, err := p.Read(1)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for times := 2; times <= scan.MostTimes; times++ {
			got, err := p.Read(times)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if want := means(whole, times); !bytes.Equal(got.Pix, want.Pix) {
				t.Errorf("%s, %d times smaller: not the mean", name, times)
			}
		}
	}
}

// What a picture takes is told before it is spent.
func TestTakesNoMoreThanIsTold(t *testing.T) {
	for name, open := range map[string]func() (*scan.Picture, error){
		"rows in order": func() (*scan.Picture, error) { return png(t, drawn{w: 3000, h: 2000, tint: 2, depth: 16}) },
		"interlaced":    func() (*scan.Picture, error) { return png(t, drawn{w: 1500, h: 1000, tint: 6, depth: 8, laced: true}) },
		"strips":        func() (*scan.Picture, error) { return tiff(t, written{w: 3000, h: 2000, rows: 500}) },
		"tiles":         func() (*scan.Picture, error) { return tiff(t, written{w: 3000, h: 2000, tw: 512, th: 512}) },
	} {
		p, err := open()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, times := range []int{1, 4} {
			told := p.Takes(times)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if _, err := p.Read(times); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			runtime.ReadMemStats(&after)
			took := int64(after.TotalAlloc - before.TotalAlloc)
			if took > told+told/10 || told > 3*took+1<<20 {
				t.Errorf("%s, %d times smaller: %d bytes told, %d taken", name, times, told, took)
			}
		}
	}
}
