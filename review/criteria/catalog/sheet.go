package catalog

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake/workbook"
)

// large are the limits of a workbook of criteria: 6,000 items in ten columns are far below them.
var large = workbook.Limits{Parts: 2000, PartBytes: 48 << 20, Bytes: 96 << 20, Cells: 400_000, Depth: 64}

// ReadXLSX returns the rows of the first sheet of a workbook that has the headings of a table of criteria; where none has, of the first
// sheet with content, for the caller to name its columns. Merged cells are given at each of their places.
func ReadXLSX(ctx context.Context, b []byte) ([][]string, error) {
	book, err := workbook.Read(ctx, b, large)
	if err != nil {
		return nil, fmt.Errorf("read criteria workbook: %w", err)
	}
	var fallback [][]string
	for _, s := range book.Sheets {
		rows := rowsOf(s)
		if _, ok := Guess(rows); ok {
			return rows, nil
		}
		if fallback == nil && len(rows) > 0 {
			fallback = rows
		}
	}
	if fallback == nil {
		return nil, fault.New(fault.Invalid, "catalog_not_readable")
	}
	return fallback, nil
}

// maxColumns is how many columns of a table of criteria are looked at.
const maxColumns = 64

func rowsOf(s *workbook.Sheet) [][]string {
	var rows [][]string
	last := 0
	for _, p := range s.Places() {
		if p.Row == last {
			continue
		}
		last = p.Row
		cells := make([]string, min(s.Cols, maxColumns))
		for col := range cells {
			if c := s.Cell(workbook.Ref{Row: p.Row, Col: col + 1}); c != nil {
				cells[col] = c.Kept
			}
		}
		rows = append(rows, cells)
	}
	return rows
}

// ReadCSV returns the rows of a CSV file, in UTF-8 with or without its mark or in the Shift_JIS of Japanese Excel.
func ReadCSV(b []byte) ([][]string, error) {
	if len(b) > criteria.MaxBytes {
		return nil, fault.New(fault.Invalid, "criteria_too_large")
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(b) {
		decoded, err := japanese.ShiftJIS.NewDecoder().Bytes(b)
		if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
			return nil, fault.New(fault.Invalid, "catalog_not_readable")
		}
		b = decoded
	}
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord = -1
	var rows [][]string
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, fault.New(fault.Invalid, "catalog_not_readable")
		}
		rows = append(rows, cells)
	}
}

// table lays an edition out in the customary columns, with a row for each heading, and what they do not say in the last one.
func table(e *criteria.Edition) ([][]string, error) {
	rows := [][]string{{"No", "審査対象項目（大）", "審査対象項目（小）", "記述内容", "必須/選択", "一定の要件", "定義（変更しない）"}}
	next := 0 // of the headings
	heading := func(i int) error {
		g := e.Groups()[i]
		own, err := definition{At: i, Group: &g}.text()
		rows = append(rows, []string{g.Title.JA, "", "", "", "", "", own})
		next = max(next, i+1)
		return err
	}
	group := ""
	for n, it := range e.Items() {
		if it.Group != group {
			group = it.Group
			i := slices.IndexFunc(e.Groups(), func(g criteria.Group) bool { return g.ID == group })
			for next < i { // headings over headings, and those without items
				if err := heading(next); err != nil {
					return nil, err
				}
			}
			if err := heading(i); err != nil {
				return nil, err
			}
		}
		own, err := definition{At: n, Item: &it}.text()
		if err != nil {
			return nil, err
		}
		w := wordsOf(it)
		rows = append(rows, []string{w.no, w.category, w.title, w.ask, w.duty, w.level, own})
	}
	for next < len(e.Groups()) {
		if err := heading(next); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// WriteCSV writes an edition as CSV in UTF-8 with its mark, as Japanese Excel opens it without asking.
func WriteCSV(e *criteria.Edition) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\xef\xbb\xbf")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	rows, err := table(e)
	if err != nil {
		return nil, err
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write CSV: %w", err)
	}
	return b.Bytes(), nil
}

// WriteXLSX writes an edition as a workbook of one sheet.
func WriteXLSX(e *criteria.Edition) ([]byte, error) {
	const name = "審査基準"
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // in memory
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return nil, fmt.Errorf("name sheet: %w", err)
	}
	rows, err := table(e)
	if err != nil {
		return nil, err
	}
	for i, cells := range rows {
		row := i + 1
		values := make([]any, len(cells))
		for j, c := range cells {
			values[j] = c
		}
		if err := f.SetSheetRow(name, fmt.Sprintf("A%d", row), &values); err != nil {
			return nil, fmt.Errorf("write row: %w", err)
		}
	}
	for col, width := range map[string]float64{"A": 8, "B": 22, "C": 28, "D": 60, "E": 10, "F": 50} {
		if err := f.SetColWidth(name, col, col, width); err != nil {
			return nil, fmt.Errorf("set column width: %w", err)
		}
	}
	if err := f.SetColVisible(name, "G", false); err != nil {
		return nil, fmt.Errorf("hide column: %w", err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return b.Bytes(), nil
}
