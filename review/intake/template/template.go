// Package template makes the empty application form of an edition: a workbook with FormA, FormB and FormC, drop-downs where an item has
// closed words, notes on what each item asks, and the mark of the edition it was made from.
//
// What it writes, package form reads: the labels and headings are those the reader knows, and a test fills the form and reads it back. The
// mark is a defined name (Mark); a returned form tells by it which edition it answers, however its cells were changed. The layout is the
// project's own: the body's real form was not seen. Serves Art. 4-1(1).
package template

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"shinsa/review/criteria"
	"shinsa/review/intake/record"
)

// Mark is the defined name under which a form carries the digest of its edition.
const Mark = "SHINSA_EDITION"

// Options say what stands on the form besides the edition.
type Options struct {
	Scheme string // name of the scheme
	Body   string // name of the body the form is addressed to

	Filled *record.Typed // what stands in the fields; nil for the empty form
}

// Write returns the form of an edition, empty or filled in.
func Write(e *criteria.Edition, o Options) ([]byte, error) {
	w, err := newWriter(e, o)
	if err != nil {
		return nil, err
	}
	defer w.file.Close() //nolint:errcheck // in memory
	w.formA()
	w.formB()
	w.formC()
	w.name()
	if w.err != nil {
		return nil, fmt.Errorf("write form: %w", w.err)
	}
	var b bytes.Buffer
	if err := w.file.Write(&b); err != nil {
		return nil, fmt.Errorf("write form: %w", err)
	}
	return b.Bytes(), nil
}

// The sheets of the form.
const (
	sheetA = "申請書A"
	sheetB = "申請書B"
	sheetC = "申請書C"
)

// writer keeps the first error; after it nothing more is written.
type writer struct {
	file    *excelize.File
	edition *criteria.Edition
	options Options
	filled  record.Typed
	sheet   string
	styles  styles
	err     error
}

type styles struct{ title, head, label, field, note, section int }

func newWriter(e *criteria.Edition, o Options) (*writer, error) {
	w := &writer{file: excelize.NewFile(), edition: e, options: o}
	if o.Filled != nil {
		w.filled = *o.Filled
	}
	w.try(w.file.SetSheetName("Sheet1", sheetA))
	for _, name := range []string{sheetB, sheetC} {
		_, err := w.file.NewSheet(name)
		w.try(err)
	}
	line := []excelize.Border{
		{Type: "left", Color: "808080", Style: 1},
		{Type: "right", Color: "808080", Style: 1},
		{Type: "top", Color: "808080", Style: 1},
		{Type: "bottom", Color: "808080", Style: 1},
	}
	wrap := &excelize.Alignment{WrapText: true, Vertical: "center"}
	grey := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8ECEF"}}
	for style, s := range map[*int]*excelize.Style{
		&w.styles.title:   {Font: &excelize.Font{Bold: true, Size: 14, Family: "游ゴシック"}},
		&w.styles.head:    {Font: &excelize.Font{Bold: true, Size: 10, Family: "游ゴシック"}, Fill: grey, Border: line, Alignment: wrap},
		&w.styles.label:   {Font: &excelize.Font{Size: 10, Family: "游ゴシック"}, Fill: grey, Border: line, Alignment: wrap},
		&w.styles.field:   {Font: &excelize.Font{Size: 10, Family: "游ゴシック"}, Border: line, Alignment: wrap, NumFmt: 49},
		&w.styles.note:    {Font: &excelize.Font{Size: 9, Family: "游ゴシック", Color: "595959"}, Alignment: wrap},
		&w.styles.section: {Font: &excelize.Font{Bold: true, Size: 11, Family: "游ゴシック"}},
	} {
		id, err := w.file.NewStyle(s)
		w.try(err)
		*style = id
	}
	return w, w.err
}

func (w *writer) try(err error) {
	if w.err == nil {
		w.err = err
	}
}

// put writes a text into a block of cells, which become one.
func (w *writer) put(from, to, text string, style int) {
	if w.err != nil {
		return
	}
	if from != to {
		w.try(w.file.MergeCell(w.sheet, from, to))
	}
	if text != "" {
		w.try(w.file.SetCellStr(w.sheet, from, text))
	}
	w.try(w.file.SetCellStyle(w.sheet, from, to, style))
}

// choose offers words in a drop-down. Where other words may follow, as a detail after 有, the list only suggests.
func (w *writer) choose(cell string, closed bool, words ...string) {
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(cell)
	if err := dv.SetDropList(words); err != nil {
		return // longer than the format allows: the item is asked without a list
	}
	dv.ShowErrorMessage = closed
	w.try(w.file.AddDataValidation(w.sheet, dv))
}

// name marks the form with its edition.
func (w *writer) name() {
	w.try(w.file.SetDefinedName(&excelize.DefinedName{Name: Mark, RefersTo: `"` + string(w.edition.Digest()) + `"`}))
	w.try(w.file.SetDocProps(&excelize.DocProperties{
		Title: w.edition.Title().JA, Subject: string(w.edition.ID()), Language: "ja-JP", Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z",
	}))
}

// banner says on every sheet of a form of a sample edition that it is one.
func (w *writer) banner(row int, last string) {
	if w.edition.Sample() {
		w.put(fmt.Sprintf("A%d", row), fmt.Sprintf("%s%d", last, row), "【見本】"+w.edition.Note().JA, w.styles.note)
	}
}
