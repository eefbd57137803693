package object

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

func isMissing(err error) bool { return errors.Is(err, ErrMissing) }

// objectStream is a decoded object stream: numbers and where each object begins in it.
type objectStream struct {
	data    []byte
	numbers []int
	offsets []int
}

// compressed reads an object out of an object stream (7.5.7).
func (f *File) compressed(num int, p Place) (any, error) {
	os, err := f.objectStream(p.Stream)
	if err != nil {
		return nil, err
	}
	if p.Index >= len(os.numbers) || os.numbers[p.Index] != num {
		return nil, fmt.Errorf("%w: object is not where the cross-reference says", ErrMalformed)
	}
	l := &lexer{b: os.data, p: os.offsets[p.Index], items: &f.items}
	v, err := l.object(0)
	if err != nil {
		return nil, err
	}
	clearSpans(v) // they are places of the decoded stream, not of the file
	return v, nil
}

func clearSpans(v any) {
	d, ok := v.(*Dict)
	if !ok {
		return
	}
	for i := range d.entries {
		d.entries[i].start, d.entries[i].end = 0, 0
	}
}

func (f *File) objectStream(num int) (*objectStream, error) {
	if os, ok := f.inside[num]; ok {
		return os, nil
	}
	if p := f.xref[num]; p.Stream != 0 {
		return nil, fmt.Errorf("%w: object stream within an object stream", ErrMalformed)
	}
	v, err := f.Object(Ref{num, f.xref[num].Gen})
	if err != nil {
		return nil, err
	}
	s, ok := v.(*Stream)
	if !ok || s.Dict.Get("Type") != Name("ObjStm") {
		return nil, fmt.Errorf("%w: not an object stream", ErrMalformed)
	}
	data, err := f.Decode(s)
	if err != nil {
		return nil, err
	}
	n, ok1 := Int(s.Dict.Get("N"))
	first, ok2 := Int(s.Dict.Get("First"))
	if !ok1 || !ok2 || n < 0 || first < 0 || first > len(data) || n > first {
		return nil, fmt.Errorf("%w: object stream header", ErrMalformed)
	}
	os := &objectStream{data: data}
	l := &lexer{b: data[:first], items: &f.items}
	for range n {
		num, ok1 := l.natural()
		off, ok2 := l.natural()
		if !ok1 || !ok2 || off > len(data)-first {
			return nil, fmt.Errorf("%w: object stream header", ErrMalformed)
		}
		os.numbers, os.offsets = append(os.numbers, num), append(os.offsets, first+off)
	}
	f.inside[num] = os
	return os, nil
}

// Decode undoes the filters of a stream: none, or FlateDecode with or without a PNG predictor. Other filters are ErrMalformed: what
// they hold is not for this package.
func (f *File) Decode(s *Stream) ([]byte, error) {
	filter, parms, err := f.oneFilter(s)
	if err != nil || filter == "" {
		return s.Data, err
	}
	if filter != "FlateDecode" {
		return nil, fmt.Errorf("%w: filter", ErrMalformed)
	}
	z, err := zlib.NewReader(bytes.NewReader(s.Data))
	if err != nil {
		return nil, fmt.Errorf("%w: deflate", ErrMalformed)
	}
	left := int64(maxDecoded - f.decoded)
	out, err := io.ReadAll(io.LimitReader(z, left+1))
	if int64(len(out)) > left {
		return nil, fmt.Errorf("%w: decoded size", ErrLimit)
	}
	f.decoded += len(out)
	if err != nil {
		return nil, fmt.Errorf("%w: deflate", ErrMalformed)
	}
	return unpredict(out, parms)
}

// oneFilter returns the only filter of a stream and its parameters.
func (f *File) oneFilter(s *Stream) (Name, *Dict, error) {
	bad := fmt.Errorf("%w: filter", ErrMalformed)
	filter, err := f.Resolve(s.Dict.Get("Filter"))
	if err != nil {
		return "", nil, err
	}
	parms, err := f.Resolve(s.Dict.Get("DecodeParms"))
	if err != nil {
		return "", nil, err
	}
	if a, ok := filter.(Array); ok {
		if len(a) == 0 {
			return "", nil, nil
		}
		if len(a) > 1 {
			return "", nil, bad
		}
		filter = a[0]
		if p, ok := parms.(Array); ok && len(p) > 0 {
			parms = p[0]
		}
	}
	if filter == nil {
		return "", nil, nil
	}
	name, ok := filter.(Name)
	if !ok {
		return "", nil, bad
	}
	d, ok := parms.(*Dict)
	if parms != nil && !ok {
		return "", nil, bad
	}
	return name, d, nil
}

// unpredict undoes PNG prediction (RFC 2083, 6) of one byte per pixel, the only kind that cross-reference streams use.
func unpredict(b []byte, parms *Dict) ([]byte, error) {
	predictor, ok := Int(parms.Get("Predictor"))
	if !ok || predictor <= 1 {
		return b, nil
	}
	columns, ok := Int(parms.Get("Columns"))
	if !ok {
		columns = 1
	}
	if predictor < 10 || columns < 1 || columns > 1<<16 || parms.Get("Colors") != nil && !Equal(parms.Get("Colors"), 1) ||
		parms.Get("BitsPerComponent") != nil && !Equal(parms.Get("BitsPerComponent"), 8) || len(b)%(columns+1) != 0 {
		return nil, fmt.Errorf("%w: predictor", ErrMalformed)
	}
	out := make([]byte, 0, len(b)/(columns+1)*columns)
	above := make([]byte, columns)
	for ; len(b) > 0; b = b[columns+1:] {
		row := bytes.Clone(b[1 : columns+1])
		if b[0] > 4 {
			return nil, fmt.Errorf("%w: predictor", ErrMalformed)
		}
		for i := range row {
			var left, upLeft byte
			if i > 0 {
				left, upLeft = row[i-1], above[i-1]
			}
			row[i] += predict(b[0], left, above[i], upLeft)
		}
		out = append(out, row...)
		above = row
	}
	return out, nil
}

func predict(kind, left, up, upLeft byte) byte {
	switch kind {
	case 1:
		return left
	case 2:
		return up
	case 3:
		return byte((int(left) + int(up)) / 2)
	case 4:
		p := int(left) + int(up) - int(upLeft)
		a, b, c := abs(p-int(left)), abs(p-int(up)), abs(p-int(upLeft))
		switch {
		case a <= b && a <= c:
			return left
		case b <= c:
			return up
		}
		return upLeft
	}
	return 0
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
