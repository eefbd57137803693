package present

import (
	"strings"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/wording"
)

// ChangeKinds are the kinds of change in the order their filters stand.
var ChangeKinds = []criteria.ChangeKind{
	criteria.Modified, criteria.Moved, criteria.Split, criteria.Merged, criteria.New, criteria.Withdrawn, criteria.Unchanged,
}

// Change returns the sign of a kind of change.
func Change(t Text, k criteria.ChangeKind) Sign {
	tone := map[criteria.ChangeKind]Tone{
		criteria.Unchanged: Neutral, criteria.Moved: Active, criteria.Modified: Caution, criteria.Split: Caution, criteria.Merged: Caution,
		criteria.New: Good, criteria.Withdrawn: Bad,
	}[k]
	return Sign{tone, t.T("change." + string(k))}
}

// ContrastLine is one line of a table of old and new in a list.
type ContrastLine struct {
	Index int // in Comparison.Lines
	Sign  Sign
	Ids   string // 2-3 → 3-1
	Title string
}

// ContrastLines lists the lines of a comparison whose kind is among shown (none: all) and whose words hold what is searched for.
func ContrastLines(t Text, c *review.Comparison, shown map[criteria.ChangeKind]bool, query string) []ContrastLine {
	words := strings.Fields(Fold(query))
	var out []ContrastLine
	for i, l := range c.Lines {
		if len(shown) > 0 && !shown[l.Kind] || !holds(l, words) {
			continue
		}
		title := l.New
		if title == "" {
			title = l.Old
		}
		title, _, _ = strings.Cut(title, "\n")
		if _, after, ok := strings.Cut(title, "　"); ok {
			title = after
		}
		if i := strings.LastIndex(title, "（"); i > 0 {
			title = title[:i] // the duty
		}
		out = append(out, ContrastLine{Index: i, Sign: Change(t, l.Kind), Ids: FromTo(l.From, l.To), Title: title})
	}
	return out
}

func holds(l criteria.Contrast, words []string) bool {
	if len(words) == 0 {
		return true
	}
	text := Fold(l.Old + " " + l.New)
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// FromTo writes which items became which: 2-3 → 3-1, 3-2; one number alone where it stays.
func FromTo(from, to []ident.ItemID) string {
	join := func(ids []ident.ItemID) string {
		texts := make([]string, len(ids))
		for i, id := range ids {
			texts[i] = string(id)
		}
		return strings.Join(texts, ", ")
	}
	a, b := join(from), join(to)
	switch {
	case a == b:
		return a
	case a == "":
		return "→ " + b
	case b == "":
		return a + " →"
	}
	return a + " → " + b
}

// FieldWords names what differs between two items.
func FieldWords(t Text, fields []string) string {
	words := make([]string, len(fields))
	for i, f := range fields {
		words[i] = t.T("criteria." + f)
	}
	return strings.Join(words, t.T("criteria.comma"))
}

// Stretch is a piece of a wording; Changed is not in the other one.
type Stretch = wording.Stretch
