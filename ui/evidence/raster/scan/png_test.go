package scan_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	stdpng "image/png"
	"testing"

	"shinsa/ui/evidence/raster/scan"
)

// drawn is a PNG to be made, of pixels by chance.
type drawn struct {
	w, h        int
	tint, depth byte
	laced       bool
	colours     []byte
	through     []byte
	split       int // bytes of a chunk of pixels; 0 for all in one
}

func chunk(kind string, body []byte) []byte {
	b := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), kind...)
	b = append(b, body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// file makes the PNG. Its rows say by turns that they were filtered in each of the five ways: what stands in them means something else then, which
// every decoder has to find out alike.
func (d drawn) file() []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(d.w)), uint32(d.h))
	head = append(head, d.depth, d.tint, 0, 0, 0)
	passes := [][4]int{{0, 0, 1, 1}}
	if d.laced {
		head[12] = 1
		passes = [][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}
	}
	samples := map[byte]int{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[d.tint]
	var raw []byte
	for _, p := range passes {
		n := (d.w - p[0] + p[2] - 1) / p[2]
		if n < 1 {
			continue
		}
		size := (n*samples*int(d.depth) + 7) / 8
		for y := p[1]; y < d.h; y += p[3] {
			row := mess(size + y)[y:]
			filter := byte(y/p[3]) % 5
			if d.tint == 3 {
				filter = 0
				for i := range row {
					row[i] %= byte(max(min(len(d.colours)/3, 255), 1)) // of the deepest, which is one to a byte
				}
			}
			raw = append(append(raw, filter), row...)
		}
	}
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, _ = z.Write(raw) // into memory
	_ = z.Close()
	out := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", head)...)
	if d.colours != nil {
		out = append(out, chunk("PLTE", d.colours)...)
	}
	if d.through != nil {
		out = append(out, chunk("tRNS", d.through)...)
	}
	for b := packed.Bytes(); len(b) > 0; {
		n := len(b)
		if d.split > 0 {
			n = min(n, d.split)
		}
		out, b = append(out, chunk("IDAT", b[:n])...), b[n:]
	}
	return append(out, chunk("IEND", nil)...)
}

func png(t testing.TB, d drawn) (*scan.Picture, error) {
	t.Helper()
	b := d.file()
	return scan.PNG(bytes.NewReader(b), int64(len(b)))
}

// transparencies are what may be said to be transparent in a picture of each kind: a tone, a colour, or colours of a palette in part.
var transparencies = map[byte][][]byte{0: {nil, {0, 1}}, 2: {nil, {0, 0x33, 0, 0x34, 0, 0x35}}, 3: {nil, {0x40}}, 4: {nil}, 6: {nil}}

// Every kind of PNG there is reads as the standard library reads it.
func TestPNGReadsAsTheLibraryReadsIt(t *testing.T) {
	depths := map[byte][]byte{0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
	for tint, all := range depths {
		for _, depth := range all {
			for _, laced := range []bool{false, true} {
				for _, size := range [][2]int{{1, 1}, {3, 2}, {4, 9}, {67, 35}} {
					d := drawn{w: size[0], h: size[1], tint: tint, depth: depth, laced: laced, split: 13}
					if tint == 3 {
						d.colours = mess(3 << depth)
					}
					for _, through := range transparencies[tint] {
						d.through = through
						likeTheLibrary(t, fmt.Sprintf("%+v", d), d.file())
					}
				}
			}
		}
	}
}

func likeTheLibrary(t testing.TB, name string, file []byte) {
	t.Helper()
	want, err := stdpng.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("%s: the library says %v", name, err)
	}
	p, err := scan.PNG(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	got, err := p.Read(1)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	same(t, name, got, want)
}

// A colour that is told to be transparent is paper wherever it stands, in colours of sixteen bits by all of them.
func TestAColourMayBeTransparent(t *testing.T) {
	for _, d := range []drawn{{w: 60, h: 50, tint: 0, depth: 16}, {w: 60, h: 50, tint: 2, depth: 16}, {w: 60, h: 50, tint: 2, depth: 8}, {w: 60, h: 50, tint: 0, depth: 8}} {
		plain, err := png(t, d)
		if err != nil {
			t.Fatal(err)
		}
		before, err := plain.Read(1)
		if err != nil {
			t.Fatal(err)
		}
		first := mess(6)[:6] // the first pixel of the first row, which is not filtered
		samples := map[byte]int{0: 1, 2: 3}[d.tint]
		for k := range samples {
			if d.depth == 16 {
				d.through = append(d.through, first[2*k], first[2*k+1])
			} else {
				d.through = append(d.through, 0, first[k])
			}
		}
		p, err := png(t, d)
		if err != nil {
			t.Fatal(err)
		}
		after, err := p.Read(1)
		if err != nil {
			t.Fatal(err)
		}
		if c := after.RGBAAt(0, 0); c.R != 0xff || c.G != 0xff || c.B != 0xff || before.RGBAAt(0, 0) == c {
			t.Errorf("%d, %d bits: %v, was %v", d.tint, d.depth, c, before.RGBAAt(0, 0))
		}
		likeTheLibrary(t, fmt.Sprintf("%+v", d), d.file())
	}
}

func TestBrokenPNGIsRefused(t *testing.T) {
	whole := drawn{w: 40, h: 30, tint: 2, depth: 8, split: 100}.file()
	pixels := bytes.Index(whole, []byte("IDAT"))
	changed := func(at int, v byte) []byte {
		b := bytes.Clone(whole)
		b[at] ^= v
		return b
	}
	end := len(chunk("IEND", nil))
	for name, file := range map[string][]byte{
		"nothing":                  nil,
		"the mark alone":           whole[:8],
		"cut in its head":          whole[:20],
		"without pixels":           append(bytes.Clone(whole[:pixels-4]), whole[len(whole)-end:]...),
		"cut in its pixels":        whole[:len(whole)/2],
		"cut before its checksum":  whole[:len(whole)-end-4],
		"a head that was changed":  changed(16, 1),
		"pixels that were changed": changed(pixels+50, 1),
		"of no width":              drawn{w: 0, h: 4, tint: 2, depth: 8}.file(),
		"of no depth there is":     drawn{w: 4, h: 4, tint: 2, depth: 4}.file(),
		"of no kind there is":      drawn{w: 4, h: 4, tint: 5, depth: 8}.file(),
		"colours without colours":  drawn{w: 4, h: 4, tint: 3, depth: 8, colours: []byte{}}.file(),
		"one colour that is half":  drawn{w: 4, h: 4, tint: 3, depth: 8, colours: []byte{1, 2, 3, 4}}.file(),
		"a filter there is not":    filteredAs(7),
	} {
		p, err := scan.PNG(bytes.NewReader(file), int64(len(file)))
		if err == nil {
			_, err = p.Read(1)
		}
		if !errors.Is(err, scan.ErrBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// filteredAs is a PNG of one pixel whose row says it was filtered in a way.
func filteredAs(filter byte) []byte {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, _ = z.Write([]byte{filter, 9}) // into memory
	_ = z.Close()
	out := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", []byte{0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0})...)
	return append(append(out, chunk("IDAT", packed.Bytes())...), chunk("IEND", nil)...)
}

// A PNG may say how it is held before its pixels or after them.
func TestPNGMayBeHeldOtherwise(t *testing.T) {
	exif := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	whole := drawn{w: 4, h: 3, tint: 0, depth: 8}.file()
	head, end := 8+25, len(whole)-12
	for _, at := range []int{head, end} {
		b := append(append(bytes.Clone(whole[:at]), chunk("eXIf", exif)...), whole[at:]...)
		p, err := scan.PNG(bytes.NewReader(b), int64(len(b)))
		if err != nil || p.Orientation != 6 {
			t.Errorf("at %d: %+v, %v", at, p, err)
		}
	}
}

func FuzzPNG(f *testing.F) {
	for _, d := range []drawn{{w: 9, h: 7, tint: 2, depth: 8}, {w: 9, h: 7, tint: 6, depth: 16, laced: true}, {w: 9, h: 7, tint: 3, depth: 2, colours: mess(12), through: []byte{3}}} {
		f.Add(d.file())
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		p, err := scan.PNG(bytes.NewReader(file), int64(len(file)))
		if err != nil || p.Takes(1) > 8<<20 {
			return
		}
		got, err := p.Read(1)
		if err != nil {
			return
		}
		if want, err := stdpng.Decode(bytes.NewReader(file)); err == nil {
			same(t, "found", got, want)
		}
	})
}
