package form

import (
	"strings"

	"golang.org/x/text/width"

	"shinsa/review/typeset"
)

// fold breaks a text into lines of at most so many half-width columns, by the rules of Japanese typesetting.
func fold(text string, columns float64) []string {
	var out []string
	runes := []rune(text)
	for _, l := range (typeset.Setting{Width: columns, Em: 2}).Lines(runes, typeset.Advances(runes, advance)) {
		out = append(out, string(runes[l.Start:l.End]))
	}
	return out
}

// advance is how many half-width columns a character takes in a fixed-pitch font for Japanese.
func advance(r rune) float64 {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return 2
	}
	return 1
}

// wide is how many columns a line takes.
func wide(s string) float64 {
	n := 0.0
	for _, r := range s {
		n += advance(r)
	}
	return n
}

// rewrapped reports whether a text is another in which a mail program only broke the long lines: none is lost, added or changed, and what
// was broken had been too long.
func rewrapped(text, original string) bool {
	whole := func(s string) string { return strings.Join(strings.Fields(s), "") }
	if text == original || whole(text) != whole(original) || strings.Count(text, "\n") <= strings.Count(original, "\n") {
		return text == original
	}
	for _, line := range strings.Split(text, "\n") {
		if wide(line) > mailColumns {
			return false
		}
	}
	for _, line := range strings.Split(original, "\n") {
		if wide(line) > safeColumns {
			return true
		}
	}
	return false
}

// How long a line of a plain form is at most, so that no mail program breaks it, and how long a line may be that one has broken
// (RFC 5322, 2.1.1).
const (
	safeColumns = 72
	mailColumns = 78
)
