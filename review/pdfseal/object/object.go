// Package object is the object model of PDF (ISO 32000-1, 7.2–7.5): a reader for files that may be hostile, a writer, and the
// incremental update that leaves every earlier byte in place.
//
// The reader has one reading of a file or none. Where programs are known to differ, it refuses: two equal keys in a dictionary, a
// stream whose length does not end at endstream, an object that is not where the cross-reference says, bytes after the end. It never
// repairs, never panics, and spends bounded depth, memory and time whatever it is given. Encrypted files are refused.
//
// It knows cross-reference tables and streams, object streams, hybrid files and any number of revisions; of filters only what those
// need, FlateDecode with PNG predictors.
package object

import (
	"errors"
	"slices"
	"strconv"
)

// What reading a file can end with; every error of the reader is one of these, with the place.
var (
	ErrMalformed = errors.New("malformed PDF")
	ErrLimit     = errors.New("PDF beyond the limits")
	ErrEncrypted = errors.New("encrypted PDF")
	ErrMissing   = errors.New("no such object")
)

// An object is one of: nil (null), bool, Number, Name, String, Ref, Array, *Dict, *Stream. The writer also takes int, float64 and Raw.
type (
	// Name is a name, decoded and without its slash.
	Name string
	// Number is a number as written.
	Number string
	// String is a string, decoded.
	String []byte
	// Ref is a reference to an indirect object.
	Ref struct{ Num, Gen int }
	// Array is an array.
	Array []any
	// Raw is a token that is written as it stands.
	Raw []byte
	// Stream is a stream with its data as stored; see Decode.
	Stream struct {
		Dict *Dict
		Data []byte
	}
)

// Dict is a dictionary that keeps the order of its keys. A nil *Dict is empty for reading.
type Dict struct{ entries []entry }

type entry struct {
	key        Name
	value      any
	start, end int // of the value, in the bytes it was read from
}

// NewDict makes a dictionary from name, value pairs. Values of nil are left out.
func NewDict(pairs ...any) *Dict {
	d := &Dict{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != nil {
			d.Set(Name(pairs[i].(string)), pairs[i+1])
		}
	}
	return d
}

// Get returns the value of a key as it stands, perhaps a Ref; nil when there is none.
func (d *Dict) Get(k Name) any {
	if i := d.index(k); i >= 0 {
		return d.entries[i].value
	}
	return nil
}

// Span returns where the value of k stood in the bytes it was read from, and false when there is none.
func (d *Dict) Span(k Name) (start, end int, ok bool) {
	i := d.index(k)
	if i < 0 || d.entries[i].end == 0 {
		return 0, 0, false
	}
	return d.entries[i].start, d.entries[i].end, true
}

// Set gives a key its value, in its old place or at the end.
func (d *Dict) Set(k Name, v any) {
	if i := d.index(k); i >= 0 {
		d.entries[i] = entry{key: k, value: v}
		return
	}
	d.entries = append(d.entries, entry{key: k, value: v})
}

// Delete takes a key out.
func (d *Dict) Delete(k Name) {
	if i := d.index(k); i >= 0 {
		d.entries = slices.Delete(d.entries, i, i+1)
	}
}

// Keys returns the keys in order.
func (d *Dict) Keys() []Name {
	if d == nil {
		return nil
	}
	out := make([]Name, len(d.entries))
	for i, e := range d.entries {
		out[i] = e.key
	}
	return out
}

// Len is the number of keys.
func (d *Dict) Len() int {
	if d == nil {
		return 0
	}
	return len(d.entries)
}

// Clone returns a copy whose keys can be set without touching d; values are shared.
func (d *Dict) Clone() *Dict { return &Dict{slices.Clone(d.entries)} }

func (d *Dict) index(k Name) int {
	if d == nil {
		return -1
	}
	return slices.IndexFunc(d.entries, func(e entry) bool { return e.key == k })
}

// Int returns v as an integer, when it is one.
func Int(v any) (int, bool) {
	switch x := v.(type) {
	case int:
		return x, true
	case Number:
		n, err := strconv.Atoi(string(x))
		return n, err == nil
	}
	return 0, false
}

// Float returns v as a number, when it is one.
func Float(v any) (float64, bool) {
	switch x := v.(type) {
	case int:
		return float64(x), true
	case float64:
		return x, true
	case Number:
		n, err := strconv.ParseFloat(string(x), 64)
		return n, err == nil
	}
	return 0, false
}

// Equal reports whether two objects are the same, whatever their spelling: references by what they name, dictionaries without regard
// to order.
func Equal(a, b any) bool {
	switch x := a.(type) {
	case *Dict:
		y, ok := b.(*Dict)
		return ok && equalDict(x, y)
	case *Stream:
		y, ok := b.(*Stream)
		return ok && equalDict(x.Dict, y.Dict) && slices.Equal(x.Data, y.Data)
	case Array:
		y, ok := b.(Array)
		return ok && slices.EqualFunc(x, y, Equal)
	case String:
		y, ok := b.(String)
		return ok && slices.Equal(x, y)
	case Raw:
		y, ok := b.(Raw)
		return ok && slices.Equal(x, y)
	}
	if fa, ok := Float(a); ok {
		fb, ok := Float(b)
		return ok && fa == fb
	}
	switch b.(type) {
	case Array, String, Raw:
		return false
	}
	return a == b
}

func equalDict(a, b *Dict) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i := range a.entries {
		j := b.index(a.entries[i].key)
		if j < 0 || !Equal(a.entries[i].value, b.entries[j].value) {
			return false
		}
	}
	return true
}
