package object

import (
	"bytes"
	"fmt"
	"strconv"
)

// Limits of what is read; no honest file of ours comes near.
const (
	MaxFile     = 512 << 20
	maxDepth    = 48
	maxItems    = 4_000_000 // objects of any kind read from one file, all told
	maxNumber   = 8_388_607 // highest object number (ISO 32000-1, annex C)
	maxObjects  = 1_000_000 // entries of the cross-reference
	maxSections = 2_000     // cross-reference sections
	maxDecoded  = 96 << 20  // bytes decoded from one file, all told
)

// lexer reads objects from bytes. Items is shared by all lexers of a file.
type lexer struct {
	b     []byte
	p     int
	items *int
}

func (l *lexer) fail(what string) error {
	return fmt.Errorf("%w: %s at %d", ErrMalformed, what, l.p)
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// skip passes white space and comments.
func (l *lexer) skip() {
	for l.p < len(l.b) {
		switch c := l.b[l.p]; {
		case isSpace(c):
			l.p++
		case c == '%':
			for l.p < len(l.b) && l.b[l.p] != '\n' && l.b[l.p] != '\r' {
				l.p++
			}
		default:
			return
		}
	}
}

// word reads a run of regular characters.
func (l *lexer) word() []byte {
	s := l.p
	for l.p < len(l.b) && !isSpace(l.b[l.p]) && !isDelim(l.b[l.p]) {
		l.p++
	}
	return l.b[s:l.p]
}

// keyword passes w when it comes next as a whole word.
func (l *lexer) keyword(w string) bool {
	l.skip()
	at := l.p
	if string(l.word()) == w {
		return true
	}
	l.p = at
	return false
}

// natural reads an unsigned integer of at most ten digits.
func (l *lexer) natural() (int, bool) {
	l.skip()
	at := l.p
	w := l.word()
	if len(w) == 0 || len(w) > 10 || !isDigit(w[0]) {
		l.p = at
		return 0, false
	}
	n, err := strconv.Atoi(string(w))
	if err != nil {
		l.p = at
		return 0, false
	}
	return n, true
}

// object reads the next object.
func (l *lexer) object(depth int) (any, error) {
	if *l.items++; depth > maxDepth || *l.items > maxItems {
		return nil, fmt.Errorf("%w: nesting or number of objects", ErrLimit)
	}
	l.skip()
	if l.p >= len(l.b) {
		return nil, l.fail("end of data")
	}
	switch c := l.b[l.p]; {
	case c == '/':
		return l.name()
	case c == '(':
		return l.literal()
	case c == '<' && l.p+1 < len(l.b) && l.b[l.p+1] == '<':
		return l.dict(depth)
	case c == '<':
		return l.hex()
	case c == '[':
		return l.array(depth)
	case isDigit(c) || c == '+' || c == '-' || c == '.':
		return l.number()
	}
	switch w := l.word(); string(w) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	}
	return nil, l.fail("unknown word")
}

func (l *lexer) name() (any, error) {
	l.p++
	w := l.word()
	if bytes.IndexByte(w, '#') < 0 {
		return Name(w), nil
	}
	out := make([]byte, 0, len(w))
	for i := 0; i < len(w); i++ {
		if w[i] != '#' {
			out = append(out, w[i])
			continue
		}
		if i+2 >= len(w) {
			return nil, l.fail("name escape")
		}
		hi, lo := unhex(w[i+1]), unhex(w[i+2])
		if hi < 0 || lo < 0 || hi+lo == 0 {
			return nil, l.fail("name escape")
		}
		out = append(out, byte(hi<<4|lo))
		i += 2
	}
	return Name(out), nil
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) hex() (any, error) {
	end := bytes.IndexByte(l.b[l.p:], '>')
	if end < 0 {
		return nil, l.fail("open hexadecimal string")
	}
	body := l.b[l.p+1 : l.p+end]
	l.p += end + 1
	out := make(String, 0, (len(body)+1)/2)
	high := -1
	for _, c := range body {
		v := unhex(c)
		switch {
		case v < 0 && isSpace(c):
		case v < 0:
			return nil, l.fail("hexadecimal digit")
		case high < 0:
			high = v
		default:
			out = append(out, byte(high<<4|v))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return out, nil
}

// literal reads a string in parentheses.
func (l *lexer) literal() (any, error) {
	l.p++
	out, open := String{}, 1
	for l.p < len(l.b) {
		c := l.b[l.p]
		l.p++
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return out, nil
			}
		case '\\':
			out = l.escape(out)
			continue
		case '\r': // an end of line counts as one line feed, however it is written
			if l.p < len(l.b) && l.b[l.p] == '\n' {
				l.p++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return nil, l.fail("open string")
}

func (l *lexer) escape(out String) String {
	if l.p >= len(l.b) {
		return out
	}
	c := l.b[l.p]
	l.p++
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	switch {
	case c >= '0' && c <= '7':
		v := int(c - '0')
		for k := 0; k < 2 && l.p < len(l.b) && l.b[l.p] >= '0' && l.b[l.p] <= '7'; k++ {
			v = v<<3 | int(l.b[l.p]-'0')
			l.p++
		}
		return append(out, byte(v))
	case c == '\r':
		if l.p < len(l.b) && l.b[l.p] == '\n' {
			l.p++
		}
		return out
	case c == '\n':
		return out
	}
	return append(out, c)
}

func (l *lexer) array(depth int) (any, error) {
	l.p++
	out := Array{}
	for {
		l.skip()
		if l.p < len(l.b) && l.b[l.p] == ']' {
			l.p++
			return out, nil
		}
		v, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
}

func (l *lexer) dict(depth int) (any, error) {
	l.p += 2
	d := &Dict{}
	var seen map[Name]bool
	for {
		l.skip()
		if bytes.HasPrefix(l.b[l.p:], []byte(">>")) {
			l.p += 2
			return d, nil
		}
		if l.p >= len(l.b) || l.b[l.p] != '/' {
			return nil, l.fail("dictionary key")
		}
		k, err := l.name()
		if err != nil {
			return nil, err
		}
		l.skip()
		start := l.p
		v, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		key := k.(Name)
		if len(d.entries) == 16 {
			seen = make(map[Name]bool, 64)
			for _, e := range d.entries {
				seen[e.key] = true
			}
		}
		if seen[key] || seen == nil && d.index(key) >= 0 {
			return nil, l.fail("key twice in a dictionary")
		}
		if seen != nil {
			seen[key] = true
		}
		d.entries = append(d.entries, entry{key, v, start, l.p})
	}
}

// number reads a number, or a reference when "generation R" follows.
func (l *lexer) number() (any, error) {
	w := l.word()
	if !isNumber(w) {
		return nil, l.fail("number")
	}
	if len(w) <= 7 && isDigit(w[0]) {
		after := l.p
		n, err := strconv.Atoi(string(w))
		if err == nil {
			if g, ok := l.natural(); ok && g <= 65535 && l.keyword("R") {
				return Ref{n, g}, nil
			}
		}
		l.p = after
	}
	return Number(w), nil
}

// isNumber accepts the numbers of PDF: no exponent, one sign, one point, at least one digit.
func isNumber(w []byte) bool {
	digits, points := 0, 0
	for i, c := range w {
		switch {
		case isDigit(c):
			digits++
		case c == '.':
			points++
		case i == 0 && (c == '+' || c == '-'):
		default:
			return false
		}
	}
	return digits > 0 && points <= 1 && len(w) < 64
}
