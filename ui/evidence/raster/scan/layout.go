package scan

// tint is what the samples of a pixel mean.
type tint int

const (
	grey tint = iota
	index
	rgb
	cmyk
)

// layout tells how the bytes of a row become pixels.
type layout struct {
	tint    tint
	depth   int  // bits a sample: 1, 2, 4, 8 or 16
	samples int  // a pixel, those that mean nothing here included
	little  bool // samples of 16 bits come low byte first
	alpha   int  // which sample tells how much of a pixel is there; 0 for none, for none is the first
	ready   bool // alpha was multiplied into the colours already
	tones   [256]byte
	colours [256][3]byte // of a palette, on white
	clear   *[3]uint16   // the colour that is transparent, in the samples' own numbers
	codes   []byte       // room for a row of samples of eight bits
}

// maxSamples is how many samples a pixel has at most: colours and what else a program left beside them.
const maxSamples = 8

// rowBytes is how many bytes a row of n pixels takes.
func (l *layout) rowBytes(n int) int64 { return (int64(n)*int64(l.samples)*int64(l.depth) + 7) / 8 }

// whiten makes the tones of a grey picture: from black at the lowest number to white at the highest, or the other way round.
func (l *layout) whiten(inverted bool) {
	top := 1<<min(l.depth, 8) - 1
	for i := range l.tones {
		v := min(i, top) * 0xff / top
		if inverted {
			v = 0xff - v
		}
		l.tones[i] = byte(v)
	}
}

// eight returns the samples of n pixels with eight bits each: the numbers themselves of shallower ones, the upper halves of deeper ones.
func (l *layout) eight(row []byte, n int) []byte {
	n *= l.samples
	switch l.depth {
	case 8:
		return row[:n]
	case 16:
		out, high := l.room(n), 0
		if l.little {
			high = 1
		}
		for i := range out {
			out[i] = row[2*i+high]
		}
		return out
	}
	out, mask := l.room(n), byte(1<<l.depth-1)
	for i := range out {
		bit := i * l.depth
		out[i] = row[bit>>3] >> (8 - l.depth - bit&7) & mask
	}
	return out
}

func (l *layout) room(n int) []byte {
	if cap(l.codes) < n {
		l.codes = make([]byte, n)
	}
	return l.codes[:n]
}

// pixels makes pixels of a row, three bytes each, on white. into holds as many as are wanted.
func (l *layout) pixels(into, row []byte) {
	n := len(into) / 3
	codes := l.eight(row, n)
	step := l.samples
	switch l.tint {
	case grey:
		for i := range n {
			v := l.tones[codes[i*step]]
			into[3*i], into[3*i+1], into[3*i+2] = v, v, v
		}
	case index:
		for i := range n {
			c := l.colours[codes[i*step]]
			into[3*i], into[3*i+1], into[3*i+2] = c[0], c[1], c[2]
		}
	case rgb:
		if step == 3 {
			copy(into, codes)
			break
		}
		for i := range n {
			copy(into[3*i:3*i+3], codes[i*step:])
		}
	case cmyk:
		for i := range n {
			inked(into[3*i:3*i+3], codes[i*step:])
		}
	}
	if l.alpha > 0 {
		for i := range n {
			l.lay(into[3*i:3*i+3], codes[i*step+l.alpha])
		}
	}
	if l.clear != nil {
		l.lift(into, row, codes)
	}
}

// lay lays a pixel that is there in part on white.
func (l *layout) lay(pixel []byte, alpha byte) {
	if alpha == 0xff {
		return
	}
	paper := 0xff - uint32(alpha)
	for k, v := range pixel {
		if l.ready {
			pixel[k] = byte(min(uint32(v)+paper, 0xff))
			continue
		}
		pixel[k] = byte((uint32(v)*uint32(alpha)+127)/255 + paper)
	}
}

// lift leaves the paper where a pixel has the colour that is transparent.
func (l *layout) lift(into, row, codes []byte) {
	colours := 1
	if l.tint == rgb {
		colours = 3
	}
	for i := 0; 3*i < len(into); i++ {
		same := true
		for k := range colours {
			at := i*l.samples + k
			v := uint16(codes[at])
			if l.depth == 16 {
				v = uint16(row[2*at])<<8 | uint16(row[2*at+1]) // only PNG has such colours, high byte first
			}
			same = same && v == l.clear[k]
		}
		if same {
			into[3*i], into[3*i+1], into[3*i+2] = 0xff, 0xff, 0xff
		}
	}
}

// inked makes a pixel of four inks.
func inked(pixel, inks []byte) {
	paper := 0xff - uint32(inks[3])
	for k := range pixel {
		pixel[k] = byte((0xff - uint32(inks[k])) * paper / 0xff)
	}
}
