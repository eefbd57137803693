// Package odf reads the spreadsheets of OpenDocument (ISO/IEC 26300): what is in each cell, repeated cells and rows as often as they stand there,
// comments, links, hidden rows and columns, struck-out stretches apart. Furigana are not text, and neither is what stands in shapes.
package odf

import (
	"encoding/xml"
	"strconv"
	"strings"

	"shinsa/review/fault"
	"shinsa/review/intake/container"
	"shinsa/review/intake/sheet"
)

// openDocument reads an OpenDocument spreadsheet (ISO/IEC 26300): the parts of content.xml that say what is in each cell.
type openDocument struct {
	budget *sheet.Budget
	book   *sheet.Book
	sheet  *sheet.Sheet
	styles map[string]*look
	style  *look // being defined

	row, col      int
	rows, cols    int // how often the row and the cell are repeated
	spanR, spanC  int
	cell          odsCell
	inCell        bool
	note, notes   bool // inside a comment; the cell has one
	ruby          int
	drawn         int // open shapes; what stands in them is no text of the cell
	marks         []sheet.Mark
	text, comment odsText
	looks         []string // styles of the open stretches of text
}

// look is what a style says that matters to a reader.
type look struct{ strike, strong, hidden bool }

// odsCell is the cell being read.
type odsCell struct {
	kind, value, style, formula, link string
	covered                           bool
}

// odsText gathers paragraphs with the stretches that are struck out or set off.
type odsText struct {
	all, kept, strong strings.Builder
	lines             int
}

func (t *odsText) reset() { *t = odsText{} }

// loud are the stretches that are set off, where others are not.
func (t *odsText) loud() string {
	if t.strong.String() == t.kept.String() {
		return ""
	}
	return t.strong.String()
}

func (t *odsText) paragraph() {
	if t.lines++; t.lines > 1 {
		t.write("\n", look{})
	}
}

func (t *odsText) write(s string, l look) {
	t.all.WriteString(s)
	if !l.strike {
		t.kept.WriteString(s)
		if l.strong {
			t.strong.WriteString(s)
		}
	}
}

// maxRepeat is how many repetitions of an empty row or cell are stepped over, and of one that holds something are written out.
const maxRepeat = sheet.MaxRow

func (o *openDocument) Start(name string, a []xml.Attr) error {
	switch name {
	case "style":
		o.style = &look{}
		o.styles[container.Attr(a, "name")] = o.style
	case "text-properties", "table-properties":
		o.define(a)
	case "table":
		o.table(a)
	case "table-column":
		o.columns(a)
	case "table-row":
		o.row, o.col, o.rows = o.row+max(o.rows, 1), 0, repeated(a, "number-rows-repeated")
		if v := container.Attr(a, "visibility"); o.sheet != nil && o.row <= sheet.MaxRow && (v == "collapse" || v == "filter") {
			o.sheet.HideRow(o.row)
		}
	case "table-cell", "covered-table-cell":
		return o.begin(name, a)
	case "annotation":
		o.note, o.notes = true, true
	case "custom-shape", "ellipse", "circle", "rect", "line", "connector", "path", "polyline", "polygon", "frame", "control", "g":
		o.drawn++
		if o.inCell && o.drawn == 1 {
			o.marks = append(o.marks, sheet.Mark{Shape: name})
		}
	case "enhanced-geometry":
		if n := len(o.marks); n > 0 && o.drawn > 0 && container.Attr(a, "type") != "" {
			o.marks[n-1].Shape = strings.TrimPrefix(container.Attr(a, "type"), "ooxml-")
		}
	case "p":
		if o.drawn == 0 {
			o.target().paragraph()
		}
	case "span", "a":
		o.looks = append(o.looks, container.Attr(a, "style-name"))
		if href := container.Attr(a, "href"); name == "a" && href != "" && !o.note {
			o.cell.link = href
		}
	case "ruby-text":
		o.ruby++
	case "s":
		o.write(strings.Repeat(" ", max(1, min(repeated(a, "c"), 1000))))
	case "tab":
		o.write("\t")
	case "line-break":
		o.write("\n")
	case "dde-source", "table-source", "cell-range-source":
		o.book.External = true
	}
	return nil
}

func (o *openDocument) End(name string, _ []byte) error {
	switch name {
	case "style":
		o.style = nil
	case "span", "a":
		if n := len(o.looks); n > 0 {
			o.looks = o.looks[:n-1]
		}
	case "custom-shape", "ellipse", "circle", "rect", "line", "connector", "path", "polyline", "polygon", "frame", "control", "g":
		o.drawn--
	case "ruby-text":
		o.ruby--
	case "annotation":
		o.note = false
	case "table-cell", "covered-table-cell":
		return o.finish()
	case "table":
		o.sheet = nil
	}
	return nil
}

// Chars takes the characters as they come, so that stretches stand in their order.
func (o *openDocument) Chars(b []byte) {
	if n := len(o.marks); o.drawn > 0 {
		if n > 0 {
			o.marks[n-1].Text += strings.TrimSpace(string(b))
		}
		return
	}
	if o.inCell && o.target().lines > 0 && o.ruby == 0 {
		o.write(string(b))
	}
}

func (o *openDocument) target() *odsText {
	if o.note {
		return &o.comment
	}
	return &o.text
}

func (o *openDocument) write(s string) {
	if !o.inCell || o.ruby > 0 || o.drawn > 0 {
		return
	}
	var l look
	for _, name := range o.looks {
		if x := o.styles[name]; x != nil {
			l.strike, l.strong = l.strike || x.strike, l.strong || x.strong
		}
	}
	o.target().write(s, l)
}

func (o *openDocument) define(a []xml.Attr) {
	if o.style == nil {
		return
	}
	set := func(name, none string) bool { v := container.Attr(a, name); return v != "" && v != none }
	o.style.strike = o.style.strike || set("text-line-through-style", "none")
	o.style.strong = o.style.strong || set("text-underline-style", "none") || container.Attr(a, "font-weight") == "bold"
	o.style.hidden = o.style.hidden || container.Attr(a, "display") == "false"
}

func (o *openDocument) table(a []xml.Attr) {
	o.sheet = sheet.New(container.Attr(a, "name"))
	o.sheet.Protected = container.IsTrue(container.Attr(a, "protected"))
	if x := o.styles[container.Attr(a, "style-name")]; x != nil {
		o.sheet.Hidden = x.hidden
	}
	o.book.Sheets = append(o.book.Sheets, o.sheet)
	o.row, o.rows, o.col = 0, 1, 0
}

func (o *openDocument) columns(a []xml.Attr) {
	n := repeated(a, "number-columns-repeated")
	if v := container.Attr(a, "visibility"); o.sheet != nil && (v == "collapse" || v == "filter") {
		o.sheet.HideCols(sheet.Range{From: sheet.Ref{Row: 1, Col: o.col + 1}, To: sheet.Ref{Row: sheet.MaxRow, Col: o.col + n}})
	}
	o.col += n
}

func (o *openDocument) begin(name string, a []xml.Attr) error {
	if o.sheet == nil {
		return fault.New(fault.Invalid, "form_damaged")
	}
	o.col++
	o.cols = repeated(a, "number-columns-repeated")
	o.spanR, o.spanC = repeated(a, "number-rows-spanned"), repeated(a, "number-columns-spanned")
	o.cell = odsCell{kind: container.Attr(a, "value-type"), style: container.Attr(a, "style-name"), formula: container.Attr(a, "formula"), covered: name == "covered-table-cell"}
	for _, v := range []string{"value", "date-value", "boolean-value"} {
		if s := container.Attr(a, v); s != "" {
			o.cell.value = s
		}
	}
	o.inCell, o.notes = true, false
	o.text.reset()
	o.comment.reset()
	return nil
}

// finish takes a cell in, as often as it is repeated.
func (o *openDocument) finish() error {
	o.inCell = false
	first := o.col
	o.col += o.cols - 1
	for _, m := range o.marks {
		m.Range = sheet.Range{From: sheet.Ref{Row: o.row, Col: first}, To: sheet.Ref{Row: o.row, Col: first}}
		o.sheet.Draw(m)
	}
	o.marks = nil
	c := o.value()
	if !o.cell.covered && (o.spanR > 1 || o.spanC > 1) {
		if err := o.merge(first); err != nil {
			return err
		}
	}
	if c != nil && len(c.Text) > sheet.MaxText {
		return fault.New(fault.Invalid, "form_too_large")
	}
	if c == nil && !o.notes || o.cell.covered {
		return nil
	}
	for row := o.row; row < o.row+o.rows; row++ {
		for col := first; col < first+o.cols; col++ {
			if row > sheet.MaxRow || col > sheet.MaxCol {
				return fault.New(fault.Invalid, "form_too_large")
			}
			if !o.budget.Cell() {
				return fault.New(fault.Invalid, "form_too_large")
			}
			ref := sheet.Ref{Row: row, Col: col}
			if o.notes {
				o.sheet.SetComment(ref, strings.TrimSpace(o.comment.all.String()))
			}
			if o.cell.link != "" {
				o.sheet.SetLink(ref, o.cell.link)
			}
			if c != nil {
				own := *c
				own.Ref = ref
				o.sheet.Add(&own)
			}
		}
	}
	return nil
}

func (o *openDocument) merge(first int) error {
	g := sheet.Range{From: sheet.Ref{Row: o.row, Col: first}, To: sheet.Ref{Row: o.row + o.spanR - 1, Col: first + o.spanC - 1}}
	if g.To.Row > sheet.MaxRow || g.To.Col > sheet.MaxCol {
		return fault.New(fault.Invalid, "form_damaged")
	}
	if !o.budget.Join(o.sheet, g) {
		return fault.New(fault.Invalid, "form_too_large")
	}
	return nil
}

// value is what the cell holds: a number only where what is shown is nothing but one, because a unit may be part of the format.
func (o *openDocument) value() *sheet.Cell {
	t := &o.text
	c := &sheet.Cell{Text: t.all.String(), Kept: t.kept.String(), Strong: t.loud(), Formula: o.cell.formula != ""}
	if x := o.styles[o.cell.style]; x != nil && x.strike {
		c.Kept = ""
	}
	c.Error = strings.HasPrefix(c.Text, "#") && o.cell.formula != "" || strings.HasPrefix(c.Text, "Err:")
	f, err := strconv.ParseFloat(o.cell.value, 64)
	switch o.cell.kind {
	case "date":
		c.Text, _, _ = strings.Cut(o.cell.value, "T")
		c.Kept = c.Text
	case "percentage":
		if err == nil {
			number(c, f, "0.00%")
		}
	case "currency":
		if err == nil {
			number(c, f, `"¥"#,##0`)
		}
	case "float":
		if err == nil && (c.Text == "" || strings.Trim(c.Text, "0123456789,.-+E ") == "") {
			number(c, f, "General")
		}
	}
	if c.Text == "" {
		return nil
	}
	return c
}

// number makes a cell one of a number.
func number(c *sheet.Cell, f float64, format string) {
	c.Number, c.Format = &f, format
	c.Text = strconv.FormatFloat(f, 'f', -1, 64)
	c.Kept, c.Strong = c.Text, ""
}

func repeated(a []xml.Attr, name string) int {
	n, err := strconv.Atoi(container.Attr(a, name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, maxRepeat)
}

// encrypted looks for parts that the manifest calls encrypted.
type encrypted struct{ found bool }

func (e *encrypted) Start(name string, _ []xml.Attr) error {
	e.found = e.found || name == "encryption-data"
	return nil
}

func (*encrypted) End(string, []byte) error { return nil }

// Read reads the spreadsheet of a package within a budget. One that is encrypted, or no spreadsheet, is refused: fault.Invalid form_encrypted,
// form_not_workbook.
func Read(p *container.Container, budget *sheet.Budget) (*sheet.Book, error) {
	const manifest = "META-INF/manifest.xml"
	if p.Has(manifest) {
		e := &encrypted{}
		if err := p.Visit(manifest, e); err != nil {
			return nil, err
		}
		if e.found {
			return nil, fault.New(fault.Invalid, "form_encrypted")
		}
	}
	o := &openDocument{budget: budget, book: &sheet.Book{Names: map[string]string{}}, styles: map[string]*look{}}
	for _, name := range p.Names() {
		o.book.Macros = o.book.Macros || strings.HasPrefix(name, "basic/") || strings.HasPrefix(name, "scripts/")
	}
	if err := p.Visit("content.xml", o); err != nil {
		return nil, err
	}
	if len(o.book.Sheets) == 0 {
		return nil, fault.New(fault.Invalid, "form_not_workbook") // a text document, a presentation
	}
	return o.book, nil
}
