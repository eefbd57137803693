package zipcheck

import (
	"bytes"
	"cmp"
	"slices"
)

// span is the part of the file that one entry fills.
type span struct {
	from, to   int64
	descriptor bool // a data descriptor of 12 to 24 bytes follows
	name       string
}

// spans checks every local header against the directory, and that the entries fill the file up to the directory: no overlap, by which
// a small file unpacks to a huge one, and no gap, in which something else could hide.
func (c *checker) spans(records []record, directory int64) {
	var all []span
	for _, rec := range records {
		if s, ok := c.local(rec); ok {
			all = append(all, s)
		}
	}
	if len(all) != len(records) {
		return // already reported; the rest would follow from it
	}
	slices.SortStableFunc(all, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	at, descriptor := int64(0), false
	overlaps := 0
	for _, s := range append(all, span{from: directory, to: directory}) {
		gap := s.from - at
		switch {
		case gap < 0:
			if overlaps++; overlaps == 1 {
				c.add("zip_overlap", s.name)
			}
		case gap == 0 && !descriptor:
		case descriptor && (gap == 12 || gap == 16 || gap == 20 || gap == 24):
		default:
			c.add("zip_hidden_data", "", "size", itoa(gap), "offset", itoa(at))
		}
		at, descriptor = max(at, s.to), s.descriptor
	}
}

// local reads the header in front of an entry's bytes and compares it with the directory.
func (c *checker) local(rec record) (span, bool) {
	name := string(rec.name)
	var h [lenLocal]byte
	if rec.offset > c.size-lenLocal {
		c.add("zip_truncated", name)
		return span{}, false
	}
	if _, err := c.r.ReadAt(h[:], rec.offset); err != nil || le.Uint32(h[:]) != sigLocal {
		c.add("zip_local_header_differs", name)
		return span{}, false
	}
	nameLen, extraLen := int64(le.Uint16(h[26:])), int64(le.Uint16(h[28:]))
	body := rec.offset + lenLocal + nameLen + extraLen
	if body > c.size || rec.packed > c.size-body {
		c.add("zip_truncated", name)
		return span{}, false
	}
	own := make([]byte, nameLen)
	if _, err := c.r.ReadAt(own, rec.offset+lenLocal); err != nil {
		c.add("zip_truncated", name)
		return span{}, false
	}
	descriptor := rec.flags&flagDescriptor != 0
	same := bytes.Equal(own, rec.name) && le.Uint16(h[6:]) == rec.flags && le.Uint16(h[8:]) == rec.method
	if !descriptor {
		same = same && le.Uint32(h[14:]) == rec.crc && narrow(le.Uint32(h[18:]), rec.packed) && narrow(le.Uint32(h[22:]), rec.size)
	}
	if !same {
		c.add("zip_local_header_differs", name)
	}
	return span{from: rec.offset, to: body + rec.packed, descriptor: descriptor, name: name}, true
}

// narrow reports whether a 32-bit field says v, or that v stands in the ZIP64 field.
func narrow(field uint32, v int64) bool { return int64(field) == v || field == full32 }
