package canon

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/gowebpki/jcs"
)

// writer writes a document that the scanner found clean in its canonical form: with that, all that is left is to put the members of
// objects in order, to drop white space, and to write strings and numbers in the one way there is. It does so in one pass and, where
// members stand in order already, without moving anything.
type writer struct {
	in      []byte
	i       int
	out     []byte
	members []member // of the objects that are being written, innermost last
	spare   []byte   // the members of one object while they are put in order
}

// member is where a member of an object stands in out, and its key without quotation marks and escapes.
type member struct {
	key      []byte
	from, to int
}

func canonical(clean []byte) []byte {
	w := writer{in: clean, out: make([]byte, 0, len(clean))}
	w.value()
	return w.out
}

func (w *writer) space() {
	for w.in[w.i] == ' ' || w.in[w.i] == '\n' || w.in[w.i] == '\r' || w.in[w.i] == '\t' {
		w.i++
	}
}

// take skips white space and c, and reports whether c was there.
func (w *writer) take(c byte) bool {
	w.space()
	if w.in[w.i] != c {
		return false
	}
	w.i++
	return true
}

func (w *writer) value() {
	w.space()
	switch c := w.in[w.i]; {
	case c == '{':
		w.object()
	case c == '[':
		w.array()
	case c == '"':
		w.text()
	case c == '-' || c >= '0' && c <= '9':
		w.number()
	default: // true, false, null
		from := w.i
		for w.i < len(w.in) && w.in[w.i] >= 'a' && w.in[w.i] <= 'z' {
			w.i++
		}
		w.out = append(w.out, w.in[from:w.i]...)
	}
}

func (w *writer) array() {
	w.i++
	w.out = append(w.out, '[')
	for first := true; !w.take(']'); first = false {
		if !first {
			w.take(',')
			w.out = append(w.out, ',')
		}
		w.value()
	}
	w.out = append(w.out, ']')
}

func (w *writer) object() {
	w.i++
	w.out = append(w.out, '{')
	base, begin, ordered := len(w.members), len(w.out), true
	for !w.take('}') {
		if len(w.members) > base {
			w.take(',')
			w.space()
			w.out = append(w.out, ',')
		}
		from := len(w.out)
		key := w.text()
		w.take(':')
		w.out = append(w.out, ':')
		w.value()
		ordered = ordered && (len(w.members) == base || compareKeys(w.members[len(w.members)-1].key, key) < 0)
		w.members = append(w.members, member{key, from, len(w.out)})
	}
	if !ordered {
		w.order(w.members[base:], begin)
	}
	w.members = w.members[:base]
	w.out = append(w.out, '}')
}

// order puts the members, which are what out holds from begin on, in the order of their keys.
func (w *writer) order(members []member, begin int) {
	slices.SortFunc(members, func(a, b member) int { return compareKeys(a.key, b.key) })
	w.spare = append(w.spare[:0], w.out[begin:]...)
	w.out = w.out[:begin]
	for n, m := range members {
		if n > 0 {
			w.out = append(w.out, ',')
		}
		w.out = append(w.out, w.spare[m.from-begin:m.to-begin]...)
	}
}

// compareKeys compares by UTF-16 code units (RFC 8785, 3.2.3), which is the order of the characters but for those beyond the basic plane:
// their first surrogate stands before U+E000.
func compareKeys(a, b []byte) int {
	for len(a) > 0 && len(b) > 0 {
		x, n := utf8.DecodeRune(a)
		y, m := utf8.DecodeRune(b)
		if x != y {
			if (x > 0xFFFF) != (y > 0xFFFF) {
				x, y = firstUnit(x), firstUnit(y)
			}
			return int(x - y)
		}
		a, b = a[n:], b[m:]
	}
	return len(a) - len(b)
}

func firstUnit(r rune) rune {
	if r > 0xFFFF {
		return 0xD800 + (r-0x10000)>>10
	}
	return r
}

// text writes the string that begins at the quotation mark under the cursor and returns what it says.
func (w *writer) text() []byte {
	w.i++
	from, plain := w.i, true
	for w.in[w.i] != '"' {
		if w.in[w.i] == '\\' {
			plain = false
			w.i++
		}
		w.i++
	}
	said := w.in[from:w.i]
	w.i++
	w.out = append(w.out, '"')
	if plain {
		w.out = append(w.out, said...)
	} else {
		s, _ := unquote(said)
		said = []byte(s)
		w.escaped(said)
	}
	w.out = append(w.out, '"')
	return said
}

// escaped writes what has to be escaped in the shortest way there is, and everything else as it is (RFC 8785, 3.2.2.2).
func (w *writer) escaped(s []byte) {
	const hex = "0123456789abcdef"
	short := [...]byte{'\b': 'b', '\t': 't', '\n': 'n', '\f': 'f', '\r': 'r', '"': '"', '\\': '\\'}
	for _, c := range s {
		switch {
		case int(c) < len(short) && short[c] != 0:
			w.out = append(w.out, '\\', short[c])
		case c < 0x20:
			w.out = append(w.out, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			w.out = append(w.out, c)
		}
	}
}

// number writes a number. A whole one within MaxInteger is canonical as it stands.
func (w *writer) number() {
	from, whole := w.i, true
	for ; w.i < len(w.in); w.i++ {
		c := w.in[w.i]
		if c >= '0' && c <= '9' || c == '-' && w.i == from {
			continue
		}
		if c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-' {
			break
		}
		whole = false
	}
	lit := w.in[from:w.i]
	if !whole || string(lit) == "-0" {
		// Neither refuses: the scanner has read the same number, and it is finite.
		f, _ := strconv.ParseFloat(string(lit), 64)
		shortest, _ := jcs.NumberToJSON(f)
		lit = []byte(shortest)
	}
	w.out = append(w.out, lit...)
}
