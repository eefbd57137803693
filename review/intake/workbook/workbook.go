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
	"strconv"
	"strings"
)

// Limits bound what a workbook may be.
type Limits struct {
	Parts     int   // entries of the ZIP file
	PartBytes int64 // bytes of one part, expanded
	Bytes     int64 // bytes of all parts that are read, expanded
	Cells     int   // cells that hold something
	Depth     int   // nested elements
}

// Default holds the limits of an application form: a hundred times a full form of 136 items.
var Default = Limits{Parts: 2000, PartBytes: 24 << 20, Bytes: 48 << 20, Cells: 200_000, Depth: 64}

// Book is a workbook as read.
type Book struct {
	Sheets   []*Sheet
	Date1904 bool              // serial day 0 is 1904-01-01
	Macros   bool              // carries a VBA project
	External bool              // refers to other workbooks, connections or DDE
	Drawn    []string          // text that stands in shapes above the sheets, not in cells
	Names    map[string]string // defined names and what they refer to
}

// Sheet is one worksheet.
type Sheet struct {
	Name      string
	Hidden    bool
	Protected bool
	Rows      int // last row that holds something, counted from 1
	Cols      int // last column that holds something, counted from 1
	Merges    []Range

	places     []Ref // of cells, in reading order
	cells      map[Ref]*Cell
	merged     map[Ref]int // every place of a merged range → its index in Merges
	hiddenRows map[int]bool
	hiddenCols []Range
	comments   map[Ref]string
	links      map[Ref]string
	marks      []Mark
}

// Ref is a place on a sheet, row and column counted from 1.
type Ref struct{ Row, Col int }

// Range is a block of places, both corners included.
type Range struct{ From, To Ref }

// Contains reports whether r lies in the block.
func (g Range) Contains(r Ref) bool {
	return r.Row >= g.From.Row && r.Row <= g.To.Row && r.Col >= g.From.Col && r.Col <= g.To.Col
}

// Cell is what stands in one place.
type Cell struct {
	Ref
	Text    string   // the text, struck-out runs included; a number as its shortest decimal
	Kept    string   // the text without struck-out runs; equal to Text when nothing is struck out
	Strong  string   // the stretches that are underlined or bold, where the rest is not
	Number  *float64 // of a numeric cell
	Format  string   // number format code of a numeric cell
	Formula bool     // Text and Number are the value computed when the file was last saved
	Unseen  bool     // white on white, or a format that shows nothing
	Error   bool     // the cell holds an error such as #REF!
}

// Struck reports whether part of the cell, or all of it, is struck out.
func (c *Cell) Struck() bool { return c != nil && c.Kept != c.Text }

// Cell returns what stands at r, looking through merged ranges; nil when nothing does.
func (s *Sheet) Cell(r Ref) *Cell { return s.cells[s.Anchor(r)] }

// Own returns what is stored at r itself: nil for the other places of a merged range.
func (s *Sheet) Own(r Ref) *Cell { return s.cells[r] }

// Places returns where something stands, row by row and from the left. The slice is shared and must be left as it is.
func (s *Sheet) Places() []Ref { return s.places }

// Anchor returns the first cell of the merged range that r lies in, and r itself where nothing is merged.
func (s *Sheet) Anchor(r Ref) Ref {
	if i, ok := s.merged[r]; ok {
		return s.Merges[i].From
	}
	return r
}

// Merge returns the merged range that r lies in; a block of r alone where nothing is merged.
func (s *Sheet) Merge(r Ref) Range {
	if i, ok := s.merged[r]; ok {
		return s.Merges[i]
	}
	return Range{r, r}
}

// Text returns the text at r through merged ranges, "" when nothing is there.
func (s *Sheet) Text(r Ref) string {
	if c := s.Cell(r); c != nil {
		return c.Text
	}
	return ""
}

// RowHidden reports whether the row is hidden.
func (s *Sheet) RowHidden(row int) bool { return s.hiddenRows[row] }

// ColHidden reports whether the column is hidden.
func (s *Sheet) ColHidden(col int) bool {
	for _, g := range s.hiddenCols {
		if col >= g.From.Col && col <= g.To.Col {
			return true
		}
	}
	return false
}

// Comment returns the comment at r, or "".
func (s *Sheet) Comment(r Ref) string { return s.comments[s.Anchor(r)] }

// Link returns the address that the cell at r links to, or "".
func (s *Sheet) Link(r Ref) string { return s.links[s.Anchor(r)] }

// Name returns the place as people write it, such as "F74".
func (r Ref) Name() string {
	col := ""
	for n := r.Col; n > 0; n = (n - 1) / 26 {
		col = string(rune('A'+(n-1)%26)) + col
	}
	return col + strconv.Itoa(r.Row)
}

// limits of the format itself. maxText is in bytes: a cell holds at most 32,767 characters.
const (
	maxText = 4 * 32_767

	maxRow = 1 << 20
	maxCol = 1 << 14
)

// parseRef reads a place such as "F74" or "$F$74".
func parseRef(s string) (Ref, bool) {
	var r Ref
	i := 0
	for ; i < len(s); i++ {
		c := s[i]
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		if c == '$' {
			continue
		}
		if c < 'A' || c > 'Z' || r.Col > maxCol {
			break
		}
		r.Col = r.Col*26 + int(c-'A') + 1
	}
	row, err := strconv.Atoi(strings.TrimPrefix(s[i:], "$"))
	r.Row = row
	return r, err == nil && row >= 1 && row <= maxRow && r.Col >= 1 && r.Col <= maxCol
}

// parseRange reads "A1:C3", or "A1" as a block of one.
func parseRange(s string) (Range, bool) {
	a, b, two := strings.Cut(s, ":")
	from, ok := parseRef(a)
	if !two {
		return Range{from, from}, ok
	}
	to, ok2 := parseRef(b)
	return Range{from, to}, ok && ok2 && from.Row <= to.Row && from.Col <= to.Col
}
