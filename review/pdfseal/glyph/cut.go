package glyph

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// Flags of a component of a composed glyph (OpenType, glyf).
const (
	wordArguments = 0x0001
	oneScale      = 0x0008
	moreParts     = 0x0020
	twoScales     = 0x0040
	matrix        = 0x0080
)

// maxGlyphs bounds a cut font: the codes of a PDF font have two bytes.
const maxGlyphs = 65_535

func (f *Font) cut(kept []uint16) ([]byte, error) {
	var glyf, loca, hmtx []byte
	be := binary.BigEndian
	for i := 0; i < len(kept); i++ { // grows as parts are found
		body, err := f.outline(kept[i])
		if err != nil {
			return nil, err
		}
		if kept, err = renumber(body, kept); err != nil {
			return nil, err
		}
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, body...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		hmtx = append(hmtx, f.tables["hmtx"][4*min(int(kept[i]), f.metrics-1):][:2]...)
		hmtx = be.AppendUint16(hmtx, f.bearing(kept[i]))
	}
	loca = be.AppendUint32(loca, uint32(len(glyf)))
	head, hhea, maxp := slices.Clone(f.tables["head"]), slices.Clone(f.tables["hhea"]), slices.Clone(f.tables["maxp"])
	be.PutUint32(head[8:], 0)  // checksum, set below
	be.PutUint16(head[50:], 1) // long offsets
	be.PutUint16(hhea[34:], uint16(len(kept)))
	be.PutUint16(maxp[4:], uint16(len(kept)))
	tables := map[string][]byte{"head": head, "hhea": hhea, "maxp": maxp, "hmtx": hmtx, "loca": loca, "glyf": glyf, "cmap": noCharacters}
	if post := slices.Clone(f.tables["post"]); len(post) >= 32 {
		be.PutUint32(post, 0x00030000) // without glyph names
		tables["post"] = post[:32]
	}
	for _, hints := range []string{"cvt ", "fpgm", "prep"} { // what the glyphs' instructions call
		if t, ok := f.tables[hints]; ok {
			tables[hints] = t
		}
	}
	return assemble(tables), nil
}

// noCharacters is a cmap that maps nothing: codes of the PDF are glyph numbers already, but many readers want the table.
var noCharacters = []byte{
	0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12, // one subtable, Windows Unicode
	0, 4, 0, 24, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, // format 4, one segment
	0xff, 0xff, 0, 0, 0xff, 0xff, 0, 1, 0, 0,
}

// renumber makes a composed glyph refer to its parts by their new numbers, and keeps the parts.
func renumber(body []byte, kept []uint16) ([]uint16, error) {
	be := binary.BigEndian
	if len(body) < 10 || int16(be.Uint16(body)) >= 0 {
		return kept, nil
	}
	for p := 10; ; {
		if len(body) < p+4 {
			return nil, fmt.Errorf("%w: composed glyph", ErrFont)
		}
		flags, part := be.Uint16(body[p:]), be.Uint16(body[p+2:])
		at := slices.Index(kept, part)
		if at < 0 {
			at = len(kept)
			kept = append(kept, part)
		}
		if len(kept) > maxGlyphs {
			return nil, fmt.Errorf("%w: too many glyphs", ErrFont)
		}
		be.PutUint16(body[p+2:], uint16(at))
		if flags&moreParts == 0 {
			return kept, nil
		}
		p += partSize(flags)
	}
}

func partSize(flags uint16) int {
	n := 6
	if flags&wordArguments != 0 {
		n += 2
	}
	switch {
	case flags&oneScale != 0:
		n += 2
	case flags&twoScales != 0:
		n += 4
	case flags&matrix != 0:
		n += 8
	}
	return n
}

// assemble writes a font file of tables, in the order of their names.
func assemble(tables map[string][]byte) []byte {
	be := binary.BigEndian
	names := make([]string, 0, len(tables))
	for n := range tables {
		names = append(names, n)
	}
	slices.Sort(names)
	power, log := 1, 0
	for power*2 <= len(names) {
		power, log = power*2, log+1
	}
	out := be.AppendUint32(nil, 0x00010000)
	for _, v := range []int{len(names), power * 16, log, (len(names) - power) * 16} {
		out = be.AppendUint16(out, uint16(v))
	}
	at, headAt := 12+16*len(names), 0
	var body []byte
	for _, n := range names {
		if n == "head" {
			headAt = at + len(body)
		}
		out = append(out, n...)
		out = be.AppendUint32(out, checksum(tables[n]))
		out = be.AppendUint32(out, uint32(at+len(body)))
		out = be.AppendUint32(out, uint32(len(tables[n])))
		body = append(body, tables[n]...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	out = append(out, body...)
	be.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}
