package scan_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
)

// written is a TIFF to be made, of pixels by chance.
type written struct {
	w, h    int
	depth   int // 8 where it is not said
	samples int // 3
	tint    int // RGB
	pack    int
	rows    int // of a strip; all
	tw, th  int // of a tile
	planes  bool
	predict bool
	big     bool // the high byte comes first
	extra   int
	more    map[int][]int // further tags, or others
	next    bool          // another one follows, of half the size
}

func (d written) whole() written {
	if d.depth == 0 {
		d.depth = 8
	}
	if d.samples == 0 {
		d.samples, d.tint = 3, 2
	}
	if d.pack == 0 {
		d.pack = 1
	}
	if d.rows == 0 {
		d.rows = d.h
	}
	return d
}

// packed packs one strip or tile.
func packed(how int, b []byte) []byte {
	var out bytes.Buffer
	switch how {
	case 8, 32946:
		z := zlib.NewWriter(&out)
		_, _ = z.Write(b) // into memory
		_ = z.Close()
	case 32773:
		for len(b) > 0 {
			run := 1
			for run < min(len(b), 128) && b[run] == b[0] {
				run++
			}
			if run > 2 {
				out.Write([]byte{byte(1 - run), b[0]})
			} else {
				run = min(len(b), 7)
				out.WriteByte(byte(run - 1))
				out.Write(b[:run])
				out.WriteByte(0x80) // which means nothing
			}
			b = b[run:]
		}
	case 5: // each byte by itself, begun anew before the codes grow longer
		var bits, n uint
		code := func(v uint) {
			for bits, n = bits<<9|v, n+9; n >= 8; n -= 8 {
				out.WriteByte(byte(bits >> (n - 8)))
			}
		}
		for i, v := range b {
			if i%200 == 0 {
				code(256)
			}
			code(uint(v))
		}
		code(257)
		out.WriteByte(byte(bits << (8 - n)))
	default:
		return b
	}
	return out.Bytes()
}

// file makes the TIFF.
func (d written) file() []byte {
	var order binary.AppendByteOrder = binary.LittleEndian
	out := []byte("II*\x00\x00\x00\x00\x00")
	if d.big {
		order, out = binary.BigEndian, []byte("MM\x00*\x00\x00\x00\x00")
	}
	bytesOrder := order.(binary.ByteOrder)
	all := []written{d.whole()}
	if d.next {
		half := d
		half.w, half.h = (d.w+1)/2, (d.h+1)/2
		all = append(all, half.whole())
	}
	link, at := 4, 0
	for _, each := range all {
		out, at = each.picture(out, order)
		bytesOrder.PutUint32(out[link:], uint32(at))
		link = len(out) - 4
	}
	return out
}

// picture adds a picture and its directory, and returns where that is.
func (d written) picture(out []byte, order binary.AppendByteOrder) ([]byte, int) {
	wide, high, tiles := d.w, d.rows, d.tw > 0
	if tiles {
		wide, high = d.tw, d.th
	}
	planes, together := 1, d.samples
	if d.planes {
		planes, together = d.samples, 1
	}
	var at, size []int
	for range planes {
		for y := 0; y < d.h; y += high {
			for x := 0; x < d.w; x += wide {
				n := high
				if !tiles {
					n = min(high, d.h-y)
				}
				b := packed(d.pack, mess((wide*together*d.depth+7)/8*n + x + y)[x+y:])
				at, size = append(at, len(out)), append(size, len(b))
				out = append(out, b...)
			}
		}
	}
	depths := make([]int, d.samples)
	for i := range depths {
		depths[i] = d.depth
	}
	tags := map[int][]int{256: {d.w}, 257: {d.h}, 258: depths, 259: {d.pack}, 262: {d.tint}, 277: {d.samples}, 278: {d.rows}, 273: at, 279: size}
	if tiles {
		delete(tags, 273)
		delete(tags, 278)
		delete(tags, 279)
		tags[322], tags[323], tags[324], tags[325] = []int{d.tw}, []int{d.th}, at, size
	}
	if d.planes {
		tags[284] = []int{2}
	}
	if d.predict {
		tags[317] = []int{2}
	}
	if d.extra > 0 {
		tags[338] = []int{d.extra}
	}
	if d.tint == 3 {
		for _, v := range mess(3 << d.depth) {
			tags[320] = append(tags[320], int(v)<<8|0x7f)
		}
	}
	for tag, v := range d.more {
		tags[tag] = v
	}
	return directory(out, order, tags)
}

// directory adds tags with their values: in half words where that is asked for, else in words.
func directory(out []byte, order binary.AppendByteOrder, tags map[int][]int) ([]byte, int) {
	var dir []byte
	n := 0
	for tag := range 400 {
		v, ok := tags[tag]
		if !ok {
			continue
		}
		n++
		kind, each := uint16(4), 4
		if tag == 258 || tag == 320 || len(v) == 1 && tag != 273 && tag != 324 && v[0] < 1<<16 {
			kind, each = 3, 2
		}
		var all []byte
		for _, x := range v {
			if each == 2 {
				all = order.AppendUint16(all, uint16(x))
			} else {
				all = order.AppendUint32(all, uint32(x))
			}
		}
		if len(all) > 4 {
			where := len(out)
			out, all = append(out, all...), order.AppendUint32(nil, uint32(where))
		}
		dir = order.AppendUint32(order.AppendUint16(order.AppendUint16(dir, uint16(tag)), kind), uint32(len(v)))
		dir = append(dir, append(all, 0, 0, 0)[:4]...)
	}
	at := len(out)
	out = append(order.AppendUint16(out, uint16(n)), dir...)
	return append(out, 0, 0, 0, 0), at
}
