package object

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
)

// File is one reading of a PDF: the state that its last cross-reference section describes. Objects are read when asked for and kept.
// What it returns is shared: clone before changing. Not for use by several goroutines at once.
type File struct {
	data    []byte
	start   int // offset of the newest section
	stream  bool
	xref    map[int]Place
	trailer *Dict
	cache   map[int]any
	inside  map[int]*objectStream
	busy    map[int]bool
	items   int
	decoded int
}

// Place is where an object stands: at an offset of the file, or in an object stream.
type Place struct {
	Offset int // of the object; 0 when in an object stream or free
	Gen    int
	Stream int // number of the object stream, 0 when not in one
	Index  int // position within it
}

// Free reports whether the number is marked as unused.
func (p Place) Free() bool { return p.Offset == 0 && p.Stream == 0 }

// Open reads the cross-reference sections of a PDF. The bytes are kept, and may not change afterwards.
func Open(data []byte) (*File, error) {
	f := &File{data: data, xref: map[int]Place{}, cache: map[int]any{}, inside: map[int]*objectStream{}, busy: map[int]bool{}}
	if len(data) > MaxFile {
		return nil, fmt.Errorf("%w: file size", ErrLimit)
	}
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, fmt.Errorf("%w: no header", ErrMalformed)
	}
	start, err := f.findStart()
	if err != nil {
		return nil, err
	}
	f.start = start
	if err := f.readSections(); err != nil {
		return nil, err
	}
	if f.trailer.Get("Encrypt") != nil {
		return nil, ErrEncrypted
	}
	if _, ok := f.trailer.Get("Root").(Ref); !ok {
		return nil, fmt.Errorf("%w: no catalog", ErrMalformed)
	}
	return f, nil
}

// findStart reads the end of the file: startxref, a number, %%EOF and nothing more but white space.
func (f *File) findStart() (int, error) {
	tail := max(0, len(f.data)-1024)
	i := bytes.LastIndex(f.data[tail:], []byte("startxref"))
	if i < 0 {
		return 0, fmt.Errorf("%w: no startxref at the end", ErrMalformed)
	}
	l := f.lexAt(tail + i + len("startxref"))
	n, ok := l.natural()
	if !ok || n <= 0 || n >= len(f.data) {
		return 0, l.fail("startxref")
	}
	for l.p < len(l.b) && isSpace(l.b[l.p]) {
		l.p++
	}
	if rest := bytes.TrimRight(l.b[l.p:], " \t\r\n\f\x00"); string(rest) != "%%EOF" {
		return 0, l.fail("end of file")
	}
	return n, nil
}

func (f *File) lexAt(p int) *lexer { return &lexer{b: f.data, p: p, items: &f.items} }

// Trailer is the dictionary of the newest cross-reference section.
func (f *File) Trailer() *Dict { return f.trailer }

// Data is the bytes the file was opened from.
func (f *File) Data() []byte { return f.data }

// Places returns where every object number in use or freed stands.
func (f *File) Places() map[int]Place { return maps.Clone(f.xref) }

// Numbers returns the object numbers in use, in order.
func (f *File) Numbers() []int {
	var out []int
	for n, p := range f.xref {
		if !p.Free() {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// Object reads the object that r names. A reference to nothing is ErrMissing; to be null is for the caller to decide.
func (f *File) Object(r Ref) (any, error) {
	p, ok := f.xref[r.Num]
	if !ok || p.Free() || p.Gen != r.Gen {
		return nil, fmt.Errorf("object %d %d: %w", r.Num, r.Gen, ErrMissing)
	}
	if v, ok := f.cache[r.Num]; ok {
		return v, nil
	}
	if f.busy[r.Num] {
		return nil, fmt.Errorf("%w: object %d contains itself", ErrMalformed, r.Num)
	}
	f.busy[r.Num] = true
	defer delete(f.busy, r.Num)
	var v any
	var err error
	if p.Stream != 0 {
		v, err = f.compressed(r.Num, p)
	} else {
		v, err = f.bodyObject(r, p.Offset)
	}
	if err != nil {
		return nil, fmt.Errorf("object %d: %w", r.Num, err)
	}
	f.cache[r.Num] = v
	return v, nil
}

// Resolve follows references to the object itself. What is not there is nil, as the format has it.
func (f *File) Resolve(v any) (any, error) {
	for range maxDepth {
		r, ok := v.(Ref)
		if !ok {
			return v, nil
		}
		next, err := f.Object(r)
		if isMissing(err) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		v = next
	}
	return nil, fmt.Errorf("%w: references in a circle", ErrMalformed)
}

// Dict resolves v to a dictionary, the one of a stream included. Nothing there gives nil; something else is ErrMalformed.
func (f *File) Dict(v any) (*Dict, error) {
	v, err := f.Resolve(v)
	if err != nil {
		return nil, err
	}
	switch x := v.(type) {
	case nil:
		return nil, nil
	case *Dict:
		return x, nil
	case *Stream:
		return x.Dict, nil
	}
	return nil, fmt.Errorf("%w: want a dictionary", ErrMalformed)
}

// Array resolves v to an array, with the same rules as Dict.
func (f *File) Array(v any) (Array, error) {
	v, err := f.Resolve(v)
	if err != nil {
		return nil, err
	}
	switch x := v.(type) {
	case nil:
		return nil, nil
	case Array:
		return x, nil
	}
	return nil, fmt.Errorf("%w: want an array", ErrMalformed)
}

// bodyObject reads "num gen obj … endobj" at an offset.
func (f *File) bodyObject(r Ref, offset int) (any, error) {
	if offset <= 0 || offset >= len(f.data) {
		return nil, fmt.Errorf("%w: offset outside the file", ErrMalformed)
	}
	l := f.lexAt(offset)
	n, ok1 := l.natural()
	g, ok2 := l.natural()
	if !ok1 || !ok2 || n != r.Num || g != r.Gen || !l.keyword("obj") {
		return nil, l.fail("object is not where the cross-reference says")
	}
	v, err := l.object(0)
	if err != nil {
		return nil, err
	}
	if d, ok := v.(*Dict); ok && l.keyword("stream") {
		if v, err = f.streamBody(l, d); err != nil {
			return nil, err
		}
	}
	if !l.keyword("endobj") {
		return nil, l.fail("no endobj")
	}
	return v, nil
}

// streamBody reads the data of a stream: exactly Length bytes, and then endstream.
func (f *File) streamBody(l *lexer, d *Dict) (*Stream, error) {
	switch {
	case bytes.HasPrefix(l.b[l.p:], []byte("\r\n")):
		l.p += 2
	case bytes.HasPrefix(l.b[l.p:], []byte("\n")):
		l.p++
	default:
		return nil, l.fail("no line end after stream")
	}
	v, err := f.Resolve(d.Get("Length"))
	if err != nil {
		return nil, err
	}
	n, ok := Int(v)
	if !ok || n < 0 || n > len(l.b)-l.p {
		return nil, l.fail("stream length")
	}
	data := l.b[l.p : l.p+n : l.p+n]
	l.p += n
	for _, c := range []byte("\r\n") { // one line end before endstream is not data
		if l.p < len(l.b) && l.b[l.p] == c {
			l.p++
		}
	}
	if !bytes.HasPrefix(l.b[l.p:], []byte("endstream")) {
		return nil, l.fail("stream does not end where its length says")
	}
	l.p += len("endstream")
	return &Stream{d, data}, nil
}
