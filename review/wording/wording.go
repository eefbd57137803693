// Package wording compares two wordings of the same thing, so that a reader sees at a glance what was changed.
//
// A text is cut into words as a Japanese reader sees them: runs of kanji, hiragana or katakana, Latin words, numbers with their points and
// commas, and every other character by itself. The longest common sequence of words stays. Where a word took another's place, the
// characters they begin and end with in common stay too, except in numbers and Latin words, which are never cut: 年一回 against 年二回
// differs in one character, 99.9 against 99.5 in the whole number.
package wording

import "unicode"

// Edit is a stretch of a text that stayed, went or came.
type Edit struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// Op says what became of a stretch.
type Op string

// The operations of an Edit.
const (
	Keep   Op = "keep"
	Delete Op = "delete"
	Insert Op = "insert"
)

// Stretch is a piece of one of the two wordings.
type Stretch struct {
	Text    string
	Changed bool // not in the other wording
}

// maxWords bounds the comparison word by word; what differs in longer texts is given as one deletion and one insertion.
const maxWords = 2000

// Edits compares two wordings. Joined without the insertions they give old, without the deletions next; a deletion stands before the
// insertion that took its place.
func Edits(old, next string) []Edit {
	a, b := words(old), words(next)
	head := common(a, b)
	a, b = a[head:], b[head:]
	tail := common(reversed(a), reversed(b))
	out := []Edit{{Keep, joined(words(old)[:head])}}
	out = append(out, between(a[:len(a)-tail], b[:len(b)-tail])...)
	out = append(out, Edit{Keep, joined(a[len(a)-tail:])})
	return refined(collected(out))
}

// Sides returns both wordings in stretches.
func Sides(edits []Edit) (old, next []Stretch) {
	for _, e := range edits {
		if e.Op != Insert {
			old = append(old, Stretch{e.Text, e.Op == Delete})
		}
		if e.Op != Delete {
			next = append(next, Stretch{e.Text, e.Op == Insert})
		}
	}
	return old, next
}

// between compares what is left when the same beginning and end are off.
func between(a, b []string) []Edit {
	if len(a) > maxWords || len(b) > maxWords {
		return []Edit{{Delete, joined(a)}, {Insert, joined(b)}}
	}
	longest := lengths(a, b)
	width := len(b) + 1
	var out []Edit
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, Edit{Keep, a[i]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && longest[(i+1)*width+j] >= longest[i*width+j+1]:
			out = append(out, Edit{Delete, a[i]})
			i++
		default:
			out = append(out, Edit{Insert, b[j]})
			j++
		}
	}
	return out
}

// lengths holds, for every pair of places, the length of the longest common rest, row by row.
func lengths(a, b []string) []int32 {
	width := len(b) + 1
	l := make([]int32, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				l[i*width+j] = l[(i+1)*width+j+1] + 1
			} else {
				l[i*width+j] = max(l[(i+1)*width+j], l[i*width+j+1])
			}
		}
	}
	return l
}

// collected makes one stretch of neighbours of the same kind, puts a deletion before the insertion beside it, and drops empty ones.
func collected(list []Edit) []Edit {
	var out []Edit
	var gone, came string
	flush := func() {
		if gone != "" {
			out = append(out, Edit{Delete, gone})
		}
		if came != "" {
			out = append(out, Edit{Insert, came})
		}
		gone, came = "", ""
	}
	for _, e := range list {
		switch {
		case e.Text == "":
		case e.Op == Delete:
			gone += e.Text
		case e.Op == Insert:
			came += e.Text
		default:
			flush()
			if n := len(out); n > 0 && out[n-1].Op == Keep {
				out[n-1].Text += e.Text
			} else {
				out = append(out, e)
			}
		}
	}
	flush()
	return out
}

// refined keeps what a deletion and the insertion in its place begin and end with in common.
func refined(list []Edit) []Edit {
	var out []Edit
	for i := 0; i < len(list); i++ {
		if list[i].Op != Delete || i+1 == len(list) || list[i+1].Op != Insert {
			out = append(out, list[i])
			continue
		}
		a, b := fine(list[i].Text), fine(list[i+1].Text)
		head := common(a, b)
		tail := common(reversed(a[head:]), reversed(b[head:]))
		out = append(out, Edit{Keep, joined(a[:head])}, Edit{Delete, joined(a[head : len(a)-tail])},
			Edit{Insert, joined(b[head : len(b)-tail])}, Edit{Keep, joined(a[len(a)-tail:])})
		i++
	}
	return collected(out)
}

func common(a, b []string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func reversed(s []string) []string {
	out := make([]string, len(s))
	for i, w := range s {
		out[len(s)-1-i] = w
	}
	return out
}

func joined(words []string) string {
	n := 0
	for _, w := range words {
		n += len(w)
	}
	b := make([]byte, 0, n)
	for _, w := range words {
		b = append(b, w...)
	}
	return string(b)
}

// script is the kind of writing a character belongs to.
type script int

const (
	other script = iota
	kanji
	hiragana
	katakana
	digit
	latin
)

func scriptOf(r rune) script {
	switch {
	case unicode.Is(unicode.Han, r) || r == '々':
		return kanji
	case unicode.Is(unicode.Hiragana, r):
		return hiragana
	case unicode.Is(unicode.Katakana, r) || r == 'ー':
		return katakana
	case unicode.IsDigit(r):
		return digit
	case unicode.IsLetter(r):
		return latin
	}
	return other
}

// words cuts a text where its script changes.
func words(s string) []string { return cut(s, func(k script) bool { return k != other }) }

// fine cuts a text into characters, but for numbers and Latin words.
func fine(s string) []string { return cut(s, func(k script) bool { return k == digit || k == latin }) }

// cut makes words of neighbours of the same script where together allows it; a point or comma between digits is part of the number, a
// hyphen or apostrophe between letters part of the word.
func cut(s string, together func(script) bool) []string {
	runes := []rune(s)
	var out []string
	start := 0
	for i := 1; i <= len(runes); i++ {
		if i < len(runes) && inWord(runes, i, together) {
			continue
		}
		out = append(out, string(runes[start:i]))
		start = i
	}
	if len(runes) == 0 {
		return nil
	}
	return out
}

// inWord reports whether the character at i goes on with the word before it.
func inWord(runes []rune, i int, together func(script) bool) bool {
	last, here := scriptOf(runes[i-1]), scriptOf(runes[i])
	if last == here && together(here) {
		return true
	}
	inner := func(at int) bool { // a mark with the same script on both sides
		if at == 0 || at+1 >= len(runes) {
			return false
		}
		before, after := scriptOf(runes[at-1]), scriptOf(runes[at+1])
		switch runes[at] {
		case '.', ',', '．', '，':
			return before == digit && after == digit
		case '-', '\'', '’':
			return before == latin && after == latin
		}
		return false
	}
	return here == other && inner(i) || last == other && inner(i-1)
}
