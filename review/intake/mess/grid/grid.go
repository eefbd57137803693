// Package grid is a workbook that tests lay out, and its writers: Office Open XML in the dialects of several programs, OpenDocument, text files. Rows
// and columns can be put in and moved about; what hangs on cells goes with them.
package grid

import (
	"fmt"
	"maps"
	"slices"
)

// Place is a cell of a sheet, row and column counted from 1.
type Place struct{ Row, Col int }

// Name returns the place as a spreadsheet writes it, such as "F74".
func (p Place) Name() string {
	col := ""
	for n := p.Col; n > 0; n = (n - 1) / 26 {
		col = string(rune('A'+(n-1)%26)) + col
	}
	return fmt.Sprintf("%s%d", col, p.Row)
}

// Run is a stretch of a cell's text with its own look.
type Run struct {
	Text                string
	Struck, Bold, Under bool
}

// Box is what a cell holds: a text, stretches of text, or a number with its display format.
type Box struct {
	Text    string
	Runs    []Run
	Number  float64
	Format  string // of a number; "" is a text
	Formula string
	Ruby    string // furigana over the text
	Note    string // comment
	Link    string
}

// Words returns a box of plain text.
func Words(s string) Box { return Box{Text: s} }

// Empty reports whether the box holds nothing.
func (b Box) Empty() bool { return b.Text == "" && len(b.Runs) == 0 && b.Format == "" }

// String returns the text of the box as a text file would have it.
func (b Box) String() string {
	if b.Format != "" {
		return fmt.Sprint(b.Number)
	}
	out := b.Text
	for _, r := range b.Runs {
		out += r.Text
	}
	return out
}

// Sheet is a worksheet. Rows and columns can be put in and moved about; what hangs on cells goes with them.
type Sheet struct {
	Name       string
	Cells      map[Place]Box
	Merges     [][2]Place
	HiddenRows map[int]bool
	HiddenCols map[int]bool
	Hidden     bool
}

// NewSheet returns an empty sheet.
func NewSheet(name string) *Sheet {
	return &Sheet{Name: name, Cells: map[Place]Box{}, HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{}}
}

// Put writes a box; an empty one writes nothing.
func (s *Sheet) Put(row, col int, b Box) {
	if !b.Empty() {
		s.Cells[Place{row, col}] = b
	}
}

// Size returns the last row and column in use.
func (s *Sheet) Size() (rows, cols int) {
	for p := range s.Cells {
		rows, cols = max(rows, p.Row), max(cols, p.Col)
	}
	for _, m := range s.Merges {
		rows, cols = max(rows, m[1].Row), max(cols, m[1].Col)
	}
	return rows, cols
}

// Places returns the cells in reading order.
func (s *Sheet) Places() []Place {
	return slices.SortedFunc(maps.Keys(s.Cells), func(a, b Place) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
}

// Move gives every cell a new place.
func (s *Sheet) Move(to func(Place) Place) {
	cells := map[Place]Box{}
	for p, b := range s.Cells {
		cells[to(p)] = b
	}
	s.Cells = cells
	for i, m := range s.Merges {
		s.Merges[i] = [2]Place{to(m[0]), to(m[1])}
	}
	rows, cols := map[int]bool{}, map[int]bool{}
	for r := range s.HiddenRows {
		rows[to(Place{r, 1}).Row] = true
	}
	for c := range s.HiddenCols {
		cols[to(Place{1, c}).Col] = true
	}
	s.HiddenRows, s.HiddenCols = rows, cols
}

// InsertRows puts n empty rows before a row.
func (s *Sheet) InsertRows(at, n int) {
	s.Move(func(p Place) Place {
		if p.Row >= at {
			p.Row += n
		}
		return p
	})
}

// InsertCols puts n empty columns before a column.
func (s *Sheet) InsertCols(at, n int) {
	s.Move(func(p Place) Place {
		if p.Col >= at {
			p.Col += n
		}
		return p
	})
}

// Book is a workbook.
type Book struct {
	Sheets   []*Sheet
	Date1904 bool
}
