package form

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Bounds of a workbook that is read. Nothing is ever unpacked to disk, so both limits of the library are the same.
const (
	maxUnpacked = 96 << 20
	maxRows     = 20_000
)

// errTooLong stops the reading of a sheet.
var errTooLong = errors.New("too many rows")

// readSheet reads a workbook made by writeSheet and filled in.
func readSheet(b []byte) (form *Form, err error) {
	notForm := unreadable(fault.List{{Code: "offline_not_a_form", Severity: fault.Must}})
	defer func() {
		if recover() != nil { // a workbook that promises more than it holds
			form, err = nil, notForm
		}
	}()
	if len(b) > MaxBytes {
		return nil, notForm
	}
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked, RawCellValue: true})
	if err != nil {
		return nil, notForm
	}
	defer f.Close()
	r := &cells{f: f, form: &Form{Kind: Sheet}, base: map[ident.ItemID]int{}, seen: map[ident.ItemID]bool{}}
	if !r.hidden() || !r.table() {
		return nil, notForm
	}
	return r.form, unreadable(r.list)
}

// cells reads a workbook.
type cells struct {
	f    *excelize.File
	form *Form
	list fault.List
	base map[ident.ItemID]int
	seen map[ident.ItemID]bool
}

// each calls do with every row of a sheet.
func (r *cells) each(sheet string, do func(row int, cells []string)) error {
	rows, err := r.f.Rows(sheet)
	if err != nil {
		return err
	}
	defer rows.Close()
	used := 0
	for n := 1; rows.Next(); n++ {
		c, err := rows.Columns()
		if err != nil {
			return err
		}
		if len(c) == 0 {
			continue // some programs write the last row of all
		}
		if used++; used > maxRows {
			return errTooLong
		}
		do(n, c)
	}
	return rows.Error()
}

func cell(row []string, column int) string {
	if column < 1 || column > len(row) {
		return ""
	}
	return row[column-1]
}

// hidden reads for which examination the form is; false when the workbook is not a form.
func (r *cells) hidden() bool {
	found := map[string]bool{}
	err := r.each(hiddenName, func(row int, c []string) {
		name, value := cell(c, 1), cell(c, 2)
		at := fmt.Sprintf("%s!%d", hiddenName, row)
		f, ok := findHead(name)
		switch {
		case name == version && value != format:
			r.list = append(r.list, finding("offline_version_unknown", at, "", clip(value)))
		case name == hiddenItems:
			n, err := strconv.Atoi(cell(c, 3))
			if err != nil || n < 0 {
				r.list = append(r.list, finding("offline_head_unreadable", at, ident.ItemID(value), name))
			}
			r.base[ident.ItemID(value)] = n
		case ok && !f.set(&r.form.Head, value):
			r.list = append(r.list, finding("offline_head_unreadable", at, "", name))
		}
		found[name] = true
	})
	for _, f := range headFields {
		if f.name != scribe && !found[f.name] {
			r.list = append(r.list, finding("offline_head_unreadable", hiddenName, "", f.name))
		}
	}
	return err == nil && found[version]
}

// table reads the rows; columns are found by their headings.
func (r *cells) table() bool {
	at := map[string]int{}
	err := r.each(sheetName, func(row int, c []string) {
		if len(at) > 0 {
			r.row(row, c, at)
			return
		}
		for i, h := range c {
			if plain(h) == scribe {
				r.scribe(i+1, row)
			}
		}
		if plain(cell(c, 1)) == columns[0].name {
			for i, h := range c {
				at[plain(h)] = i + 1
			}
		}
	})
	if err != nil || len(at) == 0 {
		return false
	}
	for _, f := range Fields {
		if at[labels[f]] == 0 {
			r.list = append(r.list, finding("offline_column_missing", sheetName, "", labels[f]))
		}
	}
	for item := range r.base {
		if !r.seen[item] {
			r.list = append(r.list, finding("offline_row_missing", sheetName, item, string(item)))
		}
	}
	return true
}

// scribe reads the name of who wrote for the member: two cells right of its label.
func (r *cells) scribe(column, row int) {
	name, err := excelize.CoordinatesToCellName(column+2, row)
	if err != nil {
		return
	}
	value, err := r.f.GetCellValue(sheetName, name)
	if f, ok := findHead(scribe); err != nil || ok && !f.set(&r.form.Head, value) {
		r.list = append(r.list, finding("offline_head_unreadable", sheetName+"!"+name, "", scribe))
	}
}

func (r *cells) row(n int, c []string, at map[string]int) {
	item := ident.ItemID(strings.TrimSpace(cell(c, columnItem)))
	if item == "" {
		for _, f := range Fields {
			if s := strings.TrimSpace(cell(c, at[labels[f]])); s != "" {
				r.list = append(r.list, finding("offline_words_outside", r.place(n, at[labels[f]]), "", clip(s)))
			}
		}
		return
	}
	base, known := r.base[item]
	switch {
	case !known:
		r.list = append(r.list, finding("offline_item_unknown", r.place(n, columnItem), item, string(item)))
		return
	case r.seen[item]:
		r.list = append(r.list, finding("offline_item_twice", r.place(n, columnItem), item, string(item)))
		return
	}
	r.seen[item] = true
	e := Entry{Item: item, Base: base, At: fmt.Sprintf("%s!%d", sheetName, n)}
	for _, f := range Fields {
		written := cell(c, at[labels[f]])
		if !e.set(f, written) {
			r.list = append(r.list, finding("offline_word_unreadable", r.place(n, at[labels[f]]), item, clip(written)))
		}
	}
	r.form.Entries = append(r.form.Entries, e)
}

func (r *cells) place(row, column int) string {
	name, err := excelize.CoordinatesToCellName(max(column, 1), row)
	if err != nil {
		return sheetName
	}
	return sheetName + "!" + name
}
