package raster_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"testing"

	"golang.org/x/image/tiff"

	"shinsa/review/fault"
	"shinsa/ui/evidence/raster"
)

// flag is w by h pixels, its left half black.
func flag(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		for y := range h {
			img.Set(x, y, color.Gray{Y: byte(min(2*x/w, 1) * 0xff)})
		}
	}
	return img
}

func encoded(t *testing.T, f func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatIsDrawnSmallerIsTheMean(t *testing.T) {
	p, err := raster.Read(encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, flag(301, 200)) }), raster.Most)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []image.Point{{3, 2}, {97, 64}, {301, 200}, {900, 600}} {
		into := image.NewRGBA(image.Rectangle{Max: size})
		p.Draw(into, into.Rect)
		sum := 0
		for i := 0; i < len(into.Pix); i += 4 {
			if into.Pix[i+3] != 0xff {
				t.Fatalf("%v: a pixel one can see through", size)
			}
			sum += int(into.Pix[i])
		}
		if mean := sum / (size.X * size.Y); mean < 120 || mean > 135 {
			t.Errorf("%v: half black and half white is %d on average", size, mean)
		}
		left, right := into.RGBAAt(0, size.Y/2), into.RGBAAt(size.X-1, size.Y/2)
		if left.R != 0 || right.R != 0xff {
			t.Errorf("%v: from %v to %v", size, left, right)
		}
	}
}

func TestAPictureMayLiePartlyOutside(t *testing.T) {
	p, err := raster.Read(encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, flag(100, 100)) }), raster.Most)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{40, 400} {
		whole, part := image.NewRGBA(image.Rect(0, 0, size, size)), image.NewRGBA(image.Rect(0, 0, size, size/4))
		p.Draw(whole, whole.Rect)
		p.Draw(part, whole.Rect.Add(image.Pt(0, -size/2)))
		if !bytes.Equal(part.Pix, whole.Pix[whole.Stride*size/2:][:len(part.Pix)]) {
			t.Errorf("%d: a part is not the whole's", size)
		}
	}
}

func TestTheFirstPictureOfAGIFMayBeSmallerThanTheWhole(t *testing.T) {
	frame := image.NewPaletted(image.Rect(10, 10, 20, 20), color.Palette{color.Black})
	b := encoded(t, func(b *bytes.Buffer) error {
		return gif.EncodeAll(b, &gif.GIF{Image: []*image.Paletted{frame}, Delay: []int{0}, Config: image.Config{Width: 40, Height: 30, ColorModel: frame.Palette}})
	})
	p, err := raster.Read(b, raster.Most)
	if err != nil {
		t.Fatal(err)
	}
	into := image.NewRGBA(image.Rect(0, 0, 40, 30))
	p.Draw(into, into.Rect)
	if p.Size() != image.Pt(40, 30) || into.RGBAAt(15, 15).R != 0 || into.RGBAAt(5, 5).R != 0xff {
		t.Errorf("%v, %v in the frame, %v beside it", p.Size(), into.RGBAAt(15, 15), into.RGBAAt(5, 5))
	}
}

// jpegSays returns a JPEG whose head says it is of w by h pixels, in one scan or in several.
func jpegSays(t *testing.T, w, h uint16, progressive bool) []byte {
	b := encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, flag(16, 16), nil) })
	at := bytes.Index(b, []byte{0xff, 0xc0})
	if progressive {
		b[at+1] = 0xc2
	}
	binary.BigEndian.PutUint16(b[at+5:], h)
	binary.BigEndian.PutUint16(b[at+7:], w)
	return b
}

// pngSays returns the beginning of a PNG in colour whose head says it is of w by h pixels.
func pngSays(w, h uint32) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), w), h)
	head = append(head, 8, 2, 0, 0, 0)
	b := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), binary.BigEndian.AppendUint32(head, crc32.ChecksumIEEE(head))...)
	return append(b, "\x00\x00\x00\x00IDAT\x35\xaf\x06\x1e"...)
}

func TestHostilePicturesAreRefusedBeforeTheyTakeMemory(t *testing.T) {
	whole := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, flag(300, 300)) })
	deep := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, image.NewNRGBA64(image.Rect(0, 0, 20, 20))) })
	for name, c := range map[string]struct {
		file []byte
		most int64
		code string
	}{
		"60,000 by 60,000":                {jpegSays(t, 60_000, 60_000, false), raster.Most, "evidence_too_large"},
		"in several scans":                {jpegSays(t, 12_000, 12_000, true), raster.Most, "evidence_too_large"},
		"larger than granted":             {whole, 300 * 300 / 2, "evidence_too_large"},
		"of 16 bits, larger than granted": {deep, 20 * 20, "evidence_too_large"},
		"of more than patience unpacks":   {pngSays(40_000, 20_000), raster.Most, "evidence_too_large"},
		"a TIFF of 64 bits":               {[]byte("II+\x00\x08\x00\x00\x00"), raster.Most, "evidence_picture_foreign"},
		"cut":                             {whole[:len(whole)-40], raster.Most, "evidence_unreadable"},
		"cut in its head":                 {whole[:20], raster.Most, "evidence_unreadable"},
		"of no size":                      {jpegSays(t, 0, 0, false), raster.Most, "evidence_unreadable"},
		"nothing":                         {nil, raster.Most, "evidence_unreadable"},
		"another format":                  {[]byte("\x01\x00\x00\x00 EMF"), raster.Most, "evidence_unreadable"},
	} {
		if _, err := raster.Read(c.file, c.most); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: c.code}) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	for name, file := range map[string][]byte{
		"a photograph of 36 million pixels":    jpegSays(t, 6_000, 6_000, true),
		"a sheet of A0 at 300 dots to an inch": jpegSays(t, 9_933, 14_043, false),
		"the same in colour as PNG":            pngSays(9_933, 14_043),
		"and at 600 dots":                      pngSays(19_866, 28_087),
	} {
		if _, err := raster.Size(file, raster.Most); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is too large to be kept as it is, is kept smaller; it looks the same, and is as large as it was.
func TestWhatIsTooLargeIsKeptSmaller(t *testing.T) {
	const w, h = 1203, 1021
	img := flag(w, h)
	grey := image.NewGray(img.Rect)
	draw.Draw(grey, grey.Rect, img, image.Point{}, draw.Src)
	for name, c := range map[string]struct {
		file  []byte
		each  float64 // bytes granted for a pixel
		times int     // smaller
	}{
		"PNG":        {encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, img) }), 2.1, 2},
		"grey PNG":   {encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, grey) }), 0.9, 3},
		"TIFF":       {encoded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, img, nil) }), 1.1, 3},
		"JPEG":       {encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, img, nil) }), 2.6, 2},
		"grey JPEG":  {encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, grey, nil) }), 1.5, 3},
		"PNG, whole": {encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, img) }), 8, 1},
	} {
		p, err := raster.Read(c.file, int64(c.each*w*h))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := math.Sqrt(2 * 4 * w * h / float64(p.Bytes())); p.Size() != image.Pt(w, h) || math.Abs(got-float64(c.times)) > 0.01 {
			t.Errorf("%s: %v, %.2f times smaller, want %d", name, p.Size(), got, c.times)
		}
		into := image.NewRGBA(image.Rect(0, 0, w, h))
		p.Draw(into, into.Rect)
		for _, at := range []image.Point{{0, 0}, {500, h - 1}, {700, 0}, {w - 1, h - 1}} {
			if got, want := into.RGBAAt(at.X, at.Y), img.RGBAAt(at.X, at.Y); max(got.R, want.R)-min(got.R, want.R) > 9 || got.A != 0xff {
				t.Errorf("%s: %v at %v, want %v", name, got, at, want)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := gif.Encode(&b, flag(9, 9), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8 "))
	f.Fuzz(func(t *testing.T, file []byte) {
		const most = 8 << 20
		p, err := raster.Read(file, most)
		if err != nil {
			return
		}
		if p.Bytes() > 2*most {
			t.Fatalf("%v", p.Size())
		}
		into := image.NewRGBA(image.Rect(0, 0, 30, 20))
		p.Draw(into, into.Rect)
	})
}
