package checklist

import (
	"slices"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Sheet is a member's checklist: one mark for every item of an edition, in its order.
type Sheet struct {
	edition *criteria.Edition
	marks   map[ident.ItemID]Mark
}

// NewSheet lays marks over the edition; an item without one is unseen. Marks of items the edition does not have are left out.
func NewSheet(e *criteria.Edition, marks []Mark) *Sheet {
	s := &Sheet{edition: e, marks: make(map[ident.ItemID]Mark, len(e.Items()))}
	for _, m := range marks {
		if e.Position(m.Item) >= 0 {
			s.marks[m.Item] = m
		}
	}
	return s
}

// Edition returns the edition the sheet is for.
func (s *Sheet) Edition() *criteria.Edition { return s.edition }

// Mark returns the item's mark.
func (s *Sheet) Mark(id ident.ItemID) Mark {
	if m, ok := s.marks[id]; ok {
		return m
	}
	return Blank(id)
}

// Marks returns one mark for every item, in the order of the edition.
func (s *Sheet) Marks() []Mark {
	out := make([]Mark, 0, len(s.edition.Items()))
	for _, it := range s.edition.Items() {
		out = append(out, s.Mark(it.ID))
	}
	return out
}

// Tally counts marks; Total is the denominator of every figure.
type Tally struct {
	Total     int             `json:"total"`
	Seen      int             `json:"seen"`
	Judged    int             `json:"judged"`
	Remarks   int             `json:"remarks"`
	Inquiries int             `json:"inquiries"`
	Levels    int             `json:"levels"`     // items that have a level
	LevelsMet int             `json:"levels_met"` // of them, found met
	By        map[Verdict]int `json:"by"`
}

// Tally counts over all items, or over one group when group is not empty.
func (s *Sheet) Tally(group string) Tally {
	t := Tally{By: map[Verdict]int{}}
	for _, it := range s.edition.Items() {
		if group != "" && it.Group != group {
			continue
		}
		t.add(it, s.Mark(it.ID))
	}
	return t
}

func (t *Tally) add(it criteria.Item, m Mark) {
	t.Total++
	t.By[m.Verdict]++
	if m.Seen {
		t.Seen++
	}
	if m.Judged() {
		t.Judged++
	}
	if m.Remark != "" {
		t.Remarks++
	}
	if m.Inquiry != "" {
		t.Inquiries++
	}
	if it.Level != nil {
		t.Levels++
		if m.Level == LevelMet {
			t.LevelsMet++
		}
	}
}

// Open returns the items without a verdict, in order.
func (s *Sheet) Open() []ident.ItemID {
	var out []ident.ItemID
	for _, it := range s.edition.Items() {
		if !s.Mark(it.ID).Judged() {
			out = append(out, it.ID)
		}
	}
	return out
}

// Check returns what stands against sealing (must) and what deserves another look (should): items without a verdict, a verdict
// that its own findings contradict, and a nonconformity or a query without words (Art. 1; reasons are needed for Art. 6-4).
func (s *Sheet) Check() fault.List {
	var l fault.List
	for _, it := range s.edition.Items() {
		l = append(l, checkItem(it, s.Mark(it.ID))...)
	}
	return l
}

func checkItem(it criteria.Item, m Mark) fault.List {
	var l fault.List
	add := func(code string, sev fault.Severity) {
		l = append(l, fault.Finding{Code: code, Severity: sev, Clause: "1", Criterion: string(it.ID)})
	}
	switch {
	case !m.Judged() && m.Remark != "":
		add("mark_remark_without_verdict", fault.Must)
	case !m.Judged():
		add("mark_without_verdict", fault.Must)
	}
	if m.Verdict == Conforming && it.Level != nil && m.Level == LevelNotMet {
		add("mark_conforming_below_level", fault.Must)
	}
	if m.Verdict == Conforming && (m.Disclosed == Insufficient || m.Disclosed == Absent && it.Duty == criteria.Mandatory) {
		add("mark_conforming_not_disclosed", fault.Must)
	}
	if m.Verdict == Nonconforming && m.Remark == "" {
		add("mark_nonconforming_without_remark", fault.Must)
	}
	if m.Verdict == Query && m.Remark == "" && m.Inquiry == "" {
		add("mark_query_without_words", fault.Should)
	}
	if m.Verdict == Conforming && m.Disclosed == "" {
		add("mark_disclosure_not_found", fault.Should)
	}
	if m.Verdict == Conforming && it.Level != nil && m.Level == "" {
		add("mark_level_not_found", fault.Should)
	}
	if slices.ContainsFunc(m.Pointers, func(p Pointer) bool { return p.Lost }) {
		add("mark_anchor_lost", fault.Should)
	}
	return l
}
