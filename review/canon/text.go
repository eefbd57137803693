package canon

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// unquote returns the string between two quotation marks whose escapes have the right form, and the code of what is wrong with its
// characters, or "".
func unquote(b []byte) (out, code string) {
	buf := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		if b[i] != '\\' {
			r, n := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError && n == 1 {
				code = "json_utf8"
			}
			buf = append(buf, b[i:i+n]...)
			i += n
			continue
		}
		if b[i+1] != 'u' {
			buf = append(buf, plainEscape(b[i+1]))
			i += 2
			continue
		}
		r, n, ok := unicodeEscape(b[i:])
		if !ok {
			code = "json_surrogate"
		}
		buf = utf8.AppendRune(buf, r)
		i += n
	}
	return string(buf), code
}

func plainEscape(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c // quotation mark, backslash, slash
}

// unicodeEscape reads \uXXXX, or the two escapes of a surrogate pair; ok is false for half a pair.
func unicodeEscape(b []byte) (r rune, n int, ok bool) {
	first, _ := hex4(b[2:6])
	if !utf16.IsSurrogate(first) {
		return first, 6, true
	}
	if len(b) >= 12 && b[6] == '\\' && b[7] == 'u' {
		second, _ := hex4(b[8:12])
		if r = utf16.DecodeRune(first, second); r != utf8.RuneError {
			return r, 12, true
		}
	}
	return utf8.RuneError, 6, false
}

func hex4(b []byte) (rune, bool) {
	var r rune
	for _, c := range b {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	return r, true
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
