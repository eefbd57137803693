package paper

import (
	"math"
	"sync"

	"shinsa/review/paper/sheet"
)

// The measures of the frame of a certificate, in millimetres.
const (
	outer = 9.0
	inner = 18.5
)

// drawBorder draws the frame of a certificate: two rules, and between them a band of interlocking lozenges (菱繋ぎ) with a flower in
// each corner. It is drawn as a few shapes, so that it prints sharply and weighs little.
func drawBorder(p *sheet.Page) {
	w, h := sheet.PageWidth-2*outer, sheet.PageHeight-2*outer
	p.Box(outer, outer, w, h, 0.9, indigo)
	p.Box(outer+1.3, outer+1.3, w-2.6, h-2.6, 0.2, gold)
	p.Box(inner, inner, sheet.PageWidth-2*inner, sheet.PageHeight-2*inner, 0.2, gold)
	p.Box(inner+0.9, inner+0.9, sheet.PageWidth-2*inner-1.8, sheet.PageHeight-2*inner-1.8, 0.45, indigo)
	b := band()
	p.Shape(b.pale, paleGold)
	p.Shape(b.deep, gold)
}

// ornament is the shapes of the band, in the paler and the deeper gold.
type ornament struct{ pale, deep []sheet.Point }

// band is the same on every certificate.
var band = sync.OnceValue(func() ornament {
	lo, hi := outer+1.3, inner // the band
	mid, corner := (lo+hi)/2, hi-lo
	var pale, deep []sheet.Point
	across := func(from, to, at float64, upright bool) {
		n := int(math.Round((to - from) / 6.2))
		step := (to - from) / float64(n)
		for i := range n {
			x, y, a, b := from+(float64(i)+0.5)*step, at, step/2, 2.6
			if upright {
				x, y, a, b = at, x, b, a
			}
			pale = appendLozenge(pale, x, y, a, b)
			deep = appendLozenge(deep, x, y, a*0.34, b*0.34)
		}
	}
	for _, at := range []float64{mid, sheet.PageHeight - mid} {
		across(lo+corner, sheet.PageWidth-lo-corner, at, false)
	}
	for _, at := range []float64{mid, sheet.PageWidth - mid} {
		across(lo+corner, sheet.PageHeight-lo-corner, at, true)
	}
	for _, x := range []float64{mid, sheet.PageWidth - mid} {
		for _, y := range []float64{mid, sheet.PageHeight - mid} {
			for k := range 4 {
				angle := float64(k) * math.Pi / 4
				pale = appendTurned(pale, x, y, 3.1, 1.05, angle)
			}
			deep = appendLozenge(deep, x, y, 0.9, 0.9)
		}
	}
	return ornament{pale, deep}
})

// appendLozenge adds a lozenge around (x, y), a wide and b high from its middle.
func appendLozenge(points []sheet.Point, x, y, a, b float64) []sheet.Point {
	return append(points, sheet.Point{Start: true, X: x - a, Y: y}, sheet.Point{X: x, Y: y - b}, sheet.Point{X: x + a, Y: y}, sheet.Point{X: x, Y: y + b})
}

// appendTurned adds a lozenge turned by angle.
func appendTurned(points []sheet.Point, x, y, a, b, angle float64) []sheet.Point {
	sin, cos := math.Sincos(angle)
	at := func(dx, dy float64) (float64, float64) { return x + dx*cos - dy*sin, y + dx*sin + dy*cos }
	for i, d := range [][2]float64{{-a, 0}, {0, -b}, {a, 0}, {0, b}} {
		px, py := at(d[0], d[1])
		points = append(points, sheet.Point{Start: i == 0, X: px, Y: py})
	}
	return points
}
