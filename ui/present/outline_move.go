package present

import (
	"strconv"
	"strings"

	"shinsa/review/checklist"
	"shinsa/review/ident"
)

// Step returns the item by places after from among the rows shown, or before it where by is negative; false when the list ends before.
// An item that has no row, because its heading is folded away, still stands where it would be.
func (o *Outline) Step(rows []OutlineRow, from ident.ItemID, by int) (ident.ItemID, bool) {
	at := -1
	if i := o.file.Edition.Position(from); i >= 0 {
		at = o.rank[i]
	}
	var before, after []ident.ItemID
	for _, r := range rows {
		switch {
		case r.Heading:
		case o.rank[r.Position] < at:
			before = append(before, r.Item)
		case o.rank[r.Position] > at:
			after = append(after, r.Item)
		}
	}
	switch {
	case by > 0 && by <= len(after):
		return after[by-1], true
	case by < 0 && -by <= len(before):
		return before[len(before)+by], true
	}
	return "", false
}

// NextUnjudged returns the next item without a verdict (未確認) after from among those a view leaves, going round at the end; false when
// every one has a verdict. Folded headings hide nothing from it.
func (o *Outline) NextUnjudged(v View, from ident.ItemID) (ident.ItemID, bool) {
	return o.nextWhere(v, from, func(f facts) bool { return !f.judged() })
}

// NextOpen returns the next item that still asks for something, in the same way: no verdict, a query, or a verdict that its own findings or
// words contradict.
func (o *Outline) NextOpen(v View, from ident.ItemID) (ident.ItemID, bool) {
	return o.nextWhere(v, from, func(f facts) bool { return !f.judged() || f.verdict == checklist.Query || f.contrary })
}

// NextUnopened returns the next item that was never on screen.
func (o *Outline) NextUnopened(from ident.ItemID) (ident.ItemID, bool) {
	return o.nextWhere(View{}, from, func(f facts) bool { return !f.seen })
}

func (o *Outline) nextWhere(v View, from ident.ItemID, ok func(facts) bool) (ident.ItemID, bool) {
	start, n := o.file.Edition.Position(from), len(o.items)
	leaves := o.leaves(v)
	for k := 1; k <= n; k++ {
		i := ((start+k)%n + n) % n
		if ok(o.facts[i]) && leaves(i) {
			return o.items[i].ID, true
		}
	}
	return "", false
}

// Left counts the items that filters and search leave: what is listed, but for the item at hand where that is kept in view.
func (o *Outline) Left(v View) Tally {
	var t Tally
	leaves := o.leaves(v)
	for i := range o.items {
		if leaves(i) {
			t.add(o.facts[i], 1)
		}
	}
	return t
}

// Count writes a number for a filter chip.
func Count(n int) string { return strconv.Itoa(n) }

// Figures says how much of the case is judged: 61／136 判定済.
func Figures(t Text, n Tally) string { return t.T("walk.figures", "n", n.Judged, "total", n.Total) }

// GroupFigures says the same of a heading, in the little room of its row: seen, judged of all, and open inquiries where there are any.
func GroupFigures(t Text, n Tally) string {
	key := "walk.group_figures"
	if n.Inquiries > 0 {
		key = "walk.group_figures_asked"
	}
	return t.T(key, "seen", n.Seen, "n", n.Judged, "total", n.Total, "asked", n.Inquiries)
}

// WhyFigures says what the figures of a heading, or with no title those of the whole case, count and out of what.
func WhyFigures(t Text, title string, n Tally) string {
	key := "walk.figures_why"
	if title != "" {
		key = "walk.group_why"
	}
	return t.T(key, "title", title, "total", n.Total, "seen", n.Seen, "judged", n.Judged, "inquiries", n.Inquiries)
}

// between stands between words that are listed in a line, in either language.
const between = " · "

// WhyRow says in words what the small signs of an item's row mean.
func WhyRow(t Text, r OutlineRow) string {
	words := []string{Verdict(t, r.Verdict).Word}
	add := func(on bool, key string) {
		if on {
			words = append(words, t.T(key))
		}
	}
	add(!r.Seen, "walk.sign_unopened")
	add(r.Grave, "walk.sign_grave")
	add(r.Finding && !r.Grave, "walk.sign_finding")
	add(r.Changed, "walk.sign_changed")
	add(r.Inquiry, "walk.sign_inquiry")
	return t.T("walk.row_why", "id", r.Item, "title", r.Title, "signs", strings.Join(words, between))
}

// Best returns the item a search means most among those a view leaves: the one with that number, else the first whose number begins with
// it, else the first with the words in its title, else the first of all. It is false with no search, and where nothing is found.
func (o *Outline) Best(v View) (ident.ItemID, bool) {
	words := strings.Fields(Fold(v.Query))
	if len(words) == 0 {
		return "", false
	}
	v.Keep = ""
	best, least := ident.ItemID(""), worstMatch
	for _, r := range o.Rows(v) {
		if r.Heading {
			continue
		}
		if m := match(r, words); m < least {
			best, least = r.Item, m
		}
	}
	return best, least < worstMatch
}

// worstMatch is more than match returns.
const worstMatch = 5

// match tells how well a row answers to the words of a search, 0 best.
func match(r OutlineRow, words []string) int {
	id, title := Fold(string(r.Item)), Fold(r.Title)
	titled := true
	for _, w := range words {
		titled = titled && strings.Contains(title, w)
	}
	switch {
	case id == words[0]:
		return 0
	case strings.HasPrefix(id, words[0]+"."):
		return 1
	case strings.HasPrefix(id, words[0]):
		return 2
	case titled:
		return 3
	}
	return 4
}
