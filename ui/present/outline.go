package present

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Tally counts the items under one heading, or all of them. Total never depends on filters.
type Tally struct{ Total, Seen, Judged, Inquiries int }

func (t *Tally) add(f facts, by int) {
	t.Total += by
	if f.seen {
		t.Seen += by
	}
	if f.judged() {
		t.Judged += by
	}
	if f.inquiry {
		t.Inquiries += by
	}
}

// OutlineRow is a row of the outline: a heading, or an item under an open one.
type OutlineRow struct {
	Group   string // id of the heading, or of the one the item stands under
	Title   string
	Depth   int // of the heading in the tree, from 0
	Heading bool
	Closed  bool  // a heading whose items are folded away
	Tally   Tally // of a heading, with everything below it

	Item     ident.ItemID
	Position int // of the item in the edition, from 0
	Verdict  checklist.Verdict
	Seen     bool
	Inquiry  bool // a question to the applicant is tied to it
	Changed  bool // answered otherwise than before
	Finding  bool // the pre-check has something to say
	Grave    bool // … that must be resolved
}

// facts are what filters and figures need of one item.
type facts struct {
	verdict               checklist.Verdict
	seen, remark, inquiry bool
	contrary              bool // its own findings or words stand against sealing
	iot, mandatory, level bool
	changed               bool
	finding               int // 3 grave, 2, 1; 0 none
}

func (f facts) judged() bool { return f.verdict != checklist.Unseen && f.verdict != "" }

// Outline is the left part of the walk. It is made once a case; Update keeps it true when a mark changes.
type Outline struct {
	file   *review.File
	lang   string
	items  []criteria.Item
	facts  []facts
	counts map[Filter]int
	tree   []*heading
	order  []*heading // depth first
	under  []*heading // of each item
	rank   []int      // of each item among all as they stand under their headings
	folded []string   // searchable text of each item, once something was searched for
}

// heading is a group of the edition in its tree.
type heading struct {
	group  criteria.Group
	depth  int
	above  *heading
	below  []*heading
	items  []int // positions of the items directly under it
	tally  Tally
	marked bool // it has a row already, while rows are made
}

// NewOutline prepares the outline of a case in the reader's language.
func NewOutline(t Text, f *review.File) *Outline {
	o := &Outline{file: f, lang: t.Lang(), items: f.Edition.Items(), counts: map[Filter]int{}}
	o.plant()
	finding, changed := o.findings(), o.changes()
	o.facts = make([]facts, len(o.items))
	for i, it := range o.items {
		o.facts[i] = facts{
			iot: it.IoT, mandatory: it.Duty == criteria.Mandatory, level: it.Level != nil, finding: finding[it.ID], changed: changed[it.ID],
		}
		o.judge(i)
		o.count(i, 1)
	}
	return o
}

// plant makes the tree of headings.
func (o *Outline) plant() {
	byID := map[string]*heading{}
	for _, g := range o.file.Edition.Groups() {
		h := &heading{group: g, above: byID[g.Parent]}
		if h.above != nil {
			h.depth = h.above.depth + 1
			h.above.below = append(h.above.below, h)
		} else {
			o.tree = append(o.tree, h)
		}
		byID[g.ID] = h
	}
	o.under = make([]*heading, len(o.items))
	for i, it := range o.items {
		h := byID[it.Group]
		h.items = append(h.items, i)
		o.under[i] = h
	}
	var walk func([]*heading)
	o.rank = make([]int, len(o.items))
	n := 0
	walk = func(hs []*heading) {
		for _, h := range hs {
			o.order = append(o.order, h)
			for _, i := range h.items {
				o.rank[i] = n
				n++
			}
			walk(h.below)
		}
	}
	walk(o.tree)
}

func (o *Outline) findings() map[ident.ItemID]int {
	out := map[ident.ItemID]int{}
	if o.file.Application == nil {
		return out
	}
	for _, x := range o.file.Application.Findings {
		if x.Criterion != "" {
			id := ident.ItemID(x.Criterion)
			out[id] = max(out[id], 3-rank(x.Severity))
		}
	}
	return out
}

// changes are the items answered otherwise than in the round before or, in a first round, than in the application certified before.
func (o *Outline) changes() map[ident.ItemID]bool {
	out := map[ident.ItemID]bool{}
	if c := changesOf(o.file); c != nil {
		for _, a := range c.Answers {
			out[a.Item] = true
		}
	}
	return out
}

// judge takes what the mark of an item says now.
func (o *Outline) judge(i int) {
	m, f := MarkOf(o.file, o.items[i].ID), &o.facts[i]
	f.verdict, f.seen, f.remark, f.inquiry = m.Verdict, m.Seen, m.Remark != "", m.Inquiry != ""
	f.contrary = m.Judged() && checklist.Contradictions(o.items[i], m).Count(fault.Must) > 0
}

// count adds an item to the figures, or with by -1 takes it out.
func (o *Outline) count(i, by int) {
	f := o.facts[i]
	for _, k := range filters {
		if f.passes(k) {
			o.counts[k] += by
		}
	}
	for h := o.under[i]; h != nil; h = h.above {
		h.tally.add(f, by)
	}
}

// Update brings the figures in line with the mark of an item, which has changed.
func (o *Outline) Update(id ident.ItemID) {
	i := o.file.Edition.Position(id)
	if i < 0 {
		return
	}
	o.count(i, -1)
	o.judge(i)
	o.count(i, 1)
}

// Tally returns the figures of the whole case.
func (o *Outline) Tally() Tally {
	var t Tally
	for _, h := range o.tree {
		t.Total += h.tally.Total
		t.Seen += h.tally.Seen
		t.Judged += h.tally.Judged
		t.Inquiries += h.tally.Inquiries
	}
	return t
}

// Over returns the headings over an item with their figures, the nearest first.
func (o *Outline) Over(id ident.ItemID) []OutlineRow {
	i := o.file.Edition.Position(id)
	if i < 0 {
		return nil
	}
	var out []OutlineRow
	for h := o.under[i]; h != nil; h = h.above {
		out = append(out, h.row(o.lang, false))
	}
	return out
}

// Fold makes letters comparable for a search: compatibility forms are normalised, katakana becomes hiragana, upper case lower.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'ァ' && r <= 'ヶ' {
			return r - 'ァ' + 'ぁ'
		}
		return r
	}, strings.ToLower(norm.NFKC.String(s)))
}

// searchable returns the folded text of every item.
func (o *Outline) searchable() []string {
	if o.folded != nil {
		return o.folded
	}
	o.folded = make([]string, len(o.items))
	for i, it := range o.items {
		text := string(it.ID) + " " + it.Title.JA + " " + it.Title.EN + " " + it.Category.JA + " " + it.Ask.JA
		if o.file.Application != nil {
			text += " " + o.file.Application.Answers[it.ID].Wording()
		}
		o.folded[i] = Fold(text)
	}
	return o.folded
}
