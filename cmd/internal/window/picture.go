package window

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"os"
	"testing"
)

// picture is what a display showed.
type picture struct{ *image.RGBA }

// look reads a picture that was kept.
func look(tb testing.TB, file string) picture {
	tb.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		tb.Fatalf("read picture: %v", err)
	}
	p := picture{image.NewRGBA(img.Bounds())}
	draw.Draw(p, p.Bounds(), img, img.Bounds().Min, draw.Src)
	return p
}

// like reports whether fewer than one pixel in a thousand differs: a cursor blinks, and that is no change.
func (p picture) like(q picture) bool {
	if len(p.Pix) != len(q.Pix) {
		return false
	}
	differ := 0
	for i := 0; i < len(p.Pix); i += 4 {
		if !bytes.Equal(p.Pix[i:i+4], q.Pix[i:i+4]) {
			differ++
		}
	}
	return differ*1000 < len(p.Pix)/4
}

// blank reports whether the picture has one colour only.
func (p picture) blank() bool {
	return len(p.Pix) == 0 || bytes.Equal(p.Pix[4:], p.Pix[:len(p.Pix)-4])
}

// white returns the part of the picture that is pure white, from 0 to 1.
func (p picture) white() float64 {
	n := 0
	for i := 0; i+3 < len(p.Pix); i += 4 {
		if p.Pix[i] == 255 && p.Pix[i+1] == 255 && p.Pix[i+2] == 255 {
			n++
		}
	}
	return float64(n*4) / float64(max(len(p.Pix), 1))
}

// paper returns the place of the columns that are pure white for a third of their height, and of what stands between them.
func (p picture) paper() image.Rectangle {
	size := p.Bounds()
	var all image.Rectangle
	for x := size.Min.X; x < size.Max.X; x++ {
		n, top, bottom := 0, size.Max.Y, size.Min.Y
		for y := size.Min.Y; y < size.Max.Y; y++ {
			if i := p.PixOffset(x, y); p.Pix[i] == 255 && p.Pix[i+1] == 255 && p.Pix[i+2] == 255 {
				n, top, bottom = n+1, min(top, y), y+1
			}
		}
		if 3*n > size.Dy() {
			all = all.Union(image.Rect(x, top, x+1, bottom))
		}
	}
	return all
}

// part returns a part of the picture.
func (p picture) part(r image.Rectangle) picture {
	out := picture{image.NewRGBA(image.Rectangle{Max: r.Size()})}
	draw.Draw(out, out.Rect, p, r.Min, draw.Src)
	return out
}
