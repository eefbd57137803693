package criteria

import (
	"unicode"
)

// Edit is a stretch of a text that stayed, went or came.
type Edit struct {
	Op   EditOp `json:"op"`
	Text string `json:"text"`
}

// EditOp says what became of a stretch.
type EditOp string

// The operations of an Edit.
const (
	Keep   EditOp = "keep"
	Delete EditOp = "delete"
	Insert EditOp = "insert"
)

// maxEditWords bounds the comparison word by word; longer texts are given as one deletion and one insertion.
const maxEditWords = 2000

// Edits compares two wordings word by word, for a table of old and new (新旧対照表). Joined without the insertions they give old, without
// the deletions next.
func Edits(old, next string) []Edit {
	a, b := tokens(old), tokens(next)
	if len(a) > maxEditWords || len(b) > maxEditWords {
		return join(Edit{Delete, old}, Edit{Insert, next})
	}
	longest := lengths(a, b)
	var out []Edit
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = join(append(out, Edit{Keep, a[i]})...)
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && longest[i+1][j] >= longest[i][j+1]:
			out = join(append(out, Edit{Delete, a[i]})...)
			i++
		default:
			out = join(append(out, Edit{Insert, b[j]})...)
			j++
		}
	}
	return out
}

// lengths holds, for every pair of places, the length of the longest common rest.
func lengths(a, b []string) [][]int {
	l := make([][]int, len(a)+1)
	for i := range l {
		l[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				l[i][j] = l[i+1][j+1] + 1
			} else {
				l[i][j] = max(l[i+1][j], l[i][j+1])
			}
		}
	}
	return l
}

// join makes one stretch of neighbours of the same kind and drops empty ones.
func join(list ...Edit) []Edit {
	out := list[:0]
	for _, e := range list {
		switch n := len(out); {
		case e.Text == "":
		case n > 0 && out[n-1].Op == e.Op:
			out[n-1].Text += e.Text
		default:
			out = append(out, e)
		}
	}
	return out
}

// tokens cuts a text where its script changes: runs of kanji, kana, Latin letters, digits, and every other character by itself.
func tokens(s string) []string {
	var out []string
	last := 0
	for _, r := range s {
		kind := script(r)
		if n := len(out); n > 0 && kind != 0 && kind == last {
			out[n-1] += string(r)
		} else {
			out = append(out, string(r))
		}
		last = kind
	}
	return out
}

func script(r rune) int {
	switch {
	case unicode.Is(unicode.Han, r):
		return 1
	case unicode.Is(unicode.Hiragana, r):
		return 2
	case unicode.Is(unicode.Katakana, r) || r == 'ー':
		return 3
	case unicode.IsDigit(r):
		return 4
	case unicode.IsLetter(r):
		return 5
	}
	return 0
}
