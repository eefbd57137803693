// Package markup writes on an applicant's own workbook what has to be corrected, as comments at the cells (補正依頼, Art. 4).
//
// Rules that hold here:
//
//   - Nothing but comments changes. The copy is read back and compared cell by cell with the form it was made of; a copy that says anything
//     else in any cell is refused.
//   - A comment that the applicant wrote stays: what is to be corrected is written below it.
//   - The form is only marked up after package workbook has read it within its limits, and nothing is written to disk.
package markup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"shinsa/review/fault"
	"shinsa/review/intake/workbook"
)

// Note is one thing to write at a place, which is "sheet!cell" as findings name it.
type Note struct{ At, Text string }

// Markable reports whether a form is an Excel workbook, which alone can carry comments.
func Markable(form []byte) bool { return workbook.FormatOf(form) == workbook.XLSX }

// Write returns a copy of the form with the notes as comments, and how many cells carry one. Several notes at a cell become one comment. A
// note whose place is not a cell of the form is left out. A form that cannot be marked without changing a cell is refused: fault.Invalid
// form_not_markable.
func Write(ctx context.Context, form []byte, author string, notes []Note) ([]byte, int, error) {
	book, err := workbook.Read(ctx, form, workbook.Default)
	if err != nil {
		return nil, 0, fmt.Errorf("read form: %w", err)
	}
	marks := placesOf(book, notes)
	base, err := prepared(form, workbook.Default.PartBytes)
	if err != nil {
		return nil, 0, notMarkable(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(base), excelize.Options{
		UnzipSizeLimit: workbook.Default.Bytes * 2, UnzipXMLSizeLimit: workbook.Default.Bytes * 2, // equal, so that no sheet is spooled to disk
	})
	if err != nil {
		return nil, 0, notMarkable(err)
	}
	defer f.Close() //nolint:errcheck // in memory
	for _, m := range marks {
		if err := comment(f, author, m); err != nil {
			return nil, 0, notMarkable(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return nil, 0, notMarkable(err)
	}
	if err := Check(ctx, form, b.Bytes(), notes); err != nil {
		return nil, 0, err
	}
	return b.Bytes(), len(marks), nil
}

func notMarkable(err error) error { return fault.Wrap(fault.Invalid, "form_not_markable", err) }

// mark is the comment that one cell gets.
type mark struct {
	sheet, cell string
	was         string // the applicant's own
	texts       []string
}

func (m mark) text() string {
	parts := slices.Clone(m.texts)
	if m.was != "" {
		parts = append([]string{m.was, "――――"}, parts...)
	}
	return strings.Join(parts, "\n")
}

// placesOf gathers the notes by cell, in the order given. A place inside merged cells is their first cell.
func placesOf(book *workbook.Book, notes []Note) []mark {
	var out []mark
	for _, n := range notes {
		s, ref, ok := locate(book, n.At)
		if !ok {
			continue
		}
		anchor := s.Anchor(ref)
		i := slices.IndexFunc(out, func(m mark) bool { return m.sheet == s.Name && m.cell == anchor.Name() })
		if i < 0 {
			i, out = len(out), append(out, mark{sheet: s.Name, cell: anchor.Name(), was: s.Comment(ref)})
		}
		if !slices.Contains(out[i].texts, n.Text) {
			out[i].texts = append(out[i].texts, n.Text)
		}
	}
	return out
}

// locate reads "sheet!F74".
func locate(book *workbook.Book, at string) (*workbook.Sheet, workbook.Ref, bool) {
	i := strings.LastIndex(at, "!")
	if i < 0 {
		return nil, workbook.Ref{}, false
	}
	col, row, err := excelize.CellNameToCoordinates(at[i+1:])
	if err != nil {
		return nil, workbook.Ref{}, false
	}
	for _, s := range book.Sheets {
		if s.Name == at[:i] {
			return s, workbook.Ref{Row: row, Col: col}, true
		}
	}
	return nil, workbook.Ref{}, false
}

// comment puts a comment in the place of the one that is there.
func comment(f *excelize.File, author string, m mark) error {
	if m.was != "" {
		if err := f.DeleteComment(m.sheet, m.cell); err != nil {
			return fmt.Errorf("replace comment: %w", err)
		}
	}
	lines := 1 + len([]rune(m.text()))/22 + strings.Count(m.text(), "\n")
	err := f.AddComment(m.sheet, excelize.Comment{Cell: m.cell, Author: author, Text: m.text(), Width: 320, Height: uint(40 + 20*min(lines, 20))})
	if err != nil {
		return fmt.Errorf("add comment: %w", err)
	}
	return nil
}

// Check compares a marked copy with the form it was made of: the same sheets, every cell the same, every note at its place, and every
// comment the applicant wrote still there. A copy that differs is refused: fault.Invalid form_not_markable.
func Check(ctx context.Context, form, marked []byte, notes []Note) error {
	was, err := workbook.Read(ctx, form, workbook.Default)
	if err != nil {
		return fmt.Errorf("read form: %w", err)
	}
	now, err := workbook.Read(ctx, marked, workbook.Default)
	if err != nil {
		return notMarkable(err)
	}
	if len(was.Sheets) != len(now.Sheets) {
		return notMarkable(errors.New("a sheet is gone"))
	}
	for i, s := range was.Sheets {
		if err := same(s, now.Sheets[i]); err != nil {
			return notMarkable(err)
		}
	}
	for _, m := range placesOf(was, notes) {
		s, ref, _ := locate(now, m.sheet+"!"+m.cell)
		for _, text := range append(slices.Clone(m.texts), m.was) {
			if !strings.Contains(bare(s.Comment(ref)), bare(text)) {
				return notMarkable(errors.New("a comment is missing"))
			}
		}
	}
	return nil
}

func same(a, b *workbook.Sheet) error {
	if a.Name != b.Name || a.Hidden != b.Hidden || a.Protected != b.Protected || !slices.Equal(a.Places(), b.Places()) || !slices.Equal(a.Merges, b.Merges) {
		return errors.New("a sheet differs")
	}
	for _, r := range a.Places() {
		x, y := a.Own(r), b.Own(r)
		if x.Text != y.Text || x.Kept != y.Kept || x.Formula != y.Formula || x.Format != y.Format || (x.Number == nil) != (y.Number == nil) ||
			x.Number != nil && *x.Number != *y.Number {
			return errors.New("a cell differs")
		}
		if !strings.Contains(bare(b.Comment(r)), bare(a.Comment(r))) || a.Link(r) != b.Link(r) {
			return errors.New("a comment or link is gone")
		}
	}
	return nil
}

// bare is a comment without its white space, which programs write in their own ways.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }
