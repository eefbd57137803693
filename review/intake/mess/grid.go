// Package mess makes application forms as applicants lay them out: the same answers with columns permuted, rows inserted, cells merged, sheets
// split and renamed, in the dialects of several programs, and answers in all the ways in which people write them, together with the key to
// what they say. It is for tests and measurements: what the reader makes of a generated form is held against its key.
//
// Everything is drawn from a seed, so that a failure can be made again.
package mess

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
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

func (b Box) empty() bool { return b.Text == "" && len(b.Runs) == 0 && b.Format == "" }

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
	if !b.empty() {
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

// places returns the cells in reading order.
func (s *Sheet) places() []Place {
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

// Shown writes numbers that are days as the texts they show: OpenDocument has no day numbers.
func (g *Book) Shown() {
	for _, s := range g.Sheets {
		for p, b := range s.Cells {
			if b.Format != "" && slices.Contains(dayFormats, b.Format) {
				n := b.Number
				if g.Date1904 {
					n += since1904
				}
				b.Format, b.Text = "", time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)).Format("2006/1/2")
				s.Cells[p] = b
			}
			if strings.Contains(b.Format, `"`) && !strings.Contains(b.Format, "¥") { // a unit in the format stands in what is shown
				n, unit := b.Number, strings.Split(b.Format, `"`)[1]
				if strings.Contains(b.Format, `0,"`) {
					n /= 1000
				}
				b.Format, b.Text = "", commas(int64(n), ",")+unit
				s.Cells[p] = b
			}
		}
	}
}
