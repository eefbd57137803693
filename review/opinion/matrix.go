package opinion

import (
	"sort"

	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// Column is one member in a matrix. A recused member has a column without verdicts.
type Column struct {
	Reviewer ident.ReviewerID `json:"reviewer"`
	Name     string           `json:"name"`
	Recused  bool             `json:"recused,omitempty"`
	Pending  bool             `json:"pending,omitempty"` // has not answered yet
	Overall  Overall          `json:"overall,omitempty"`
}

// Cell is one member's word on one item.
type Cell struct {
	Verdict   checklist.Verdict   `json:"verdict"`
	Disclosed checklist.Disclosed `json:"disclosed,omitempty"`
	Level     checklist.Level     `json:"level,omitempty"`
	Remark    string              `json:"remark,omitempty"`
	Inquiry   string              `json:"inquiry,omitempty"`
}

// Line is one item across the members; Cells stand in the order of the columns, with an empty Verdict for who gave none.
type Line struct {
	Item   ident.ItemID `json:"item"`
	Cells  []Cell       `json:"cells"`
	Agreed bool         `json:"agreed"` // every verdict given is the same
	Weight int          `json:"-"`
}

// Matrix is items by members: what the committee looks at to find its disagreements.
type Matrix struct {
	Case    ident.CaseID `json:"case"`
	Columns []Column     `json:"columns"`
	Lines   []Line       `json:"lines"` // in the order of the edition
}

// NewMatrix lays the sealed opinions side by side. Columns fixes the order and names who is recused or still missing.
func NewMatrix(c ident.CaseID, e *criteria.Edition, columns []Column, opinions []Opinion) *Matrix {
	m := &Matrix{Case: c, Columns: columns}
	marks := map[ident.ReviewerID]map[ident.ItemID]checklist.Mark{}
	for _, o := range opinions {
		by := make(map[ident.ItemID]checklist.Mark, len(o.Marks))
		for _, k := range o.Marks {
			by[k.Item] = k
		}
		marks[o.Reviewer] = by
		for i := range m.Columns {
			if m.Columns[i].Reviewer == o.Reviewer {
				m.Columns[i].Overall = o.Draft.Overall
			}
		}
	}
	for _, it := range e.Items() {
		m.Lines = append(m.Lines, newLine(it.ID, m.Columns, marks))
	}
	return m
}

func newLine(id ident.ItemID, columns []Column, marks map[ident.ReviewerID]map[ident.ItemID]checklist.Mark) Line {
	l := Line{Item: id, Cells: make([]Cell, len(columns)), Agreed: true}
	first := checklist.Verdict("")
	for i, c := range columns {
		k, ok := marks[c.Reviewer][id]
		if !ok {
			continue
		}
		l.Cells[i] = Cell{k.Verdict, k.Disclosed, k.Level, k.Remark, k.Inquiry}
		switch {
		case first == "":
			first = k.Verdict
		case k.Verdict != first:
			l.Agreed = false
		}
		l.Weight += weight(k.Verdict)
	}
	if !l.Agreed {
		l.Weight += 1000
	}
	return l
}

func weight(v checklist.Verdict) int {
	switch v {
	case checklist.Nonconforming:
		return 100
	case checklist.Query:
		return 10
	}
	return 0
}

// Contested returns the lines with disagreements first, then those with nonconformities and queries, otherwise in order.
func (m *Matrix) Contested() []Line {
	out := append([]Line(nil), m.Lines...)
	sort.SliceStable(out, func(i, j int) bool { return out[i].Weight > out[j].Weight })
	return out
}

// Disagreements counts the lines on which the verdicts differ.
func (m *Matrix) Disagreements() int {
	n := 0
	for _, l := range m.Lines {
		if !l.Agreed {
			n++
		}
	}
	return n
}
