package scan

import "image"

// mosaic is the smaller picture while it is read. Pixels may come in any order, each once; a row of cells takes sums from its first pixel to its last.
type mosaic struct {
	img   *image.RGBA
	w, h  int // of the picture that is read
	times int
	open  [][]uint16 // of each row of cells: the sums of red, green and blue, nil before and after
	left  []int      // how many pixels each row of cells waits for
	spare [][]uint16
}

// sumBytes is what the sums of a cell take. A cell has MostTimes² pixels at most, so that 16 bits hold the sum of bytes.
const sumBytes = 3 * 2

func cells(pixels, times int) int { return (pixels + times - 1) / times }

func newMosaic(w, h, times int) *mosaic {
	m := &mosaic{img: image.NewRGBA(image.Rect(0, 0, cells(w, times), cells(h, times))), w: w, h: h, times: times}
	high := m.img.Rect.Dy()
	m.open, m.left = make([][]uint16, high), make([]int, high)
	for y := range m.left {
		m.left[y] = w * min(times, h-y*times)
	}
	return m
}

func (m *mosaic) full() bool {
	for _, n := range m.left {
		if n != 0 {
			return false
		}
	}
	return true
}

// add takes pixels of row y in, three bytes each, the first at x and the next step further to the right. What lies outside of the picture is the
// caller's fault.
func (m *mosaic) add(x, y, step int, rgb []byte) {
	if m.times == 1 {
		m.put(x, y, step, rgb)
		return
	}
	row := y / m.times
	sums := m.open[row]
	if sums == nil {
		sums = m.fresh()
		m.open[row] = sums
	}
	if step == 1 {
		m.addRun(sums, x, rgb)
	} else {
		for i := 0; i < len(rgb); i, x = i+3, x+step {
			into := sums[x/m.times*3:][:3]
			into[0], into[1], into[2] = into[0]+uint16(rgb[i]), into[1]+uint16(rgb[i+1]), into[2]+uint16(rgb[i+2])
		}
	}
	if m.left[row] -= len(rgb) / 3; m.left[row] == 0 {
		m.close(row)
	}
}

// addRun adds neighbours: a cell at a time.
func (m *mosaic) addRun(sums []uint16, x int, rgb []byte) {
	at, n := x/m.times*3, m.times-x%m.times
	for len(rgb) > 0 {
		part := rgb[:min(3*n, len(rgb))]
		var r, g, b uint16
		for i := 0; i+2 < len(part); i += 3 {
			r, g, b = r+uint16(part[i]), g+uint16(part[i+1]), b+uint16(part[i+2])
		}
		into := sums[at : at+3]
		into[0], into[1], into[2] = into[0]+r, into[1]+g, into[2]+b
		rgb, at, n = rgb[len(part):], at+3, m.times
	}
}

// put takes pixels in where each has a cell of its own.
func (m *mosaic) put(x, y, step int, rgb []byte) {
	out := m.img.Pix[m.img.PixOffset(x, y):]
	for i := 0; i < len(rgb); i += 3 {
		pixel := out[i/3*4*step:][:4]
		pixel[0], pixel[1], pixel[2], pixel[3] = rgb[i], rgb[i+1], rgb[i+2], 0xff
	}
	m.left[y] -= len(rgb) / 3
}

func (m *mosaic) fresh() []uint16 {
	if n := len(m.spare); n > 0 {
		sums := m.spare[n-1]
		m.spare = m.spare[:n-1]
		clear(sums)
		return sums
	}
	return make([]uint16, 3*m.img.Rect.Dx())
}

// close makes pixels of the sums of a row.
func (m *mosaic) close(row int) {
	sums := m.open[row]
	out := m.img.Pix[row*m.img.Stride:][:m.img.Stride]
	high := min(m.times, m.h-row*m.times)
	for x := range m.img.Rect.Dx() {
		n := uint32(high * min(m.times, m.w-x*m.times))
		s, pixel := sums[3*x:3*x+3], out[4*x:4*x+4]
		pixel[0], pixel[1], pixel[2], pixel[3] = mean(s[0], n), mean(s[1], n), mean(s[2], n), 0xff
	}
	m.open[row] = nil
	m.spare = append(m.spare, sums)
}

func mean(sum uint16, n uint32) byte { return byte((uint32(sum) + n/2) / n) }
