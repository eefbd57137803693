package window

import (
	"bytes"
	"time"
)

// Frame is what a display showed.
type Frame struct {
	At  time.Time // when the server told of it
	pix []byte    // four bytes a pixel, the last of which says nothing
	row int       // bytes of a row
}

// Below returns the frame without its upper rows, which may hold what changes by itself, such as a clock.
func (f Frame) Below(rows int) Frame {
	f.pix = f.pix[min(rows*f.row, len(f.pix)):]
	return f
}

// cursor is how many pixels a text cursor has at most.
const cursor = 60

// Like reports whether two frames differ by no more than a text cursor.
func (f Frame) Like(g Frame) bool {
	if len(f.pix) != len(g.pix) {
		return false
	}
	if bytes.Equal(f.pix, g.pix) {
		return true
	}
	differ := 0
	for i := 0; i+3 < len(f.pix) && differ <= cursor; i += 4 {
		if f.pix[i] != g.pix[i] || f.pix[i+1] != g.pix[i+1] || f.pix[i+2] != g.pix[i+2] {
			differ++
		}
	}
	return differ <= cursor
}

// Blank reports whether the frame has one colour only.
func (f Frame) Blank() bool { return len(f.pix) < 4 || bytes.Equal(f.pix[4:], f.pix[:len(f.pix)-4]) }
