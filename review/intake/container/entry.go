package container

import (
	"archive/zip"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/unicode/norm"

	"shinsa/review/fault"
)

// EntryName is the name of an entry in Unicode: Japanese Windows writes its own code page.
func EntryName(f *zip.File) string {
	name := f.Name
	if !utf8.ValidString(name) {
		if s, err := japanese.ShiftJIS.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	return norm.NFC.String(strings.ReplaceAll(name, `\`, "/"))
}

// Bytes expands one entry within the limits.
func (p *Container) Bytes(f *zip.File) ([]byte, error) {
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
