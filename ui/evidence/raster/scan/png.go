package scan

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"io"
)

const pngMark = "\x89PNG\r\n\x1a\n"

// PNG reads the head of a PNG file.
func PNG(r io.ReaderAt, size int64) (*Picture, error) {
	p := &png{r: r, size: size}
	mark := make([]byte, len(pngMark))
	if _, err := r.ReadAt(mark, 0); err != nil || string(mark) != pngMark {
		return nil, ErrBroken
	}
	if err := p.head(); err != nil {
		return nil, err
	}
	if p.idat == 0 {
		return nil, ErrBroken
	}
	out := &Picture{Width: p.w, Height: p.h, Orientation: p.held, Stretch: 1, mixed: 1, read: p.read}
	rows := 2*(p.layout.rowBytes(p.w)+1) + int64(p.w)*int64(p.layout.samples+3)
	out.room = rows + 256<<10 // for the stream
	out.samples = p.layout.rowBytes(p.w) * int64(p.h)
	if p.laced {
		out.mixed = p.h
	}
	return out, nil
}

type png struct {
	r      io.ReaderAt
	size   int64
	w, h   int
	laced  bool
	layout layout
	held   int
	idat   int64 // where the first of the chunks with pixels is
}

// chunk is one part of the file.
type chunk struct {
	kind string
	at   int64 // of its body
	size int64
}

const chunkFrame = 12 // bytes: length and kind before the body, checksum after it

// chunk returns the part at a place.
func (p *png) chunk(at int64) (chunk, error) {
	var b [8]byte
	if _, err := p.r.ReadAt(b[:], at); err != nil {
		return chunk{}, err
	}
	c := chunk{string(b[4:]), at + 8, int64(binary.BigEndian.Uint32(b[:]))}
	if c.size > p.size-at-chunkFrame {
		return chunk{}, ErrBroken
	}
	return c, nil
}

// body reads a part that is small, and holds it to its checksum.
func (p *png) body(c chunk, most int64) ([]byte, error) {
	if c.size > most {
		return nil, ErrBroken
	}
	b := make([]byte, c.size+4)
	if _, err := p.r.ReadAt(b, c.at); err != nil {
		return nil, ErrBroken
	}
	sum := crc32.ChecksumIEEE([]byte(c.kind))
	if crc32.Update(sum, crc32.IEEETable, b[:c.size]) != binary.BigEndian.Uint32(b[c.size:]) {
		return nil, ErrBroken
	}
	return b[:c.size], nil
}

// head reads every part but the pixels: how the picture is held may be told after them. What comes after a part that is broken is not looked for once
// the pixels were found.
func (p *png) head() error {
	p.held = 1
	var colours, through []byte
	for at := int64(len(pngMark)); at < p.size; {
		c, err := p.chunk(at)
		if err != nil {
			break
		}
		if (c.kind == "IHDR") != (at == int64(len(pngMark))) {
			return ErrBroken
		}
		switch c.kind {
		case "IHDR":
			err = p.ihdr(c)
		case "PLTE":
			colours, err = p.body(c, 3*256)
		case "tRNS":
			through, err = p.body(c, 256)
		case "eXIf":
			p.exif(c)
		case "IDAT":
			if p.idat == 0 {
				p.idat = at
				err = p.colour(colours, through)
			}
		case "IEND":
			return nil
		}
		if err != nil {
			return err
		}
		at = c.at + c.size + 4
	}
	return nil
}

func (p *png) ihdr(c chunk) error {
	b, err := p.body(c, 13)
	if err != nil || len(b) != 13 {
		return ErrBroken
	}
	w, h := binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])
	if w == 0 || h == 0 || w > maxSide || h > maxSide || b[10] != 0 || b[11] != 0 || b[12] > 1 {
		return ErrBroken
	}
	p.w, p.h, p.laced = int(w), int(h), b[12] == 1
	p.layout.depth = int(b[8])
	const shallow, deep = 1<<1 | 1<<2 | 1<<4, 1<<8 | 1<<16
	depths := deep
	switch b[9] {
	case 0:
		p.layout.tint, p.layout.samples, depths = grey, 1, shallow|deep
	case 2:
		p.layout.tint, p.layout.samples = rgb, 3
	case 3:
		p.layout.tint, p.layout.samples, depths = index, 1, shallow|1<<8
	case 4:
		p.layout.tint, p.layout.samples, p.layout.alpha = grey, 2, 1
	case 6:
		p.layout.tint, p.layout.samples, p.layout.alpha = rgb, 4, 3
	default:
		return ErrBroken
	}
	if b[8] > 16 || depths&(1<<b[8]) == 0 {
		return ErrBroken
	}
	p.layout.whiten(false)
	return nil
}

// maxSide keeps numbers of pixels within what is reckoned with.
const maxSide = 1 << 28

// colour takes the palette in, and what is transparent.
func (p *png) colour(colours, through []byte) error {
	l := &p.layout
	if l.tint == index {
		if len(colours) == 0 || len(colours)%3 != 0 || len(through) > len(colours)/3 {
			return ErrBroken
		}
		for i := range len(colours) / 3 {
			copy(l.colours[i][:], colours[3*i:])
			if i < len(through) {
				l.lay(l.colours[i][:], through[i])
			}
		}
		return nil
	}
	if through == nil || l.alpha > 0 {
		return nil
	}
	n := 1
	if l.tint == rgb {
		n = 3
	}
	if len(through) != 2*n {
		return ErrBroken
	}
	l.clear = &[3]uint16{}
	for k := range n {
		l.clear[k] = binary.BigEndian.Uint16(through[2*k:])
	}
	return nil
}

// exif reads how the picture is held; one that says so badly stands as it is stored.
func (p *png) exif(c chunk) {
	const most = 1 << 20
	if b, err := p.body(c, most); err == nil {
		if dirs, err := directories(bytes.NewReader(b), int64(len(b)), 1); err == nil && len(dirs) > 0 {
			p.held = dirs[0].orientation()
		}
	}
}

// passes are the seven of an interlaced picture: where each begins, and how far its pixels are apart.
var passes = [7]struct{ x, y, dx, dy int }{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}

// read unpacks the pixels.
func (p *png) read(into *mosaic) error {
	z, err := zlib.NewReader(bufio.NewReaderSize(&pixelChunks{png: p, next: p.idat}, 64<<10))
	if err != nil {
		return ErrBroken
	}
	defer z.Close()
	if !p.laced {
		err = p.pass(z, into, 0, 0, [2]int{1, 1})
	} else {
		for _, s := range passes {
			if err = p.pass(z, into, s.x, s.y, [2]int{s.dx, s.dy}); err != nil {
				break
			}
		}
	}
	if err != nil {
		return ErrBroken
	}
	var after [1]byte
	if n, err := io.ReadFull(z, after[:]); n != 0 || err != io.EOF { // the checksum of all pixels
		return ErrBroken
	}
	return nil
}

// pass reads the rows of one pass, or all there are.
func (p *png) pass(z io.Reader, into *mosaic, x, y int, step [2]int) error {
	n := cells(max(p.w-x, 0), step[0])
	if n == 0 {
		return nil
	}
	size := p.layout.rowBytes(n)
	row, above := make([]byte, size+1), make([]byte, size+1)
	pixels := make([]byte, 3*n)
	bite := max(p.layout.samples*p.layout.depth/8, 1)
	for ; y < p.h; y += step[1] {
		if _, err := io.ReadFull(z, row); err != nil {
			return err
		}
		if !unfilter(row[0], row[1:], above[1:], bite) {
			return ErrBroken
		}
		p.layout.pixels(pixels, row[1:])
		into.add(x, y, step[0], pixels)
		row, above = above, row
	}
	return nil
}

// unfilter undoes what was done to a row to pack it better; above is the row above it, bite how many bytes a pixel has.
func unfilter(filter byte, row, above []byte, bite int) bool {
	switch filter {
	case 0:
	case 1:
		for i := bite; i < len(row); i++ {
			row[i] += row[i-bite]
		}
	case 2:
		for i, v := range above[:len(row)] {
			row[i] += v
		}
	case 3:
		for i := range row[:min(bite, len(row))] {
			row[i] += above[i] / 2
		}
		for i := bite; i < len(row); i++ {
			row[i] += byte((int(row[i-bite]) + int(above[i])) / 2)
		}
	case 4:
		for i := range row[:min(bite, len(row))] {
			row[i] += above[i] // what is left of the row and above that is nothing
		}
		for i := bite; i < len(row); i++ {
			row[i] += nearest(int(row[i-bite]), int(above[i]), int(above[i-bite]))
		}
	default:
		return false
	}
	return true
}

// nearest returns which of left, above and corner is next to left + above - corner; of two as near the one named first (Paeth).
func nearest(left, above, corner int) byte {
	a, b := above-corner, left-corner
	c := a + b
	a, b, c = max(a, -a), max(b, -b), max(c, -c)
	switch {
	case a <= b && a <= c:
		return byte(left)
	case b <= c:
		return byte(above)
	}
	return byte(corner)
}

// pixelChunks is the stream that runs through the chunks with pixels, which follow one another.
type pixelChunks struct {
	*png
	next int64 // where the next chunk is
	at   int64
	left int64
	sum  hash.Hash32
}

// Read implements io.Reader.
func (s *pixelChunks) Read(b []byte) (int, error) {
	for s.left == 0 {
		if err := s.open(); err != nil {
			return 0, err
		}
	}
	n, err := s.r.ReadAt(b[:min(int64(len(b)), s.left)], s.at)
	s.sum.Write(b[:n])
	s.at, s.left = s.at+int64(n), s.left-int64(n)
	if n > 0 {
		err = nil
	}
	return n, err
}

// open holds the chunk that was read to its checksum and goes on to the next.
func (s *pixelChunks) open() error {
	if s.sum != nil {
		var want [4]byte
		if _, err := s.r.ReadAt(want[:], s.at); err != nil || binary.BigEndian.Uint32(want[:]) != s.sum.Sum32() {
			return ErrBroken
		}
	}
	c, err := s.chunk(s.next)
	if err != nil || c.kind != "IDAT" {
		return io.ErrUnexpectedEOF
	}
	s.sum = crc32.NewIEEE()
	s.sum.Write([]byte(c.kind))
	s.at, s.left, s.next = c.at, c.size, c.at+c.size+4
	return nil
}
