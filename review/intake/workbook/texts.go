package workbook

import (
	"maps"
	"path"
	"slices"
	"strings"

	"shinsa/review/fault"
	"shinsa/review/intake/fields"
)

// textFiles reads a ZIP file of text files as one workbook: FormA.csv, FormB.csv and FormC.csv become its sheets, in the order of their names.
// What systems leave in ZIP files is passed over; any other file says that this is no form.
func (p *parcel) textFiles() (*Book, error) {
	names := p.Files()
	for name := range names {
		base := path.Base(name)
		if strings.HasSuffix(name, "/") || strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(base, ".") || strings.EqualFold(base, "thumbs.db") {
			delete(names, name)
			continue
		}
		if !slices.Contains([]string{".csv", ".tsv", ".txt"}, strings.ToLower(path.Ext(base))) {
			return nil, fault.New(fault.Invalid, "form_not_workbook")
		}
	}
	book := &Book{Names: map[string]string{}}
	limits := p.limits
	for _, name := range slices.Sorted(maps.Keys(names)) {
		b, err := p.Bytes(names[name])
		if err != nil {
			return nil, err
		}
		text, ok := fields.Decode(b)
		if !ok {
			return nil, fault.New(fault.Invalid, "form_not_workbook")
		}
		s, err := fields.Read(p.ctx, text, strings.TrimSuffix(path.Base(name), path.Ext(name)), limits)
		if err != nil {
			return nil, err
		}
		limits.Cells -= len(s.Places())
		book.Sheets = append(book.Sheets, s)
	}
	return book, nil
}
