package canon

import (
	"bytes"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"shinsa/review/fault"
)

// maxFindings ends a check that would only repeat itself.
const maxFindings = 100

// A document may have one value for so many bytes of its size limit, and always so many: otherwise a few megabytes of [[],[],[]… would
// take hundreds once they are built. An opinion on 6,000 items has 42,000 values, an application with as many answers 80,000.
const (
	bytesPerValue = 64
	minValues     = 10_000
)

// Check reads a document without building it and returns everything that keeps it from being one value under one reading. Text that
// is no JSON ends the check at the place where it stops being JSON. At of a finding is the JSON Pointer (RFC 6901) of the value.
func Check(b []byte, l Limits) fault.List {
	s, ok := newScanner(b, l)
	if ok {
		s.document(nil)
	}
	return s.found
}

// scanner reads a document once, beside the Go type that is to take it, if there is one.
type scanner struct {
	b        []byte
	i        int
	maxDepth int
	left     int // values still allowed
	path     []step
	known    map[reflect.Type]map[string]reflect.Type
	unknown  []string
	found    fault.List
}

// step is one token of a path: a key, or an index where key is "".
type step struct {
	key   string
	index int
}

func newScanner(b []byte, l Limits) (*scanner, bool) {
	l = l.orDefault()
	s := &scanner{b: b, maxDepth: l.Depth, left: l.Values, known: map[reflect.Type]map[string]reflect.Type{}}
	if len(b) > l.Size {
		s.add("json_size", "size", strconv.Itoa(len(b)), "limit", strconv.Itoa(l.Size))
		return s, false
	}
	return s, true
}

// document scans the whole text as one value for type t.
func (s *scanner) document(t reflect.Type) {
	if s.value(t) {
		if s.space(); s.i < len(s.b) {
			s.syntax()
		}
	}
}

// at returns the JSON Pointer of the value under the cursor.
func (s *scanner) at() string {
	var b strings.Builder
	for _, p := range s.path {
		b.WriteByte('/')
		if p.key == "" && p.index >= 0 {
			b.WriteString(strconv.Itoa(p.index))
		} else {
			b.WriteString(escapePointer(p.key))
		}
	}
	return b.String()
}

func (s *scanner) add(code string, args ...string) {
	if len(s.found) >= maxFindings {
		return
	}
	f := fault.Finding{Code: code, Severity: fault.Must, At: s.at()}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]string{}
		}
		f.Args[args[i]] = args[i+1]
	}
	s.found = append(s.found, f)
}

// syntax reports that the text stops being JSON here; it always returns false, which unwinds the scan.
func (s *scanner) syntax() bool {
	s.path = nil
	s.add("json_syntax", "offset", strconv.Itoa(s.i))
	return false
}

func (s *scanner) space() {
	for s.i < len(s.b) && strings.IndexByte(" \t\r\n", s.b[s.i]) >= 0 {
		s.i++
	}
}

// take skips white space and c, and reports whether c was there.
func (s *scanner) take(c byte) bool {
	s.space()
	if s.i < len(s.b) && s.b[s.i] == c {
		s.i++
		return true
	}
	return false
}

func (s *scanner) value(t reflect.Type) bool {
	s.space()
	if s.i >= len(s.b) {
		return s.syntax()
	}
	if s.left--; s.left < 0 {
		s.add("json_too_many_values")
		return false
	}
	switch c := s.b[s.i]; {
	case c == '{' || c == '[':
		if len(s.path) >= s.maxDepth {
			s.add("json_depth", "limit", strconv.Itoa(s.maxDepth))
			return false
		}
		s.i++
		t = target(t)
		if c == '{' {
			return s.object(t)
		}
		return s.array(t)
	case c == '"':
		_, ok := s.text()
		return ok
	case c == '-' || c >= '0' && c <= '9':
		return s.number()
	}
	for _, word := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(s.b[s.i:], []byte(word)) {
			s.i += len(word)
			return true
		}
	}
	return s.syntax()
}

func (s *scanner) object(t reflect.Type) bool {
	if s.take('}') {
		return true
	}
	seen := map[string]bool{}
	for {
		s.space()
		if s.i >= len(s.b) || s.b[s.i] != '"' {
			return s.syntax()
		}
		key, ok := s.text()
		if !ok {
			return false
		}
		s.path = append(s.path, step{key, -1})
		if seen[key] {
			s.add("json_duplicate_key")
		}
		seen[key] = true
		if !s.take(':') {
			return s.syntax()
		}
		if !s.value(s.member(t, key)) {
			return false
		}
		s.path = s.path[:len(s.path)-1]
		if s.take('}') {
			return true
		}
		if !s.take(',') {
			return s.syntax()
		}
	}
}

func (s *scanner) array(t reflect.Type) bool {
	if s.take(']') {
		return true
	}
	var element reflect.Type
	if t != nil && (t.Kind() == reflect.Slice || t.Kind() == reflect.Array) {
		element = t.Elem()
	}
	for n := 0; ; n++ {
		s.path = append(s.path, step{"", n})
		if !s.value(element) {
			return false
		}
		s.path = s.path[:len(s.path)-1]
		if s.take(']') {
			return true
		}
		if !s.take(',') {
			return s.syntax()
		}
	}
}

// text reads the string that begins at the quotation mark under the cursor.
func (s *scanner) text() (string, bool) {
	start := s.i
	s.i++
	for s.i < len(s.b) {
		switch c := s.b[s.i]; {
		case c == '"':
			s.i++
			out, err := unquote(s.b[start+1 : s.i-1])
			if err != "" {
				s.add(err)
			}
			return out, true
		case c == '\\':
			if !s.escape() {
				return "", s.syntax()
			}
		case c < 0x20:
			return "", s.syntax()
		default:
			s.i++
		}
	}
	return "", s.syntax()
}

// escape skips one escape and reports whether JSON has it.
func (s *scanner) escape() bool {
	if s.i+1 >= len(s.b) {
		return false
	}
	if strings.IndexByte(`"\/bfnrt`, s.b[s.i+1]) >= 0 {
		s.i += 2
		return true
	}
	if s.b[s.i+1] != 'u' || s.i+6 > len(s.b) {
		return false
	}
	if _, ok := hex4(s.b[s.i+2 : s.i+6]); !ok {
		return false
	}
	s.i += 6
	return true
}

func (s *scanner) number() bool {
	start := s.i
	for s.i < len(s.b) && strings.IndexByte("+-.eE0123456789", s.b[s.i]) >= 0 {
		s.i++
	}
	lit := string(s.b[start:s.i])
	if !numberSyntax(lit) {
		s.i = start
		return s.syntax()
	}
	f, err := strconv.ParseFloat(lit, 64)
	if err != nil || math.Abs(f) > MaxInteger {
		s.add("json_number")
	}
	return true
}

// escapePointer writes a key as one token of a JSON Pointer.
func escapePointer(key string) string {
	if !utf8.ValidString(key) {
		key = strings.ToValidUTF8(key, "\uFFFD")
	}
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
