package evidence

import "io"

// A page comes in bands, so that one end unpacks the band before while the other packs the next.
const bandBytes = 512 << 10

// canvas is a page on its way from the worker: its size comes first, so that there is room for it by the time it is drawn.
type canvas struct {
	Sheet
	at   int    // up to where the pixels are there
	band []byte // as it travels
}

// newCanvas makes room for a page of the size that the worker tells.
func newCanvas(m message, room *shelf) (*canvas, error) {
	if m.Wide < 1 || m.High < 1 || m.Wide > MaxPixels || m.High > MaxPixels/m.Wide || !(m.W > 0) || !(m.H > 0) {
		return nil, errWire
	}
	c := &canvas{Sheet: room.sheet(m.Wide, m.High)}
	c.Width, c.Height = m.W, m.H
	return c, nil
}

// take takes the next pixels in, which are size bytes in r.
func (c *canvas) take(r io.Reader, size int) error {
	if c == nil || c.full() || size > 2*bandBytes {
		return errWire
	}
	if cap(c.band) < size {
		c.band = make([]byte, size, 2*bandBytes)
	}
	c.band = c.band[:size]
	if err := receiveBody(r, c.band); err != nil {
		return err
	}
	pix := c.Image.Pix[c.at:min(c.at+bandBytes, len(c.Image.Pix))]
	c.at += len(pix)
	return spread(pix, c.band)
}

// full reports whether nothing is missing; what is no page misses nothing.
func (c *canvas) full() bool { return c == nil || c.at == len(c.Image.Pix) }

// sendBands sends the pixels of a page.
func (s *server) sendBands(pix []byte) error {
	for len(pix) > 0 {
		n := min(bandBytes, len(pix))
		s.packed = terse(s.packed[:0], pix[:n])
		if err := send(s.out, message{Do: doBand}, s.packed); err != nil {
			return err
		}
		pix = pix[n:]
	}
	return nil
}
