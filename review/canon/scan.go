package canon

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"shinsa/review/fault"
)

// maxFindings ends a check that would only repeat itself.
const maxFindings = 100

// Check reads a document without building it and returns everything that keeps it from being one value under one reading. Text that
// is no JSON ends the check at the place where it stops being JSON. At of a finding is the JSON Pointer (RFC 6901) of the value.
func Check(b []byte, l Limits) fault.List {
	l = l.orDefault()
	if len(b) > l.Size {
		return fault.List{{
			Code: "json_size", Severity: fault.Must,
			Args: map[string]string{"size": strconv.Itoa(len(b)), "limit": strconv.Itoa(l.Size)},
		}}
	}
	s := &scanner{b: b, maxDepth: l.Depth}
	if s.value("", 0) {
		if s.space(); s.i < len(s.b) {
			s.syntax()
		}
	}
	return s.found
}

type scanner struct {
	b        []byte
	i        int
	maxDepth int
	found    fault.List
}

func (s *scanner) add(code, at string, args ...string) {
	if len(s.found) >= maxFindings {
		return
	}
	f := fault.Finding{Code: code, Severity: fault.Must, At: at}
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
	s.add("json_syntax", "", "offset", strconv.Itoa(s.i))
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

func (s *scanner) value(at string, depth int) bool {
	s.space()
	if s.i >= len(s.b) {
		return s.syntax()
	}
	switch c := s.b[s.i]; {
	case c == '{' || c == '[':
		if depth >= s.maxDepth {
			s.add("json_depth", at, "limit", strconv.Itoa(s.maxDepth))
			return false
		}
		s.i++
		if c == '{' {
			return s.object(at, depth+1)
		}
		return s.array(at, depth+1)
	case c == '"':
		_, ok := s.text(at)
		return ok
	case c == '-' || c >= '0' && c <= '9':
		return s.number(at)
	}
	for _, word := range []string{"true", "false", "null"} {
		if strings.HasPrefix(string(s.b[s.i:min(len(s.b), s.i+5)]), word) {
			s.i += len(word)
			return true
		}
	}
	return s.syntax()
}

func (s *scanner) object(at string, depth int) bool {
	if s.take('}') {
		return true
	}
	seen := map[string]bool{}
	for {
		s.space()
		if s.i >= len(s.b) || s.b[s.i] != '"' {
			return s.syntax()
		}
		key, ok := s.text(at)
		if !ok {
			return false
		}
		below := at + "/" + escapePointer(key)
		if seen[key] {
			s.add("json_duplicate_key", below)
		}
		seen[key] = true
		if !s.take(':') {
			return s.syntax()
		}
		if !s.value(below, depth) {
			return false
		}
		if s.take('}') {
			return true
		}
		if !s.take(',') {
			return s.syntax()
		}
	}
}

func (s *scanner) array(at string, depth int) bool {
	if s.take(']') {
		return true
	}
	for n := 0; ; n++ {
		if !s.value(at+"/"+strconv.Itoa(n), depth) {
			return false
		}
		if s.take(']') {
			return true
		}
		if !s.take(',') {
			return s.syntax()
		}
	}
}

// text reads the string that begins at the quotation mark under the cursor.
func (s *scanner) text(at string) (string, bool) {
	start := s.i
	s.i++
	for s.i < len(s.b) {
		switch c := s.b[s.i]; {
		case c == '"':
			s.i++
			out, err := unquote(s.b[start+1 : s.i-1])
			if err != "" {
				s.add(err, at)
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

func (s *scanner) number(at string) bool {
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
		s.add("json_number", at)
	}
	return true
}

// numberSyntax holds the grammar of RFC 8259, section 6.
func numberSyntax(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole := digits(s)
	if whole == 0 || whole > 1 && s[0] == '0' {
		return false
	}
	if s = s[whole:]; strings.HasPrefix(s, ".") {
		n := digits(s[1:])
		if n == 0 {
			return false
		}
		s = s[1+n:]
	}
	if s == "" {
		return true
	}
	if s[0] != 'e' && s[0] != 'E' {
		return false
	}
	if s = s[1:]; s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	return s != "" && digits(s) == len(s)
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// escapePointer writes a key as one token of a JSON Pointer.
func escapePointer(key string) string {
	if !utf8.ValidString(key) {
		key = strings.ToValidUTF8(key, "\uFFFD")
	}
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
