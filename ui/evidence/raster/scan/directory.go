package scan

import (
	"encoding/binary"
	"io"
)

// Tags of TIFF 6.0 that say how a picture is written.
const (
	tagSubfile      = 254
	tagWidth        = 256
	tagHeight       = 257
	tagDepth        = 258
	tagCompression  = 259
	tagTint         = 262
	tagFillOrder    = 266
	tagStrips       = 273
	tagOrientation  = 274
	tagSamples      = 277
	tagRows         = 278
	tagStripBytes   = 279
	tagAcross       = 282
	tagDown         = 283
	tagPlanes       = 284
	tagFax          = 292
	tagPredictor    = 317
	tagColours      = 320
	tagTileWidth    = 322
	tagTileHeight   = 323
	tagTiles        = 324
	tagTileBytes    = 325
	tagExtra        = 338
	tagSampleFormat = 339
	tagJPEGTables   = 347
)

// directory is what a TIFF file says of one picture.
type directory struct {
	r     io.ReaderAt
	size  int64
	order binary.ByteOrder
	tags  map[uint16]entry
}

// entry is where the values of a tag stand.
type entry struct {
	kind  uint16
	count int64
	at    int64
}

// kinds are how many bytes a value of each kind takes.
var kinds = map[uint16]int64{1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}

// maxTags is how many tags a picture has at most; TIFF and all that was added to it know some hundred.
const maxTags = 1_000

// directories reads what a TIFF file says of its pictures, of most of them at most. A chain that runs in a circle ends where it closes.
func directories(r io.ReaderAt, size int64, most int) ([]directory, error) {
	var b [8]byte
	if _, err := r.ReadAt(b[:], 0); err != nil {
		return nil, ErrBroken
	}
	var order binary.ByteOrder
	switch string(b[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return nil, ErrBroken
	}
	var out []directory
	seen := map[int64]bool{}
	for at := int64(order.Uint32(b[4:])); at != 0 && !seen[at] && len(out) < most; {
		seen[at] = true
		d := directory{r: r, size: size, order: order}
		next, err := d.parse(at)
		if err != nil {
			if len(out) == 0 {
				return nil, err
			}
			break // what was found can be looked at
		}
		out = append(out, d)
		at = next
	}
	return out, nil
}

// parse reads the directory at a place and returns where the next one is, 0 for nowhere.
func (d *directory) parse(at int64) (int64, error) {
	var b [2]byte
	if _, err := d.r.ReadAt(b[:], at); err != nil {
		return 0, ErrBroken
	}
	n := int64(d.order.Uint16(b[:]))
	if n == 0 || n > maxTags || at+2+12*n > d.size {
		return 0, ErrBroken
	}
	all := make([]byte, 12*n+4)
	got, err := d.r.ReadAt(all, at+2)
	if err != nil && int64(got) < 12*n {
		return 0, ErrBroken
	}
	d.tags = make(map[uint16]entry, n)
	for i := range n {
		e := all[12*i:]
		v := entry{d.order.Uint16(e[2:]), int64(d.order.Uint32(e[4:])), at + 2 + 12*i + 8}
		width, known := kinds[v.kind]
		if !known || v.count == 0 {
			continue
		}
		if width*v.count > 4 {
			v.at = int64(d.order.Uint32(e[8:]))
		}
		if v.at+width*v.count > d.size {
			continue // it is as if it were not there
		}
		if tag := d.order.Uint16(e); d.tags[tag].count == 0 {
			d.tags[tag] = v
		}
	}
	if int64(got) < 12*n+4 {
		return 0, nil
	}
	return int64(d.order.Uint32(all[12*n:])), nil
}

// value returns the i-th value of a tag that counts, or otherwise where there is none.
func (d *directory) value(tag uint16, i, otherwise int64) int64 {
	e, ok := d.tags[tag]
	if !ok || i >= e.count {
		return otherwise
	}
	var b [4]byte
	switch e.kind {
	case 1, 7:
		if _, err := d.r.ReadAt(b[:1], e.at+i); err == nil {
			return int64(b[0])
		}
	case 3:
		if _, err := d.r.ReadAt(b[:2], e.at+2*i); err == nil {
			return int64(d.order.Uint16(b[:]))
		}
	case 4:
		if _, err := d.r.ReadAt(b[:], e.at+4*i); err == nil {
			return int64(d.order.Uint32(b[:]))
		}
	}
	return otherwise
}

// bytes returns all of a tag that holds bytes, nil where there is none or it has more than most.
func (d *directory) bytes(tag uint16, most int64) []byte {
	e, ok := d.tags[tag]
	if !ok || e.count > most || kinds[e.kind] != 1 {
		return nil
	}
	b := make([]byte, e.count)
	if _, err := d.r.ReadAt(b, e.at); err != nil {
		return nil
	}
	return b
}

// ratio returns a tag that is a fraction, 0 where there is none.
func (d *directory) ratio(tag uint16) float64 {
	e, ok := d.tags[tag]
	var b [8]byte
	if !ok || e.kind != 5 {
		return 0
	}
	if _, err := d.r.ReadAt(b[:], e.at); err != nil {
		return 0
	}
	above, below := d.order.Uint32(b[:]), d.order.Uint32(b[4:])
	if below == 0 {
		return 0
	}
	return float64(above) / float64(below)
}

func (d *directory) orientation() int {
	if o := d.value(tagOrientation, 0, 1); o >= 1 && o <= 8 {
		return int(o)
	}
	return 1
}

// stretch is how much higher a pixel is than wide: the lines of a fax are further apart than its dots. What is far from that is a mistake.
func (d *directory) stretch() float64 {
	const most = 4
	across, down := d.ratio(tagAcross), d.ratio(tagDown)
	if s := across / down; down > 0 && s >= 1.0/most && s <= most {
		return s
	}
	return 1
}
