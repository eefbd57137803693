package form

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/workbook"
)

// limits bound a workbook that is read: forty times a form of 136 items.
var limits = workbook.Limits{Parts: 500, PartBytes: 48 << 20, Bytes: 96 << 20, Cells: 400_000, Depth: 64}

// readSheet reads a workbook made by writeSheet, filled in and saved by whatever program.
func readSheet(ctx context.Context, b []byte) (*Form, error) {
	book, err := workbook.Read(ctx, b, limits)
	if err != nil {
		return nil, refused(b, err)
	}
	r := &cells{form: &Form{Kind: Sheet}, base: map[ident.ItemID]int{}, seen: map[ident.ItemID]bool{}, merged: map[workbook.Range]bool{}}
	r.sort(book.Sheets)
	switch {
	case r.hidden == nil && r.first > 0:
		return nil, unreadable(fault.List{{Code: "offline_sheet_copied", Severity: fault.Must}})
	case r.hidden == nil || r.first == 0 || !r.head():
		return nil, notForm()
	}
	r.above()
	r.table()
	r.outside()
	return r.form, unreadable(r.list)
}

// notForm refuses a file that is no form at all.
func notForm() error {
	return unreadable(fault.List{{Code: "offline_not_a_form", Severity: fault.Must}})
}

// refused says in words of forms why a workbook cannot be read. What is no refusal of the file, such as being stopped, stays as it is.
func refused(b []byte, err error) error {
	var e *fault.Error
	if !errors.As(err, &e) || e.Kind != fault.Invalid {
		return err
	}
	code := "offline_not_a_form"
	switch e.Code {
	case "form_encrypted":
		code = "offline_form_encrypted"
	case "form_legacy", "form_binary", "form_is_pdf", "form_other_format":
		code = "offline_form_other_format"
	case "form_damaged", "form_hostile":
		code = "offline_form_damaged"
	case "form_not_workbook":
		if bytes.HasPrefix(b, []byte("PK")) && !bytes.Contains(b, []byte("PK\x05\x06")) { // its end, where the names stand, was cut off
			code = "offline_form_damaged"
		}
	}
	return unreadable(fault.List{{Code: code, Severity: fault.Must}})
}

// cells reads a workbook.
type cells struct {
	sheet, hidden *workbook.Sheet
	more          []*workbook.Sheet // that a person added
	form          *Form
	list          fault.List
	columns       map[string]int // of the form, by heading
	first         int            // row of the table
	items         []ident.ItemID // that the form came with
	base          map[ident.ItemID]int
	seen          map[ident.ItemID]bool
	merged        map[workbook.Range]bool // that were told of
}

func (r *cells) text(s *workbook.Sheet, row, column int) string {
	return s.Text(workbook.Ref{Row: row, Col: column})
}

// head reads from the hidden sheet for which examination the form is; false when the workbook is not a form.
func (r *cells) head() bool {
	found := map[string]bool{}
	for row := 1; row <= r.hidden.Rows; row++ {
		name, value := r.text(r.hidden, row, 1), r.text(r.hidden, row, 2)
		at := fmt.Sprintf("%s!%d", hiddenName, row)
		f, ok := findHead(name)
		switch {
		case name == version && value != format:
			r.list = append(r.list, finding("offline_version_unknown", at, "", clip(value)))
		case name == hiddenItems:
			n, err := strconv.Atoi(r.text(r.hidden, row, 3))
			if err != nil || n < 0 {
				r.list = append(r.list, finding("offline_head_unreadable", at, ident.ItemID(value), name))
			}
			r.items, r.base[ident.ItemID(value)] = append(r.items, ident.ItemID(value)), n
		case ok && !f.set(&r.form.Head, value):
			r.list = append(r.list, finding("offline_head_unreadable", at, "", name))
		}
		found[name] = true
	}
	for _, f := range headFields {
		if f.name != scribe && !found[f.name] {
			r.list = append(r.list, finding("offline_head_unreadable", hiddenName, "", f.name))
		}
	}
	return found[version]
}

// table reads the rows.
func (r *cells) table() {
	for row := r.first; row <= r.sheet.Rows; row++ {
		if item := r.item(row); item != "" {
			r.row(row, item)
		}
	}
	for _, item := range r.items {
		if !r.seen[item] {
			r.list = append(r.list, finding("offline_row_missing", sheetName, item, string(item)))
		}
	}
}

func (r *cells) row(n int, item ident.ItemID) {
	at := place(r.sheet, workbook.Ref{Row: n, Col: r.columns[headingItem]})
	base, known := r.base[item]
	switch {
	case !known:
		r.list = append(r.list, finding("offline_item_unknown", at, item, string(item)))
		return
	case r.seen[item]:
		r.list = append(r.list, finding("offline_item_twice", at, item, string(item)))
		return
	}
	r.seen[item] = true
	e := Entry{Item: item, Base: base, At: fmt.Sprintf("%s!%d", r.sheet.Name, n)}
	if c := r.columns[headingTitle]; c > 0 {
		e.title = r.text(r.sheet, n, c)
	}
	for _, f := range Fields {
		if r.columns[labels[f]] == 0 {
			continue
		}
		ref := workbook.Ref{Row: n, Col: r.columns[labels[f]]}
		written := r.written(ref, item, f)
		if !e.set(f, written) {
			r.list = append(r.list, finding("offline_word_unreadable", place(r.sheet, ref), item, clip(written)))
		}
	}
	r.form.Entries = append(r.form.Entries, e)
}

// written returns what a person wrote in a field; f is empty for the name of the scribe. Where the program made something else of it than
// was typed, that is a finding: a date that is a number of days by now, a number in place of words (0012 is 12 by now), a formula, an
// error, words struck out that may count or not, cells made one of which only the first still has its words.
func (r *cells) written(at workbook.Ref, item ident.ItemID, f Field) string {
	if g := r.sheet.Merge(at); g.From != g.To {
		if !r.merged[g] {
			r.list = append(r.list, finding("offline_cells_merged", r.sheet.Name+"!"+g.From.Name()+":"+g.To.Name(), item, ""))
		}
		r.merged[g] = true
		return ""
	}
	c := r.sheet.Own(at)
	if c == nil {
		return ""
	}
	code := ""
	switch {
	case c.Formula || c.Error:
		code = "offline_cell_computed"
	case c.Number != nil && c.Format != "@" && (f.Text() || c.Format != "" && c.Format != "General"):
		code = "offline_cell_number"
	case c.Struck():
		code = "offline_words_struck"
	}
	if code != "" {
		r.list = append(r.list, finding(code, place(r.sheet, at), item, clip(c.Text)))
		return ""
	}
	return c.Text
}

func place(s *workbook.Sheet, at workbook.Ref) string { return s.Name + "!" + at.Name() }
