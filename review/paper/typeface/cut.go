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

// Cut returns a new TrueType file with the glyphs of codes only; its character map leads from each code to its piece. The bytes are
// the caller's own and depend on nothing but the font and the codes.
func (f *Font) Cut(codes map[uint16]Piece) []byte {
	c := cutter{font: f, order: []Piece{{}}, place: map[Piece]int{{}: 0}}
	sorted := slices.Sorted(maps.Keys(codes))
	for _, code := range sorted {
		c.add(codes[code])
	}
	for i := 0; i < len(c.order); i++ { // grows while composite glyphs name their parts
		c.copyPiece(c.order[i])
	}
	c.loca = be.AppendUint32(c.loca, uint32(len(c.glyf)))
	return c.assemble(sorted, codes)
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
	c.hmtx = be.AppendUint16(c.hmtx, uint16(int(f.advance(p.Glyph))-left-right))
	c.hmtx = be.AppendUint16(c.hmtx, uint16(int(f.bearing(p.Glyph))-left))
	if left != 0 || right != 0 {
		c.shiftGlyph(p.Glyph, left)
		return
	}
	c.copyGlyph(p.Glyph)
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

func (c *cutter) assemble(sorted []uint16, codes map[uint16]Piece) []byte {
	t := c.font.tables
	head, hhea, maxp := slices.Clone(t["head"]), slices.Clone(t["hhea"]), slices.Clone(t["maxp"])
	be.PutUint32(head[8:], 0)
	be.PutUint16(head[50:], 1)
	be.PutUint16(hhea[34:], uint16(len(c.order)))
	be.PutUint16(maxp[4:], uint16(len(c.order)))
	be.PutUint16(maxp[30:], be.Uint16(maxp[30:])+1) // shifted glyphs nest one deeper
	target := func(code uint16) int { return c.place[codes[code]] }
	return assemble(map[string][]byte{
		"head": head, "hhea": hhea, "maxp": maxp, "OS/2": t["OS/2"], "hmtx": c.hmtx, "loca": c.loca, "glyf": c.glyf,
		"cmap": writeCmap(sorted, target),
		"post": append([]byte{0, 3, 0, 0}, t["post"][4:32]...), // without glyph names
		"name": {0, 0, 0, 0, 0, 6},                             // without names: the PDF has them
	})
}

// writeCmap writes one format 4 map of code to glyph place.
func writeCmap(sorted []uint16, target func(uint16) int) []byte {
	type run struct{ first, last, delta int }
	var runs []run
	for _, code := range sorted {
		d := (target(code) - int(code)) & 0xffff
		if n := len(runs); n > 0 && runs[n-1].last+1 == int(code) && runs[n-1].delta == d {
			runs[n-1].last++
		} else {
			runs = append(runs, run{int(code), int(code), d})
		}
	}
	runs = append(runs, run{0xffff, 0xffff, 1})
	var b []byte
	put := func(vs ...int) {
		for _, v := range vs {
			b = be.AppendUint16(b, uint16(v))
		}
	}
	n := len(runs)
	power, log := binarySearch(n)
	put(0, 1, 3, 1, 0, 12, 4, 16+8*n, 0, 2*n, 2*power, log, 2*n-2*power)
	for _, r := range runs {
		put(r.last)
	}
	put(0)
	for _, r := range runs {
		put(r.first)
	}
	for _, r := range runs {
		put(r.delta)
	}
	for range runs {
		put(0)
	}
	return b
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
	power, log := binarySearch(len(names))
	b := be.AppendUint32(nil, 0x00010000)
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
