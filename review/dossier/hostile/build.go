package hostile

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/unicode/norm"
)

// Archive makes the archive that a script describes, one line each:
//
//	entry "name" key=value…   text="…" zeros=N method=store|deflate|N flags=N mode=OCTAL declare=N crc=N local="name" same gap=N
//	                          form=cp932|nfd|noflag; "same" points at the local header of the entry before
//	repeat N "name%d"         N entries with one byte each
//	records N                 N entries of the directory without a name, and nothing behind them
//	prepend|append "bytes"    around the finished archive
//	truncate N                cut bytes off its end
//	count N, shift N          what the closing record says: number of entries, bytes added to the directory's offset
//
// Names and texts are Go string literals.
func Archive(t testing.TB, script string) []byte {
	t.Helper()
	b := builder{t: t}
	for _, line := range strings.Split(strings.TrimSpace(script), "\n") {
		verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch verb {
		case "entry":
			b.entry(rest)
		case "repeat":
			n, name, _ := strings.Cut(rest, " ")
			for i := range b.num(n) {
				b.entry(fmt.Sprintf(b.text(name), i) + ` text="x"`)
			}
		case "records":
			for range b.num(rest) {
				b.dir.WriteString("PK\x01\x02")
				b.dir.Write(make([]byte, 42))
			}
		default:
			b.after = append(b.after, [2]string{verb, rest})
		}
	}
	return b.finish()
}

type builder struct {
	t          testing.TB
	file, dir  bytes.Buffer
	count      int
	last       int // offset of the last local header
	after      [][2]string
	lastPacked []byte
	lastSize   int
	lastCRC    uint32
}

func (b *builder) text(quoted string) string {
	s, err := strconv.Unquote(quoted)
	if err != nil {
		b.t.Fatalf("%s: %v", quoted, err)
	}
	return s
}

func (b *builder) num(s string) int {
	n, err := strconv.ParseInt(s, 0, 64)
	if err != nil {
		b.t.Fatal(err)
	}
	return int(n)
}

// fields splits key=value pairs whose values may be quoted.
func (b *builder) fields(s string) (string, map[string]string) {
	q, err := strconv.QuotedPrefix(s)
	if err != nil {
		q, _, _ = strings.Cut(s, " ")
		q = strconv.Quote(q)
		_, s, _ = strings.Cut(s, " ")
	} else {
		s = s[len(q):]
	}
	m := map[string]string{}
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		key, rest, found := strings.Cut(s, "=")
		if sp := strings.IndexByte(key, ' '); !found || sp >= 0 {
			key, s, _ = strings.Cut(s, " ")
			m[key] = "1"
			continue
		}
		if v, err := strconv.QuotedPrefix(rest); err == nil {
			m[key], s = b.text(v), rest[len(v):]
			continue
		}
		m[key], s, _ = strings.Cut(rest, " ")
	}
	return b.text(q), m
}

func (b *builder) entry(spec string) {
	name, m := b.fields(spec)
	flags := uint16(1 << 11)
	switch m["form"] {
	case "cp932":
		flags = 0
		s, err := japanese.ShiftJIS.NewEncoder().String(name)
		if err != nil {
			b.t.Fatal(err)
		}
		name = s
	case "nfd":
		name = norm.NFD.String(name)
	case "noflag":
		flags = 0
	}
	if v, ok := m["flags"]; ok {
		flags = uint16(b.num(v))
	}
	body := []byte(m["text"])
	if v, ok := m["zeros"]; ok {
		body = make([]byte, b.num(v))
	}
	method, packed := b.pack(m, body)
	size, crc := len(body), crc32.ChecksumIEEE(body)
	if m["same"] != "" {
		packed, size, crc = b.lastPacked, b.lastSize, b.lastCRC
	}
	if v, ok := m["declare"]; ok {
		size = b.num(v)
	}
	if v, ok := m["crc"]; ok {
		crc = uint32(b.num(v))
	}
	if m["same"] == "" {
		if v, ok := m["gap"]; ok {
			b.file.Write(make([]byte, b.num(v)))
		}
		local := name
		if v, ok := m["local"]; ok {
			local = v
		}
		b.last = b.file.Len()
		b.header(&b.file, 0x04034b50, []uint16{20, flags, method, 0, 0}, []uint32{crc, uint32(len(packed)), uint32(size)}, []uint16{uint16(len(local)), 0})
		b.file.WriteString(local)
		b.file.Write(packed)
		b.lastPacked, b.lastSize, b.lastCRC = packed, size, crc
	}
	mode := uint32(0o100644)
	if v, ok := m["mode"]; ok {
		mode = uint32(b.num(v))
	} else if strings.HasSuffix(name, "/") {
		mode = 0o040755
	}
	b.header(&b.dir, 0x02014b50, []uint16{3<<8 | 20, 20, flags, method, 0, 0}, []uint32{crc, uint32(len(packed)), uint32(size)}, []uint16{uint16(len(name)), 0, 0, 0, 0})
	b.header(&b.dir, mode<<16, nil, []uint32{uint32(b.last)}, nil)
	b.dir.WriteString(name)
	b.count++
}

func (b *builder) pack(m map[string]string, body []byte) (uint16, []byte) {
	switch v := m["method"]; v {
	case "", "store":
		return 0, body
	case "deflate":
		var out bytes.Buffer
		w, err := flate.NewWriter(&out, flate.BestCompression)
		if err != nil {
			b.t.Fatal(err)
		}
		w.Write(body)
		w.Close()
		return 8, out.Bytes()
	default:
		return uint16(b.num(v)), body
	}
}

func (b *builder) header(w *bytes.Buffer, sig uint32, first []uint16, middle []uint32, last []uint16) {
	for _, part := range []any{sig, first, middle, last} {
		if err := binary.Write(w, binary.LittleEndian, part); err != nil {
			b.t.Fatal(err)
		}
	}
}

func (b *builder) finish() []byte {
	count, offset := b.count, b.file.Len()
	for _, a := range b.after {
		switch a[0] {
		case "count":
			count = b.num(a[1])
		case "shift":
			offset += b.num(a[1])
		}
	}
	size := b.dir.Len()
	b.file.Write(b.dir.Bytes())
	b.header(&b.file, 0x06054b50, []uint16{0, 0, uint16(count), uint16(count)}, []uint32{uint32(size), uint32(offset)}, []uint16{0})
	out := b.file.Bytes()
	for _, a := range b.after {
		switch a[0] {
		case "prepend":
			out = append([]byte(b.text(a[1])), out...)
		case "append":
			out = append(out, b.text(a[1])...)
		case "truncate":
			out = out[:len(out)-b.num(a[1])]
		}
	}
	return out
}
