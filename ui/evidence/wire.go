package evidence

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"

	"shinsa/review/fault"
)

// What a message asks for, or answers.
const (
	doWarm   = "warm"   // start the page engine
	doOpen   = "open"   // Size: open a file of that many bytes, with Password, for a reader of Lang; answer: Pages
	doPage   = "page"   // Page, Width: draw; answer: a canvas, its bands from the top, done
	doText   = "text"   // Page; body: the text
	doGlyphs = "glyphs" // Page; body: the glyphs
	doCanvas = "canvas" // from the worker: W, H in points, Wide, High in pixels of the page that comes
	doBand   = "band"   // from the worker: the next pixels of the page, tersely
	doClose  = "close"  // the document is no longer needed
	doRead   = "read"   // from the worker: Off, Len of the file
	doData   = "data"   // body: what was asked for
	doDone   = "done"   // the answer
	doFail   = "fail"   // Kind, Code: why there is none
)

// message is the head of what window and worker send each other.
type message struct {
	Do       string     `json:"do"`
	Page     int        `json:"page,omitempty"`
	Pages    int        `json:"pages,omitempty"`
	Width    int        `json:"width,omitempty"`
	Size     int64      `json:"size,omitempty"`
	Password string     `json:"password,omitempty"`
	Lang     string     `json:"lang,omitempty"`
	Off      int64      `json:"off,omitempty"`
	Len      int        `json:"len,omitempty"`
	W        float64    `json:"w,omitempty"`
	H        float64    `json:"h,omitempty"`
	Wide     int        `json:"wide,omitempty"`
	High     int        `json:"high,omitempty"`
	Kind     fault.Kind `json:"kind,omitempty"`
	Code     string     `json:"code,omitempty"`
}

const (
	maxHead = 4 << 10
	maxBody = 4 * MaxPixels
	maxRead = 1 << 20 // of the file at once
)

// errWire is a message that no honest partner sends.
var errWire = errors.New("page worker speaks otherwise")

func send(w io.Writer, m message, body []byte) error {
	head, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write message: %w", err)
	}
	b := make([]byte, 8, 8+len(head))
	binary.LittleEndian.PutUint32(b, uint32(len(head)))
	binary.LittleEndian.PutUint32(b[4:], uint32(len(body)))
	if _, err := w.Write(append(b, head...)); err != nil {
		return fmt.Errorf("write message: %w", err)
	}
	if len(body) == 0 {
		return nil
	}
	if _, err := w.Write(body); err != nil {
		return fmt.Errorf("write message: %w", err)
	}
	return nil
}

func receive(r io.Reader) (message, []byte, error) {
	m, size, err := receiveHead(r)
	if err != nil || size == 0 {
		return m, nil, err
	}
	body := make([]byte, size)
	return m, body, receiveBody(r, body)
}

// receiveHead reads a message up to its body, of which it returns the length.
func receiveHead(r io.Reader) (message, int, error) {
	var m message
	var sizes [8]byte
	if _, err := io.ReadFull(r, sizes[:]); err != nil {
		return m, 0, fmt.Errorf("read message: %w", err)
	}
	head, body := binary.LittleEndian.Uint32(sizes[:]), binary.LittleEndian.Uint32(sizes[4:])
	if head > maxHead || body > maxBody {
		return m, 0, errWire
	}
	b := make([]byte, head)
	if _, err := io.ReadFull(r, b); err != nil {
		return m, 0, fmt.Errorf("read message: %w", err)
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, 0, errWire
	}
	return m, int(body), nil
}

func receiveBody(r io.Reader, body []byte) error {
	if _, err := io.ReadFull(r, body); err != nil {
		return fmt.Errorf("read message: %w", err)
	}
	return nil
}

const glyphBytes = 20

func packGlyphs(gs []Glyph) []byte {
	b := make([]byte, 0, len(gs)*glyphBytes)
	for _, g := range gs {
		b = binary.LittleEndian.AppendUint32(b, uint32(g.Rune))
		for _, f := range [4]float32{g.X, g.Y, g.W, g.H} {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
		}
	}
	return b
}

func unpackGlyphs(b []byte) ([]Glyph, error) {
	if len(b)%glyphBytes != 0 || len(b) > MaxGlyphs*glyphBytes {
		return nil, errWire
	}
	out := make([]Glyph, len(b)/glyphBytes)
	for i := range out {
		at := b[i*glyphBytes:]
		out[i].Rune = rune(binary.LittleEndian.Uint32(at))
		for k, f := range [4]*float32{&out[i].X, &out[i].Y, &out[i].W, &out[i].H} {
			*f = math.Float32frombits(binary.LittleEndian.Uint32(at[4+4*k:]))
		}
	}
	return out, nil
}
