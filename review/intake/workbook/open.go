package workbook

import (
	"bytes"
	"context"

	"shinsa/review/fault"
	"shinsa/review/intake/container"
	"shinsa/review/intake/fields"
	"shinsa/review/intake/odf"
	"shinsa/review/intake/sheet"
)

// Read reads a workbook of the given bytes: Office Open XML, OpenDocument, a text file of fields, or a ZIP file of such. What cannot be read whole is refused with a *fault.Error of kind Invalid whose code says
// why: form_not_workbook, form_is_pdf, form_legacy, form_binary, form_encrypted, form_other_format, form_damaged, form_too_large, form_hostile.
func Read(ctx context.Context, b []byte, l Limits) (*Book, error) {
	if code := sniff(b); code != "" {
		return nil, fault.New(fault.Invalid, code)
	}
	format := FormatOf(b)
	if format == Text {
		if text, ok := fields.Decode(b); ok {
			s, err := fields.Read(ctx, text, "CSV", l)
			if err != nil {
				return nil, err
			}
			return &Book{Sheets: []*Sheet{s}, Names: map[string]string{}}, nil
		}
		return nil, fault.New(fault.Invalid, "form_not_workbook")
	}
	c, err := container.Open(ctx, b, l)
	if err != nil {
		return nil, err
	}
	if format == ODS || !c.Has("_rels/.rels") && c.Has("content.xml") {
		return odf.Read(c, &sheet.Budget{Cells: l.Cells, Merged: sheet.MaxMerged})
	}
	p := &parcel{Container: c, ctx: ctx, limits: l, budget: sheet.Budget{Cells: l.Cells}}
	if format == Texts {
		return p.textFiles()
	}
	return p.book()
}

// parcel is the container of a workbook, with what may still be spent on it.
type parcel struct {
	*container.Container
	ctx    context.Context
	limits Limits
	budget sheet.Budget
}

// Format is what kind of file a form is.
type Format string

// The formats that are read.
const (
	XLSX Format = "xlsx" // Office Open XML
	ODS  Format = "ods"  // OpenDocument
	Text Format = "text" // lines of fields: CSV, or with tabs

	Texts Format = "texts" // a ZIP file of such files, one for each sheet
)

// FormatOf tells the format of a form by its first bytes, not by its name; "" for one that is not read.
func FormatOf(b []byte) Format {
	switch {
	case sniff(b) != "":
		return ""
	case !bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return Text
	case bytes.Contains(b[:min(len(b), 200)], []byte("application/vnd.oasis.opendocument.spreadsheet")):
		return ODS
	case !bytes.Contains(b, []byte("_rels/.rels")) && bytes.Contains(bytes.ToLower(tail(b)), []byte(".csv")):
		return Texts
	}
	return XLSX
}

// tail is the end of a ZIP file, where its names stand.
func tail(b []byte) []byte { return b[max(0, len(b)-1<<16):] }

// sniff recognises what is not a workbook by its first bytes; "" means it may be one.
func sniff(b []byte) string {
	utf16 := func(s string) []byte {
		out := make([]byte, 0, 2*len(s))
		for i := range len(s) {
			out = append(out, s[i], 0)
		}
		return out
	}
	switch {
	case bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		if bytes.Contains(b, utf16("EncryptedPackage")) {
			return "form_encrypted"
		}
		return "form_legacy"
	case bytes.HasPrefix(b, []byte("%PDF-")):
		return "form_is_pdf"
	case bytes.Contains(b[:min(len(b), 200)], []byte("mimetypeapplication/")) && !bytes.Contains(b[:min(len(b), 200)], []byte("opendocument.spreadsheet")):
		return "form_other_format"
	}
	return ""
}
