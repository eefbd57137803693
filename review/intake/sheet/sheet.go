// Package sheet is a workbook as read, whatever it was written by: sheets of cells with what hangs on them. It knows no format of files.
package sheet

import (
	"strconv"
	"strings"
)

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

// The limits of the format itself. MaxText is in bytes: a cell holds at most 32,767 characters.
const (
	MaxText = 4 * 32_767

	MaxRow = 1 << 20
	MaxCol = 1 << 14
)

// ParseRef reads a place such as "F74" or "$F$74".
func ParseRef(s string) (Ref, bool) {
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
		if c < 'A' || c > 'Z' || r.Col > MaxCol {
			break
		}
		r.Col = r.Col*26 + int(c-'A') + 1
	}
	row, err := strconv.Atoi(strings.TrimPrefix(s[i:], "$"))
	r.Row = row
	return r, err == nil && row >= 1 && row <= MaxRow && r.Col >= 1 && r.Col <= MaxCol
}

// ParseRange reads "A1:C3", or "A1" as a block of one.
func ParseRange(s string) (Range, bool) {
	a, b, two := strings.Cut(s, ":")
	from, ok := ParseRef(a)
	if !two {
		return Range{from, from}, ok
	}
	to, ok2 := ParseRef(b)
	return Range{from, to}, ok && ok2 && from.Row <= to.Row && from.Col <= to.Col
}

// New returns an empty sheet, for what does not come from a spreadsheet.
func New(name string) *Sheet {
	return &Sheet{
		Name: name, cells: map[Ref]*Cell{}, merged: map[Ref]int{}, hiddenRows: map[int]bool{}, comments: map[Ref]string{}, links: map[Ref]string{},
	}
}

// Put writes a text at a place that is still empty. Places are filled row by row and from the left; an empty text leaves the place empty.
func (s *Sheet) Put(r Ref, text string) {
	if text == "" {
		return
	}
	s.Add(&Cell{Ref: r, Text: text, Kept: text})
}

// Add puts a cell in; cells come row by row and from the left.
func (s *Sheet) Add(c *Cell) {
	s.cells[c.Ref] = c
	s.places = append(s.places, c.Ref)
	s.Rows = max(s.Rows, c.Row)
	s.Cols = max(s.Cols, c.Col)
}

// Mark is what is drawn over cells: a circle around a word, a line through it, a box to tick, a text box, a picture.
type Mark struct {
	Range
	Shape   string // "ellipse", "line", "checkbox", "text", "picture", "ink", or the name of another form
	Text    string // what stands in it
	Checked bool   // of a box to tick
}

// Marks returns what is drawn over the cell at r, through merged ranges.
func (s *Sheet) Marks(r Ref) []Mark {
	if len(s.marks) == 0 {
		return nil
	}
	var out []Mark
	own := s.Merge(r)
	for _, m := range s.marks {
		if m.From.Row <= own.To.Row && m.To.Row >= own.From.Row && m.From.Col <= own.To.Col && m.To.Col >= own.From.Col {
			out = append(out, m)
		}
	}
	return out
}

// AllMarks returns everything that is drawn on the sheet.
func (s *Sheet) AllMarks() []Mark { return s.marks }

// maxMarks is how many shapes of a sheet are kept.
const maxMarks = 10_000

// HideRow says that a row is hidden.
func (s *Sheet) HideRow(row int) { s.hiddenRows[row] = true }

// HideCols says that the columns of a block are hidden.
func (s *Sheet) HideCols(g Range) { s.hiddenCols = append(s.hiddenCols, g) }

// SetComment puts a comment at a place.
func (s *Sheet) SetComment(r Ref, text string) { s.comments[r] = text }

// SetLink says where a place links to.
func (s *Sheet) SetLink(r Ref, to string) { s.links[r] = to }

// Draw notes something drawn; what is beyond all measure is left out.
func (s *Sheet) Draw(m Mark) {
	if len(s.marks) < maxMarks {
		s.marks = append(s.marks, m)
	}
}

func (s *Sheet) join(g Range) {
	s.Merges = append(s.Merges, g)
	for r := g.From.Row; r <= g.To.Row; r++ {
		for c := g.From.Col; c <= g.To.Col; c++ {
			s.merged[Ref{r, c}] = len(s.Merges) - 1
		}
	}
}

// Budget is how many cells and merged places a workbook may still have.
type Budget struct{ Cells, Merged int }

// MaxMerged is the most places merged blocks may cover: whole merged columns are real, a million merged places are not.
const MaxMerged = 400_000

// Cell takes one cell from the budget; false when none is left.
func (b *Budget) Cell() bool {
	b.Cells--
	return b.Cells >= 0
}

// Join makes one of the places of a block on a sheet; false when they are too many.
func (b *Budget) Join(s *Sheet, g Range) bool {
	b.Merged -= (g.To.Row - g.From.Row + 1) * (g.To.Col - g.From.Col + 1)
	if b.Merged < 0 {
		return false
	}
	s.join(g)
	return true
}
