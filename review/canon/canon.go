// Package canon gives the canonical bytes of a value: what is digested, signed and compared.
//
// Canonical JSON is RFC 8785: members sorted by UTF-16 code units, no white space, numbers in the shortest form of an IEEE 754
// double, strings with the fewest escapes; nothing before and nothing after it. Rules that hold here:
//
//   - Two values are equal when their canonical bytes are.
//   - What is read is read strictly. A duplicate key, an integer beyond 2^53-1, invalid UTF-8, a lone surrogate, a key that differs
//     from a known one only in case, too much depth or size: each is a finding, never a silent choice of one reading.
//   - What [Exact] accepts, it writes back byte for byte.
//   - A field this version does not know is reported by [Decode] and survives a re-export through [Keep].
//   - No error text carries a byte of the document (Art. 20).
//
// Worked example: Marshal(map[string]any{"b": 1.0, "a": "審査"}) is {"a":"審査","b":1}.
package canon

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"shinsa/review/fault"
	"shinsa/review/ident"
)

// MaxInteger is the largest integer that every JSON reader keeps exactly (RFC 7493).
const MaxInteger = 1<<53 - 1

// Limits bound what a document may be. A zero field means its default.
type Limits struct {
	Size   int // bytes; default DefaultSize
	Depth  int // nested objects and arrays; default DefaultDepth
	Values int // in all; default one for 64 bytes of Size, and 10,000 at least
}

// The limits of documents that travel in parcels.
const (
	DefaultSize  = 8 << 20
	DefaultDepth = 64
)

func (l Limits) orDefault() Limits {
	if l.Size <= 0 {
		l.Size = DefaultSize
	}
	if l.Depth <= 0 {
		l.Depth = DefaultDepth
	}
	if l.Values <= 0 {
		l.Values = max(l.Size/bytesPerValue, minValues)
	}
	return l
}

// Marshal returns the canonical bytes of v. It refuses what JSON cannot carry exactly: invalid UTF-8, integers beyond MaxInteger,
// NaN and infinities.
func Marshal(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, marshalFault(err)
	}
	if replacedUTF8(b) {
		return nil, fault.New(fault.Invalid, "json_utf8")
	}
	return Transform(b)
}

// Transform returns the canonical bytes of a JSON document of any layout and size, of at most DefaultDepth.
func Transform(b []byte) ([]byte, error) {
	s, _ := newScanner(b, Limits{Size: len(b) + 1})
	s.left = len(b) // a value of our own may be as finely divided as it likes
	s.document(nil)
	if err := fault.Refuse(fault.Invalid, "json_refused", s.found); err != nil {
		return nil, err
	}
	return canonical(b), nil
}

// Digest returns the SHA-256 of the canonical bytes of v.
func Digest(v any) (ident.Digest, error) {
	b, err := Marshal(v)
	if err != nil {
		return "", err
	}
	return ident.Sum(b), nil
}

// Equal reports whether a and b have the same canonical bytes; false when either has none.
func Equal(a, b any) bool {
	x, err := Marshal(a)
	if err != nil {
		return false
	}
	y, err := Marshal(b)
	return err == nil && bytes.Equal(x, y)
}

// replacedUTF8 reports whether the encoder replaced invalid UTF-8. It writes such a byte as the escape \ufffd, and a real U+FFFD as
// itself, so the escape is the trace.
func replacedUTF8(b []byte) bool {
	for i := 0; i < len(b); i++ {
		if b[i] != '\\' {
			continue
		}
		if bytes.HasPrefix(b[i+1:], []byte("ufffd")) {
			return true
		}
		i++ // the escaped byte
	}
	return false
}

// marshalFault keeps refusals that a value's own MarshalJSON made, and says of the rest only that the value has no JSON.
func marshalFault(err error) error {
	var f *fault.Error
	if errors.As(err, &f) {
		return fmt.Errorf("marshal value: %w", f)
	}
	var unsupported *json.UnsupportedTypeError
	if errors.As(err, &unsupported) {
		return fault.Wrap(fault.Internal, "json_unsupported", unsupported)
	}
	return fault.New(fault.Invalid, "json_unsupported")
}
