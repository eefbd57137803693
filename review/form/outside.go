package form

import (
	"strings"

	"shinsa/review/ident"
	"shinsa/review/intake/workbook"
)

// outside reports what a person wrote in a place that is not read, so that nothing is dropped in silence: below and beside the table, in
// comments and shapes, on sheets of their own.
func (r *cells) outside() {
	for _, at := range r.sheet.Places() {
		if at.Row >= r.first && !r.isRead(at) {
			r.stray(r.sheet, at, r.sheet.Own(at).Text)
		}
	}
	for row := 1; row <= r.sheet.Rows; row++ {
		for col := 1; col <= max(r.sheet.Cols, lastColumn); col++ {
			at := workbook.Ref{Row: row, Col: col}
			r.stray(r.sheet, at, r.sheet.Comment(at))
		}
	}
	for _, m := range r.sheet.AllMarks() {
		r.stray(r.sheet, m.From, m.Text)
	}
	for _, s := range r.more {
		for _, at := range s.Places() {
			r.stray(s, at, s.Own(at).Text)
		}
	}
}

// isRead reports whether a place of the table is read, or shows what the form came with: a column of the form, in the row of an item. A
// column that a person added is neither, whatever its heading.
func (r *cells) isRead(at workbook.Ref) bool {
	for _, c := range r.columns {
		if c == at.Col {
			return r.item(at.Row) != ""
		}
	}
	return false
}

func (r *cells) stray(s *workbook.Sheet, at workbook.Ref, words string) {
	if strings.TrimSpace(words) != "" {
		r.list = append(r.list, finding("offline_words_outside", place(s, at), r.itemAt(s, at), clip(words)))
	}
}

func (r *cells) itemAt(s *workbook.Sheet, at workbook.Ref) ident.ItemID {
	if s != r.sheet || at.Row < r.first {
		return ""
	}
	return r.item(at.Row)
}
