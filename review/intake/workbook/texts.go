package workbook

import (
	"archive/zip"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/unicode/norm"

	"shinsa/review/fault"
)

// textFiles reads a ZIP file of text files as one workbook: FormA.csv, FormB.csv and FormC.csv become its sheets, in the order of their names.
// What systems leave in ZIP files is passed over; any other file says that this is no form.
func (p *parcel) textFiles() (*Book, error) {
	names := map[string]*zip.File{}
	for _, f := range p.parts {
		name := entryName(f)
		base := path.Base(name)
		if strings.HasSuffix(name, "/") || strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(base, ".") || strings.EqualFold(base, "thumbs.db") {
			continue
		}
		if !slices.Contains([]string{".csv", ".tsv", ".txt"}, strings.ToLower(path.Ext(base))) {
			return nil, fault.New(fault.Invalid, "form_not_workbook")
		}
		names[name] = f
	}
	book := &Book{Names: map[string]string{}}
	limits := p.limits
	for _, name := range sortedNames(names) {
		b, err := p.bytes(names[name])
		if err != nil {
			return nil, err
		}
		s, ok := plain(b)
		if !ok {
			return nil, fault.New(fault.Invalid, "form_not_workbook")
		}
		sheet, err := readText(p.ctx, s, strings.TrimSuffix(path.Base(name), path.Ext(name)), limits)
		if err != nil {
			return nil, err
		}
		limits.Cells -= len(sheet.places)
		book.Sheets = append(book.Sheets, sheet)
	}
	return book, nil
}

func sortedNames(m map[string]*zip.File) []string {
	out := make([]string, 0, len(m))
	for name := range m {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// entryName is the name of an entry in Unicode: Japanese Windows writes its own code page.
func entryName(f *zip.File) string {
	name := f.Name
	if !utf8.ValidString(name) {
		if s, err := japanese.ShiftJIS.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	return norm.NFC.String(strings.ReplaceAll(name, `\`, "/"))
}

// bytes expands one entry within the limits.
func (p *parcel) bytes(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fault.New(fault.Invalid, "form_damaged")
	}
	defer r.Close() //nolint:errcheck // read only
	limit := min(p.limits.PartBytes, p.limits.Bytes-p.spent)
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	p.spent += int64(len(b))
	switch {
	case int64(len(b)) > limit:
		return nil, fault.New(fault.Invalid, "form_too_large")
	case err != nil:
		return nil, fault.New(fault.Invalid, "form_damaged")
	}
	return b, nil
}
