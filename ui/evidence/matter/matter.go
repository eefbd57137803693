// Package matter reads what a document of text or tables says: plain text and CSV, DOCX, XLSX and PPTX (ISO/IEC 29500).
//
// What comes out are paragraphs, tables and pictures in the order in which they are read, without fonts, colours and headers. Pictures of pixels are
// handed on as their own files, in place; one that cannot be shown keeps its place, with the reason as a code, and where a drawing of lines or a chart
// stands in the file, Picture stands in the text, so that nobody takes its absence for an empty place. Pictures of a sheet lie above its cells: they
// follow it, each under the name of the cell at its corner. What is hidden in a workbook is shown and marked.
//
// Rules that hold here:
//
//   - All or nothing. A part that ends early, a document type declaration, a part twice: the file is refused.
//   - Bounded. Parts, bytes, depth, characters and cells are counted before they are spent (the limits below).
//   - Nothing runs and nothing is fetched: fields show what was last computed, links their words, what was deleted under tracking is left out.
package matter

import (
	"shinsa/review/fault"
)

// Kind says how a paragraph stands in its document.
type Kind int

// The kinds of paragraphs.
const (
	Body    Kind = iota
	Title        // of a sheet or slide
	Heading      // Level 1 to 9
	Note         // a footnote
	Plain        // a line of plain text
)

// Block is a paragraph, or a table.
type Block struct {
	Kind   Kind
	Level  int    // of a heading, from 1; of a list, how far it is set in
	Mark   string // before the first line: a bullet, a number
	Text   string // lines are separated by \n
	Table  *Table // in place of text
	Image  *Image // in place of text
	NewSet bool   // begins on a new page
}

// Table is rows of cells; a row may have fewer cells than another.
type Table struct {
	Rows [][]Cell
	// Own says that columns are as wide as what stands in them, as on a spreadsheet; otherwise they share the page.
	Own bool
	// Widths are the columns' widths in any one unit; nil when the file does not say.
	Widths []float64
}

// Cell is one cell of a table.
type Cell struct {
	Text  string
	Span  int  // columns it takes, at least 1
	Below bool // continues the cell above
	Right bool // a number, set to the right
	Bold  bool
	// Images stand below the text.
	Images []*Image
}

// Picture stands where the file has a drawing or a chart that is not shown.
const Picture = "［図］"

// The limits of a document.
const (
	MaxFile   = 64 << 20  // bytes
	maxParts  = 4_000     // entries of a package
	maxPart   = 32 << 20  // bytes of a part, expanded
	maxBytes  = 96 << 20  // bytes of all parts that are read, expanded
	maxDepth  = 256       // nested elements
	maxTokens = 3_000_000 // elements, their ends and attributes, and texts of a part
	maxRunes  = 3_000_000 // characters, of which 2,000 make a full page
	maxCells  = 300_000
)

func tooLarge() error   { return fault.New(fault.Invalid, "evidence_too_large") }
func unreadable() error { return fault.New(fault.Invalid, "evidence_unreadable") }

// bounded refuses what nobody could read on a screen.
func bounded(blocks []Block) ([]Block, error) {
	runes, cells := 0, 0
	for _, b := range blocks {
		runes += len(b.Text) / 2
		if b.Table == nil {
			continue
		}
		for _, r := range b.Table.Rows {
			cells += len(r)
			for _, c := range r {
				runes += len(c.Text) / 2
			}
		}
	}
	if runes > maxRunes || cells > maxCells {
		return nil, tooLarge()
	}
	return blocks, nil
}
