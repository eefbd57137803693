package raster

import "image"

// one is the whole of a pixel, when parts of it are added up.
const one = 256

// share is the part of a row or column of pixels that falls on a pixel of a smaller picture.
type share struct{ from, weight int }

// shares tells for the i-th of n pixels, onto which a row of size is brought, which of the row fall on it and how much. The weights add up to
// one times size over n, rounded.
func shares(i, n, size int, room []share) []share {
	out := room[:0]
	begin, end := int64(i)*int64(size)*one/int64(n), int64(i+1)*int64(size)*one/int64(n)
	for at := begin; at < end; {
		next := min((at/one+1)*one, end)
		out = append(out, share{int(at / one), int(next - at)})
		at = next
	}
	return out
}

// shrink draws a picture smaller into a place of another, which may lie partly outside of it: each pixel is the mean of what falls on it. It takes
// two rows of memory, whatever the picture.
func shrink(into *image.RGBA, at image.Rectangle, from *image.RGBA) {
	seen := at.Intersect(into.Rect)
	if seen.Empty() {
		return
	}
	w, h := from.Rect.Dx(), from.Rect.Dy()
	columns := make([][]share, 0, seen.Dx())
	for x := seen.Min.X; x < seen.Max.X; x++ {
		columns = append(columns, shares(x-at.Min.X, at.Dx(), w, nil))
	}
	sums := make([]uint32, 4*w) // of a row, each at most 255 × one × rows
	var rows []share
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		rows = shares(y-at.Min.Y, at.Dy(), h, rows)
		clear(sums)
		total := 0
		for _, r := range rows {
			total += r.weight
			for i, v := range from.Pix[r.from*from.Stride:][:4*w] {
				sums[i] += uint32(v) * uint32(r.weight)
			}
		}
		out := into.Pix[into.PixOffset(seen.Min.X, y):]
		for i, c := range columns {
			mean(out[4*i:4*i+4], sums, c, uint64(total))
		}
	}
}

// mean puts the mean of columns of sums into a pixel.
func mean(pixel []byte, sums []uint32, columns []share, rows uint64) {
	var sum [4]uint64
	total := uint64(0)
	for _, c := range columns {
		total += uint64(c.weight)
		for k := range sum {
			sum[k] += uint64(sums[4*c.from+k]) * uint64(c.weight)
		}
	}
	total *= rows
	for k := range sum {
		pixel[k] = byte((sum[k] + total/2) / total)
	}
}
