package scan

import "io"

// Page is one picture of a TIFF file, or why it is not read.
type Page struct {
	*Picture
	Err error
}

// MostPages is how many pictures of a file are looked for.
const MostPages = 10_000

// TIFF reads the heads of all pictures of a TIFF file, at least one.
func TIFF(r io.ReaderAt, size int64) ([]Page, error) {
	dirs, err := directories(r, size, MostPages)
	if err != nil {
		return nil, err
	}
	var pages, copies []Page
	for _, d := range dirs {
		p, err := d.picture()
		const reduced = 1
		if d.value(tagSubfile, 0, 0)&reduced != 0 {
			copies = append(copies, Page{p, err})
			continue
		}
		pages = append(pages, Page{p, err})
	}
	if len(pages) == 0 {
		pages = copies
	}
	if len(pages) == 0 {
		return nil, ErrBroken
	}
	return pages, nil
}

// How samples are packed.
const (
	packNone       = 1
	packT4         = 3
	packT6         = 4
	packLZW        = 5
	packJPEG       = 7
	packDeflate    = 8
	packDeflateOld = 32946
	packBits       = 32773
)

// tiled is a picture of strips or tiles.
type tiled struct {
	*directory
	layout
	w, h          int
	wide, high    int // of a tile; a strip is as wide as the picture
	across, down  int
	offsets, size uint16 // the tags that tell where tiles are
	padded        bool   // tiles at the edges are whole
	planes        int    // 1, or as many as there are samples
	pack          int64
	predicted     bool
	reversed      bool // the bits of each byte
	light         bool // JPEG is of light and colour
}

// picture reads how a picture is written.
func (d *directory) picture() (*Picture, error) {
	t := &tiled{directory: d}
	if err := t.shape(); err != nil {
		return nil, err
	}
	if err := t.meaning(); err != nil {
		return nil, err
	}
	if err := t.packing(); err != nil {
		return nil, err
	}
	p := &Picture{Width: t.w, Height: t.h, Orientation: d.orientation(), Stretch: d.stretch(), mixed: t.high, read: t.read}
	if t.across == 1 {
		p.mixed = 1
	}
	p.room = int64(t.planes)*(t.plane().rowBytes(t.wide)+streamBytes) + t.layout.rowBytes(t.wide) + int64(t.wide)*int64(t.samples+3)
	p.samples = t.layout.rowBytes(t.wide) * int64(t.high) * int64(t.across) * int64(t.down)
	if t.pack == packJPEG {
		p.room += int64(t.wide) * int64(t.high) * jpegBytes
	}
	return p, nil
}

// streamBytes is what unpacking a stream takes, jpegBytes what a pixel of a JPEG does, in several scans.
const (
	streamBytes = 192 << 10
	jpegBytes   = 15
)

// shape reads how large the picture is, and its tiles.
func (t *tiled) shape() error {
	w, h := t.value(tagWidth, 0, 0), t.value(tagHeight, 0, 0)
	if w < 1 || h < 1 || w > maxSide || h > maxSide {
		return ErrBroken
	}
	t.w, t.h = int(w), int(h)
	t.wide, t.high, t.offsets, t.size = t.w, int(min(t.value(tagRows, 0, h), h)), tagStrips, tagStripBytes
	if _, ok := t.tags[tagTileWidth]; ok {
		t.padded, t.offsets, t.size = true, tagTiles, tagTileBytes
		tw, th := t.value(tagTileWidth, 0, 0), t.value(tagTileHeight, 0, 0)
		const least, beyond = 8, 1024 // tiles are a multiple of 16; those much larger than the picture are an attack
		if tw < least || th < least || tw > w+beyond || th > h+beyond {
			return ErrBroken
		}
		t.wide, t.high = int(tw), int(th)
	}
	if t.high < 1 {
		return ErrBroken
	}
	t.across, t.down = cells(t.w, t.wide), cells(t.h, t.high)
	return nil
}

// How colours are written.
const (
	whiteIsZero = iota
	blackIsZero
	isRGB
	isPalette
	_
	isInks
	isLight // and colour
)

// meaning reads what samples mean.
func (t *tiled) meaning() error {
	l := &t.layout
	l.samples, l.depth = int(t.value(tagSamples, 0, 1)), int(t.value(tagDepth, 0, 1))
	if l.samples < 1 || l.samples > maxSamples {
		return ErrForeign
	}
	for i := range int64(l.samples) {
		if t.value(tagDepth, i, int64(l.depth)) != int64(l.depth) || t.value(tagSampleFormat, i, 1) != 1 {
			return ErrForeign
		}
	}
	switch l.depth {
	case 1, 2, 4, 8, 16:
	default:
		return ErrForeign
	}
	l.little = t.order.Uint16([]byte{1, 0}) == 1
	colours := 1
	switch kind := t.value(tagTint, 0, whiteIsZero); kind {
	case whiteIsZero, blackIsZero:
		l.tint = grey
		l.whiten(kind == whiteIsZero)
	case isRGB:
		l.tint, colours = rgb, 3
	case isPalette:
		l.tint = index
		if !t.palette() {
			return ErrBroken
		}
	case isInks:
		l.tint, colours = cmyk, 4
	case isLight:
		if t.value(tagCompression, 0, packNone) != packJPEG {
			return ErrForeign
		}
		l.tint, colours, t.light = rgb, 3, true
	default:
		return ErrForeign
	}
	if l.samples < colours || colours > 1 && l.depth < 8 {
		return ErrForeign
	}
	if l.samples > colours {
		switch t.value(tagExtra, 0, 0) { // the first of the samples that are too many
		case 1:
			l.alpha, l.ready = colours, true
		case 2:
			l.alpha = colours
		}
	}
	return nil
}

// palette reads the colours; those of a program that wrote bytes where halves of words belong are taken as they were meant.
func (t *tiled) palette() bool {
	l := &t.layout
	if l.depth > 8 {
		return false
	}
	n := int64(1) << l.depth
	if e, ok := t.tags[tagColours]; !ok || e.kind != 3 || e.count != 3*n {
		return false
	}
	shift := 0
	for i := range 3 * n {
		if t.value(tagColours, i, 0) > 0xff {
			shift = 8
		}
	}
	for i := range n {
		for k := range int64(3) {
			l.colours[i][k] = byte(t.value(tagColours, k*n+i, 0) >> shift)
		}
	}
	return true
}

// packing reads how samples are packed.
func (t *tiled) packing() error {
	t.pack = t.value(tagCompression, 0, packNone)
	t.planes = 1
	const apart = 2
	if t.value(tagPlanes, 0, 1) == apart {
		t.planes = t.samples
	}
	t.reversed = t.value(tagFillOrder, 0, 1) == 2
	switch t.value(tagPredictor, 0, 1) {
	case 1:
	case 2:
		t.predicted = true
	default:
		return ErrForeign
	}
	switch t.pack {
	case 0:
		t.pack = packNone
	case packNone, packLZW, packDeflate, packDeflateOld, packBits:
	case packT4, packT6:
		const twoDimensions = 1
		if t.samples != 1 || t.depth != 1 || t.pack == packT4 && t.value(tagFax, 0, 0)&twoDimensions != 0 {
			return ErrForeign
		}
	case packJPEG:
		if t.planes != 1 || t.depth != 8 || t.alpha != 0 || t.tint != grey && t.tint != rgb || t.samples != 1 && t.samples != 3 {
			return ErrForeign
		}
	default:
		return ErrForeign
	}
	if t.predicted && (t.depth < 8 || t.pack != packLZW && t.pack != packDeflate && t.pack != packDeflateOld) {
		if t.depth < 8 {
			return ErrForeign
		}
		t.predicted = false // it is part of these ways of packing only
	}
	for _, tag := range []uint16{t.offsets, t.size} {
		if t.tags[tag].count < int64(t.across)*int64(t.down)*int64(t.planes) {
			if tag == t.offsets || t.pack != packNone { // how long it is can be reckoned where nothing is packed
				return ErrBroken
			}
		}
	}
	return nil
}
