// Package workbook reads an Office Open XML workbook (ISO/IEC 29500) as an examiner needs it: what is in each cell, whether it is
// struck out, computed, commented, merged or hidden, and nothing that a hostile file could make of the reader.
//
// Rules that hold here:
//
//   - All or nothing. A part that ends early, a shared string that is not there, a document type declaration, a nested or repeated
//     part: the workbook is refused with its reason. A reader that returns some of the rows would turn a damaged file into blank answers.
//   - Bounded. Parts, bytes, cells and depth are limited before they are spent (Limits); nothing is written to disk.
//   - Nothing runs. Formulas give their cached value and are marked; macros, links to other files and DDE are reported, never followed.
//   - Furigana are not text. Phonetic runs are left out; struck-out runs are kept apart, so that the caller decides.
//   - Numbers stay numbers. A 13-digit number is never read through its display format.
package workbook

import (
	"shinsa/review/intake/container"
	"shinsa/review/intake/sheet"
)

// Default holds the limits of an application form: a hundred times a full form of 136 items.
var Default = Limits{Parts: 2000, PartBytes: 24 << 20, Bytes: 48 << 20, Cells: 200_000, Depth: 64}

// What was read has its home in package sheet, and the limits in package container.
type (
	Book   = sheet.Book
	Sheet  = sheet.Sheet
	Cell   = sheet.Cell
	Ref    = sheet.Ref
	Range  = sheet.Range
	Mark   = sheet.Mark
	Limits = container.Limits
)

// NewSheet returns an empty sheet, for what does not come from a spreadsheet.
func NewSheet(name string) *Sheet { return sheet.New(name) }
