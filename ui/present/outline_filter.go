package present

import (
	"strings"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/review/intake"
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
	FilterIoT           Filter = "iot"
	FilterChanged       Filter = "changed"
	FilterRemark        Filter = "remark"
	FilterFinding       Filter = "finding"
)

// filters lists them in the order they are offered.
var filters = []Filter{
	FilterUnseen, FilterQuery, FilterNonconforming, FilterMandatory, FilterLevel, FilterIoT, FilterChanged, FilterRemark, FilterFinding,
}

func (f facts) passes(k Filter) bool {
	switch k {
	case FilterUnseen:
		return !f.judged()
	case FilterQuery:
		return f.verdict == checklist.Query
	case FilterNonconforming:
		return f.verdict == checklist.Nonconforming
	case FilterMandatory:
		return f.mandatory
	case FilterLevel:
		return f.level
	case FilterIoT:
		return f.iot
	case FilterChanged:
		return f.changed
	case FilterRemark:
		return f.remark
	case FilterFinding:
		return f.finding > 0
	}
	return true
}

// FilterChip is a filter with how many items it leaves, and a sentence that says which these are.
type FilterChip struct {
	Filter Filter
	Word   string
	Count  int
	Why    string
}

// Chips returns the filters that mean something in this case, with their counts.
func (o *Outline) Chips(t Text) []FilterChip {
	var out []FilterChip
	for _, f := range filters {
		if f == FilterChanged && changesOf(o.file) == nil {
			continue
		}
		n := o.counts[f]
		out = append(out, FilterChip{
			Filter: f, Word: t.T("walk.filter_" + string(f)), Count: n,
			Why: t.T("walk.filter_"+string(f)+"_why", "n", n, "total", len(o.items)),
		})
	}
	return out
}

// changesOf returns what the application says otherwise than the one it is held against: that of the round before, or in a first round the
// one certified before. It is nil when there is nothing to hold it against.
func changesOf(f *review.File) *intake.Changes {
	if f.Changes != nil || f.Application == nil || f.Previous == nil {
		return f.Changes
	}
	if f.Application.Changes != nil {
		return f.Application.Changes
	}
	return intake.Compare(f.Previous, f.Application)
}

// View says what of the outline is shown.
type View struct {
	Filters map[Filter]bool
	Query   string
	Closed  map[string]bool // headings folded away; a filter or a search opens all
	Keep    ident.ItemID    // shown even where a filter no longer leaves it: the item at hand
}

// Narrowed reports whether filters or a search leave something out.
func (v View) Narrowed() bool { return len(v.Filters) > 0 || strings.TrimSpace(v.Query) != "" }

// Rows returns the rows for a view.
func (o *Outline) Rows(v View) []OutlineRow {
	leaves := o.leaves(v)
	keep := o.file.Edition.Position(v.Keep)
	out := make([]OutlineRow, 0, len(o.items)+len(o.order))
	for _, h := range o.order {
		h.marked = false
		if h.tally.Total == 0 || !v.Narrowed() && h.hidden(v.Closed) {
			continue
		}
		if !v.Narrowed() {
			out = o.head(out, h, v.Closed[h.group.ID])
			if v.Closed[h.group.ID] {
				continue
			}
		}
		for _, i := range h.items {
			if i == keep || leaves(i) {
				out = append(o.heads(out, h), o.row(i, h))
			}
		}
	}
	return out
}

// leaves returns which items the filters and the search of a view leave.
func (o *Outline) leaves(v View) func(i int) bool {
	words := strings.Fields(Fold(v.Query))
	var folded []string
	if len(words) > 0 {
		folded = o.searchable()
	}
	var asked []Filter
	for f, on := range v.Filters {
		if on {
			asked = append(asked, f)
		}
	}
	return func(i int) bool { return o.shown(i, asked, words, folded) }
}

// hidden reports whether a heading above is folded away.
func (h *heading) hidden(closed map[string]bool) bool {
	for a := h.above; a != nil; a = a.above {
		if closed[a.group.ID] {
			return true
		}
	}
	return false
}

// heads adds the rows of the headings above what follows, those that have none yet.
func (o *Outline) heads(out []OutlineRow, h *heading) []OutlineRow {
	if h == nil || h.marked {
		return out
	}
	return o.head(o.heads(out, h.above), h, false)
}

func (o *Outline) head(out []OutlineRow, h *heading, closed bool) []OutlineRow {
	h.marked = true
	return append(out, h.row(o.lang, closed))
}

func (h *heading) row(lang string, closed bool) OutlineRow {
	return OutlineRow{
		Group: h.group.ID, Title: h.group.Title.In(lang), Depth: h.depth, Heading: true, Closed: closed, Tally: h.tally, Position: -1,
	}
}

func (o *Outline) row(i int, h *heading) OutlineRow {
	it, f := &o.items[i], o.facts[i]
	return OutlineRow{
		Group: h.group.ID, Title: it.Title.In(o.lang), Depth: h.depth, Item: it.ID, Position: i, Verdict: f.verdict, Seen: f.seen,
		Inquiry: f.inquiry, Changed: f.changed, Finding: f.finding > 0, Grave: f.finding == 3,
	}
}

func (o *Outline) shown(i int, asked []Filter, words, folded []string) bool {
	for _, f := range asked {
		if !o.facts[i].passes(f) {
			return false
		}
	}
	for _, w := range words {
		if !strings.Contains(folded[i], w) {
			return false
		}
	}
	return true
}
