package viewer

import "image"

// turned returns a picture turned by quarters to the right.
func turned(img *image.RGBA, quarters int) image.Image {
	if quarters%4 == 0 || img == nil {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	size := image.Rect(0, 0, w, h)
	if quarters%2 == 1 {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range size.Dy() {
		row := out.Pix[y*out.Stride:]
		for x := range size.Dx() {
			sx, sy := x, y
			switch quarters % 4 {
			case 1:
				sx, sy = y, h-1-x
			case 2:
				sx, sy = w-1-x, h-1-y
			case 3:
				sx, sy = w-1-y, x
			}
			copy(row[4*x:4*x+4], img.Pix[sy*img.Stride+4*sx:])
		}
	}
	return out
}

// toSight returns where a place stands on the page as it is turned, in parts of its width and height.
func (v *Viewer) toSight(b Box) (x, y, w, h float32) {
	pw, ph := float64(v.size.Width), float64(v.size.Height)
	if pw <= 0 || ph <= 0 {
		return 0, 0, 0, 0
	}
	l, t, r, d := b.X/pw, b.Y/ph, (b.X+b.W)/pw, (b.Y+b.H)/ph
	switch v.sight.Turns {
	case 1:
		l, t, r, d = 1-d, l, 1-t, r
	case 2:
		l, t, r, d = 1-r, 1-d, 1-l, 1-t
	case 3:
		l, t, r, d = t, 1-r, d, 1-l
	}
	return float32(l), float32(t), float32(r - l), float32(d - t)
}

// fromSight is the way back: which place of the document's page a part of what is seen is, kept within the page.
func (v *Viewer) fromSight(x0, y0, x1, y1 float32) Box {
	l, t, r, d := float64(min(x0, x1)), float64(min(y0, y1)), float64(max(x0, x1)), float64(max(y0, y1))
	switch v.sight.Turns {
	case 1:
		l, t, r, d = t, 1-r, d, 1-l
	case 2:
		l, t, r, d = 1-r, 1-d, 1-l, 1-t
	case 3:
		l, t, r, d = 1-d, l, 1-t, r
	}
	l, t, r, d = max(l, 0), max(t, 0), min(r, 1), min(d, 1)
	pw, ph := float64(v.size.Width), float64(v.size.Height)
	return Box{tenth(l * pw), tenth(t * ph), tenth((r - l) * pw), tenth((d - t) * ph)}
}

// tenth rounds to a tenth of a point: finer than a hand points, and short to write.
func tenth(f float64) float64 { return float64(int(f*10+0.5)) / 10 }
