package evidence

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
)

// Pixels travel tersely, because a page is mostly paper and the rest of it mostly grey. They are cut into blocks of eight; a run of blocks is
// a 32-bit number, its length times four plus its kind, and what the kind needs. What does not fill a block comes last, as it is.
const (
	blockSame = iota // as the block before, the first as paper; nothing follows
	blockGrey        // opaque and without colour: a byte a pixel
	blockFull        // the pixels

	pixelsOfBlock = 8
	bytesOfBlock  = 4 * pixelsOfBlock
	stride        = 16 * bytesOfBlock // what is looked at in one go where nothing changes
)

// Masks of two pixels.
const (
	alphas  = 0xff000000_ff000000
	colours = 0x0000ffff_0000ffff // where a shift by one colour shows a difference between two
)

// terse appends pixels to b.
func terse(b, pix []byte) []byte {
	t := terser{b: slices.Grow(b, len(pix)+len(pix)/8+8), kind: -1} // no pixels take more
	before := paper
	for at := 0; at+bytesOfBlock <= len(pix); at += bytesOfBlock {
		if t.kind == blockSame && at >= bytesOfBlock {
			for end := at + stride; end <= len(pix) && bytes.Equal(pix[at:end], pix[at-bytesOfBlock:end-bytesOfBlock]); end += stride {
				t.count += stride / bytesOfBlock
				at = end
			}
			if at+bytesOfBlock > len(pix) {
				break
			}
		}
		here := octetOf(pix[at:])
		switch {
		case here == before:
			t.begin(blockSame)
		case here.grey():
			t.begin(blockGrey)
			t.b = binary.LittleEndian.AppendUint64(t.b, here.greys())
		default:
			t.begin(blockFull)
			t.b = append(t.b, pix[at:at+bytesOfBlock]...)
		}
		t.count++
		before = here
	}
	t.end()
	return append(t.b, pix[len(pix)-len(pix)%bytesOfBlock:]...)
}

// terser writes runs of blocks.
type terser struct {
	b     []byte
	head  int // where the length of the run at hand stands
	kind  int // of the run at hand, -1 before the first
	count uint32
}

func (t *terser) begin(kind int) {
	if kind != t.kind {
		t.next(kind)
	}
}

func (t *terser) next(kind int) {
	t.end()
	t.head, t.kind, t.count = len(t.b), kind, 0
	t.b = append(t.b, 0, 0, 0, 0)
}

func (t *terser) end() {
	if t.kind >= 0 {
		binary.LittleEndian.PutUint32(t.b[t.head:], t.count<<2|uint32(t.kind))
	}
}

// octet is eight pixels, two to a number.
type octet [pixelsOfBlock / 2]uint64

var (
	paper      = octet{math.MaxUint64, math.MaxUint64, math.MaxUint64, math.MaxUint64}
	paperBytes = bytes.Repeat([]byte{0xff}, bytesOfBlock)
)

func octetOf(b []byte) octet {
	b = b[:bytesOfBlock]
	return octet{binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:]), binary.LittleEndian.Uint64(b[16:]), binary.LittleEndian.Uint64(b[24:])}
}

// grey reports whether all pixels are opaque and without colour.
func (k octet) grey() bool {
	odd := (k[0] ^ k[0]>>8) | (k[1] ^ k[1]>>8) | (k[2] ^ k[2]>>8) | (k[3] ^ k[3]>>8)
	return odd&colours == 0 && k[0]&k[1]&k[2]&k[3]&alphas == alphas
}

// greys returns a byte for each pixel, the first one lowest.
func (k octet) greys() uint64 {
	g := uint64(0)
	for i := len(k) - 1; i >= 0; i-- {
		g = g<<16 | k[i]>>24&0xff00 | k[i]&0xff
	}
	return g
}

// spread fills pix with the pixels that b tells, which must be exactly as many.
func spread(pix, b []byte) error {
	before := paperBytes
	for len(pix) >= bytesOfBlock {
		if len(b) < 4 {
			return errWire
		}
		head := binary.LittleEndian.Uint32(b)
		b = b[4:]
		n, kind := int(head>>2), head&3
		if n == 0 || kind > blockFull || n > len(pix)/bytesOfBlock {
			return errWire
		}
		each := [...]int{blockSame: 0, blockGrey: pixelsOfBlock, blockFull: bytesOfBlock}[kind]
		if n*each > len(b) {
			return errWire
		}
		to := pix[:n*bytesOfBlock]
		switch kind {
		case blockSame:
			repeat(to, before)
		case blockGrey:
			for i := 0; i < n*each; i += 2 { // two pixels
				binary.LittleEndian.PutUint64(to[4*i:], (uint64(b[i])|uint64(b[i+1])<<32)*0x010101|alphas)
			}
		case blockFull:
			copy(to, b)
		}
		before = to[len(to)-bytesOfBlock:]
		pix, b = pix[len(to):], b[n*each:]
	}
	if len(b) != len(pix) {
		return errWire
	}
	copy(pix, b)
	return nil
}

// repeat fills to with a block over and over.
func repeat(to, block []byte) {
	for n := copy(to, block); n < len(to); {
		n += copy(to[n:], to[:min(n, stride)])
	}
}
