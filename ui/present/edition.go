package present

import (
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// EditionRow is a row of an edition's outline: a heading at a depth, or an item under it.
type EditionRow struct {
	Group   string // id of the heading, or of the one the item stands under
	Heading bool
	Closed  bool
	Depth   int
	Count   int // items under a heading, at any depth
	Item    ident.ItemID
	Title   string
	Optional,
	Level bool
}

// EditionOutline is an edition as a tree to walk through. It is made anew after every change; that takes a few milliseconds for thousands
// of items, because what a search reads is folded only when there is a search.
type EditionOutline struct {
	edition *criteria.Edition
	lang    string
	below   map[string][]criteria.Group
	items   map[string][]int
	count   map[string]int
	folded  []string
}

// NewEditionOutline prepares the outline of an edition in the reader's language.
func NewEditionOutline(t Text, e *criteria.Edition) *EditionOutline {
	o := &EditionOutline{edition: e, lang: t.Lang(), below: map[string][]criteria.Group{}, items: map[string][]int{}, count: map[string]int{}}
	parent := map[string]string{}
	for _, g := range e.Groups() {
		o.below[g.Parent] = append(o.below[g.Parent], g)
		parent[g.ID] = g.Parent
	}
	for i, it := range e.Items() {
		o.items[it.Group] = append(o.items[it.Group], i)
		for g := it.Group; g != ""; g = parent[g] {
			o.count[g]++
		}
	}
	return o
}

// Rows returns the rows to show: headings named in closed are folded unless a search opens everything, and keep is shown even where the
// search does not find it.
func (o *EditionOutline) Rows(closed map[string]bool, query string, keep ident.ItemID) []EditionRow {
	words := strings.Fields(Fold(query))
	if len(words) > 0 && o.folded == nil {
		o.folded = make([]string, len(o.edition.Items()))
		for i, it := range o.edition.Items() {
			o.folded[i] = Fold(string(it.ID) + " " + it.Title.JA + " " + it.Title.EN + " " + it.Category.JA + " " + it.Ask.JA + " " + it.Ask.EN)
		}
	}
	return o.grow(nil, "", 0, rowsWanted{closed, words, keep})
}

type rowsWanted struct {
	closed map[string]bool
	words  []string
	keep   ident.ItemID
}

func (o *EditionOutline) grow(out []EditionRow, parent string, depth int, w rowsWanted) []EditionRow {
	for _, g := range o.below[parent] {
		at := len(out)
		closed := w.closed[g.ID] && len(w.words) == 0
		out = append(out, EditionRow{Group: g.ID, Heading: true, Closed: closed, Depth: depth, Count: o.count[g.ID], Title: g.Title.In(o.lang)})
		if closed {
			continue
		}
		for _, i := range o.items[g.ID] {
			if it := o.edition.Items()[i]; it.ID == w.keep || o.found(i, w.words) {
				out = append(out, EditionRow{
					Group: g.ID, Depth: depth + 1, Item: it.ID, Title: it.Title.In(o.lang), Optional: it.Duty == criteria.Optional, Level: it.Level != nil,
				})
			}
		}
		out = o.grow(out, g.ID, depth+1, w)
		if len(w.words) > 0 && len(out) == at+1 {
			out = out[:at] // nothing under the heading was found
		}
	}
	return out
}

func (o *EditionOutline) found(i int, words []string) bool {
	for _, w := range words {
		if !strings.Contains(o.folded[i], w) {
			return false
		}
	}
	return true
}

// Beside returns the item by places after from among the rows; from itself at either end.
func Beside(rows []EditionRow, from ident.ItemID, by int) ident.ItemID {
	var items []ident.ItemID
	at := -1
	for _, r := range rows {
		if r.Heading {
			continue
		}
		if r.Item == from {
			at = len(items)
		}
		items = append(items, r.Item)
	}
	switch {
	case len(items) == 0:
		return from
	case at < 0:
		return items[0]
	}
	return items[min(max(at+by, 0), len(items)-1)]
}

// Shift returns the alteration that moves an item by places among those under its heading; false at either end.
func Shift(e *criteria.Edition, id ident.ItemID, by int) (criteria.Alteration, bool) {
	it, ok := e.Item(id)
	if !ok {
		return criteria.Alteration{}, false
	}
	under := e.In(it.Group)
	for i, other := range under {
		if other.ID != id {
			continue
		}
		if i+by < 0 || i+by >= len(under) {
			return criteria.Alteration{}, false
		}
		return criteria.Alteration{Kind: criteria.MoveItem, Was: id, Place: e.Position(under[i+by].ID), Group: it.Group}, true
	}
	return criteria.Alteration{}, false
}

// Into returns the alteration that moves an item to the end of another heading.
func Into(e *criteria.Edition, id ident.ItemID, group string) criteria.Alteration {
	place := -1
	if under := e.In(group); len(under) > 0 {
		place = e.Position(under[len(under)-1].ID)
		if e.Position(id) > place {
			place++
		}
	}
	return criteria.Alteration{Kind: criteria.MoveItem, Was: id, Place: place, Group: group}
}

// CheckWords says in words what a machine compares for a level.
func CheckWords(t Text, c criteria.Check) string {
	words := t.T("criteria.op_" + string(c.Op))
	if terms := c.Terms(); terms != "" {
		words += "　" + terms
		if c.Unit != "" && c.Part == "" && (c.Op == criteria.AtLeast || c.Op == criteria.AtMost) {
			words += " " + c.Unit
		}
	}
	if c.Advisory {
		words += "　" + t.T("criteria.advisory")
	}
	if c.Else != "" {
		words += "　" + t.T("criteria.else_comment")
	}
	return words
}

// ItemFacts lists an item of an edition as it is read: everything that an applicant and a member are held to.
func ItemFacts(t Text, it criteria.Item) []Fact {
	lang := t.Lang()
	fact := func(key, value string) Fact { return Fact{Label: t.T("criteria." + key), Value: value} }
	out := []Fact{fact("category", it.Category.In(lang)), fact("ask", it.Ask.In(lang))}
	if g := it.Guidance.In(lang); g != "" {
		out = append(out, fact("guidance", g))
	}
	answer := t.T("criteria.answer_" + string(it.Answer.Type))
	if it.Answer.Unit != "" {
		answer += "（" + it.Answer.Unit + "）"
	}
	if it.Answer.Also != "" {
		answer += "・" + t.T("criteria.answer_"+string(it.Answer.Also))
	}
	for _, c := range it.Answer.Choices {
		answer += "\n・" + c.In(lang)
	}
	out = append(out, fact("duty", t.T("criteria."+string(it.Duty))), fact("answer", answer))
	for _, p := range it.Answer.Parts {
		out = append(out, fact("part", p.In(lang)))
	}
	if it.Level != nil {
		out = append(out, fact("level", it.Level.Text.In(lang)), fact("check", CheckWords(t, it.Level.Check)))
	}
	if it.DependsOn != nil {
		out = append(out, fact("depends", t.T("criteria.depends_words", "item", it.DependsOn.Item, "word", it.DependsOn.Word)))
	}
	if it.IoT {
		out = append(out, fact("iot", t.T("criteria.iot_only")))
	}
	return out
}
