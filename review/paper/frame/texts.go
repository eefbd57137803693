package frame

import (
	"fmt"
	"strings"
)

// FullDigits writes a number in full-width digits, as the entries of a 記 are numbered.
func FullDigits(n int) string {
	return strings.Map(func(r rune) rune { return r - '0' + '０' }, fmt.Sprint(n))
}

// Kept drops blank lines.
func Kept(lines ...string) []string {
	out := lines[:0]
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			out = append(out, l)
		}
	}
	return out
}

// Reason is a ground of an opinion or a decision; Item and Title are empty when it concerns the case as a whole.
type Reason struct{ Item, Title, Text string }

// ReasonTexts writes grounds with the items they are tied to.
func ReasonTexts(reasons []Reason) []string {
	texts := make([]string, len(reasons))
	for i, r := range reasons {
		texts[i] = r.Text
		if r.Item != "" {
			texts[i] = strings.TrimSpace("審査対象項目"+r.Item+"　"+r.Title) + "\n" + r.Text
		}
	}
	return texts
}

// Number writes a number of which zero means not known.
func Number(n int) string {
	if n == 0 {
		return WordNone
	}
	return fmt.Sprint(n)
}

// Thousands writes a number with its thousands set apart.
func Thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Fallback returns s, or other when s is blank.
func Fallback(s, other string) string {
	if strings.TrimSpace(s) == "" {
		return other
	}
	return s
}
