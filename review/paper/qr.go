package paper

import (
	"github.com/skip2/go-qrcode"

	"shinsa/review/fault"
	"shinsa/review/paper/sheet"
)

// qr is a QR code as rows of modules, without its quiet zone.
type qr struct {
	size int
	dark [][]bool
}

// newQR encodes text; an empty text has no code.
func newQR(text string) (qr, error) {
	if text == "" {
		return qr{}, nil
	}
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return qr{}, fault.Wrap(fault.Invalid, "paper_claim_too_long", err)
	}
	code.DisableBorder = true
	dark := code.Bitmap()
	return qr{size: len(dark), dark: dark}, nil
}

// draw draws the code as one shape: a rectangle for every run of dark modules in a row, so that it stays sharp in any size.
func (q qr) draw(p *sheet.Page, x, y, width float64) {
	module := width / float64(q.size)
	var points []sheet.Point
	for r, row := range q.dark {
		for c := 0; c < len(row); {
			end := c
			for end < len(row) && row[end] {
				end++
			}
			if end > c {
				points = appendBox(points, x+float64(c)*module, y+float64(r)*module, float64(end-c)*module, module)
				c = end
			} else {
				c++
			}
		}
	}
	p.Shape(points, ink)
}

// appendBox adds a rectangle to a shape.
func appendBox(points []sheet.Point, x, y, w, h float64) []sheet.Point {
	return append(points, sheet.Point{Start: true, X: x, Y: y}, sheet.Point{X: x + w, Y: y}, sheet.Point{X: x + w, Y: y + h}, sheet.Point{X: x, Y: y + h})
}
