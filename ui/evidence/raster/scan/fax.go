package scan

import (
	"bufio"
	"bytes"
	"io"

	"golang.org/x/image/ccitt"
)

// fax unpacks the lines of a T.4 fax (ITU-T T.4, 4.1) in one dimension. Each line follows a mark of eleven zeros and a one; machines put further zeros
// before it, so that it ends with a byte or because a printer was slow, and the library takes none of these. So lines are cut at the marks here, and
// handed to it one at a time.
type fax struct {
	r     *bufio.Reader
	width int
	bits  byte // of the byte at hand, from its highest
	n     int
	began bool
	line  []byte // packed, one bit a dot
	room  []byte
}

// markZeros is how many zeros before a one are the mark between lines: no code has as many, nor have two beside each other.
const markZeros = 11

func newFax(r io.Reader, width int) *fax { return &fax{r: bufio.NewReader(r), width: width} }

// Read implements io.Reader.
func (f *fax) Read(b []byte) (int, error) {
	if len(f.line) == 0 {
		if err := f.next(); err != nil {
			return 0, err
		}
	}
	n := copy(b, f.line)
	f.line = f.line[n:]
	return n, nil
}

// next unpacks a line.
func (f *fax) next() error {
	if !f.began { // up to the first mark there is nothing
		f.began = true
		if _, err := f.cut(); err != nil {
			return err
		}
	}
	packed, err := f.cut()
	if err != nil {
		return err
	}
	r := ccitt.NewReader(bytes.NewReader(packed), ccitt.MSB, ccitt.Group3, f.width, 1, whiteIsNought)
	f.line = make([]byte, (f.width+7)/8)
	_, err = io.ReadFull(r, f.line)
	return err
}

// cut returns what stands before the next mark, or before the end, after a mark of its own.
func (f *fax) cut() ([]byte, error) {
	const mark = 0b1 << 4 // eleven zeros, a one, and four bits that follow
	out, filled, zeros := append(f.room[:0], 0, mark), 12, 0
	for {
		bit, err := f.bit()
		if err == io.EOF && filled > 12 {
			break
		}
		if err != nil {
			return nil, err
		}
		if bit == 1 && zeros >= markZeros {
			break
		}
		if zeros++; bit == 1 {
			zeros = 0
		}
		if filled%8 == 0 {
			out = append(out, 0)
		}
		out[len(out)-1] |= bit << (7 - filled%8)
		filled++
		if len(out) > 2*f.width+64 { // a dot takes four and a half bits at most
			if zeros < markZeros {
				return nil, ErrBroken
			}
			filled, out = filled-1, out[:len(out)-1] // more zeros are as good as these
		}
	}
	f.room = out
	return out, nil
}

func (f *fax) bit() (byte, error) {
	if f.n == 0 {
		c, err := f.r.ReadByte()
		if err != nil {
			return 0, err
		}
		f.bits, f.n = c, 8
	}
	bit := f.bits >> 7
	f.bits, f.n = f.bits<<1, f.n-1
	return bit, nil
}
