// Package qr makes QR codes (ISO/IEC 18004, model 2) of the smallest version that holds a text, with error correction level M.
//
// A text is encoded in one mode: alphanumeric when every character is among the 45 of that mode, which a signed claim is written in,
// else as the bytes of its UTF-8. Of the eight masks the one with the least penalty is taken, the first of several, so the same text
// gives the same code. It is quick enough for certificates by the thousand; that is why it is ours.
//
// It serves Art. 10 (認定証): the code carries the signed claim of a certificate.
package qr

import (
	"errors"
	"math"
)

// ErrTooLong is returned for a text that no version holds.
var ErrTooLong = errors.New("text too long for a QR code")

// Code is a finished code without its quiet zone.
type Code struct {
	Size int // modules on a side
	rows []line
}

// Dark reports whether the module in a row and a column is dark.
func (c Code) Dark(row, column int) bool { return c.rows[row].dark(column) }

// Encode makes the code of a text.
func Encode(text string) (Code, error) {
	v, words, err := pack(text)
	if err != nil {
		return Code{}, err
	}
	d := newDrawing(v)
	d.place(interleave(v, words))
	plain, data := d.matrices()
	best := plain.masked(data, 0)
	least := penalty(best, math.MaxInt)
	for mask := 1; mask < 8; mask++ {
		candidate := plain.masked(data, mask)
		if p := penalty(candidate, least); p < least {
			best, least = candidate, p
		}
	}
	return Code{d.size, best.rows}, nil
}
