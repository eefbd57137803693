package evidence_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"shinsa/review/fault"
	"shinsa/ui/evidence"
)

// flag is 200 by 100 pixels, its left half black.
func flag() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 200, 100))
	for x := range 200 {
		for y := range 100 {
			img.Set(x, y, color.Gray{Y: byte(min(x/100, 1) * 0xff)})
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

func stored(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("raster", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func jpg(t *testing.T) []byte {
	return encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, flag(), &jpeg.Options{Quality: 95}) })
}

func TestPicturesAreOnePage(t *testing.T) { both(t, picturesAreOnePage) }

func picturesAreOnePage(t *testing.T, e *evidence.Engine) {
	for name, file := range map[string][]byte{
		"PNG":  encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, flag()) }),
		"JPEG": jpg(t),
		"GIF":  encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, flag(), nil) }),
		"BMP":  encoded(t, func(b *bytes.Buffer) error { return bmp.Encode(b, flag()) }),
		"TIFF": encoded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, flag(), nil) }),
		// Made by libwebp 1.2.4: without loss, with, and with its right half clear.
		"WebP":            stored(t, "flag.webp"),
		"WebP with loss":  stored(t, "flag-lossy.webp"),
		"WebP half clear": stored(t, "flag-clear.webp"),
	} {
		d := open(t, e, file)
		for _, width := range []int{20, 200, 400} {
			s, err := d.Page(t.Context(), 1, width)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			b := s.Image.Bounds()
			if b.Dx() != width || b.Dy() != width/2 || !dark(s.Image.At(width/4, width/4)) || dark(s.Image.At(width*3/4, width/4)) {
				t.Errorf("%s, %d wide: drawn %v", name, width, b)
			}
			if s.Width != 150 || s.Height != 75 {
				t.Errorf("%s: %v by %v points", name, s.Width, s.Height)
			}
		}
		if text, err := d.Text(t.Context(), 1); err != nil || text != "" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}

// held returns a JPEG that says how it was held.
func heldAs(t *testing.T, orientation uint16) []byte {
	exif := append([]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01"), 0, byte(orientation), 0, 0, 0, 0, 0, 0)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	b := jpg(t)
	return append(append(append([]byte{}, b[:2]...), append(segment, exif...)...), b[2:]...)
}

func TestPhotographsStandAsTheyWereSeen(t *testing.T) {
	e := engine(t, time.Minute)
	// Where the black half is: of the picture as stored at the left.
	for orientation, dark := range map[uint16]string{1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom", 9: "left"} {
		s, err := open(t, e, heldAs(t, orientation)).Page(t.Context(), 1, 100)
		if err != nil {
			t.Fatal(err)
		}
		b := s.Image.Bounds()
		at := map[string]image.Point{
			"left": image.Pt(b.Dx()/8, b.Dy()/2), "right": image.Pt(b.Dx()*7/8, b.Dy()/2),
			"top": image.Pt(b.Dx()/2, b.Dy()/8), "bottom": image.Pt(b.Dx()/2, b.Dy()*7/8),
		}
		for side, p := range at {
			r, _, _, _ := s.Image.At(p.X, p.Y).RGBA()
			upright := side == "left" || side == "right"
			along := dark == "left" || dark == "right"
			if upright == along && (r < 0x4000) != (side == dark) {
				t.Errorf("orientation %d: %s is %x", orientation, side, r)
			}
		}
	}
}

func TestHugePictureIsRefusedBeforeItIsDecoded(t *testing.T) {
	b := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, image.NewGray(image.Rect(0, 0, 1, 1))) })
	binary.BigEndian.PutUint32(b[16:], 60_000)
	binary.BigEndian.PutUint32(b[20:], 60_000)
	_, err := engine(t, time.Minute).Open(t.Context(), bytes.NewReader(b), int64(len(b)))
	// The checksum of the header is wrong now: either way nothing is decoded.
	if !errors.Is(err, &fault.Error{Kind: fault.Invalid}) {
		t.Fatalf("3.6 thousand million pixels: %v", err)
	}
	g := encoded(t, func(b *bytes.Buffer) error {
		return gif.Encode(b, image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.Black}), nil)
	})
	binary.LittleEndian.PutUint16(g[6:], 60_000)
	binary.LittleEndian.PutUint16(g[8:], 60_000)
	_, err = engine(t, time.Minute).Open(t.Context(), bytes.NewReader(g), int64(len(g)))
	if !errors.Is(err, &fault.Error{Code: "evidence_too_large"}) {
		t.Fatalf("a GIF of 3.6 thousand million pixels: %v", err)
	}
}

// fax is a TIFF of pages that are all black, white, and of a kind that is not read, by turns. Its dots are twice as high as wide.
func fax(pages int) []byte {
	le := binary.LittleEndian
	b := le.AppendUint32([]byte("II*\x00"), 0)
	link := 4
	for i := range pages {
		pixels, ratio := len(b), len(b)+16
		b = append(b, bytes.Repeat([]byte{byte(i%3) * 0xff}, 16)...)
		for _, v := range []uint32{200, 1, 100, 1} {
			b = le.AppendUint32(b, v)
		}
		le.PutUint32(b[link:], uint32(len(b)))
		tint := 1
		if i%3 == 2 {
			tint = 8
		}
		tags := [][3]int{{256, 4, 4}, {257, 4, 4}, {258, 4, 8}, {262, 4, tint}, {273, 4, pixels}, {278, 4, 4}, {279, 4, 16}, {282, 5, ratio}, {283, 5, ratio + 8}}
		b = le.AppendUint16(b, uint16(len(tags)))
		for _, t := range tags {
			b = le.AppendUint32(le.AppendUint16(le.AppendUint16(b, uint16(t[0])), uint16(t[1])), 1)
			b = le.AppendUint32(b, uint32(t[2]))
		}
		link = len(b)
		b = append(b, 0, 0, 0, 0)
	}
	return b
}

func TestATIFFHasAPageForEachPicture(t *testing.T) { both(t, aTIFFHasAPageForEachPicture) }

func aTIFFHasAPageForEachPicture(t *testing.T, e *evidence.Engine) {
	d := open(t, e, fax(6))
	if d.Pages() != 6 {
		t.Fatalf("%d pages", d.Pages())
	}
	for _, n := range []int{6, 1, 5, 2, 4, 3, 1} {
		s, err := d.Page(t.Context(), n, 40)
		if n%3 == 0 {
			if !errors.Is(err, &fault.Error{Code: "evidence_picture_foreign"}) {
				t.Errorf("page %d: %v", n, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("page %d: %v", n, err)
		}
		if b := s.Image.Bounds(); b.Dx() != 40 || b.Dy() != 80 || s.Width != 3 || s.Height != 6 || dark(s.Image.At(9, 9)) != (n%3 == 1) {
			t.Errorf("page %d: %v, %v by %v points, %v", n, b, s.Width, s.Height, s.Image.At(9, 9))
		}
	}
	if _, err := d.Page(t.Context(), 7, 40); !errors.Is(err, &fault.Error{Code: "evidence_no_such_page"}) {
		t.Errorf("page 7: %v", err)
	}
}

// lost is a file that was there when it was looked at first.
type lost struct {
	*bytes.Reader
	looked *bool
}

func (l lost) ReadAt(b []byte, at int64) (int, error) {
	if *l.looked {
		return 0, fault.New(fault.Corrupt, "blob_damaged")
	}
	*l.looked = true
	return l.Reader.ReadAt(b, at)
}

// Who cannot be read because the desk lost it is not said to be broken.
func TestAPictureThatIsLostIsNotBroken(t *testing.T) { both(t, aPictureThatIsLostIsNotBroken) }

func aPictureThatIsLostIsNotBroken(t *testing.T, e *evidence.Engine) {
	b := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, flag()) })
	for name, file := range map[string][]byte{"PNG": b, "TIFF": fax(2), "JPEG": jpg(t)} {
		_, err := e.Open(t.Context(), lost{bytes.NewReader(file), new(bool)}, int64(len(file)))
		if !errors.Is(err, &fault.Error{Code: "blob_damaged"}) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTextAndTablesArePages(t *testing.T) { both(t, textAndTablesArePages) }

func textAndTablesArePages(t *testing.T, e *evidence.Engine) {
	d := open(t, e, []byte("サービス稼働率\n99.9%以上\n"))
	s, err := d.Page(t.Context(), 1, 600)
	if err != nil || s.Image.Bounds().Dx() != 600 {
		t.Fatalf("page: %v", err)
	}
	if text, err := d.Text(t.Context(), 1); err != nil || text != "サービス稼働率\n99.9%以上\n" {
		t.Errorf("text %q, %v", text, err)
	}
	gs, err := d.Glyphs(t.Context(), 1)
	if err != nil || len(gs) < 10 || gs[0].Rune != 'サ' || gs[0].W < 5 {
		t.Errorf("glyphs %v, %v", gs, err)
	}
}
