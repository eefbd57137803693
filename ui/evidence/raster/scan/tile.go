package scan

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"image"
	"image/jpeg"
	"io"
	"math/bits"

	"golang.org/x/image/ccitt"
	"golang.org/x/image/draw"
	"golang.org/x/image/tiff/lzw"
)

// read unpacks all tiles, those beside each other first.
func (t *tiled) read(into *mosaic) error {
	rows := t.rows()
	for j := range t.down {
		for i := range t.across {
			if err := t.tile(into, rows, i, j); err != nil {
				return err
			}
		}
	}
	return nil
}

// rows is room for one row of a tile: as it is packed in each plane, with its samples together, and as pixels.
type rows struct {
	planes [][]byte
	row    []byte
	pixels []byte
	files  []*bufio.Reader // of each plane
}

// plane is the layout of one plane.
func (t *tiled) plane() *layout {
	one := t.layout
	if t.planes > 1 {
		one.samples = 1
	}
	return &one
}

func (t *tiled) rows() *rows {
	one, r := t.plane(), &rows{pixels: make([]byte, 3*t.wide)}
	for range t.planes {
		r.planes = append(r.planes, make([]byte, one.rowBytes(t.wide)))
		r.files = append(r.files, bufio.NewReaderSize(nil, 64<<10))
	}
	if r.row = r.planes[0]; t.planes > 1 {
		r.row = make([]byte, t.layout.rowBytes(t.wide))
	}
	return r
}

// tile unpacks the i-th tile of the j-th row of tiles.
func (t *tiled) tile(into *mosaic, r *rows, i, j int) error {
	x, y := i*t.wide, j*t.high
	wide, high := min(t.wide, t.w-x), min(t.high, t.h-y)
	if t.pack == packJPEG {
		return t.photograph(into, image.Rect(x, y, x+wide, y+high), j*t.across+i)
	}
	stored := high
	if t.padded {
		stored = t.high
	}
	planes := make([]io.Reader, t.planes)
	for k := range planes {
		var err error
		if planes[k], err = t.stream(r.files[k], (k*t.down+j)*t.across+i, stored); err != nil {
			return err
		}
	}
	one := t.plane()
	size := one.rowBytes(t.wide)
	for dy := range high {
		for k, from := range planes {
			row := r.planes[k][:size]
			if _, err := io.ReadFull(from, row); err != nil {
				return ErrBroken
			}
			if t.predicted {
				t.predict(row, one.samples)
			}
		}
		if t.planes > 1 {
			t.together(r)
		}
		t.layout.pixels(r.pixels[:3*wide], r.row)
		into.add(x, y+dy, 1, r.pixels[:3*wide])
	}
	return nil
}

// together puts the samples of planes beside each other. Samples of less than a byte come in one plane.
func (t *tiled) together(r *rows) {
	each := t.depth / 8
	for k, from := range r.planes {
		for x := range t.wide {
			copy(r.row[(x*t.samples+k)*each:][:each], from[x*each:])
		}
	}
}

// predict adds to each sample the one of the pixel before.
func (t *tiled) predict(row []byte, samples int) {
	if t.depth == 8 {
		for i := samples; i < len(row); i++ {
			row[i] += row[i-samples]
		}
		return
	}
	for i := 2 * samples; i+1 < len(row); i += 2 {
		t.order.PutUint16(row[i:], t.order.Uint16(row[i:])+t.order.Uint16(row[i-2*samples:]))
	}
}

// stored returns what the file has of a tile.
func (t *tiled) stored(n int) (*io.SectionReader, error) {
	at, size := t.value(t.offsets, int64(n), 0), t.value(t.size, int64(n), 0)
	if t.pack == packNone {
		size = min(t.plane().rowBytes(t.wide)*int64(t.high), t.directory.size-at)
	}
	if at <= 0 || size <= 0 || at > t.directory.size-size {
		return nil, ErrBroken
	}
	return io.NewSectionReader(t.r, at, size), nil
}

// stream unpacks the n-th tile, which has a number of rows, out of the file.
func (t *tiled) stream(file *bufio.Reader, n, high int) (io.Reader, error) {
	part, err := t.stored(n)
	if err != nil {
		return nil, err
	}
	file.Reset(part)
	var r io.Reader = file
	if t.reversed {
		r = &mirrored{r}
	}
	switch t.pack {
	case packLZW:
		return lzw.NewReader(r, lzw.MSB, 8), nil
	case packDeflate, packDeflateOld:
		z, err := zlib.NewReader(r)
		if err != nil {
			return nil, ErrBroken
		}
		return z, nil
	case packBits:
		return &unpacked{r: bufio.NewReader(r)}, nil
	case packT4:
		return newFax(r, t.wide), nil
	case packT6:
		return ccitt.NewReader(r, ccitt.MSB, ccitt.Group4, t.wide, high, whiteIsNought), nil
	}
	return r, nil
}

// whiteIsNought gives the bits of a fax as TIFF has them: what they mean is told by its tint.
var whiteIsNought = &ccitt.Options{Invert: true}

// mirrored reads bytes whose bits come the other way round.
type mirrored struct{ r io.Reader }

// Read implements io.Reader.
func (m *mirrored) Read(b []byte) (int, error) {
	n, err := m.r.Read(b)
	for i := range b[:n] {
		b[i] = bits.Reverse8(b[i])
	}
	return n, err
}

// unpacked undoes PackBits: a byte that tells how many are copied, or how often the next one stands.
type unpacked struct {
	r     *bufio.Reader
	copy  int // how many bytes follow as they are
	again int // how often value follows
	value byte
}

// Read implements io.Reader.
func (u *unpacked) Read(b []byte) (int, error) {
	for u.copy == 0 && u.again == 0 {
		c, err := u.r.ReadByte()
		if err != nil {
			return 0, err
		}
		switch code := int(int8(c)); {
		case code >= 0:
			u.copy = code + 1
		case code != -128:
			if u.value, err = u.r.ReadByte(); err != nil {
				return 0, err
			}
			u.again = 1 - code
		}
	}
	if u.copy > 0 {
		n, err := u.r.Read(b[:min(u.copy, len(b))])
		u.copy -= n
		return n, err
	}
	n := min(u.again, len(b))
	for i := range b[:n] {
		b[i] = u.value
	}
	u.again -= n
	return n, nil
}

// photograph reads a tile that is a JPEG of its own, but for the tables it may share with the others (TIFF Technical Note 2).
func (t *tiled) photograph(into *mosaic, place image.Rectangle, n int) error {
	file, err := t.stored(n)
	if err != nil {
		return err
	}
	const marks = 2 // bytes: where a JPEG begins, and where it ends
	start := []byte{0xff, 0xd8}
	const mostTables = 64 << 10
	if tables := t.bytes(tagJPEGTables, mostTables); len(tables) > 2*marks {
		start = append(start, tables[marks:len(tables)-marks]...)
	}
	if t.samples == 3 { // what its samples are is told by the TIFF alone
		adobe := []byte("\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00")
		if t.light {
			adobe[len(adobe)-1] = 1
		}
		start = append(start, adobe...)
	}
	if file.Size() <= marks {
		return ErrBroken
	}
	open := func() io.Reader {
		return io.MultiReader(bytes.NewReader(start), bufio.NewReader(io.NewSectionReader(file, marks, file.Size()-marks)))
	}
	cfg, err := jpeg.DecodeConfig(open())
	if err != nil || cfg.Width < place.Dx() || cfg.Height < place.Dy() || cfg.Width > t.wide || cfg.Height > t.high {
		return ErrBroken
	}
	img, err := jpeg.Decode(open())
	if err != nil {
		return ErrBroken
	}
	row, pixels := image.NewRGBA(image.Rect(0, 0, place.Dx(), 1)), make([]byte, 3*place.Dx())
	for y := range place.Dy() {
		draw.Draw(row, row.Rect, img, img.Bounds().Min.Add(image.Pt(0, y)), draw.Src)
		for x := range place.Dx() {
			copy(pixels[3*x:3*x+3], row.Pix[4*x:])
			if t.tint == grey {
				pixels[3*x], pixels[3*x+1], pixels[3*x+2] = t.tones[pixels[3*x]], t.tones[pixels[3*x]], t.tones[pixels[3*x]]
			}
		}
		into.add(place.Min.X, place.Min.Y+y, 1, pixels)
	}
	return nil
}
