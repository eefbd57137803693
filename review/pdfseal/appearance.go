package pdfseal

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"shinsa/review/fault"
	"shinsa/review/pdfseal/object"
	"shinsa/review/typeface"
)

// Appearance is how a signature looks on its page: role, name and date in three lines at the left, a red seal at the right. What is
// empty is left out.
type Appearance struct {
	Role, Name, Date string
	Seal             string // characters of the seal, in columns from the right
	Square           bool   // 角印, the square seal of a body, instead of the round one of a person
	Fonts            []*typeface.Font
}

// Measures of the appearance, as parts of its height or of a line.
const (
	margin    = 2.0  // points around the text
	smallPart = 0.22 // height of the lines for role and date, of the whole
	namePart  = 0.40
	sizeOf    = 0.80 // size of the letters, of their line
	baseline  = 0.22 // of the line, above its bottom
	sealPart  = 0.94 // diameter of the seal, of the height
	ring      = 0.035
	curve     = 0.5522847498 // of a quarter circle's control points
	sealRed   = "0.784 0.118 0.118"
)

// draw writes the appearance for a field's rectangle and returns the form to show. Characters that no font has are refused
// (pdf_glyph_missing).
func (a *Appearance) draw(rect any, add func(any) object.Ref) (object.Ref, error) {
	w, h, ok := extent(rect)
	if !ok {
		return object.Ref{}, fault.New(fault.Invalid, "pdf_field_no_area")
	}
	face, err := newLettering(a.Fonts, a.Role+a.Name+a.Date+a.Seal)
	if err != nil {
		return object.Ref{}, err
	}
	var c bytes.Buffer
	space := w - 2*margin
	if a.Seal != "" {
		size := min(h*sealPart, w)
		a.drawSeal(&c, face, w-size/2-(h-size)/2, h/2, size)
		space -= h
	}
	a.drawLines(&c, face, space, h)
	d := object.NewDict("Type", object.Name("XObject"), "Subtype", object.Name("Form"), "BBox", object.Array{0, 0, object.Number(trim(w)), object.Number(trim(h))},
		"Resources", object.NewDict("Font", face.embed(add)))
	return add(object.Flate(d, c.Bytes())), nil
}

// extent is the width and height of a rectangle, and whether they are positive; both are NaN where there is no rectangle.
func extent(rect any) (w, h float64, ok bool) {
	a, isArray := rect.(object.Array)
	if !isArray || len(a) != 4 {
		return math.NaN(), math.NaN(), false
	}
	var v [4]float64
	for i := range v {
		if v[i], ok = object.Float(a[i]); !ok {
			return math.NaN(), math.NaN(), false
		}
	}
	w, h = v[2]-v[0], v[3]-v[1]
	return w, h, w > 0 && h > 0
}

func (a *Appearance) drawLines(c *bytes.Buffer, face *lettering, space, h float64) {
	y := h * (1 + 2*smallPart + namePart) / 2 // the block is centred
	for _, l := range []struct {
		text string
		part float64
	}{{a.Role, smallPart}, {a.Name, namePart}, {a.Date, smallPart}} {
		line := h * l.part
		y -= line
		size := line * sizeOf
		if width := face.width(l.text) * size; width > space {
			size *= space / width
		}
		if l.text != "" && size > 0 {
			place := trim(margin) + " " + trim(y+line*baseline) + " Td"
			fmt.Fprintf(c, "BT 0 g\n%sET\n", face.show(l.text, size, place))
		}
	}
}

// drawSeal draws the frame and the characters, top to bottom and right to left.
func (a *Appearance) drawSeal(c *bytes.Buffer, face *lettering, x, y, size float64) {
	characters := []rune(a.Seal)
	line := size * ring
	r := (size - line) / 2
	fmt.Fprintf(c, "q %s RG %s rg %s w\n", sealRed, sealRed, trim(line))
	columns, rows := grid(len(characters))
	var cw, ch float64 // of one character
	if a.Square {      // the characters fill the frame, as on a carved seal
		fmt.Fprintf(c, "%s %s %s %s re S\n", trim(x-r), trim(y-r), trim(2*r), trim(2*r))
		cw, ch = 2*r*0.88/float64(columns), 2*r*0.88/float64(rows)
	} else {
		circle(c, x, y, r)
		cw = 2 * r * 0.72 / float64(max(rows, columns)) // the block has to fit into the circle
		if columns == 1 {
			cw = min(2*r*0.86/float64(rows), r*0.86)
		}
		ch = cw
	}
	for i, char := range characters {
		cx := x + cw*(float64(columns)/2-float64(i/rows)-0.5)
		cy := y + ch*(float64(rows)/2-float64(i%rows)-0.5)
		place := fmt.Sprintf("%s 0 0 %s %s %s Tm", trim(cw*0.94), trim(ch*0.94), trim(cx-cw*0.47), trim(cy-ch*0.36))
		fmt.Fprintf(c, "BT\n%sET\n", face.show(string(char), 1, place))
	}
	c.WriteString("Q\n")
}

// grid is how many columns and rows the characters of a seal stand in.
func grid(n int) (columns, rows int) {
	columns = 1
	for columns*columns < n && n > 3 {
		columns++
	}
	return columns, max(1, (n+columns-1)/columns)
}

func circle(c *bytes.Buffer, x, y, r float64) {
	k := r * curve
	fmt.Fprintf(c, "%s %s m\n", trim(x+r), trim(y))
	for _, p := range [][6]float64{
		{x + r, y + k, x + k, y + r, x, y + r},
		{x - k, y + r, x - r, y + k, x - r, y},
		{x - r, y - k, x - k, y - r, x, y - r},
		{x + k, y - r, x + r, y - k, x + r, y},
	} {
		for _, v := range p {
			c.WriteString(trim(v) + " ")
		}
		c.WriteString("c\n")
	}
	c.WriteString("s\n")
}

// trim writes a coordinate to a thousandth of a point.
func trim(v float64) string {
	s := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.3f", v), "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}
