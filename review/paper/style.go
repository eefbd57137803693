package paper

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"shinsa/review/paper/sheet"
)

// The colours of papers. Ink is black; a tone never stands without its word or sign.
var (
	ink       = sheet.Colour{}
	grey      = sheet.Colour{R: 96, G: 96, B: 96}
	ruleGrey  = sheet.Colour{R: 150, G: 150, B: 150}
	headFill  = sheet.Colour{R: 236, G: 238, B: 242}
	groupFill = sheet.Colour{R: 246, G: 246, B: 244}
	splitFill = sheet.Colour{R: 252, G: 240, B: 222}
	vermilion = sheet.Colour{R: 176, G: 36, B: 24}
	faint     = sheet.Colour{R: 243, G: 243, B: 243}
)

// The styles of papers.
var (
	bodyStyle    = sheet.Style{Face: sheet.Mincho, Size: 10.5, Leading: 1.75}
	listStyle    = sheet.Style{Face: sheet.Mincho, Size: 10.5, Leading: 1.6}
	titleStyle   = sheet.Style{Face: sheet.Mincho, Size: 22, Align: sheet.Spread}
	headingStyle = sheet.Style{Face: sheet.Bold, Size: 11, Leading: 1.7, Align: sheet.Left}
	labelStyle   = sheet.Style{Face: sheet.Gothic, Size: 8.5, Leading: 1.5, Align: sheet.Left}
	valueStyle   = sheet.Style{Face: sheet.Mincho, Size: 9.5, Leading: 1.5}
	smallStyle   = sheet.Style{Face: sheet.Gothic, Size: 7.5, Leading: 1.45}
	headStyle    = sheet.Style{Face: sheet.Bold, Size: 8, Leading: 1.4, Align: sheet.Centre}
	figureStyle  = sheet.Style{Face: sheet.Gothic, Size: 8.5, Leading: 1.5, Align: sheet.Centre}
	footStyle    = sheet.Style{Face: sheet.Gothic, Size: 7, Leading: 1.4, Align: sheet.Left, Colour: grey}
)

// area is where text flows on most papers, between head and foot.
var area = sheet.Area{Left: 22, Top: 25, Width: 166, Bottom: 275}

// begin opens the first page of flowing text.
func (c *composer) begin() {
	c.flow = sheet.NewFlow(c.doc, area)
	c.flow.Page.Bookmark(0, 0, c.title)
}

// furniture draws head and foot of every page: what the paper is and of which case, the warning of Art. 20 where it is confidential,
// and the page number.
func (c *composer) furniture(mark string, confidential bool) {
	left, right := area.Left, area.Left+area.Width
	c.doc.Each(func(p *sheet.Page, n, total int) {
		p.Text(footStyle, left, 13.4, c.title+"　"+mark)
		if confidential {
			w := c.doc.Width(footStyle, wordConfidential) + 4
			p.Box(right-w, 12.2, w, 5.6, 0.3, vermilion)
			p.Text(footStyle.With(sheet.Centre).In(vermilion), right-w/2, 13.4, wordConfidential)
		}
		p.Line(left, 19.5, right, 19.5, 0.2, ruleGrey)
		p.Line(left, 281, right, 281, 0.2, ruleGrey)
		p.Text(footStyle, left, 282.5, c.profile.Body)
		p.Text(footStyle.With(sheet.Right), right, 282.5, fmt.Sprintf(wordPage, n, total))
		if c.sample {
			p.Text(footStyle.With(sheet.Centre).In(vermilion), sheet.PageWidth/2, 282.5, wordSample)
		}
		if c.draft {
			p.Text(footStyle.With(sheet.Centre).In(vermilion), sheet.PageWidth/2, 286, wordDraft)
		}
	})
}

// watermarks puts 見本 and 下書き, as they apply, below the text of every page, as shapes, so that they are never taken for text.
func (c *composer) watermarks() {
	var words []string
	if c.draft {
		words = append(words, wordDraftMark)
	}
	if c.sample {
		words = append(words, wordSampleMark)
	}
	const turn = 35 * math.Pi / 180
	for i, text := range words {
		y := sheet.PageHeight * float64(2*i+1) / float64(2*len(words))
		size := min(78, 156/float64(len([]rune(text)))) / (1 + 0.2*float64(len(words)-1))
		shape := c.doc.Outlines(sheet.Bold, text, sheet.PageWidth/2, y, size, math.Sin(turn), math.Cos(turn))
		c.doc.Each(func(p *sheet.Page, _, _ int) { p.Under(shape, faint) })
	}
}

// heading sets the heading of the next section, numbered, which stays with what follows.
func (c *composer) heading(text string) {
	c.section++
	c.flow.Space(5)
	c.flow.Heading(headingStyle, 0, fullDigits(c.section)+"　"+text, 14)
	c.flow.Space(1)
}

// paperTitle sets the title of a paper, spread over the middle of the page.
func (c *composer) paperTitle(text string) {
	width := min(area.Width, float64(len([]rune(text)))*14)
	b := c.doc.Block(titleStyle, width, text)
	c.flow.Put(b, (area.Width-width)/2)
}

// pair is a label and what it labels.
type pair struct{ label, value string }

// facts draws a table of labels and values.
func (c *composer) facts(pairs []pair) {
	t := &sheet.Table{Widths: []float64{34, area.Width - 34}, Pad: 1.5, Rule: ruleGrey}
	for _, p := range pairs {
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			{Blocks: []*sheet.Block{c.doc.Block(labelStyle, t.Inner(0, 1), p.label)}, Fill: &headFill, Middle: true},
			{Blocks: []*sheet.Block{c.doc.Block(valueStyle, t.Inner(1, 2), fallback(p.value, wordNone))}, Middle: true},
		}})
	}
	c.flow.Table(t)
}

// paragraphs sets each line of text as a paragraph with its opening em; one that begins with white space has it already.
func (c *composer) paragraphs(s sheet.Style, text string) {
	for line := range strings.Lines(text) {
		style := s
		if r, _ := utf8.DecodeRuneInString(line); !unicode.IsSpace(r) {
			style.Indent = 1
		}
		c.flow.Text(style, strings.TrimRight(line, "\r\n"))
	}
}

// list sets entries with a hanging mark before each.
func (c *composer) list(entries []string, mark func(i int) string) {
	const indent = 9.0
	for i, text := range entries {
		b := c.doc.Block(listStyle, c.flow.Area.Width-indent, text)
		c.flow.Need(min(b.Height(), 2*listStyle.Size*listStyle.Leading*0.3528))
		c.flow.Page.Text(listStyle.With(sheet.Left), area.Left, c.flow.Y, mark(i))
		c.flow.Put(b, indent)
		c.flow.Space(0.8)
	}
}

// numbered marks entries （1）, （2） …
func numbered(i int) string { return fmt.Sprintf("(%d)", i+1) }

// cell is a table cell with one text.
func (c *composer) cell(t *sheet.Table, column, span int, s sheet.Style, text string) sheet.Cell {
	return sheet.Cell{Span: span, Blocks: []*sheet.Block{c.doc.Block(s, t.Inner(column, column+max(span, 1)), text)}}
}

// head is a table's head row.
func (c *composer) head(t *sheet.Table, titles ...string) {
	row := sheet.Row{Fill: &headFill}
	for i, text := range titles {
		cell := c.cell(t, i, 1, headStyle, text)
		cell.Middle = true
		row.Cells = append(row.Cells, cell)
	}
	t.Head = append(t.Head, row)
}
