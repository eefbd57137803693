// Package form finds FormA, FormB and FormC in a workbook, wherever their labels and headings stand, and reads them.
//
// No cell address, sheet name or order is known in advance: a field of FormA is the cell beside its label, a column of FormB or FormC is
// the one under its heading, a row of FormB belongs to the item its number and title agree on. Where they do not agree, the finding says
// so. What surrounds a cell is told too: comments, hidden rows, merged answers, formulas, struck-out text.
package form

import (
	"slices"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake/drawn"
	"shinsa/review/intake/record"
	"shinsa/review/intake/table"
	"shinsa/review/intake/workbook"
)

// Form is what a workbook says.
type Form struct {
	Header   record.Header
	Answers  record.Answers    // one for every item of the edition
	Evidence []record.Evidence // rows of FormC, not yet matched with files
	Sheets   map[string]string // A, B, C → name of the sheet, where it was found
	Findings fault.List
}

// Read reads a workbook against an edition. A form that is not found is a finding, and its part stays empty.
func Read(b *workbook.Book, e *criteria.Edition) Form {
	tables := table.Find(b)
	f := Form{Sheets: map[string]string{}}
	var names [3]string
	var lists [3]fault.List
	marks := drawn.Told{}
	f.Header, names[0], lists[0] = readFormA(b, e, tables, marks)
	f.Answers, names[1], lists[1] = readFormB(b, e, tables.B, marks)
	f.Evidence, names[2], lists[2] = readFormC(tables.C, marks)
	for i, name := range names {
		if name != "" {
			f.Sheets[string(rune('A'+i))] = name
		}
	}
	read := map[string]bool{names[0]: true}
	for _, t := range slices.Concat(tables.B, tables.C) {
		read[t.Sheet.Name] = true
	}
	f.Findings = append(slices.Concat(lists[:]...), marks.Elsewhere(b, read)...)
	return f
}
