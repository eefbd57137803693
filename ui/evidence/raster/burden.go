package raster

import (
	"image"
	"image/color"
)

// shown is how many bytes a pixel of the picture that is kept takes.
const shown = 4

// mostReduced is how many times narrower and lower a picture is kept at most.
const mostReduced = 16

// times reckons how a picture that is decoded whole is read within most bytes: kept whole where there is room, else the least number of times narrower
// and lower. 0 says that there is no room even so.
func times(cfg image.Config, format string, file []byte, most int64) int {
	w, h := int64(cfg.Width), int64(cfg.Height)
	each := perPixel(cfg.ColorModel, format, file)
	if w > most || h > most/w || float64(w*h)*each > float64(most) {
		return 0
	}
	kept := float64(shown)
	if orientation(file) > 1 {
		kept *= 2 // it is turned into a second one
	}
	for k := 1; k <= mostReduced; k++ {
		if float64(w*h)*(each+kept/float64(k*k)) <= float64(most) {
			return k
		}
	}
	return 0
}

// perPixel is how many bytes the library takes for a pixel while it decodes.
func perPixel(m color.Model, format string, file []byte) float64 {
	if format == "jpeg" {
		return perJPEGPixel(file)
	}
	switch m {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	if _, ok := m.(color.Palette); ok {
		return 1
	}
	return 4
}

// perJPEGPixel reads the frame header of a JPEG (ITU-T T.81, B.2.2): how many samples there are for a pixel, and whether its coefficients are kept
// until the last scan.
func perJPEGPixel(file []byte) float64 {
	const dearest = 8 + 16
	for at := 2; at+4 <= len(file) && file[at] == 0xff; {
		mark, size := file[at+1], int(file[at+2])<<8+int(file[at+3])
		switch {
		case mark >= 0xc0 && mark <= 0xc2:
			if size < 8 || at+2+size > len(file) {
				return dearest
			}
			return perSample(file[at+9:at+2+size]) * perCoefficient(mark)
		case mark == 0xda || size < 2:
			return dearest
		}
		at += 2 + size
	}
	return dearest
}

// perCoefficient is how many bytes a sample takes: itself and, in several scans, its coefficient.
func perCoefficient(mark byte) float64 {
	const sample, coefficient = 1, 4
	if mark == 0xc2 {
		return sample + coefficient
	}
	return sample
}

// perSample is how many samples make a pixel, of the components a frame header tells: colour may be coarser than light. Inks and what is no light
// and colour are converted after they were read, which takes as much again.
func perSample(components []byte) float64 {
	const each = 3 // bytes: its name, its sampling, its table
	n := int(components[0])
	if n < 1 || len(components) < 1+n*each {
		return 8
	}
	switch n {
	case 1:
		return 1
	case 3:
	default:
		return 8
	}
	light := components[2]
	if components[1] == 'R' || components[2+each] != 0x11 || components[2+2*each] != 0x11 || light>>4 == 0 || light&15 == 0 {
		return 7
	}
	return 1 + 2/float64(light>>4*(light&15))
}
