package typeface

// readCmap reads the character map: format 4 for the basic plane, 12 beyond it, 14 for variation sequences.
func (f *Font) readCmap() {
	f.basic = make([]GID, 0x10000)
	f.astral = map[rune]GID{}
	f.variants = map[sequence]GID{}
	f.defaults = map[rune][]defaultRun{}
	table := f.tables["cmap"]
	for i := range int(be.Uint16(table[2:])) {
		entry := table[4+8*i:]
		platform, sub := be.Uint16(entry), table[be.Uint32(entry[4:]):]
		switch format := be.Uint16(sub); {
		case format == 4 && platform == 3:
			f.readBasic(sub)
		case format == 12 && platform == 3:
			f.readAstral(sub)
		case format == 14:
			f.readVariants(sub)
		}
	}
}

func (f *Font) readBasic(sub []byte) {
	n := int(be.Uint16(sub[6:])) / 2
	last, first, delta, offset := sub[14:], sub[16+2*n:], sub[16+4*n:], sub[16+6*n:]
	for i := range n {
		from, to := int(be.Uint16(first[2*i:])), int(be.Uint16(last[2*i:]))
		d, off := int(be.Uint16(delta[2*i:])), int(be.Uint16(offset[2*i:]))
		for c := from; c <= to && c < 0xffff; c++ {
			g := c
			if off != 0 {
				if g = int(be.Uint16(offset[2*i+off+2*(c-from):])); g == 0 {
					continue
				}
			}
			f.basic[c] = GID(g + d)
		}
	}
}

func (f *Font) readAstral(sub []byte) {
	for i := range int(be.Uint32(sub[12:])) {
		group := sub[16+12*i:]
		first, last, glyph := be.Uint32(group), be.Uint32(group[4:]), be.Uint32(group[8:])
		for c := max(first, 0x10000); c <= last && c <= 0x10ffff; c++ {
			f.astral[rune(c)] = GID(glyph + c - first)
		}
	}
}

func (f *Font) readVariants(sub []byte) {
	for i := range int(be.Uint32(sub[6:])) {
		rec := sub[10+11*i:]
		selector := uint24(rec)
		if at := be.Uint32(rec[3:]); at != 0 {
			for k := range int(be.Uint32(sub[at:])) {
				run := sub[int(at)+4+4*k:]
				f.defaults[selector] = append(f.defaults[selector], defaultRun{uint24(run), uint24(run) + rune(run[3])})
			}
		}
		if at := be.Uint32(rec[7:]); at != 0 {
			for k := range int(be.Uint32(sub[at:])) {
				m := sub[int(at)+4+5*k:]
				f.variants[sequence{uint24(m), selector}] = GID(be.Uint16(m[3:]))
			}
		}
	}
}

func uint24(b []byte) rune { return rune(b[0])<<16 | rune(b[1])<<8 | rune(b[2]) }
