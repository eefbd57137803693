package archive

import (
	"encoding/binary"
	"math"
	"sync"

	"shinsa/review/pdfseal/object"
)

// srgbStream is the profile, compressed; it is the same in every file, so it is made once.
var srgbStream = sync.OnceValue(func() []byte { return object.Flate(object.NewDict(), SRGB()).Data })

// SRGB builds the ICC profile of IEC 61966-2-1 (ICC.1:2001-04, version 2.1): its primaries adapted to D50 by Bradford's matrix and its
// transfer curve at 1,024 points. Built from the published figures, so no profile of unclear licence is carried along.
func SRGB() []byte {
	be := binary.BigEndian
	white := xyz(0.9642, 1, 0.8249) // D50
	curve := append([]byte("curv\x00\x00\x00\x00"), 0, 0, 4, 0)
	for i := range 1024 {
		v := float64(i) / 1023
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		curve = be.AppendUint16(curve, uint16(math.Round(v*65535)))
	}
	tags := []struct {
		name string
		body []byte
	}{
		{"desc", description(srgbName)},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{"wtpt", white},
		{"rXYZ", xyz(0.4360747, 0.2225045, 0.0139322)},
		{"gXYZ", xyz(0.3850649, 0.7168786, 0.0971045)},
		{"bXYZ", xyz(0.1430804, 0.0606169, 0.7141733)},
		{"rTRC", curve},
		{"gTRC", nil}, // shares the curve
		{"bTRC", nil},
	}
	out := be.AppendUint32(profileHeader(white[8:]), uint32(len(tags)))
	var body []byte
	var at, size int
	for _, t := range tags {
		if t.body != nil {
			at, size = 128+4+12*len(tags)+len(body), len(t.body)
			body = append(body, t.body...)
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
		}
		out = append(out, t.name...)
		out = be.AppendUint32(out, uint32(at))
		out = be.AppendUint32(out, uint32(size))
	}
	out = append(out, body...)
	be.PutUint32(out, uint32(len(out)))
	return out
}

// profileHeader is the 128 bytes before the tags, its size still open.
func profileHeader(white []byte) []byte {
	h := make([]byte, 128)
	binary.BigEndian.PutUint32(h[8:], 0x02100000)
	copy(h[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2026, 1, 1, 0, 0, 0} { // date of the profile, which is no instant of ours
		binary.BigEndian.PutUint16(h[24+2*i:], v)
	}
	copy(h[36:], "acsp")
	copy(h[68:], white)
	return h
}

func xyz(x, y, z float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	return b
}

// description is a textDescriptionType: ASCII, and empty Unicode and Macintosh parts.
func description(s string) []byte {
	b := binary.BigEndian.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(s)+1))
	b = append(append(b, s...), 0)
	return append(b, make([]byte, 4+4+2+1+67)...)
}
