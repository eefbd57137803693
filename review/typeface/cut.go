package typeface

import (
	"maps"
	"math"
	"slices"
)

// The flags of a composite glyph's parts.
const (
	wordArgs     = 1 << 0
	offsetArgs   = 1 << 1
	oneScale     = 1 << 3
	moreParts    = 1 << 5
	twoScales    = 1 << 6
	fourScales   = 1 << 7
	instructions = 1 << 8
)

// Piece is what a code of a cut draws: a glyph, and how much of the white on its sides is cut away, in thousandths of the body size.
type Piece struct {
	Glyph       GID
	Left, Right int
}

// Cut is a font cut down to what one document draws.
type Cut struct {
	File   []byte   // a TrueType file; it has no character map: texts are written in glyph numbers
	Codes  []uint16 // the code that glyph 1, 2, … is drawn for, ascending
	Widths []int    // their advances, in thousandths of the body size
}

// Cut returns the glyphs of codes as a font of their own. What it returns is the caller's and depends on nothing but the font and the
// codes.
func (f *Font) Cut(codes map[uint16]Piece) Cut {
	out := Cut{Codes: slices.Sorted(maps.Keys(codes))}
	c := cutter{font: f, order: make([]Piece, 1, 2*len(codes)+1), place: make(map[Piece]int, len(codes))}
	for _, code := range out.Codes {
		p := codes[code]
		c.place[p] = len(c.order)
		c.order = append(c.order, p)
		out.Widths = append(out.Widths, int(math.Round(float64(f.width(p))*1000/f.upm)))
	}
	for i := 0; i < len(c.order); i++ { // grows while composite glyphs name their parts
		c.copyPiece(c.order[i])
	}
	c.loca = be.AppendUint32(c.loca, uint32(len(c.glyf)))
	out.File = c.assemble()
	return out
}

// CutText returns the glyphs of characters: the n-th of them is glyph n+1, also where one comes twice.
func (f *Font) CutText(characters []rune) Cut {
	codes := make(map[uint16]Piece, len(characters))
	for i, r := range characters {
		codes[uint16(i)] = Piece{Glyph: f.Glyph(r)}
	}
	return f.Cut(codes)
}

type cutter struct {
	font  *Font
	order []Piece
	place map[Piece]int
	glyf  []byte
	loca  []byte
	hmtx  []byte
}

// add gives a piece its place in the cut and returns it.
func (c *cutter) add(p Piece) int {
	if at, ok := c.place[p]; ok {
		return at
	}
	at := len(c.order)
	c.order = append(c.order, p)
	c.place[p] = at
	return at
}

func (c *cutter) copyPiece(p Piece) {
	f := c.font
	left, right := f.units(p.Left), f.units(p.Right)
	c.loca = be.AppendUint32(c.loca, uint32(len(c.glyf)))
	c.hmtx = be.AppendUint16(c.hmtx, uint16(f.width(p)))
	c.hmtx = be.AppendUint16(c.hmtx, uint16(int(f.bearing(p.Glyph))-left))
	if left != 0 || right != 0 {
		c.shiftGlyph(p.Glyph, left)
		return
	}
	c.copyGlyph(p.Glyph)
}

// width is the advance of a piece in the font's own units.
func (f *Font) width(p Piece) int {
	return int(f.advance(p.Glyph)) - f.units(p.Left) - f.units(p.Right)
}

// units turns thousandths of the body size into the font's own units.
func (f *Font) units(thousandths int) int {
	return int(math.Round(float64(thousandths) * f.upm / 1000))
}

// shiftGlyph writes a glyph that is another one moved to the left: a composite of one part.
func (c *cutter) shiftGlyph(g GID, left int) {
	src := c.font.outline(g)
	if len(src) == 0 {
		return
	}
	c.glyf = be.AppendUint16(c.glyf, 0xffff) // composite
	for i, shift := range []int{left, 0, left, 0} {
		c.glyf = be.AppendUint16(c.glyf, uint16(int(int16(be.Uint16(src[2+2*i:])))-shift))
	}
	for _, v := range []int{wordArgs | offsetArgs, c.add(Piece{Glyph: g}), -left, 0} {
		c.glyf = be.AppendUint16(c.glyf, uint16(v))
	}
	for len(c.glyf)%4 != 0 {
		c.glyf = append(c.glyf, 0)
	}
}

func (c *cutter) copyGlyph(g GID) {
	src := c.font.outline(g)
	if len(src) == 0 {
		return
	}
	if contours := int(int16(be.Uint16(src))); contours >= 0 {
		at := 10 + 2*contours
		hints := int(be.Uint16(src[at:]))
		c.glyf = append(c.glyf, src[:at]...)
		c.glyf = append(c.glyf, 0, 0)
		c.glyf = append(c.glyf, src[at+2+hints:]...)
	} else {
		c.copyComposite(src)
	}
	for len(c.glyf)%4 != 0 {
		c.glyf = append(c.glyf, 0)
	}
}

// copyComposite copies a glyph made of others, without its instructions, and renumbers its parts.
func (c *cutter) copyComposite(src []byte) {
	start := len(c.glyf)
	c.glyf = append(c.glyf, src...)
	d := c.glyf[start:]
	at := 10
	for {
		flags := be.Uint16(d[at:])
		be.PutUint16(d[at:], flags&^instructions)
		be.PutUint16(d[at+2:], uint16(c.add(Piece{Glyph: GID(be.Uint16(d[at+2:]))})))
		at += partSize(flags)
		if flags&moreParts == 0 {
			break
		}
	}
	c.glyf = c.glyf[:start+at]
}

func partSize(flags uint16) int {
	size := 6
	if flags&wordArgs != 0 {
		size += 2
	}
	switch {
	case flags&oneScale != 0:
		size += 2
	case flags&twoScales != 0:
		size += 4
	case flags&fourScales != 0:
		size += 8
	}
	return size
}

// bearing returns a glyph's left side bearing.
func (f *Font) bearing(g GID) int16 {
	hmtx := f.tables["hmtx"]
	at := 4*int(g) + 2
	if int(g) >= f.metrics {
		at = 4*f.metrics + 2*(int(g)-f.metrics)
	}
	return int16(be.Uint16(hmtx[at:]))
}

func (c *cutter) assemble() []byte {
	t := c.font.tables
	head, hhea, maxp := slices.Clone(t["head"]), slices.Clone(t["hhea"]), slices.Clone(t["maxp"])
	be.PutUint32(head[8:], 0)
	be.PutUint16(head[50:], 1)
	be.PutUint16(hhea[34:], uint16(len(c.order)))
	be.PutUint16(maxp[4:], uint16(len(c.order)))
	be.PutUint16(maxp[30:], be.Uint16(maxp[30:])+1) // shifted glyphs nest one deeper
	return assemble(map[string][]byte{
		"head": head, "hhea": hhea, "maxp": maxp, "hmtx": c.hmtx, "loca": c.loca, "glyf": c.glyf,
		"cmap": noCharacters,
		"post": append([]byte{0, 3, 0, 0}, t["post"][4:32]...), // without glyph names
	})
}

// noCharacters is a map of no character, which some readers want to find all the same.
var noCharacters = []byte{
	0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12, // one map, of Unicode
	0, 4, 0, 24, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, // format 4, one run
	0xff, 0xff, 0, 0, 0xff, 0xff, 0, 1, 0, 0,
}

// binarySearch returns the greatest power of two that is not above n, and its logarithm: the header fields readers search with.
func binarySearch(n int) (power, log int) {
	power = 1
	for power*2 <= n {
		power *= 2
		log++
	}
	return power, log
}

// assemble writes tables as a TrueType file with its checksums.
func assemble(tables map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(tables))
	size := 12 + 16*len(names)
	for _, t := range tables {
		size += len(t) + 3
	}
	power, log := binarySearch(len(names))
	b := be.AppendUint32(make([]byte, 0, size), 0x00010000)
	for _, v := range []int{len(names), 16 * power, log, 16 * (len(names) - power)} {
		b = be.AppendUint16(b, uint16(v))
	}
	at, head := 12+16*len(names), 0
	for _, name := range names {
		if name == "head" {
			head = at
		}
		b = append(b, name...)
		for _, v := range []uint32{checksum(tables[name]), uint32(at), uint32(len(tables[name]))} {
			b = be.AppendUint32(b, v)
		}
		at += (len(tables[name]) + 3) &^ 3
	}
	for _, name := range names {
		b = append(b, tables[name]...)
		for len(b)%4 != 0 {
			b = append(b, 0)
		}
	}
	be.PutUint32(b[head+8:], 0xB1B0AFBA-checksum(b))
	return b
}

func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += be.Uint32(b)
	}
	var tail [4]byte
	copy(tail[:], b)
	return sum + be.Uint32(tail[:])
}
