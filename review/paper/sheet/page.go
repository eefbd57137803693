package sheet

import (
	"math"
	"strings"
	"time"

	"shinsa/review/paper/qr"
	"shinsa/review/typeface"
	"shinsa/review/typeset"
)

// A4 in millimetres.
const (
	PageWidth  = 210.0
	PageHeight = 297.0
)

// Colour is a colour of sRGB; the zero value is black.
type Colour struct{ R, G, B uint8 }

// Meta is what the file says of itself.
type Meta struct {
	Title   string
	Author  string
	Subject string
	On      time.Time // date of creation and change; must be set
}

// Doc is a document being composed. It is used by one goroutine.
type Doc struct {
	faces     *Faces
	meta      Meta
	shaper    *shaper
	pages     []*Page
	bookmarks []bookmark
	fields    []Field
}

type bookmark struct {
	page, level int
	y           float64
	title       string
}

// Field is a place for a signature. Rect is left, bottom, right, top in points from the lower left corner of the page.
type Field struct {
	Name string
	Page int // from 0
	Rect [4]float64
	Tip  string
}

// New begins a document.
func New(f *Faces, m Meta) *Doc { return &Doc{faces: f, meta: m, shaper: newShaper(f)} }

// Pages returns the number of pages.
func (d *Doc) Pages() int { return len(d.pages) }

// AddPage adds an empty page.
func (d *Doc) AddPage() *Page {
	p := &Page{doc: d, number: len(d.pages)}
	d.pages = append(d.pages, p)
	return p
}

// Each calls f for every page, with its number from 1 and the total: for heads and feet, when all pages are there.
func (d *Doc) Each(f func(p *Page, n, total int)) {
	for i, p := range d.pages {
		f(p, i+1, len(d.pages))
	}
}

// Page is one page: marks in the order they are drawn. Coordinates are millimetres from the upper left corner.
type Page struct {
	doc    *Doc
	number int
	under  []mark // drawn first
	marks  []mark
	over   []mark // drawn last
}

type markKind uint8

const (
	markText markKind = iota
	markLine
	markBox
	markShape
	markGrid
	markBegin // what follows stands for text
	markEnd
)

// mark is one thing drawn. w and h are the width of a text, the size of a box, or how far a line goes.
type mark struct {
	kind       markKind
	x, y, w, h float64
	size       float64 // of text, in points
	gap        float64 // between characters of text
	stroke     float64 // of a line or box; 0 is none
	font       int
	filled     bool
	colour     Colour // of text, line and frame
	fill       Colour
	text       string // codes, or what is stood for
	shape      []Point
	grid       *qr.Code
}

// Point is one step of a shape in millimetres: a new contour, a straight piece or a cubic curve to (X, Y).
type Point struct {
	Start, Curve   bool
	X1, Y1, X2, Y2 float64
	X, Y           float64
}

func (p *Page) add(m mark) { p.marks = append(p.marks, m) }

func (p *Page) beginActual(text string) { p.add(mark{kind: markBegin, text: text}) }
func (p *Page) endActual()              { p.add(mark{kind: markEnd}) }

// Line draws a straight line of the given thickness.
func (p *Page) Line(x1, y1, x2, y2, stroke float64, c Colour) {
	p.add(mark{kind: markLine, x: x1, y: y1, w: x2 - x1, h: y2 - y1, stroke: stroke, colour: c})
}

// rule is Line above all fills: a rule between two rows belongs to both.
func (p *Page) rule(x1, y1, x2, y2, stroke float64, c Colour) {
	p.over = append(p.over, mark{kind: markLine, x: x1, y: y1, w: x2 - x1, h: y2 - y1, stroke: stroke, colour: c})
}

// Box draws a frame of the given thickness.
func (p *Page) Box(x, y, w, h, stroke float64, c Colour) {
	p.add(mark{kind: markBox, x: x, y: y, w: w, h: h, stroke: stroke, colour: c})
}

// Fill paints a rectangle.
func (p *Page) Fill(x, y, w, h float64, c Colour) {
	p.add(mark{kind: markBox, x: x, y: y, w: w, h: h, filled: true, fill: c})
}

// Shape paints closed contours.
func (p *Page) Shape(points []Point, c Colour) {
	p.add(mark{kind: markShape, shape: points, filled: true, fill: c})
}

// Grid paints the dark modules of a QR code, width wide.
func (p *Page) Grid(code qr.Code, x, y, width float64, c Colour) {
	p.add(mark{kind: markGrid, x: x, y: y, w: width, grid: &code, filled: true, fill: c})
}

// Under paints closed contours below everything else on the page.
func (p *Page) Under(points []Point, c Colour) {
	p.under = append(p.under, mark{kind: markShape, shape: points, filled: true, fill: c})
}

// Text draws one line that is not broken, with its upper left, upper middle or upper right corner at (x, y) as the style aligns it.
func (p *Page) Text(s Style, x, y float64, text string) {
	b := p.doc.shaped(s, strings.Map(func(r rune) rune {
		if typeset.Newline(r) {
			return ' '
		}
		return r
	}, text))
	b.width = math.MaxFloat32
	b.lines = b.setting().Lines(b.text, b.advance)
	b.width = b.lines[0].Width
	switch s.Align {
	case Centre:
		x -= b.width / 2
	case Right:
		x -= b.width
	}
	b.drawLine(p, x, y, 0)
}

// Bookmark adds an entry to the document's outline that leads to y on this page. Level 0 is the top.
func (p *Page) Bookmark(level int, y float64, title string) {
	p.doc.bookmarks = append(p.doc.bookmarks, bookmark{p.number, level, y, title})
}

// Field keeps a place for a signature.
func (p *Page) Field(name, tip string, x, y, w, h float64) {
	p.doc.fields = append(p.doc.fields, Field{
		Name: name, Page: p.number, Tip: tip,
		Rect: [4]float64{x / mm, (PageHeight - y - h) / mm, (x + w) / mm, (PageHeight - y) / mm},
	})
}

// Outlines returns text as shapes that are seen but are no text, such as a watermark. Each character is size millimetres square; turn
// is in radians, counter-clockwise around (x, y), the middle of the whole.
func (d *Doc) Outlines(face Face, text string, x, y, size, sin, cos float64) []Point {
	runes := []rune(text)
	var out []Point
	left := -float64(len(runes)) * size / 2
	for i, r := range runes {
		font, glyph := d.faces.find(face, r)
		at := func(px, py float64) (float64, float64) {
			dx, dy := left+float64(i)*size+px/1000*size, size*0.38-py/1000*size
			return x + dx*cos + dy*sin, y - dx*sin + dy*cos
		}
		out = appendOutline(out, d.faces.fonts[font].Outline(glyph), at)
	}
	return out
}

// appendOutline raises quadratic curves to the cubic ones of PDF.
func appendOutline(out []Point, segments []typeface.Segment, at func(x, y float64) (float64, float64)) []Point {
	var px, py float64
	for _, s := range segments {
		pt := Point{Start: s.Start, Curve: s.Curve}
		pt.X, pt.Y = at(s.X, s.Y)
		if s.Curve {
			cx, cy := at(s.CX, s.CY)
			pt.X1, pt.Y1 = px+2*(cx-px)/3, py+2*(cy-py)/3
			pt.X2, pt.Y2 = pt.X+2*(cx-pt.X)/3, pt.Y+2*(cy-pt.Y)/3
		}
		out = append(out, pt)
		px, py = pt.X, pt.Y
	}
	return out
}
