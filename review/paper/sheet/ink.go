package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"
)

// File is a finished document as the PDF writer leaves it. It says wrongly what its private codes stand for, and is not archival yet:
// package archive puts both right, with Unicode and Fonts.
type File struct {
	Bytes   []byte
	Pages   int
	Fields  []Field
	Missing []rune            // characters no font has, in the order met
	Unicode map[rune]string   // what the private codes in Bytes stand for
	Fonts   map[string]string // PostScript names by the family names in Bytes
}

// ErrNoDate is returned for a document without a date: the PDF writer would take the clock's.
var ErrNoDate = errors.New("document has no date")

// Finish cuts the fonts, draws every page and returns the file.
func (d *Doc) Finish() (*File, error) {
	if d.meta.On.IsZero() {
		return nil, ErrNoDate
	}
	pen := &pen{pdf: gofpdf.NewCustom(&gofpdf.InitType{OrientationStr: "P", UnitStr: "mm", SizeStr: "A4"})}
	pen.begin(d.meta)
	fonts := map[string]string{}
	for i, used := range d.shaper.used {
		if len(used) == 0 {
			continue
		}
		key := fontKey(i)
		pen.pdf.AddUTF8FontFromBytes(key, "", d.faces.fonts[i].Cut(used)) // its own bytes: the writer scribbles on them
		fonts[key] = d.faces.fonts[i].Name()
	}
	for range d.pages {
		pen.pdf.AddPage()
	}
	// Titles are encoded here. The writer encodes them wrongly beyond the basic plane, but leaves them alone before a font is chosen.
	for _, b := range d.bookmarks {
		pen.pdf.SetPage(b.page + 1)
		pen.pdf.Bookmark(utf16Text(b.title), b.level, b.y)
	}
	for i, p := range d.pages {
		pen.page(i + 1)
		for _, m := range slices.Concat(p.under, p.marks, p.over) {
			pen.draw(m)
		}
	}
	var out bytes.Buffer
	if err := pen.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	return &File{Bytes: out.Bytes(), Pages: len(d.pages), Fields: d.fields, Missing: d.shaper.missing, Unicode: d.shaper.unicode, Fonts: fonts}, nil
}

// fontKey names the font with this number; names sort as their numbers do, which is the order the writer puts them in.
func fontKey(i int) string { return fmt.Sprintf("f%02d", i) }

// pen replays marks and remembers what the page already knows.
type pen struct {
	pdf    *gofpdf.Fpdf
	font   int
	size   float64
	gap    float64
	stroke float64
	line   Colour
	filled Colour
	ink    Colour
}

func (p *pen) begin(m Meta) {
	f := p.pdf
	f.SetCatalogSort(true)
	f.SetCreationDate(m.On)
	f.SetModificationDate(m.On)
	f.SetTitle(utf16Text(m.Title), false)
	f.SetAuthor(utf16Text(m.Author), false)
	f.SetSubject(utf16Text(m.Subject), false)
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
}

// page goes to a page and puts the writer's idea of its colours in step with the page, which begins in black.
func (p *pen) page(n int) {
	f := p.pdf
	f.SetPage(n)
	f.SetDrawColor(0, 0, 0)
	f.SetFillColor(0, 0, 0)
	f.SetTextColor(0, 0, 0)
	p.line, p.filled, p.ink = Colour{}, Colour{}, Colour{}
	p.font, p.size, p.gap, p.stroke = -1, 0, 0, -1
}

func (p *pen) draw(m mark) {
	switch m.kind {
	case markText:
		p.text(m)
	case markLine:
		p.setStroke(m)
		p.pdf.Line(m.x, m.y, m.x2, m.y2)
	case markBox:
		p.box(m)
	case markShape:
		p.shape(m)
	case markBegin:
		p.pdf.RawWriteStr("/Span <</ActualText <" + fmt.Sprintf("%X", utf16Text(m.text)) + ">>> BDC")
	case markEnd:
		p.pdf.RawWriteStr("EMC")
	}
}

func (p *pen) text(m mark) {
	if m.font != p.font || m.size != p.size {
		p.pdf.SetFont(fontKey(m.font), "", m.size)
		p.font, p.size = m.font, m.size
	}
	if m.gap != p.gap {
		p.pdf.RawWriteStr(fmt.Sprintf("%.4f Tc", m.gap/mm))
		p.gap = m.gap
	}
	if m.colour != p.ink {
		p.pdf.SetTextColor(int(m.colour.R), int(m.colour.G), int(m.colour.B))
		p.ink = m.colour
	}
	p.pdf.Text(m.x, m.y, m.text)
}

func (p *pen) setStroke(m mark) {
	if m.stroke != p.stroke {
		p.pdf.SetLineWidth(m.stroke)
		p.stroke = m.stroke
	}
	if m.colour != p.line {
		p.pdf.SetDrawColor(int(m.colour.R), int(m.colour.G), int(m.colour.B))
		p.line = m.colour
	}
}

func (p *pen) setFill(c Colour) {
	if c != p.filled {
		p.pdf.SetFillColor(int(c.R), int(c.G), int(c.B))
		p.filled = c
		p.pdf.SetTextColor(int(p.ink.R), int(p.ink.G), int(p.ink.B)) // text is compared with the fill it is drawn in
	}
}

func (p *pen) box(m mark) {
	if m.filled {
		p.setFill(m.fill)
		p.pdf.Rect(m.x, m.y, m.w, m.h, "F")
		return
	}
	p.setStroke(m)
	p.pdf.Rect(m.x, m.y, m.w, m.h, "D")
}

func (p *pen) shape(m mark) {
	p.setFill(m.fill)
	open := false
	for _, pt := range m.shape {
		switch {
		case pt.Start:
			if open {
				p.pdf.ClosePath()
			}
			p.pdf.MoveTo(pt.X, pt.Y)
			open = true
		case pt.Curve:
			p.pdf.CurveBezierCubicTo(pt.X1, pt.Y1, pt.X2, pt.Y2, pt.X, pt.Y)
		default:
			p.pdf.LineTo(pt.X, pt.Y)
		}
	}
	p.pdf.ClosePath()
	p.pdf.DrawPath("F")
}

// utf16Text encodes a text string of PDF: UTF-16 with its mark. Broken UTF-8 becomes U+FFFD. Bytes stand for themselves in the result.
func utf16Text(s string) string {
	if s == "" {
		return ""
	}
	b := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(strings.ToValidUTF8(s, "\uFFFD"))) {
		b = binary.BigEndian.AppendUint16(b, u)
	}
	return string(b)
}
