package scan_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/draw"
	stdtiff "golang.org/x/image/tiff"

	"shinsa/ui/evidence/raster/scan"
)

func tiff(t testing.TB, d written) (*scan.Picture, error) {
	t.Helper()
	b := d.file()
	pages, err := scan.TIFF(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, err
	}
	return pages[0].Picture, pages[0].Err
}

// What the library reads of TIFF reads here as it reads it.
func TestTIFFReadsAsTheLibraryReadsIt(t *testing.T) {
	for _, kind := range []written{
		{},
		{depth: 16},
		{samples: 4, tint: 2, extra: 2},
		{samples: 4, tint: 2, extra: 2, depth: 16},
		{samples: 1, tint: 1},
		{samples: 1},
		{samples: 1, tint: 1, depth: 1},
		{samples: 1, tint: 0, depth: 1},
		{samples: 1, tint: 1, depth: 16},
		{samples: 1, tint: 3},
	} {
		for _, pack := range []int{1, 5, 8, 32946, 32773} {
			for _, cut := range []written{{}, {rows: 7}, {tw: 16, th: 32}, {tw: 48, th: 16}} {
				for _, way := range []written{{}, {predict: true}, {big: true}, {big: true, predict: true}} {
					d := kind
					d.w, d.h, d.pack, d.rows, d.tw, d.th, d.big, d.predict = 45, 33, pack, cut.rows, cut.tw, cut.th, way.big, way.predict
					if d.predict && (d.depth == 1 || pack == 1 || pack == 32773) {
						continue
					}
					file := d.file()
					want, err := stdtiff.Decode(bytes.NewReader(file))
					if err != nil {
						t.Fatalf("%+v: the library says %v", d, err)
					}
					p, err := tiff(t, d)
					if err != nil {
						t.Fatalf("%+v: %v", d, err)
					}
					got, err := p.Read(1)
					if err != nil {
						t.Fatalf("%+v: %v", d, err)
					}
					same(t, fmt.Sprintf("%+v", d), got, want)
				}
			}
		}
	}
}

// What the library does not read means what TIFF 6.0 says.
func TestTIFFInOtherWays(t *testing.T) {
	read := func(d written) []byte {
		t.Helper()
		d.w, d.h = 45, 33
		p, err := tiff(t, d)
		if err != nil {
			t.Fatalf("%+v: %v", d, err)
		}
		img, err := p.Read(1)
		if err != nil {
			t.Fatalf("%+v: %v", d, err)
		}
		return img.Pix
	}
	grey := read(written{samples: 1, tint: 1})
	for i, v := range read(written{planes: true}) { // each plane is the same mess
		if i%4 != 3 && v != grey[i] {
			t.Fatalf("planes: %d at %d, want %d", v, i, grey[i])
		}
	}
	for _, depth := range []int{2, 4} {
		b := mess(12)
		img := read(written{samples: 1, tint: 1, depth: depth})
		if want := int(b[0]>>(8-depth)) * 0xff / (1<<depth - 1); int(img[0]) != want {
			t.Errorf("%d bits: %d, want %d", depth, img[0], want)
		}
	}
	b := mess(12)
	inks := read(written{samples: 4, tint: 5})
	for k := range 3 {
		if want := int(255-b[k]) * int(255-b[3]) / 255; int(inks[k]) != want {
			t.Errorf("inks: %d, want %d", inks[k], want)
		}
	}
	part := read(written{samples: 4, tint: 2, extra: 1})
	for k := range 3 {
		if want := min(int(b[k])+255-int(b[3]), 255); int(part[k]) != want {
			t.Errorf("what is there in part: %d, want %d", part[k], want)
		}
	}
	if turned := read(written{samples: 1, tint: 1, depth: 1, more: map[int][]int{266: {2}}}); (turned[0] == 0xff) != (b[0]&1 == 1) {
		t.Errorf("bits the other way round: %d of %x", turned[0], b[0])
	}
}

// Files as libtiff 4.5.0 writes them (with ImageMagick 6.9.11): a white page with a black square on its left, in which is a white one.
func TestTIFFOfFaxesAndPhotographs(t *testing.T) {
	names, err := filepath.Glob("testdata/*.tiff")
	if err != nil || len(names) < 6 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		img := readAll(t, name, b)[0]
		if img.Rect.Dx() != 200 || img.Rect.Dy() != 100 {
			t.Errorf("%s: %v", name, img.Rect)
		}
		for _, p := range [][3]int{{5, 5, 0}, {90, 95, 0}, {45, 45, 255}, {20, 45, 0}, {75, 45, 0}, {150, 5, 255}, {195, 95, 255}} {
			if c := img.RGBAAt(p[0], p[1]); max(int(c.R), p[2])-min(int(c.R), p[2]) > 8 || max(c.R, c.G, c.B)-min(c.R, c.G, c.B) > 8 {
				t.Errorf("%s: %v at %v", name, c, p)
			}
		}
	}
}

func readAll(t *testing.T, name string, b []byte) (out []*image.RGBA) {
	t.Helper()
	pages, err := scan.TIFF(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for i, p := range pages {
		if p.Err != nil {
			t.Fatalf("%s, page %d: %v", name, i+1, p.Err)
		}
		img, err := p.Read(1)
		if err != nil {
			t.Fatalf("%s, page %d: %v", name, i+1, err)
		}
		out = append(out, img)
	}
	return out
}

// The samples of a JPEG inside a TIFF are colours or light, as the TIFF says.
func TestJPEGInTIFFIsOfColoursOrOfLight(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 48, 32))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{200, 40, 90, 0xff}), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	y, cb, cr := color.RGBToYCbCr(200, 40, 90)
	for tint, want := range map[int]color.RGBA{6: {200, 40, 90, 0xff}, 2: {y, cb, cr, 0xff}} {
		out := append([]byte("II*\x00\x00\x00\x00\x00"), b.Bytes()...)
		out, at := directory(out, binary.LittleEndian, map[int][]int{
			256: {48}, 257: {32}, 258: {8, 8, 8}, 259: {7}, 262: {tint}, 273: {8}, 277: {3}, 278: {32}, 279: {b.Len()},
		})
		binary.LittleEndian.PutUint32(out[4:], uint32(at))
		c := readAll(t, fmt.Sprint(tint), out)[0].RGBAAt(20, 20)
		if max(c.R, want.R)-min(c.R, want.R) > 4 || max(c.G, want.G)-min(c.G, want.G) > 4 || max(c.B, want.B)-min(c.B, want.B) > 4 {
			t.Errorf("%d: %v, want %v", tint, c, want)
		}
	}
}

// A file has as many pages as pictures, but for smaller copies; what is said of a page twice, or in a circle, does not go on for ever.
func TestTIFFHasPages(t *testing.T) {
	several := written{w: 40, h: 30, next: true}
	if n := len(readAll(t, "two", several.file())); n != 2 {
		t.Errorf("%d pages, want 2", n)
	}
	several.more = map[int][]int{254: {1}}
	if n := len(readAll(t, "only copies", several.file())); n != 2 {
		t.Errorf("%d pages, want 2: there is nothing else", n)
	}
	round := written{w: 40, h: 30}.file()
	copy(round[len(round)-4:], round[4:8])
	if n := len(readAll(t, "a circle", round)); n != 1 {
		t.Errorf("%d pages of a circle, want 1", n)
	}
	cut := written{w: 40, h: 30}.file()
	copy(cut[len(cut)-4:], []byte{0xff, 0xff, 0xff, 0x7f})
	if n := len(readAll(t, "a page that is not there", cut)); n != 1 {
		t.Errorf("%d pages, want 1", n)
	}
}

// A fax has lines that are further apart than its dots.
func TestTIFFMayBeStretched(t *testing.T) {
	for _, c := range []struct {
		across, down uint32
		want         float64
	}{{204, 98, 204.0 / 98}, {300, 300, 1}, {1, 0, 1}, {1, 72, 1}} {
		b := written{w: 4, h: 3}.file()
		var at [2]int
		for i, v := range []uint32{c.across, c.down} {
			at[i] = len(b)
			b = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(b, v), 1)
		}
		b, dir := directory(b, binary.LittleEndian, map[int][]int{256: {4}, 257: {3}, 258: {8}, 259: {1}, 262: {1}, 273: {8}, 274: {3}, 277: {1}, 278: {3}, 279: {12}, 282: {at[0]}, 283: {at[1]}})
		binary.LittleEndian.PutUint32(b[4:], uint32(dir))
		for i := dir + 2; i < len(b)-4; i += 12 { // a fraction, and where it stands
			if tag := binary.LittleEndian.Uint16(b[i:]); tag == 282 || tag == 283 {
				binary.LittleEndian.PutUint16(b[i+2:], 5)
				binary.LittleEndian.PutUint32(b[i+8:], uint32(at[tag-282]))
			}
		}
		pages, err := scan.TIFF(bytes.NewReader(b), int64(len(b)))
		if err != nil || pages[0].Err != nil || pages[0].Stretch != c.want || pages[0].Orientation != 3 {
			t.Errorf("%d by %d: %+v, %v", c.across, c.down, pages, err)
		}
	}
}

func TestTIFFThatIsNotReadIsRefused(t *testing.T) {
	whole := written{w: 40, h: 30}.file()
	with := func(tag int, v ...int) []byte { return written{w: 40, h: 30, more: map[int][]int{tag: v}}.file() }
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"nothing":                       {nil, scan.ErrBroken},
		"the mark alone":                {whole[:8], scan.ErrBroken},
		"cut in its directory":          {whole[:len(whole)-40], scan.ErrBroken},
		"cut in its pixels":             {append(bytes.Clone(whole[:8]), whole[200:]...), scan.ErrBroken},
		"of no width":                   {with(256, 0), scan.ErrBroken},
		"of no rows":                    {with(278, 0), scan.ErrBroken},
		"strips beyond the end":         {with(273, 1<<30), scan.ErrBroken},
		"fewer strips than it needs":    {with(278, 1), scan.ErrBroken},
		"strips that are too short":     {written{w: 40, h: 30, pack: 8, more: map[int][]int{279: {9}}}.file(), scan.ErrBroken},
		"tiles much larger than it is":  {written{w: 40, h: 30, tw: 16, th: 16, more: map[int][]int{322: {100_000}}}.file(), scan.ErrBroken},
		"tiles of nothing":              {written{w: 40, h: 30, tw: 16, th: 16, more: map[int][]int{322: {1}}}.file(), scan.ErrBroken},
		"a palette without colours":     {written{w: 40, h: 30, samples: 1, tint: 3, more: map[int][]int{320: {1, 2, 3}}}.file(), scan.ErrBroken},
		"of a compression unheard of":   {with(259, 50_000), scan.ErrForeign},
		"of numbers that are not whole": {with(339, 3, 3, 3), scan.ErrForeign},
		"of 64 bits":                    {with(258, 64, 64, 64), scan.ErrForeign},
		"of samples that differ":        {with(258, 8, 8, 16), scan.ErrForeign},
		"of another space of colours":   {with(262, 8), scan.ErrForeign},
		"a fax in two dimensions":       {written{w: 40, h: 30, samples: 1, depth: 1, pack: 3, more: map[int][]int{292: {1}}}.file(), scan.ErrForeign},
		"an old JPEG":                   {with(259, 6), scan.ErrForeign},
	} {
		pages, err := scan.TIFF(bytes.NewReader(c.file), int64(len(c.file)))
		if err == nil {
			err = pages[0].Err
		}
		if err == nil {
			_, err = pages[0].Read(1)
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func FuzzTIFF(f *testing.F) {
	for _, d := range []written{
		{w: 9, h: 7, pack: 5},
		{w: 9, h: 7, pack: 8, tw: 16, th: 16, predict: true},
		{w: 9, h: 7, pack: 32773, planes: true},
		{w: 9, h: 7, samples: 1, tint: 3, next: true},
		{w: 9, h: 7, samples: 1, depth: 1, pack: 3},
		{w: 9, h: 7, samples: 1, depth: 1, pack: 4},
		{w: 9, h: 7, samples: 3, tint: 6, pack: 7},
	} {
		f.Add(d.file())
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		pages, err := scan.TIFF(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			return
		}
		for _, p := range pages[:min(len(pages), 3)] {
			if p.Err != nil || p.Takes(3) > 8<<20 || p.Unpacks() > 64<<20 {
				continue
			}
			if img, err := p.Read(3); err == nil && (img.Rect.Dx() != (p.Width+2)/3 || img.Rect.Dy() != (p.Height+2)/3) {
				t.Errorf("%d by %d came as %v", p.Width, p.Height, img.Rect)
			}
		}
	})
}
