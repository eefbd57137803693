package evidence

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// leafOf returns pixels as a page has them: paper, grey letters, and a patch of colour.
func leafOf(w, h int) []byte {
	rnd := rand.New(rand.NewPCG(1, 2))
	pix := bytes.Repeat([]byte{0xff}, 4*w*h)
	for y := range h {
		for x := range w {
			at := pix[4*(y*w+x):]
			switch {
			case x > w/2 && y > h/2:
				at[0], at[1], at[2] = byte(x), byte(y), byte(rnd.Uint32())
			case y%20 < 9 && x > w/8 && rnd.IntN(4) == 0:
				g := byte(rnd.Uint32())
				at[0], at[1], at[2] = g, g, g
			}
		}
	}
	return pix
}

func TestPixelsComeBackAsTheyWere(t *testing.T) {
	clear := bytes.Repeat([]byte{0xff, 0xff, 0xff, 0}, 64) // white, and not opaque
	for name, pix := range map[string][]byte{
		"page": leafOf(301, 407), "one pixel": {1, 2, 3, 4}, "none": {}, "paper": leafOf(8, 8), "clear": clear, "odd": leafOf(3, 1),
	} {
		b := terse([]byte{7}, pix)
		got := make([]byte, len(pix))
		if err := spread(got, b[1:]); err != nil || !bytes.Equal(got, pix) {
			t.Errorf("%s: %v", name, err)
		}
		if err := spread(make([]byte, len(pix)+4), b[1:]); err == nil {
			t.Errorf("%s: taken for a larger picture", name)
		}
	}
	paper := bytes.Repeat([]byte{0xff}, 4*1240*1754)
	if n := len(terse(nil, paper)); n > 8 {
		t.Errorf("an empty page takes %d bytes", n)
	}
}

func FuzzSpread(f *testing.F) {
	f.Add(terse(nil, leafOf(40, 40)), uint16(1600))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff}, uint16(8))
	f.Fuzz(func(t *testing.T, b []byte, pixels uint16) {
		pix := make([]byte, 4*int(pixels))
		if spread(pix, b) != nil {
			return
		}
		again := make([]byte, len(pix))
		if err := spread(again, terse(nil, pix)); err != nil || !bytes.Equal(again, pix) {
			t.Fatalf("%v", err)
		}
	})
}

func TestMemoryOfReleasedSheetsIsUsedAgain(t *testing.T) {
	s := &shelf{}
	first := s.sheet(10, 10)
	pix := &first.Image.Pix[0]
	first.share()
	first.Release()
	if other := s.sheet(10, 10); &other.Image.Pix[0] == pix {
		t.Fatal("memory taken while somebody looks at it")
	}
	first.Release()
	if small := s.sheet(2, 2); &small.Image.Pix[0] == pix {
		t.Error("a small sheet took the memory of a large one")
	}
	if again := s.sheet(9, 10); &again.Image.Pix[0] != pix || len(again.Image.Pix) != 360 {
		t.Error("memory was not used again")
	}
	s.clear()
	last := s.sheet(10, 10)
	last.Release()
	if len(s.spare) != 0 {
		t.Error("a shelf that was cleared keeps memory")
	}
}
