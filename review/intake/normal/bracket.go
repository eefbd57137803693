package normal

import "strings"

// The brackets of folded text; NFKC has already made the wide ones narrow.
const (
	openers = "([{「『<《"
	closers = ")]}」』>》"
)

// Depth returns, for each byte of a folded text, how many brackets it stands in; a bracket itself counts as inside.
func Depth(s string) []int {
	d := make([]int, len(s)+1)
	level := 0
	for i, r := range s {
		if strings.ContainsRune(openers, r) {
			level++
		}
		for j := i; j < i+len(string(r)) && j < len(s); j++ {
			d[j] = level
		}
		if strings.ContainsRune(closers, r) && level > 0 {
			level--
		}
	}
	return d
}

// Unwrap takes away one pair of brackets that encloses the whole text.
func Unwrap(s string) string {
	s = strings.TrimFunc(s, Blank)
	f := Fold(s)
	if f.S == "" || !strings.ContainsAny(f.S[:1], "([{") {
		return s
	}
	d := Depth(f.S)
	for i := 1; i < len(f.S)-1; i++ {
		if d[i] == 0 {
			return s
		}
	}
	if !strings.ContainsAny(f.S[len(f.S)-1:], ")]}") || len(f.S) < 2 {
		return s
	}
	return strings.TrimFunc(f.Origin(1, len(f.S)-1), Blank)
}

// maxWrapped is the longest text, in bytes, that is looked at without the brackets around it: longer ones are sentences.
const maxWrapped = 200

// unwrapped returns what stands in the brackets around a whole short text; false where there are none.
func unwrapped(text string) (string, bool) {
	if len(text) > maxWrapped {
		return "", false
	}
	inner := Unwrap(text)
	return inner, inner != "" && inner != strings.TrimFunc(text, Blank)
}

// Span is a stretch of a folded text.
type Span struct{ From, To int }

// Outside returns the folded text without what stands in brackets.
func Outside(s string) string {
	var b strings.Builder
	d := Depth(s)
	for i, r := range s {
		if d[i] == 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Inside returns what stands in the first bracket of the text, as typed.
func Inside(s string) string {
	f := Fold(s)
	d := Depth(f.S)
	for i := range f.S {
		if d[i] == 0 {
			continue
		}
		for j := i + 1; j <= len(f.S); j++ {
			if j == len(f.S) || d[j] == 0 {
				return Unwrap(f.Origin(i, j))
			}
		}
	}
	return ""
}
