package sheet

// Table is a ruled table. Its head is repeated on every page; a row that is taller than a page goes on over the next.
type Table struct {
	Widths []float64 // of the columns, in millimetres
	Head   []Row
	Rows   []Row
	Pad    float64 // between rule and text; 1 when 0
	Rule   Colour  // of the inner rules
	Indent float64 // of the whole table
}

// Row is one row. Its cells cover the columns from the left.
type Row struct {
	Cells     []Cell
	Min       float64 // least height
	Keep      bool    // stays on the page of the row after it
	Fill      *Colour
	Bookmark  string // entry of the outline, when not empty
	BookLevel int
}

// Cell is what stands in one column, or in several.
type Cell struct {
	Blocks []*Block
	Span   int     // columns covered; 1 when 0
	Gap    float64 // between blocks
	Middle bool    // centred between the rules
	Repeat bool    // set again where its row goes on over a page
	Fill   *Colour
	Draw   func(p *Page, x, y, w, h float64) // draws into the cell, on its first page
}

// The thickness of rules.
const (
	hairline = 0.12
	frame    = 0.3
)

// cellLine is one line of a cell, with the space before it.
type cellLine struct {
	block  *Block
	line   int
	before float64
}

func (l cellLine) height() float64 { return l.before + l.block.style.line() }

// Inner returns the width for text in columns from up to, not including, to.
func (t *Table) Inner(from, to int) float64 {
	w := 0.0
	for _, c := range t.Widths[from:to] {
		w += c
	}
	return w - 2*t.pad()
}

func (t *Table) pad() float64 {
	if t.Pad == 0 {
		return 1
	}
	return t.Pad
}

func (c Cell) span() int { return max(c.Span, 1) }

func (c Cell) lines() []cellLine {
	var out []cellLine
	for i, b := range c.Blocks {
		for l := range b.lines {
			before := 0.0
			if i > 0 && l == 0 {
				before = c.Gap
			}
			out = append(out, cellLine{b, l, before})
		}
	}
	return out
}

func linesHeight(ls []cellLine) float64 {
	h := 0.0
	for _, l := range ls {
		h += l.height()
	}
	return h
}

func (t *Table) rowHeight(r Row) float64 {
	h := r.Min
	for _, c := range r.Cells {
		h = max(h, linesHeight(c.lines())+2*t.pad())
	}
	return h
}

// Table draws a table, going to new pages as it needs them.
func (f *Flow) Table(t *Table) {
	head := 0.0
	for _, r := range t.Head {
		head += t.rowHeight(r)
	}
	if len(t.Rows) > 0 {
		f.Need(head + min(t.keptHeight(0), f.Area.Bottom-f.Area.Top-head))
	}
	f.tableHead(t)
	for i, r := range t.Rows {
		need := t.keptHeight(i)
		if need > f.Room()+rounding && f.Y > f.Area.Top+head+rounding && (need <= f.Area.Bottom-f.Area.Top-head || f.Room() < splitRoom) {
			f.tableBreak(t)
		}
		if t.rowHeight(r) <= f.Room()+rounding {
			f.row(t, r)
		} else {
			f.splitRow(t, r)
		}
	}
	f.close(t)
}

// splitRoom is the least room on a page in which a row too tall for any page is begun.
const splitRoom = 40.0

// keptHeight is the height of row i and of what has to stay with it: of the last row kept, the beginning is enough.
func (t *Table) keptHeight(i int) float64 {
	h := t.rowHeight(t.Rows[i])
	for ; t.Rows[i].Keep && i+1 < len(t.Rows); i++ {
		h += min(t.rowHeight(t.Rows[i+1]), 15)
	}
	return h
}

func (f *Flow) tableHead(t *Table) {
	f.rule(t, frame, Colour{})
	for _, r := range t.Head {
		f.row(t, r)
	}
}

func (f *Flow) tableBreak(t *Table) {
	f.close(t)
	f.Next()
	f.tableHead(t)
}

// rule draws a horizontal rule over the table's width.
func (f *Flow) rule(t *Table, stroke float64, c Colour) {
	left := f.Area.Left + t.Indent
	f.Page.rule(left, f.Y, left+t.Inner(0, len(t.Widths))+2*t.pad(), f.Y, stroke, c)
}

// close draws the bottom rule over what is drawn last.
func (f *Flow) close(t *Table) { f.rule(t, frame, Colour{}) }

// row draws a whole row.
func (f *Flow) row(t *Table, r Row) {
	parts := make([][]cellLine, len(r.Cells))
	for i, c := range r.Cells {
		parts[i] = c.lines()
	}
	f.rowPart(t, r, parts, t.rowHeight(r), true)
}

// splitRow draws a row page by page, as many lines as fit.
func (f *Flow) splitRow(t *Table, r Row) {
	rest := make([][]cellLine, len(r.Cells))
	for i, c := range r.Cells {
		rest[i] = c.lines()
	}
	for first := true; ; first = false {
		parts := make([][]cellLine, len(rest))
		height, more, taken := 0.0, false, false
		for i := range rest {
			if r.Cells[i].Repeat {
				parts[i] = rest[i]
				continue
			}
			n := fitting(rest[i], f.Room()-2*t.pad())
			parts[i], rest[i] = rest[i][:n], rest[i][n:]
			height = max(height, linesHeight(parts[i])+2*t.pad())
			more = more || len(rest[i]) > 0
			taken = taken || n > 0
		}
		if taken || !more {
			f.rowPart(t, r, parts, height, first)
		}
		if !more {
			return
		}
		f.tableBreak(t)
	}
}

// fitting returns how many lines fit into h, leaving no single line for the next page. A page always takes one line.
func fitting(ls []cellLine, h float64) int {
	sum := 0.0
	for i, l := range ls {
		if sum += l.height(); sum > h+rounding {
			if len(ls)-i == 1 && i > 2 {
				i--
			}
			return i
		}
	}
	return len(ls)
}

// rowPart draws the lines of one row that are on this page, between rules.
func (f *Flow) rowPart(t *Table, r Row, parts [][]cellLine, h float64, first bool) {
	p := f.Page
	left := f.Area.Left + t.Indent
	right := left + t.Inner(0, len(t.Widths)) + 2*t.pad()
	if r.Fill != nil {
		p.Fill(left, f.Y, right-left, h, *r.Fill)
	}
	if first && r.Bookmark != "" {
		p.Bookmark(r.BookLevel, f.Y, r.Bookmark)
	}
	x, column := left, 0
	for i, c := range r.Cells {
		w := t.Inner(column, column+c.span()) + 2*t.pad()
		column += c.span()
		if c.Fill != nil {
			p.Fill(x, f.Y, w, h, *c.Fill)
		}
		if c.Draw != nil && first {
			c.Draw(p, x, f.Y, w, h)
		}
		y := f.Y + t.pad()
		if c.Middle {
			y = f.Y + (h-linesHeight(parts[i]))/2
		}
		for k, l := range parts[i] {
			if k > 0 {
				y += l.before
			}
			y = l.block.DrawLines(p, x+t.pad(), y, l.line, l.line+1)
		}
		if i > 0 {
			p.rule(x, f.Y, x, f.Y+h, hairline, t.Rule)
		}
		x += w
	}
	p.rule(left, f.Y, left, f.Y+h, hairline, t.Rule)
	p.rule(right, f.Y, right, f.Y+h, hairline, t.Rule)
	f.Y += h
	f.rule(t, hairline, t.Rule)
}
