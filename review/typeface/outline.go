package typeface

// Segment is one piece of a glyph's outline, in thousandths of the body size, y upwards from the baseline. A quadratic curve runs
// from the end of the segment before it, bent towards (CX, CY); a straight piece has Curve false; Start begins a new contour.
type Segment struct {
	Start, Curve bool
	CX, CY, X, Y float64
}

type outlinePoint struct {
	x, y float64
	on   bool
}

// Outline returns the contours of a simple glyph, for drawing it as a shape instead of text. It is empty for a blank or composite glyph.
func (f *Font) Outline(g GID) []Segment {
	d := f.outline(g)
	if len(d) == 0 || int16(be.Uint16(d)) < 0 {
		return nil
	}
	ends, points := f.points(d)
	var out []Segment
	from := 0
	for _, end := range ends {
		out = appendContour(out, points[from:end+1])
		from = end + 1
	}
	return out
}

// points unpacks the flags and coordinates of a simple glyph.
func (f *Font) points(d []byte) (ends []int, points []outlinePoint) {
	n := int(be.Uint16(d))
	for i := range n {
		ends = append(ends, int(be.Uint16(d[10+2*i:])))
	}
	at := 10 + 2*n
	at += 2 + int(be.Uint16(d[at:]))
	if n == 0 {
		return nil, nil
	}
	flags := make([]byte, 0, ends[n-1]+1)
	for len(flags) <= ends[n-1] {
		fl := d[at]
		at++
		flags = append(flags, fl)
		if fl&8 != 0 {
			for range d[at] {
				flags = append(flags, fl)
			}
			at++
		}
	}
	points = make([]outlinePoint, len(flags))
	axis := func(short, same byte, set func(i int, v float64)) {
		v := 0
		for i, fl := range flags {
			switch {
			case fl&short != 0 && fl&same != 0:
				v += int(d[at])
				at++
			case fl&short != 0:
				v -= int(d[at])
				at++
			case fl&same == 0:
				v += int(int16(be.Uint16(d[at:])))
				at += 2
			}
			set(i, float64(v)*1000/f.upm)
		}
	}
	axis(2, 16, func(i int, v float64) { points[i].x = v })
	axis(4, 32, func(i int, v float64) { points[i].y = v })
	for i, fl := range flags {
		points[i].on = fl&1 != 0
	}
	return ends, points
}

// appendContour turns the points of one closed contour into segments. Between two control points lies an implied point on the curve.
func appendContour(out []Segment, ps []outlinePoint) []Segment {
	if len(ps) < 2 {
		return out
	}
	start := ps[0]
	if !start.on {
		start = middle(ps[0], ps[len(ps)-1])
		if ps[len(ps)-1].on {
			start = ps[len(ps)-1]
		}
	}
	out = append(out, Segment{Start: true, X: start.x, Y: start.y})
	var control *outlinePoint
	to := func(p outlinePoint) {
		if control == nil {
			out = append(out, Segment{X: p.x, Y: p.y})
			return
		}
		out = append(out, Segment{Curve: true, CX: control.x, CY: control.y, X: p.x, Y: p.y})
		control = nil
	}
	for i := range ps {
		p := ps[i]
		switch {
		case p.on:
			to(p)
		case control != nil:
			to(middle(*control, p))
			control = &ps[i]
		default:
			control = &ps[i]
		}
	}
	to(start)
	return out
}

func middle(a, b outlinePoint) outlinePoint {
	return outlinePoint{(a.x + b.x) / 2, (a.y + b.y) / 2, true}
}
