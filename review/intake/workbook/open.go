package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"shinsa/review/fault"
)

// Read reads a workbook of the given bytes: Office Open XML, OpenDocument, a text file of fields, or a ZIP file of such. What cannot be read whole is refused with a *fault.Error of kind Invalid whose code says
// why: form_not_workbook, form_is_pdf, form_legacy, form_binary, form_encrypted, form_other_format, form_damaged, form_too_large, form_hostile.
func Read(ctx context.Context, b []byte, l Limits) (*Book, error) {
	if code := sniff(b); code != "" {
		return nil, fault.New(fault.Invalid, code)
	}
	format := FormatOf(b)
	if format == Text {
		if s, ok := plain(b); ok {
			sheet, err := readText(ctx, s, "CSV", l)
			if err != nil {
				return nil, err
			}
			return &Book{Sheets: []*Sheet{sheet}, Names: map[string]string{}}, nil
		}
		return nil, fault.New(fault.Invalid, "form_not_workbook")
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fault.New(fault.Invalid, "form_damaged")
	}
	p := &parcel{ctx: ctx, limits: l, parts: make(map[string]*zip.File, len(z.File))}
	if err := p.index(z); err != nil {
		return nil, err
	}
	if format == ODS || !p.has("_rels/.rels") && p.has("content.xml") {
		return p.openDocument()
	}
	if format == Texts {
		return p.textFiles()
	}
	return p.book()
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

// parcel is the ZIP file under the workbook.
type parcel struct {
	ctx    context.Context
	limits Limits
	parts  map[string]*zip.File
	spent  int64
	cells  int
	merged int // places under merged cells
}

func (p *parcel) index(z *zip.Reader) error {
	if len(z.File) > p.limits.Parts {
		return fault.New(fault.Invalid, "form_too_large")
	}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return fault.New(fault.Invalid, "form_encrypted")
		}
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if _, twice := p.parts[name]; twice {
			return fault.New(fault.Invalid, "form_hostile")
		}
		p.parts[name] = f
	}
	return nil
}

func (p *parcel) has(name string) bool {
	_, ok := p.parts[strings.ToLower(name)]
	return ok
}

// under returns the names of the parts below a folder, such as "xl/drawings/".
func (p *parcel) under(folder string) []string {
	var out []string
	for name := range p.parts {
		if strings.HasPrefix(name, folder) && strings.HasSuffix(name, ".xml") {
			out = append(out, name)
		}
	}
	return out
}

// visit walks the elements of a part. The walk must reach the end of the part, or the workbook is damaged.
func (p *parcel) visit(name string, v visitor) error {
	f, ok := p.parts[strings.ToLower(name)]
	if !ok {
		return fault.New(fault.Invalid, "form_damaged")
	}
	r, err := f.Open()
	if err != nil {
		return fault.New(fault.Invalid, "form_damaged")
	}
	defer r.Close() //nolint:errcheck // read only
	limited := &io.LimitedReader{R: r, N: min(p.limits.PartBytes, p.limits.Bytes-p.spent) + 1}
	before := limited.N
	err = walk(p.ctx, limited, p.limits.Depth, v)
	p.spent += before - limited.N
	if limited.N <= 0 {
		return fault.New(fault.Invalid, "form_too_large")
	}
	return err
}

// visitor is called at the start and end of each element; text is the characters directly inside it, valid during the call.
type visitor interface {
	start(name string, attr []xml.Attr) error
	end(name string, text []byte) error
}

// listener is a visitor that takes the characters as they come, between the starts and ends.
type listener interface{ chars(b []byte) }

func walk(ctx context.Context, r io.Reader, depth int, v visitor) error {
	dec := xml.NewDecoder(r)
	heard, _ := v.(listener)
	var chars []byte
	var open []int // where the characters of each open element begin
	for n := 0; ; n++ {
		if n&0xfff == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) && len(open) == 0 && n > 0 {
			return nil
		}
		if err != nil {
			return fault.New(fault.Invalid, "form_damaged")
		}
		switch t := tok.(type) {
		case xml.Directive:
			return fault.New(fault.Invalid, "form_hostile") // a document type: entities, external subsets
		case xml.StartElement:
			if len(open) >= depth {
				return fault.New(fault.Invalid, "form_hostile")
			}
			open = append(open, len(chars))
			if err := v.start(t.Name.Local, t.Attr); err != nil {
				return err
			}
		case xml.CharData:
			switch {
			case heard != nil:
				heard.chars(t)
			case len(open) > 0:
				chars = append(chars, t...)
			}
		case xml.EndElement:
			from := open[len(open)-1]
			open = open[:len(open)-1]
			if err := v.end(t.Name.Local, chars[from:]); err != nil {
				return err
			}
			chars = chars[:from]
		}
	}
}

func attr(list []xml.Attr, name string) string {
	for _, a := range list {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func isTrue(s string) bool { return s == "1" || s == "true" }

// resolve returns the name of a related part, given relative to the folder of the part that names it or from the root.
func resolve(from, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(path.Dir(from), target)
}
