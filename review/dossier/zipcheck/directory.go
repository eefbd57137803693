package zipcheck

import (
	"bufio"
	"encoding/binary"
	"io"
)

// Signatures and lengths of the records that close an archive (APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16).
const (
	sigLocal     = 0x04034b50
	sigCentral   = 0x02014b50
	sigEnd       = 0x06054b50
	sigEnd64     = 0x06064b50
	sigLocator64 = 0x07064b50

	lenLocal     = 30
	lenCentral   = 46
	lenEnd       = 22
	lenEnd64     = 56
	lenLocator64 = 20

	flagEncrypted  = 1 << 0
	flagDescriptor = 1 << 3
	flagStrong     = 1 << 6
	flagUTF8       = 1 << 11
	flagMasked     = 1 << 13

	full16 = 1<<16 - 1
	full32 = 1<<32 - 1
)

var le = binary.LittleEndian

// end is where the directory of an archive lies.
type end struct {
	offset int64 // of the directory
	size   int64
	count  int64
}

// directoryEnd finds the directory. It has to end exactly where the closing records begin: anything in front of the archive would
// move it, and two readers could then see two archives.
func (c *checker) directoryEnd() (end, bool) {
	tail := make([]byte, min(c.size, lenEnd+full16))
	if _, err := c.r.ReadAt(tail, c.size-int64(len(tail))); err != nil && err != io.EOF {
		c.add("zip_unreadable", "")
		return end{}, false
	}
	i := len(tail) - lenEnd
	for ; i >= 0; i-- {
		if le.Uint32(tail[i:]) == sigEnd && i+lenEnd+int(le.Uint16(tail[i+20:])) <= len(tail) {
			break
		}
	}
	if i < 0 {
		c.add("zip_truncated", "")
		return end{}, false
	}
	b := tail[i:]
	if lenEnd+int(le.Uint16(b[20:])) != len(b) {
		c.add("zip_trailing_data", "")
	}
	at := c.size - int64(len(b))
	e := end{offset: int64(le.Uint32(b[16:])), size: int64(le.Uint32(b[12:])), count: int64(le.Uint16(b[10:]))}
	if le.Uint16(b[4:]) != le.Uint16(b[6:]) || le.Uint16(b[8:]) != le.Uint16(b[10:]) {
		c.add("zip_several_disks", "")
		return end{}, false
	}
	if e.count == full16 || e.size == full16 || e.size == full32 || e.offset == full32 {
		if next, start, ok := c.end64(at); ok {
			e, at = next, start
		}
	}
	if e.offset < 0 || e.size < 0 || e.offset > c.size || e.size > c.size || e.offset+e.size != at {
		c.add("zip_directory_misplaced", "")
		return end{}, false
	}
	if e.count > int64(c.limits.Entries) {
		c.add("zip_too_many_entries", "", "count", itoa(e.count), "limit", itoa(int64(c.limits.Entries)))
		return end{}, false
	}
	return e, true
}

// end64 reads the ZIP64 form of the closing record, whose locator stands before the plain one.
func (c *checker) end64(at int64) (end, int64, bool) {
	var loc [lenLocator64]byte
	if at < lenLocator64 {
		return end{}, 0, false
	}
	if _, err := c.r.ReadAt(loc[:], at-lenLocator64); err != nil || le.Uint32(loc[:]) != sigLocator64 {
		return end{}, 0, false
	}
	start := int64(le.Uint64(loc[8:]))
	var b [lenEnd64]byte
	if start < 0 || start > c.size-lenEnd64 {
		return end{}, 0, false
	}
	if _, err := c.r.ReadAt(b[:], start); err != nil || le.Uint32(b[:]) != sigEnd64 {
		return end{}, 0, false
	}
	return end{offset: int64(le.Uint64(b[48:])), size: int64(le.Uint64(b[40:])), count: int64(le.Uint64(b[32:]))}, start, true
}

// record is what the directory says of one entry.
type record struct {
	flags, method uint16
	crc           uint32
	packed, size  int64
	offset        int64 // of the local header
	name          []byte
}

// directory reads the directory. It stops at the limit of entries, whatever the closing record promised.
func (c *checker) directory(e end) ([]record, bool) {
	r := bufio.NewReaderSize(io.NewSectionReader(c.r, e.offset, e.size), 64<<10)
	var out []record
	var used int64
	for used < e.size {
		rec, n, ok := readRecord(r)
		if !ok {
			c.add("zip_truncated", "")
			return nil, false
		}
		used += n
		out = append(out, rec)
		if len(out) > c.limits.Entries {
			c.add("zip_too_many_entries", "", "count", itoa(int64(len(out))), "limit", itoa(int64(c.limits.Entries)))
			return nil, false
		}
	}
	if used != e.size || int64(len(out)) != e.count {
		c.add("zip_directory_miscounted", "")
		return nil, false
	}
	return out, true
}

func readRecord(r *bufio.Reader) (rec record, n int64, ok bool) {
	var h [lenCentral]byte
	if _, err := io.ReadFull(r, h[:]); err != nil || le.Uint32(h[:]) != sigCentral {
		return record{}, 0, false
	}
	name, extra, comment := int(le.Uint16(h[28:])), int(le.Uint16(h[30:])), int(le.Uint16(h[32:]))
	rest := make([]byte, name+extra)
	if _, err := io.ReadFull(r, rest); err != nil {
		return record{}, 0, false
	}
	if _, err := r.Discard(comment); err != nil {
		return record{}, 0, false
	}
	rec = record{
		flags: le.Uint16(h[8:]), method: le.Uint16(h[10:]), crc: le.Uint32(h[16:]),
		packed: int64(le.Uint32(h[20:])), size: int64(le.Uint32(h[24:])), offset: int64(le.Uint32(h[42:])),
		name: rest[:name],
	}
	rec.widen(rest[name:])
	if rec.packed < 0 || rec.size < 0 || rec.offset < 0 {
		return record{}, 0, false
	}
	return rec, int64(lenCentral + name + extra + comment), true
}

// widen takes the 64-bit values from the ZIP64 extra field, in its order, for those that did not fit.
func (rec *record) widen(extra []byte) {
	for len(extra) >= 4 {
		id, n := le.Uint16(extra), int(le.Uint16(extra[2:]))
		if n > len(extra)-4 {
			return
		}
		field := extra[4 : 4+n]
		extra = extra[4+n:]
		if id != 1 {
			continue
		}
		for _, v := range []*int64{&rec.size, &rec.packed, &rec.offset} {
			if *v == full32 && len(field) >= 8 {
				*v, field = int64(le.Uint64(field)), field[8:]
			}
		}
		return
	}
}
