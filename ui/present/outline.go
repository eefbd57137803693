package present

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// Filter is a question the outline can be narrowed by; several together must all hold.
type Filter string

// The filters of the outline.
const (
	FilterUnseen        Filter = "unseen"
	FilterQuery         Filter = "query"
	FilterNonconforming Filter = "nonconforming"
	FilterMandatory     Filter = "mandatory"
	FilterLevel         Filter = "level"
	FilterFinding       Filter = "finding"
	FilterRemark        Filter = "remark"
	FilterChanged       Filter = "changed"
)

// FilterChip is a filter with how many items it leaves.
type FilterChip struct {
	Filter Filter
	Word   string
	Count  int
}

// OutlineRow is a row of the outline: a group, or an item of an open group.
type OutlineRow struct {
	Group    string // id of the group
	Title    string
	Heading  bool
	Closed   bool // a heading whose items are folded away
	Judged   int
	Total    int
	Item     ident.ItemID
	Verdict  checklist.Verdict
	Seen     bool
	Grave    bool // the pre-check has a finding that must be resolved
	Finding  bool
	Position int // of the item in the edition, from 0
}

// Outline is the left part of the walk. It is made once a case and asked for rows whenever marks or filters change.
type Outline struct {
	file    *review.File
	lang    string
	items   []criteria.Item
	groups  []criteria.Group
	titles  map[string]string
	folded  []string // searchable text of each item
	finding map[ident.ItemID]int
}

// NewOutline prepares the outline of a case in the reader's language.
func NewOutline(t Text, f *review.File) *Outline {
	o := &Outline{file: f, lang: t.Lang(), items: f.Edition.Items(), groups: f.Edition.Groups(), titles: map[string]string{}, finding: map[ident.ItemID]int{}}
	for _, g := range o.groups {
		o.titles[g.ID] = g.Title.In(o.lang)
	}
	o.folded = make([]string, len(o.items))
	for i, it := range o.items {
		text := string(it.ID) + " " + it.Title.JA + " " + it.Title.EN + " " + it.Category.JA + " " + it.Ask.JA
		if f.Application != nil {
			text += " " + f.Application.Answers[it.ID].Wording()
		}
		o.folded[i] = Fold(text)
	}
	if f.Application != nil {
		for _, x := range f.Application.Findings {
			if x.Criterion != "" {
				id := ident.ItemID(x.Criterion)
				o.finding[id] = max(o.finding[id], 3-rank(x.Severity))
			}
		}
	}
	return o
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

// Chips returns the filters that leave anything in this case, with their counts.
func (o *Outline) Chips(t Text) []FilterChip {
	all := []Filter{
		FilterUnseen, FilterQuery, FilterNonconforming, FilterMandatory, FilterLevel, FilterFinding, FilterRemark, FilterChanged,
	}
	var out []FilterChip
	for _, f := range all {
		if f == FilterChanged && o.file.Previous == nil {
			continue
		}
		c := FilterChip{Filter: f}
		for i := range o.items {
			if o.passes(i, f) {
				c.Count++
			}
		}
		c.Word = t.T("walk.filter_" + string(f))
		out = append(out, c)
	}
	return out
}

func (o *Outline) passes(i int, f Filter) bool {
	it := o.items[i]
	m := MarkOf(o.file, it.ID)
	switch f {
	case FilterUnseen:
		return !m.Judged()
	case FilterQuery:
		return m.Verdict == checklist.Query
	case FilterNonconforming:
		return m.Verdict == checklist.Nonconforming
	case FilterMandatory:
		return it.Duty == criteria.Mandatory
	case FilterLevel:
		return it.Level != nil
	case FilterFinding:
		return o.finding[it.ID] > 0
	case FilterRemark:
		return m.Remark != ""
	case FilterChanged:
		return o.file.Previous != nil && o.file.Previous.Answers[it.ID].Wording() != o.file.Application.Answers[it.ID].Wording()
	}
	return true
}

// View says what of the outline is shown.
type View struct {
	Filters map[Filter]bool
	Query   string
	Closed  map[string]bool // groups folded away; a filter or a search opens all
	Keep    ident.ItemID    // shown even where a filter no longer leaves it: the item at hand
}

func (v View) narrowed() bool { return len(v.Filters) > 0 || strings.TrimSpace(v.Query) != "" }

// Rows returns the rows for a view. Figures of a group always count all of its items, whatever is filtered.
func (o *Outline) Rows(v View) []OutlineRow {
	words := strings.Fields(Fold(v.Query))
	var out []OutlineRow
	byGroup := make(map[string][]OutlineRow, len(o.groups))
	tally := make(map[string][2]int, len(o.groups))
	for i, it := range o.items {
		m := MarkOf(o.file, it.ID)
		n := tally[it.Group]
		n[1]++
		if m.Judged() {
			n[0]++
		}
		tally[it.Group] = n
		if it.ID != v.Keep && !o.shown(i, v.Filters, words) {
			continue
		}
		byGroup[it.Group] = append(byGroup[it.Group], OutlineRow{
			Group: it.Group, Title: it.Title.In(o.lang), Item: it.ID, Verdict: m.Verdict, Seen: m.Seen,
			Finding: o.finding[it.ID] > 0, Grave: o.finding[it.ID] == 3, Position: i,
		})
	}
	for _, g := range o.groups {
		rows, n := byGroup[g.ID], tally[g.ID]
		if len(rows) == 0 {
			continue
		}
		closed := v.Closed[g.ID] && !v.narrowed()
		out = append(out, OutlineRow{Group: g.ID, Title: o.titles[g.ID], Heading: true, Closed: closed, Judged: n[0], Total: n[1]})
		if !closed {
			out = append(out, rows...)
		}
	}
	return out
}

func (o *Outline) shown(i int, filters map[Filter]bool, words []string) bool {
	for f, on := range filters {
		if on && !o.passes(i, f) {
			return false
		}
	}
	for _, w := range words {
		if !strings.Contains(o.folded[i], w) {
			return false
		}
	}
	return true
}

// Next returns the item by places after from among the rows shown; the same item at either end.
func Next(rows []OutlineRow, from ident.ItemID, by int) (ident.ItemID, bool) {
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
	if len(items) == 0 {
		return "", false
	}
	if at < 0 {
		return items[0], true
	}
	return items[min(max(at+by, 0), len(items)-1)], true
}

// NextOpen returns the next item without a verdict after from, going round at the end; false when every item is judged.
func (o *Outline) NextOpen(from ident.ItemID) (ident.ItemID, bool) {
	start := o.file.Edition.Position(from)
	n := len(o.items)
	for k := 1; k <= n; k++ {
		it := o.items[((start+k)%n+n)%n]
		if !MarkOf(o.file, it.ID).Judged() {
			return it.ID, true
		}
	}
	return "", false
}

// Tally returns how many items are judged and seen, and how many there are.
func (o *Outline) Tally() (judged, seen, total int) {
	for _, it := range o.items {
		m := MarkOf(o.file, it.ID)
		if m.Judged() {
			judged++
		}
		if m.Seen {
			seen++
		}
	}
	return judged, seen, len(o.items)
}
