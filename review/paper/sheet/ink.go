package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"shinsa/review/pdfseal/archive"
)

// File is a finished document as the PDF writer leaves it, without its fonts: package archive puts them in and makes it archival.
type File struct {
	Bytes   []byte
	Pages   int
	Fields  []Field
	Fonts   []archive.Font
	Missing []rune // characters no font has, in the order met
}

// ErrNoDate is returned for a document without a date: the PDF writer would take the clock's.
var ErrNoDate = errors.New("document has no date")

// Finish cuts the fonts, draws every page and returns the file.
func (d *Doc) Finish() (*File, error) {
	if d.meta.On.IsZero() {
		return nil, ErrNoDate
	}
	pdf := gofpdf.NewCustom(&gofpdf.InitType{OrientationStr: "P", UnitStr: "mm", SizeStr: "A4"})
	pdf.SetCompression(false) // the archival pass does it
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(d.meta.On)
	pdf.SetModificationDate(d.meta.On)
	pdf.SetTitle(utf16Text(d.meta.Title), false)
	pdf.SetAuthor(utf16Text(d.meta.Author), false)
	pdf.SetSubject(utf16Text(d.meta.Subject), false)
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	fonts, glyphs := d.fonts()
	pen := &pen{glyphs: glyphs}
	for _, p := range d.pages {
		pdf.AddPage()
		pen.page()
		for _, marks := range [][]mark{p.under, p.marks, p.over} {
			for i := range marks {
				pen.draw(&marks[i])
			}
		}
		pdf.RawWriteBuf(bytes.NewReader(pen.b))
	}
	// Titles are encoded here: the writer encodes them wrongly beyond the basic plane, and leaves them alone while no font is chosen.
	for _, b := range d.bookmarks {
		pdf.SetPage(b.page + 1)
		pdf.Bookmark(utf16Text(b.title), b.level, b.y)
	}
	if len(d.pages) > 0 {
		pdf.SetPage(len(d.pages)) // the writer leaves out what follows the page it stands on
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	return &File{Bytes: out.Bytes(), Pages: len(d.pages), Fields: d.fields, Missing: d.shaper.missing, Fonts: fonts}, nil
}

// fonts cuts every font in use, and returns for each font of the faces the glyphs of its codes.
func (d *Doc) fonts() (fonts []archive.Font, glyphs []map[rune]uint16) {
	glyphs = make([]map[rune]uint16, len(d.shaper.used))
	for i, used := range d.shaper.used {
		if len(used) == 0 {
			continue
		}
		f := d.faces.fonts[i]
		cut := f.Cut(used)
		font := archive.Font{
			Key: fontKey(i), Name: f.Name(), File: cut.File, Widths: cut.Widths, Box: f.Box(), Ascent: f.Ascent(), Descent: f.Descent(),
			Text: make([]string, len(cut.Codes)),
		}
		glyphs[i] = make(map[rune]uint16, len(cut.Codes))
		for k, code := range cut.Codes {
			glyphs[i][rune(code)] = uint16(k + 1)
			text, ok := d.shaper.unicode[rune(code)]
			if !ok {
				text = string(rune(code))
			}
			font.Text[k] = text
		}
		fonts = append(fonts, font)
	}
	return fonts, glyphs
}

// fontKey names the font with this number.
func fontKey(i int) string { return fmt.Sprintf("f%d", i) }

// pen turns marks into the operators of a page and remembers what the page already knows. The drawing library could do it too, but it
// formats every number by fmt, and texts only in fonts that it prepares itself at a cost far above that of drawing.
type pen struct {
	b      []byte
	glyphs []map[rune]uint16 // by font and code
	font   int
	size   float64
	gap    float64
	stroke float64
	line   Colour
	ink    Colour // of texts and fills
}

// page begins the next page, on which nothing is known but that it begins in black.
func (p *pen) page() { *p = pen{b: p.b[:0], glyphs: p.glyphs, font: -1, stroke: -1} }

func (p *pen) draw(m *mark) {
	switch m.kind {
	case markText:
		p.text(m)
	case markLine:
		p.setStroke(m)
		p.point(m.x, m.y, "m")
		p.point(m.x+m.w, m.y+m.h, "l")
		p.op("S")
	case markBox:
		p.box(m)
	case markShape:
		p.shape(m)
	case markGrid:
		p.grid(m)
	case markBegin:
		p.b = fmt.Appendf(p.b, "/Span <</ActualText <%X>>> BDC\n", utf16Text(m.text))
	case markEnd:
		p.op("EMC")
	}
}

func (p *pen) op(name string) {
	p.b = append(p.b, name...)
	p.b = append(p.b, '\n')
}

// number writes a number to a hundredth, which on paper is less than a hair by far.
func (p *pen) number(v float64) { p.fixed(v, 100) }

// fixed writes a number to one part in unit, a power of ten.
func (p *pen) fixed(v float64, unit int) {
	n := int(v*float64(unit) + 0.5)
	if v < 0 {
		n = int(-v*float64(unit) + 0.5)
		if n > 0 {
			p.b = append(p.b, '-')
		}
	}
	p.b = appendInt(p.b, n/unit)
	if n %= unit; n > 0 {
		p.b = append(p.b, '.')
		for n > 0 {
			n *= 10
			p.b = append(p.b, byte('0'+n/unit))
			n %= unit
		}
	}
	p.b = append(p.b, ' ')
}

// point writes a place on the page and what is done there.
func (p *pen) point(x, y float64, op string) {
	p.number(x / mm)
	p.number((PageHeight - y) / mm)
	if op != "" {
		p.op(op)
	}
}

func (p *pen) text(m *mark) {
	p.setInk(m.colour)
	p.b = append(p.b, "BT "...)
	if m.font != p.font || m.size != p.size {
		p.b = append(p.b, '/')
		p.b = append(p.b, fontKey(m.font)...)
		p.b = append(p.b, ' ')
		p.number(m.size)
		p.b = append(p.b, "Tf "...)
		p.font, p.size = m.font, m.size
	}
	if m.gap != p.gap {
		p.fixed(m.gap/mm, 10000)
		p.b = append(p.b, "Tc "...)
		p.gap = m.gap
	}
	p.point(m.x, m.y, "")
	p.b = append(p.b, "Td <"...)
	glyphs := p.glyphs[m.font]
	for _, code := range m.text {
		g := glyphs[code]
		const digits = "0123456789ABCDEF"
		p.b = append(p.b, digits[g>>12], digits[g>>8&15], digits[g>>4&15], digits[g&15])
	}
	p.op("> Tj ET")
}

// colour writes a colour and the operator that sets it.
func (p *pen) colour(c Colour, op string) {
	for _, v := range []uint8{c.R, c.G, c.B} {
		p.fixed(float64(v)/255, 1000)
	}
	p.op(op)
}

func (p *pen) setStroke(m *mark) {
	if m.stroke != p.stroke {
		p.number(m.stroke / mm)
		p.op("w")
		p.stroke = m.stroke
	}
	if m.colour != p.line {
		p.colour(m.colour, "RG")
		p.line = m.colour
	}
}

func (p *pen) setInk(c Colour) {
	if c != p.ink {
		p.colour(c, "rg")
		p.ink = c
	}
}

func (p *pen) box(m *mark) {
	if m.filled {
		p.setInk(m.fill)
	} else {
		p.setStroke(m)
	}
	p.point(m.x, m.y+m.h, "")
	p.number(m.w / mm)
	p.number(m.h / mm)
	p.op("re")
	p.op(map[bool]string{true: "f", false: "S"}[m.filled])
}

func (p *pen) shape(m *mark) {
	p.setInk(m.fill)
	for i, pt := range m.shape {
		switch {
		case pt.Start:
			if i > 0 {
				p.op("h")
			}
			p.point(pt.X, pt.Y, "m")
		case pt.Curve:
			p.point(pt.X1, pt.Y1, "")
			p.point(pt.X2, pt.Y2, "")
			p.point(pt.X, pt.Y, "c")
		default:
			p.point(pt.X, pt.Y, "l")
		}
	}
	p.op("h f")
}

// grid draws the dark modules of a grid, a rectangle for every run of them in a row, in the grid's own measure.
func (p *pen) grid(m *mark) {
	p.setInk(m.fill)
	p.b = append(p.b, "q "...)
	p.fixed(m.w/float64(m.grid.Size)/mm, 1000_000)
	p.b = append(p.b, "0 0 "...)
	p.fixed(-m.w/float64(m.grid.Size)/mm, 1000_000)
	p.point(m.x, m.y, "cm")
	for row := range m.grid.Size {
		for from := 0; from < m.grid.Size; from++ {
			end := from
			for end < m.grid.Size && m.grid.Dark(row, end) {
				end++
			}
			if end > from {
				for _, v := range []int{from, row, end - from} {
					p.b = append(appendInt(p.b, v), ' ')
				}
				p.op("1 re")
				from = end
			}
		}
	}
	p.op("f Q")
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

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
