package qr

import "strings"

// version is the number of a size, from 1 to 40.
type version int

const lastVersion version = 40

// Level M: correction codewords of each block, and the number of blocks, by version (ISO/IEC 18004, table 9).
var (
	correction = [lastVersion + 1]int{
		0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
		28, 28, 28, 28, 28, 28, 28, 28,
	}
	blocks = [lastVersion + 1]int{
		0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40,
		43, 45, 47, 49,
	}
)

// size is the number of modules on a side.
func (v version) size() int { return 17 + 4*int(v) }

// alignments is the number of alignment patterns on a side.
func (v version) alignments() int {
	if v == 1 {
		return 0
	}
	return int(v)/7 + 2
}

// codewords is the number of bytes the modules hold that are no pattern.
func (v version) codewords() int {
	n := int(v)
	modules := (16*n+128)*n + 64
	if a := v.alignments(); a > 0 {
		modules -= (25*a-10)*a - 55
	}
	if v >= 7 {
		modules -= 36 // the version, twice
	}
	return modules / 8
}

// capacity is the number of bytes for data.
func (v version) capacity() int { return v.codewords() - correction[v]*blocks[v] }

const alphanumerics = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

// The indicators of the modes.
const (
	modeAlphanumeric = 0b0010
	modeBytes        = 0b0100
)

// pack writes a text as the data codewords of the smallest version that holds it.
func pack(text string) (version, []byte, error) {
	alphanumeric := text != "" && strings.Trim(text, alphanumerics) == ""
	for i := 0; alphanumeric && i < len(text); i++ {
		alphanumeric = strings.IndexByte(alphanumerics, text[i]) >= 0
	}
	bits := 8 * len(text)
	if alphanumeric {
		bits = 11*(len(text)/2) + 6*(len(text)%2)
	}
	for v := version(1); v <= lastVersion; v++ {
		if count := countBits(v, alphanumeric); 4+count+bits <= 8*v.capacity() {
			w := &bitWriter{}
			if alphanumeric {
				w.write(modeAlphanumeric, 4)
				w.write(len(text), count)
				w.pairs(text)
			} else {
				w.write(modeBytes, 4)
				w.write(len(text), count)
				for i := range len(text) {
					w.write(int(text[i]), 8)
				}
			}
			return v, w.pad(v.capacity()), nil
		}
	}
	return 0, nil, ErrTooLong
}

// countBits is how many bits the length of a text takes.
func countBits(v version, alphanumeric bool) int {
	class := 0
	switch {
	case v >= 27:
		class = 2
	case v >= 10:
		class = 1
	}
	if alphanumeric {
		return 9 + 2*class
	}
	return []int{8, 16, 16}[class]
}

type bitWriter struct {
	out  []byte
	bits int
}

func (w *bitWriter) write(v, n int) {
	for i := n - 1; i >= 0; i-- {
		if w.bits%8 == 0 {
			w.out = append(w.out, 0)
		}
		w.out[w.bits/8] |= byte(v>>i&1) << (7 - w.bits%8)
		w.bits++
	}
}

func (w *bitWriter) pairs(text string) {
	for ; len(text) >= 2; text = text[2:] {
		w.write(45*strings.IndexByte(alphanumerics, text[0])+strings.IndexByte(alphanumerics, text[1]), 11)
	}
	if text != "" {
		w.write(strings.IndexByte(alphanumerics, text[0]), 6)
	}
}

// pad ends the data and fills the codewords left.
func (w *bitWriter) pad(capacity int) []byte {
	w.write(0, min(4, 8*capacity-w.bits))
	for fill := byte(0xEC); len(w.out) < capacity; fill ^= 0xEC ^ 0x11 {
		w.out = append(w.out, fill)
	}
	return w.out
}
