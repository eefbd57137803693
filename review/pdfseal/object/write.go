package object

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strconv"
	"sync"
)

// writer writes objects; ref, when set, says what each reference becomes.
type writer struct {
	*bytes.Buffer
	ref func(Ref) Ref
}

// Write appends an object in the one spelling this package has for it. A stream's Length is written as its data has it.
func Write(w *bytes.Buffer, v any) { writer{Buffer: w}.object(v) }

func (w writer) object(v any) {
	switch x := v.(type) {
	case bool:
		w.WriteString(strconv.FormatBool(x))
	case int:
		w.WriteString(strconv.Itoa(x))
	case float64:
		w.WriteString(strconv.FormatFloat(x, 'f', -1, 64))
	case Number:
		w.WriteString(string(x))
	case Raw:
		w.Write(x)
	case Name:
		writeName(w.Buffer, x)
	case String:
		writeString(w.Buffer, x)
	case Ref:
		if w.ref != nil {
			x = w.ref(x)
		}
		w.WriteString(strconv.Itoa(x.Num) + " " + strconv.Itoa(x.Gen) + " R")
	case Array:
		w.array(x)
	case *Dict:
		w.dict(x, -1)
	case *Stream:
		w.dict(x.Dict, len(x.Data))
		w.WriteString("\nstream\n")
		w.Write(x.Data)
		w.WriteString("\nendstream")
	default:
		w.WriteString("null")
	}
}

func (w writer) array(a Array) {
	w.WriteByte('[')
	for i, e := range a {
		if i > 0 {
			w.WriteByte(' ')
		}
		w.object(e)
	}
	w.WriteByte(']')
}

// dict writes a dictionary; a length of a stream, not negative, takes the place of its Length.
func (w writer) dict(d *Dict, length int) {
	w.WriteString("<<")
	for i, e := range d.entries {
		if length >= 0 && e.key == "Length" {
			continue
		}
		if i > 0 {
			w.WriteByte(' ')
		}
		writeName(w.Buffer, e.key)
		w.WriteByte(' ')
		w.object(e.value)
	}
	if length >= 0 {
		w.WriteString(" /Length " + strconv.Itoa(length))
	}
	w.WriteString(">>")
}

func writeName(w *bytes.Buffer, n Name) {
	w.WriteByte('/')
	for i := range len(n) {
		if c := n[i]; c <= ' ' || c > '~' || c == '#' || isDelim(c) {
			fmt.Fprintf(w, "#%02X", c)
		} else {
			w.WriteByte(c)
		}
	}
}

// writeString writes printable ASCII in parentheses and everything else in hexadecimal, so that a file stays readable and no byte is
// ever taken for a line end.
func writeString(w *bytes.Buffer, s String) {
	for _, c := range s {
		if c < ' ' || c > '~' {
			fmt.Fprintf(w, "<%X>", []byte(s))
			return
		}
	}
	w.WriteByte('(')
	for _, c := range s {
		if c == '(' || c == ')' || c == '\\' {
			w.WriteByte('\\')
		}
		w.WriteByte(c)
	}
	w.WriteByte(')')
}

// Bytes returns the spelling of one object.
func Bytes(v any) []byte {
	var w bytes.Buffer
	Write(&w, v)
	return w.Bytes()
}

var deflaters = sync.Pool{New: func() any {
	z, _ := zlib.NewWriterLevel(io.Discard, zlib.BestSpeed) // the level is valid
	return z
}}

// Flate makes a compressed stream of data.
func Flate(d *Dict, data []byte) *Stream {
	var out bytes.Buffer
	z := deflaters.Get().(*zlib.Writer)
	defer deflaters.Put(z)
	z.Reset(&out)
	z.Write(data) // a bytes.Buffer takes everything
	z.Close()
	d.Set("Filter", Name("FlateDecode"))
	return &Stream{d, out.Bytes()}
}
