package criteria

import (
	"reflect"
	"slices"

	"shinsa/review/ident"
)

// ChangeKind says what became of items between two editions.
type ChangeKind string

// The kinds of change (新旧対照).
const (
	Unchanged ChangeKind = "unchanged" // same id, same wording
	Moved     ChangeKind = "moved"     // same wording under another id or heading
	Modified  ChangeKind = "modified"  // another wording, duty, answer or level
	Split     ChangeKind = "split"     // one item became several
	Merged    ChangeKind = "merged"    // several items became one
	Withdrawn ChangeKind = "withdrawn" // no longer asked
	New       ChangeKind = "new"       // asked for the first time
)

// Change is one line of the comparison of two editions. Every item of either edition stands in exactly one line.
type Change struct {
	Kind   ChangeKind     `json:"kind" yaml:"kind"`
	From   []ident.ItemID `json:"from,omitempty" yaml:"from,omitempty,flow"`
	To     []ident.ItemID `json:"to,omitempty" yaml:"to,omitempty,flow"`
	Fields []string       `json:"fields,omitempty" yaml:"fields,omitempty,flow"` // what differs: title, ask, duty, answer, level, …
}

// alike is how much two items have to share for one to be taken as the other in new words.
const alike = 0.6

// Diff compares two editions: lines in the order of the new edition, then what was withdrawn. It proposes; only equal items are certain,
// and a person confirms the rest in a Mapping.
func Diff(old, next *Edition) []Change {
	d := &differ{old: old, next: next, taken: map[ident.ItemID]bool{}, found: map[ident.ItemID]Change{}}
	d.equal()
	d.sameID()
	d.similar()
	d.several()
	return d.lines()
}

type differ struct {
	old, next *Edition
	taken     map[ident.ItemID]bool   // old items that stand in a line
	found     map[ident.ItemID]Change // by the first new item of the line
}

func (d *differ) pair(from, to Item) {
	c := Change{From: []ident.ItemID{from.ID}, To: []ident.ItemID{to.ID}, Fields: fieldsOf(from, to)}
	switch {
	case len(c.Fields) > 0:
		c.Kind = Modified
	case from.ID == to.ID && from.Group == to.Group:
		c.Kind = Unchanged
	default:
		c.Kind = Moved
	}
	d.taken[from.ID] = true
	d.found[to.ID] = c
}

// equal pairs items that say the same, those under the same id first.
func (d *differ) equal() {
	byText := map[string][]Item{}
	for _, it := range d.old.items {
		if same, ok := d.next.Item(it.ID); ok && len(fieldsOf(it, same)) == 0 {
			d.pair(it, same)
			continue
		}
		byText[it.wording()] = append(byText[it.wording()], it)
	}
	for _, it := range d.next.items {
		if _, done := d.found[it.ID]; done {
			continue
		}
		for _, o := range byText[it.wording()] {
			if !d.taken[o.ID] && len(fieldsOf(o, it)) == 0 {
				d.pair(o, it)
				break
			}
		}
	}
}

// sameID pairs items under the same id that are still about the same thing.
func (d *differ) sameID() {
	for _, it := range d.next.items {
		o, ok := d.old.Item(it.ID)
		if _, done := d.found[it.ID]; !ok || done || d.taken[o.ID] {
			continue
		}
		if o.Title == it.Title || likeness(grams(o.wording()), grams(it.wording())) >= alike/2 {
			d.pair(o, it)
		}
	}
}

// similar pairs what is left by likeness, the closest first.
func (d *differ) similar() {
	type pair struct {
		from, to Item
		score    float64
	}
	var pairs []pair
	oldLeft, nextLeft := d.left()
	g, size := make([]gram, len(nextLeft)), make([]int, len(nextLeft))
	for i, it := range nextLeft {
		g[i] = grams(it.wording())
		size[i] = g[i].size()
	}
	for _, o := range oldLeft {
		og := grams(o.wording())
		n := og.size()
		for i, it := range nextLeft {
			if 2*float64(min(n, size[i])) < alike*float64(n+size[i]) {
				continue // too unlike in length to be alike in words
			}
			if s := likeness(og, g[i]); s >= alike {
				pairs = append(pairs, pair{o, it, s})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	for _, p := range pairs {
		if _, done := d.found[p.to.ID]; !done && !d.taken[p.from.ID] {
			d.pair(p.from, p.to)
		}
	}
}

// several proposes splits and merges: what is left and is largely contained in two items or more on the other side.
func (d *differ) several() {
	oldLeft, nextLeft := d.left()
	for _, o := range oldLeft {
		if parts := within(o, nextLeft, d.found); len(parts) > 1 {
			d.taken[o.ID] = true
			d.found[parts[0]] = Change{Kind: Split, From: []ident.ItemID{o.ID}, To: parts}
			for _, p := range parts[1:] {
				d.found[p] = Change{}
			}
		}
	}
	oldLeft, nextLeft = d.left()
	for _, it := range nextLeft {
		if parts := within(it, oldLeft, nil); len(parts) > 1 && !slices.ContainsFunc(parts, func(p ident.ItemID) bool { return d.taken[p] }) {
			for _, p := range parts {
				d.taken[p] = true
			}
			d.found[it.ID] = Change{Kind: Merged, From: parts, To: []ident.ItemID{it.ID}}
		}
	}
}

// within returns the items whose titles are contained in the wording of whole.
func within(whole Item, items []Item, done map[ident.ItemID]Change) []ident.ItemID {
	g := grams(whole.wording())
	var out []ident.ItemID
	for _, it := range items {
		if _, taken := done[it.ID]; !taken && contained(grams(it.Title.JA), g) >= 0.75 {
			out = append(out, it.ID)
		}
	}
	return out
}

func (d *differ) left() (old, next []Item) {
	for _, it := range d.old.items {
		if !d.taken[it.ID] {
			old = append(old, it)
		}
	}
	for _, it := range d.next.items {
		if _, done := d.found[it.ID]; !done {
			next = append(next, it)
		}
	}
	return old, next
}

func (d *differ) lines() []Change {
	var out []Change
	for _, it := range d.next.items {
		c, ok := d.found[it.ID]
		switch {
		case !ok:
			out = append(out, Change{Kind: New, To: []ident.ItemID{it.ID}})
		case c.Kind != "":
			out = append(out, c)
		}
	}
	for _, it := range d.old.items {
		if !d.taken[it.ID] {
			out = append(out, Change{Kind: Withdrawn, From: []ident.ItemID{it.ID}})
		}
	}
	return out
}

// wording is what an item says, for comparing: title and ask in Japanese.
func (it Item) wording() string { return it.Title.JA + "\n" + it.Ask.JA }

// fieldsOf names what differs between two items, apart from id and heading.
func fieldsOf(a, b Item) []string {
	var out []string
	for _, f := range []struct {
		name string
		same bool
	}{
		{"category", a.Category == b.Category},
		{"title", a.Title == b.Title},
		{"ask", a.Ask == b.Ask},
		{"guidance", a.Guidance == b.Guidance},
		{"duty", a.Duty == b.Duty},
		{"answer", reflect.DeepEqual(a.Answer, b.Answer)},
		{"level", reflect.DeepEqual(a.Level, b.Level)},
	} {
		if !f.same {
			out = append(out, f.name)
		}
	}
	return out
}

// gram counts the pairs of neighbouring characters of a text.
type gram map[[2]rune]int

func grams(s string) gram {
	g := gram{}
	last := rune(0)
	for _, r := range s {
		if r == ' ' || r == '\n' || r == '　' || r == '、' || r == '。' {
			continue
		}
		if last != 0 {
			g[[2]rune{last, r}]++
		}
		last = r
	}
	return g
}

func (g gram) size() int {
	n := 0
	for _, c := range g {
		n += c
	}
	return n
}

func shared(a, b gram) int {
	n := 0
	for k, c := range a {
		n += min(c, b[k])
	}
	return n
}

// likeness is the Dice coefficient of two texts: 1 when they share every pair, 0 when none.
func likeness(a, b gram) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	return 2 * float64(shared(a, b)) / float64(a.size()+b.size())
}

// contained is the part of a that b has too.
func contained(a, b gram) float64 {
	if len(a) == 0 {
		return 0
	}
	return float64(shared(a, b)) / float64(a.size())
}
