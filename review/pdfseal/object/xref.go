package object

import (
	"bytes"
	"fmt"
)

// readSections reads the chain of cross-reference sections, newest first: what a newer one says of a number stands.
func (f *File) readSections() error {
	seen := map[int]bool{}
	for at := f.start; ; {
		if seen[at] {
			return fmt.Errorf("%w: cross-reference sections in a circle", ErrMalformed)
		}
		if seen[at] = true; len(seen) > maxSections {
			return fmt.Errorf("%w: cross-reference sections", ErrLimit)
		}
		trailer, isStream, err := f.section(at)
		if err != nil {
			return fmt.Errorf("cross-reference at %d: %w", at, err)
		}
		if f.trailer == nil {
			f.trailer, f.stream = trailer, isStream
		}
		if v := trailer.Get("XRefStm"); v != nil && !isStream { // hybrid: for readers of 1.5 and later the stream completes the table
			n, ok := Int(v)
			if !ok || n <= 0 || n >= len(f.data) {
				return fmt.Errorf("%w: XRefStm", ErrMalformed)
			}
			if _, err := f.xrefStream(n); err != nil {
				return fmt.Errorf("hybrid cross-reference at %d: %w", n, err)
			}
		}
		prev := trailer.Get("Prev")
		if prev == nil {
			return nil
		}
		n, ok := Int(prev)
		if !ok || n <= 0 || n >= len(f.data) {
			return fmt.Errorf("%w: Prev", ErrMalformed)
		}
		at = n
	}
}

func (f *File) section(at int) (trailer *Dict, isStream bool, err error) {
	l := f.lexAt(at)
	if l.keyword("xref") {
		d, err := f.table(l)
		return d, false, err
	}
	d, err := f.xrefStream(at)
	return d, true, err
}

// place notes where an object stands, unless a newer section said so already.
func (f *File) place(n int, p Place) error {
	if n > maxNumber || len(f.xref) > maxObjects {
		return fmt.Errorf("%w: number of objects", ErrLimit)
	}
	if _, known := f.xref[n]; !known {
		f.xref[n] = p
	}
	return nil
}

func (f *File) table(l *lexer) (*Dict, error) {
	for !l.keyword("trailer") {
		first, ok1 := l.natural()
		count, ok2 := l.natural()
		if !ok1 || !ok2 {
			return nil, l.fail("subsection")
		}
		for i := range count {
			offset, ok1 := l.natural()
			gen, ok2 := l.natural()
			switch {
			case !ok1 || !ok2 || gen > 65535:
				return nil, l.fail("entry")
			case l.keyword("n") && offset > 0:
			case l.keyword("f"):
				offset = 0
			default:
				return nil, l.fail("entry")
			}
			if err := f.place(first+i, Place{Offset: offset, Gen: gen}); err != nil {
				return nil, err
			}
		}
	}
	v, err := l.object(0)
	if err != nil {
		return nil, err
	}
	d, ok := v.(*Dict)
	if !ok {
		return nil, l.fail("trailer")
	}
	return d, nil
}

// xrefStream reads a cross-reference stream (7.5.8), itself an object of the file.
func (f *File) xrefStream(at int) (*Dict, error) {
	l := f.lexAt(at)
	n, ok1 := l.natural()
	g, ok2 := l.natural()
	if !ok1 || !ok2 {
		return nil, l.fail("neither table nor stream")
	}
	v, err := f.bodyObject(Ref{n, g}, at)
	if err != nil {
		return nil, err
	}
	s, ok := v.(*Stream)
	if !ok || s.Dict.Get("Type") != Name("XRef") {
		return nil, l.fail("not a cross-reference stream")
	}
	data, err := f.Decode(s)
	if err != nil {
		return nil, err
	}
	return s.Dict, f.xrefEntries(s.Dict, data)
}

func (f *File) xrefEntries(d *Dict, data []byte) error {
	bad := fmt.Errorf("%w: cross-reference stream", ErrMalformed)
	w, _ := d.Get("W").(Array)
	var width [3]int
	total := 0
	for i := range w {
		n, ok := Int(w[i])
		if !ok || n < 0 || n > 8 || i > 2 {
			return bad
		}
		width[i] = n
		total += n
	}
	size, ok := Int(d.Get("Size"))
	if !ok || len(w) != 3 || total == 0 || width[1] == 0 {
		return bad
	}
	index, _ := d.Get("Index").(Array)
	if d.Get("Index") == nil {
		index = Array{0, size}
	}
	if len(index)%2 != 0 {
		return bad
	}
	for i := 0; i < len(index); i += 2 {
		first, ok1 := Int(index[i])
		count, ok2 := Int(index[i+1])
		if !ok1 || !ok2 || first < 0 || count < 0 || count > len(data)/total {
			return bad
		}
		for k := range count {
			p, ok := entryAt(data[k*total:], width)
			if !ok {
				return bad
			}
			if err := f.place(first+k, p); err != nil {
				return err
			}
		}
		data = data[count*total:]
	}
	if len(bytes.TrimRight(data, "\x00")) > 0 {
		return bad
	}
	return nil
}

func entryAt(b []byte, width [3]int) (Place, bool) {
	v := [3]int{0: 1} // the kind is 1 when its field has no width
	for i, n := range width {
		if n > 0 {
			v[i] = 0
		}
		for range n {
			if v[i] > 1<<40 {
				return Place{}, false
			}
			v[i] = v[i]<<8 | int(b[0])
			b = b[1:]
		}
	}
	switch v[0] {
	case 0:
		return Place{Gen: min(v[2], 65535)}, true
	case 1:
		return Place{Offset: v[1], Gen: v[2]}, v[1] > 0 && v[2] <= 65535
	case 2:
		return Place{Stream: v[1], Index: v[2]}, v[1] > 0
	}
	return Place{}, true // kinds to come count as null
}
