// Package folio sets paragraphs and tables on pages and draws them: how text, tables and office documents are shown as evidence.
//
// The page is this program's own, not that of the program that wrote the file: A4 for text, wider for a table that needs it. Pages are
// set once, when the document is opened, and drawn when they are asked for; the same document always has the same pages, so that a place
// on one can be pointed at. Lines are broken by review/typeset, figures and letters have the widths of BIZ UDGothic, in which two half-width
// characters are one full-width one.
package folio

import (
	"context"
	"image"

	"shinsa/review/fault"
	"shinsa/ui/evidence/matter"
)

// Book is a document set on pages.
type Book struct {
	faces    *faces
	pages    []*page
	pictures pictures

	// Say has the words that stand in place of a picture that is not shown. They are drawn within its place and are no part of the text, so that the
	// pages are the same in every language. Nil draws none.
	Say func(why matter.Why, format string) string
}

// Glyph is one character and its place in points; a line end, or a step from cell to cell, has none.
type Glyph struct {
	Rune       rune
	X, Y, W, H float64
}

// MaxPages bounds the pages of a document.
const MaxPages = 5_000

// Set sets a document. More than MaxPages are refused with fault.Invalid "evidence_too_large".
func Set(ctx context.Context, blocks []matter.Block) (*Book, error) {
	f, err := theFaces()
	if err != nil {
		return nil, err
	}
	s := &setter{ctx: ctx, faces: f}
	if err := s.set(blocks); err != nil {
		return nil, err
	}
	return &Book{faces: f, pages: s.pages}, nil
}

// Pages returns how many pages there are, at least 1.
func (b *Book) Pages() int { return len(b.pages) }

func (b *Book) page(n int) (*page, error) {
	if n < 1 || n > len(b.pages) {
		return nil, fault.New(fault.Missing, "evidence_no_such_page")
	}
	return b.pages[n-1], nil
}

// Size returns the width and height of page n in points.
func (b *Book) Size(n int) (w, h float64, err error) {
	p, err := b.page(n)
	if err != nil {
		return 0, 0, err
	}
	return p.w, p.h, nil
}

// Draw fills a picture with page n. Where a picture of the document turns out to be broken, a frame with a cross stands in its place.
func (b *Book) Draw(ctx context.Context, n int, into *image.RGBA) error {
	p, err := b.page(n)
	if err != nil {
		return err
	}
	b.faces.draw(ctx, p, into)
	if err := b.plates(ctx, p, into); err != nil {
		return err
	}
	return ctx.Err()
}

// Glyphs returns the characters of page n in the order in which they are read.
func (b *Book) Glyphs(n int) ([]Glyph, error) {
	p, err := b.page(n)
	if err != nil {
		return nil, err
	}
	var out []Glyph
	for _, l := range p.lines {
		f := b.faces.weight(l.bold)
		x := l.x
		for _, r := range l.text {
			w := f.advance(r) * l.size
			out = append(out, Glyph{r, x, l.y, w, l.size * leading})
			x += w
		}
		out = append(out, Glyph{Rune: '\n'})
	}
	return out, nil
}

// page is a page as set: lines of text, the rules of tables, and pictures.
type page struct {
	w, h   float64
	lines  []line
	rules  []rule
	plates []plate
}

// line is text that stands on one line; y is the top of the line's room.
type line struct {
	text       string
	x, y, size float64
	bold       bool
	soft       bool // in the colour of notes
}

// rule is a filled rectangle.
type rule struct {
	x, y, w, h float64
	pale       bool // the ground of a heading rather than a line
}
