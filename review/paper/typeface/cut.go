package typeface

import (
	"maps"
	"slices"
)

// The flags of a composite glyph's parts.
const (
	wordArgs     = 1 << 0
	oneScale     = 1 << 3
	moreParts    = 1 << 5
	twoScales    = 1 << 6
	fourScales   = 1 << 7
	instructions = 1 << 8
)

// Cut returns a new TrueType file with the glyphs of codes only; its character map leads from each code to its glyph. The bytes are
// the caller's own and depend on nothing but the font and the codes.
func (f *Font) Cut(codes map[uint16]GID) []byte {
	c := cutter{font: f, order: []GID{0}, place: map[GID]int{0: 0}}
	sorted := slices.Sorted(maps.Keys(codes))
	for _, code := range sorted {
		c.add(codes[code])
	}
	for i := 0; i < len(c.order); i++ { // grows while composite glyphs name their parts
		c.copyGlyph(c.order[i])
	}
	c.loca = be.AppendUint32(c.loca, uint32(len(c.glyf)))
	return c.assemble(sorted, codes)
}

type cutter struct {
	font  *Font
	order []GID
	place map[GID]int
	glyf  []byte
	loca  []byte
	hmtx  []byte
}

// add gives a glyph its place in the cut and returns it.
func (c *cutter) add(g GID) int {
	if p, ok := c.place[g]; ok {
		return p
	}
	p := len(c.order)
	c.order = append(c.order, g)
	c.place[g] = p
	return p
}

func (c *cutter) copyGlyph(g GID) {
	f := c.font
	c.loca = be.AppendUint32(c.loca, uint32(len(c.glyf)))
	c.hmtx = be.AppendUint16(c.hmtx, f.advance(g))
	c.hmtx = append(c.hmtx, f.bearing(g)...)
	src := f.outline(g)
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
		be.PutUint16(d[at+2:], uint16(c.add(GID(be.Uint16(d[at+2:])))))
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

// bearing returns the two bytes of a glyph's left side bearing.
func (f *Font) bearing(g GID) []byte {
	hmtx := f.tables["hmtx"]
	at := 4*int(g) + 2
	if int(g) >= f.metrics {
		at = 4*f.metrics + 2*(int(g)-f.metrics)
	}
	return hmtx[at : at+2]
}

func (c *cutter) assemble(sorted []uint16, codes map[uint16]GID) []byte {
	t := c.font.tables
	head, hhea, maxp := slices.Clone(t["head"]), slices.Clone(t["hhea"]), slices.Clone(t["maxp"])
	be.PutUint32(head[8:], 0)
	be.PutUint16(head[50:], 1)
	be.PutUint16(hhea[34:], uint16(len(c.order)))
	be.PutUint16(maxp[4:], uint16(len(c.order)))
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
