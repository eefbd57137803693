// Package archive makes an archival file of a drawn one: PDF/A-3b (ISO 19005-3) of what the drawing library wrote.
//
// The drawing library leaves out what an archive asks for: the binary mark and the identifier, metadata, the meaning of its colours and
// the print flag of links. The fonts it would embed are neither named nor quickly made as they should be, so the drawing comes without.
// Finish adds all of it in one pass over the objects, together with attached data and with empty signature fields. Those are put in before anyone signs, so that a signature later fills its field and touches
// nothing else, which is what lets a verifier tell signing from tampering.
//
// The pass is a function of its input: the same file and options give the same bytes. It serves Art. 10 (認定証) and the papers of
// Arts. 6, 7, 12 and 17, which are kept for years.
package archive

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"shinsa/review/fault"
	"shinsa/review/pdfseal/object"
)

// Relation says what an attachment is to the document (ISO 32000-2, AFRelationship).
type Relation string

// The relations that papers of the scheme use.
const (
	Data       Relation = "Data"       // the same content for machines
	Source     Relation = "Source"     // what the document was made from
	Supplement Relation = "Supplement" // additional material
)

// Options say what the file is to carry beside its pages.
type Options struct {
	Title, Author string
	Lang          string       // language of the text, such as "ja" (BCP 47)
	Program       string       // name and version of the program that made the file
	Created       time.Time    // the only instant in the file; its zone is kept
	Attachments   []Attachment // in any order; names must differ
	Fields        []Field      // empty signature fields, in the order people sign
	Fonts         []Font       // what texts of the drawing are written in
}

// Attachment is a file within the file.
type Attachment struct {
	Name        string // file name, as a person saves it
	Description string
	MIME        string   // such as application/json
	Relation    Relation // Data when empty
	Content     []byte
}

// Field is an empty signature field.
type Field struct {
	Name  string // unique in the file; what pdfseal.Options.Field asks for
	Label string // what a reader shows for it
	Page  int    // from 0
	Rect  Rect   // where a visible signature will stand; zero for an invisible one
}

// Rect is a rectangle on a page, in points from its lower left corner.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// Millimetres returns the rectangle whose upper left corner is x, y from the upper left corner of a page of the given height, all in
// millimetres, the way it was drawn.
func Millimetres(x, y, w, h, pageHeight float64) Rect {
	const k = 72 / 25.4
	return Rect{round(x * k), round((pageHeight - y - h) * k), round((x + w) * k), round((pageHeight - y) * k)}
}

// round keeps a thousandth of a point, so that a coordinate is written the same on every machine.
func round(v float64) float64 {
	if v < 0 {
		return -round(-v)
	}
	return float64(int64(v*1000+0.5)) / 1000
}

// Empty reports whether the rectangle has no area.
func (r Rect) Empty() bool { return r.X1 <= r.X0 || r.Y1 <= r.Y0 }

// Finish returns the drawn file as PDF/A-3b. It refuses, with Kind invalid, a drawing it cannot read (pdf_unreadable) or that names
// fonts of its own (pdf_font_not_embedded), two fonts, attachments or fields of one name (pdf_name_twice), a field on a page that is not
// there (pdf_field_page), and a creation time of zero (pdf_time_missing).
func Finish(pdf []byte, o Options) ([]byte, error) {
	if o.Created.IsZero() {
		return nil, fault.New(fault.Invalid, "pdf_time_missing")
	}
	p, err := newPass(pdf, o)
	if err != nil {
		return nil, err
	}
	for _, step := range []func() error{p.embedFonts, p.compressPages, p.fixAnnotations, p.countOutline, p.attach, p.addFields, p.describe} {
		if err := step(); err != nil {
			return nil, refusal(err)
		}
	}
	info := p.add(p.info())
	out, err := object.Build(p.root, info, p.object)
	if err != nil {
		return nil, refusal(err)
	}
	return out, nil
}

// pass is the file while it is rewritten. It owns every object.
type pass struct {
	Options
	file    *object.File
	objects map[int]any // objects that are new, by number
	next    int
	root    object.Ref
	catalog *object.Dict
	pages   []object.Ref
}

func newPass(pdf []byte, o Options) (*pass, error) {
	f, err := object.Open(pdf)
	if err != nil {
		return nil, refusal(err)
	}
	p := &pass{Options: o, file: f, objects: map[int]any{}, next: 1}
	for _, n := range f.Numbers() {
		p.next = max(p.next, n+1)
	}
	p.root, _ = f.Trailer().Get("Root").(object.Ref)
	if p.catalog, err = f.Catalog(); err != nil {
		return nil, refusal(err)
	}
	if p.pages, err = f.Pages(); err != nil {
		return nil, refusal(err)
	}
	p.Title, p.Author, p.Program = plain(o.Title), plain(o.Author), plain(o.Program)
	return p, nil
}

// add takes a new object in.
func (p *pass) add(v any) object.Ref {
	r := object.Ref{Num: p.next}
	p.objects[p.next] = v
	p.next++
	return r
}

// object is the source the new file is written from.
func (p *pass) object(r object.Ref) (any, error) {
	if v, ok := p.objects[r.Num]; ok {
		return v, nil
	}
	return p.file.Object(r)
}

// plain replaces control characters, which neither XML nor a title bar can show, by spaces.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// refusal gives an error of the reader its code.
func refusal(err error) error {
	var known *fault.Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case errors.Is(err, object.ErrMalformed), errors.Is(err, object.ErrMissing), errors.Is(err, object.ErrLimit), errors.Is(err, object.ErrEncrypted):
		return fault.Wrap(fault.Invalid, "pdf_unreadable", err)
	}
	return fmt.Errorf("archive: %w", err)
}
