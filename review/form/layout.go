package form

import (
	"strings"

	"shinsa/review/ident"
	"shinsa/review/intake/workbook"
)

// sort finds the sheets of a form among those of the workbook: the hidden one by its name, the other by its name or, where a program gave
// it another, by its headings.
func (r *cells) sort(sheets []*workbook.Sheet) {
	for _, s := range sheets {
		switch s.Name {
		case hiddenName:
			r.hidden = s
		case sheetName:
			r.sheet = s
		default:
			r.more = append(r.more, s)
		}
	}
	if r.sheet != nil {
		r.headings()
	}
	for i := 0; r.sheet == nil && i < len(r.more); i++ {
		r.sheet = r.more[i]
		if r.headings(); r.first > 0 {
			r.more = append(r.more[:i:i], r.more[i+1:]...)
			return
		}
		r.sheet = nil
	}
}

// headings finds the row of headings, by which columns are known wherever they stand. A heading that stands there twice is a finding:
// nobody can say which of the two columns counts.
func (r *cells) headings() {
	known := map[string]bool{}
	for _, c := range columns {
		known[c.name] = true
	}
	for row := 1; row <= r.sheet.Rows; row++ {
		at := map[string]int{}
		var twice []workbook.Ref
		for c := 1; c <= r.sheet.Cols; c++ {
			ref := workbook.Ref{Row: row, Col: c}
			cell := r.sheet.Own(ref)
			if cell == nil || !known[plain(cell.Text)] {
				continue
			}
			if at[plain(cell.Text)] > 0 {
				twice = append(twice, ref)
				continue
			}
			at[plain(cell.Text)] = c
		}
		if at[headingItem] == 0 || len(at) < leastHeadings {
			continue
		}
		r.columns, r.first = at, row+1
		for _, ref := range twice {
			r.list = append(r.list, finding("offline_column_twice", place(r.sheet, ref), "", r.text(r.sheet, row, ref.Col)))
		}
		break
	}
	for _, f := range Fields {
		if r.first > 0 && r.columns[labels[f]] == 0 {
			r.list = append(r.list, finding("offline_column_missing", r.sheet.Name, "", labels[f]))
		}
	}
}

// leastHeadings is how many headings make a row the one of the headings: a word of the preface that is one, too, does not.
const leastHeadings = 4

// above reads who wrote for the member from what stands above the headings; other words there that the form did not come with are findings.
func (r *cells) above() {
	for _, at := range r.sheet.Places() {
		text := r.text(r.sheet, at.Row, at.Col)
		switch {
		case at.Row >= r.first-1 || r.printed(text):
		case r.form.Scribe == "" && r.labelled(at):
			if f, ok := findHead(scribe); ok && !f.set(&r.form.Head, r.written(at, "", "")) {
				r.list = append(r.list, finding("offline_head_unreadable", place(r.sheet, at), "", scribe))
			}
		default:
			r.stray(r.sheet, at, text)
		}
	}
}

// printed reports whether a text above the headings is one that the form came with.
func (r *cells) printed(text string) bool {
	switch strings.TrimSpace(text) {
	case topTitle, topHow, topScribe, scribe:
		return true
	}
	return strings.HasPrefix(text, "案件 "+string(r.form.Case)+"（")
}

// labelled reports whether a place is in the row of the label of the scribe, and right of it.
func (r *cells) labelled(at workbook.Ref) bool {
	for c := 1; c < at.Col; c++ {
		if plain(r.text(r.sheet, at.Row, c)) == scribe {
			return true
		}
	}
	return false
}

// item is the item of a row of the table, by its number.
func (r *cells) item(row int) ident.ItemID {
	return ident.ItemID(strings.TrimSpace(r.text(r.sheet, row, r.columns[headingItem])))
}
