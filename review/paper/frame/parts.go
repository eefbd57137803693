package frame

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"shinsa/review/paper/sheet"
)

// Open opens the first page of flowing text.
func (c *Paper) Open() {
	c.Flow = sheet.NewFlow(c.Doc, Area)
	c.Flow.Page.Bookmark(0, 0, c.Title)
}

// Heading sets the heading of the next section, numbered, which stays with what follows.
func (c *Paper) Heading(text string) {
	c.section++
	c.Flow.Space(5)
	c.Flow.Heading(HeadingStyle, 0, FullDigits(c.section)+"　"+text, 14)
	c.Flow.Space(1)
}

// Headline sets the title of a paper, spread over the middle of the page.
func (c *Paper) Headline(text string) {
	width := min(Area.Width, float64(len([]rune(text)))*14)
	b := c.Doc.Block(TitleStyle, width, text)
	c.Flow.Put(b, (Area.Width-width)/2)
}

// Pair is a label and what it labels.
type Pair [2]string

// Facts draws a table of labels and values.
func (c *Paper) Facts(pairs []Pair) {
	t := &sheet.Table{Widths: []float64{34, Area.Width - 34}, Pad: 1.5, Rule: RuleGrey}
	for _, p := range pairs {
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			{Blocks: []*sheet.Block{c.Doc.Block(LabelStyle, t.Inner(0, 1), p[0])}, Fill: &HeadFill, Middle: true},
			{Blocks: []*sheet.Block{c.Doc.Block(ValueStyle, t.Inner(1, 2), Fallback(p[1], WordNone))}, Middle: true},
		}})
	}
	c.Flow.Table(t)
}

// Paragraphs sets each line of text as a paragraph with its opening em; one that begins with white space has it already.
func (c *Paper) Paragraphs(s sheet.Style, text string) {
	for line := range strings.Lines(text) {
		style := s
		if r, _ := utf8.DecodeRuneInString(line); !unicode.IsSpace(r) {
			style.Indent = 1
		}
		c.Flow.Text(style, strings.TrimRight(line, "\r\n"))
	}
}

// List sets entries with a hanging mark before each.
func (c *Paper) List(entries []string, mark func(i int) string) {
	const indent = 9.0
	for i, text := range entries {
		b := c.Doc.Block(ListStyle, c.Flow.Area.Width-indent, text)
		c.Flow.Need(min(b.Height(), 2*ListStyle.Size*ListStyle.Leading*0.3528))
		c.Flow.Page.Text(ListStyle.With(sheet.Left), Area.Left, c.Flow.Y, mark(i))
		c.Flow.Put(b, indent)
		c.Flow.Space(0.8)
	}
}

// Numbered marks entries （1）, （2） …
func Numbered(i int) string { return fmt.Sprintf("(%d)", i+1) }

// Cell is a table cell with one text.
func (c *Paper) Cell(t *sheet.Table, column, span int, s sheet.Style, text string) sheet.Cell {
	return sheet.Cell{Span: span, Blocks: []*sheet.Block{c.Doc.Block(s, t.Inner(column, column+max(span, 1)), text)}}
}

// Head is a table's head row.
func (c *Paper) Head(t *sheet.Table, titles ...string) {
	row := sheet.Row{Fill: &HeadFill}
	for i, text := range titles {
		cell := c.Cell(t, i, 1, HeadStyle, text)
		cell.Middle = true
		row.Cells = append(row.Cells, cell)
	}
	t.Head = append(t.Head, row)
}

// Conclusion draws the one line that readers look for first.
func (c *Paper) Conclusion(label, text string) {
	f := c.Flow
	const h = 13.0
	f.Need(h)
	f.Page.Fill(Area.Left, f.Y, Area.Width, h, HeadFill)
	f.Page.Box(Area.Left, f.Y, Area.Width, h, 0.4, Ink)
	f.Page.Text(HeadingStyle, Area.Left+5, f.Y+3.2, label)
	f.Page.Text(sheet.Style{Face: sheet.Bold, Size: 16, Align: sheet.Centre}, sheet.PageWidth/2, f.Y+2, text)
	f.Y += h
}

// SignatureBox keeps a place for an electronic signature and says whose it is.
func (c *Paper) SignatureBox(field, name string) {
	f := c.Flow
	const h = 21.0
	f.Need(h + 6)
	x, w := Area.Left+Area.Width-88, 88.0
	f.Page.Box(x, f.Y, w, h, 0.2, RuleGrey)
	f.Page.Text(SmallStyle.With(sheet.Left).In(Grey), x+2, f.Y+1, "署名　"+name)
	f.Page.Field(field, name, x+2, f.Y+5, w-4, h-7)
	c.Doc.Block(SmallStyle.In(Grey), Area.Width-w-6, wordSignedBelow).Draw(f.Page, Area.Left, f.Y+h-9)
	f.Y += h
}

// TextsOrNone sets texts as a numbered list, or says that there are none.
func (c *Paper) TextsOrNone(texts []string) {
	if len(texts) == 0 {
		c.Flow.Text(BodyStyle, "なし")
		return
	}
	c.List(texts, Numbered)
}
