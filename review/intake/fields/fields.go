// Package fields reads text files of fields in lines (CSV, RFC 4180, and its kin with tabs or semicolons) in the encodings in which they come.
package fields

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"shinsa/review/fault"
	"shinsa/review/intake/container"
	"shinsa/review/intake/sheet"
)

// Decode decodes a text file: UTF-8 and UTF-16 by their marks, UTF-8 without one, and the Shift_JIS of Windows. False for what is no text in any
// of them, such as a picture.
func Decode(b []byte) (string, bool) {
	for _, c := range []struct {
		mark string
		enc  encoding.Encoding
	}{
		{"\xef\xbb\xbf", unicode.UTF8BOM},
		{"\xff\xfe", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"\xfe\xff", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
	} {
		if bytes.HasPrefix(b, []byte(c.mark)) {
			return decoded(b, c.enc)
		}
	}
	if utf8.Valid(b) {
		return decoded(b, unicode.UTF8)
	}
	return decoded(b, japanese.ShiftJIS)
}

func decoded(b []byte, enc encoding.Encoding) (string, bool) {
	out, err := enc.NewDecoder().Bytes(b)
	s := strings.TrimRight(string(out), "\x1a") // the end of a file of old
	bad := func(r rune) bool { return r == utf8.RuneError || r < ' ' && r != '\t' && r != '\r' && r != '\n' }
	return s, err == nil && strings.TrimSpace(s) != "" && !strings.ContainsFunc(s, bad)
}

// separator is what stands between the fields of a text file: the most frequent of the usual ones outside quotes.
func separator(s string) rune {
	counts := map[rune]int{}
	quoted := false
	for _, r := range s[:min(len(s), 1<<16)] {
		switch {
		case r == '"':
			quoted = !quoted
		case !quoted && (r == ',' || r == '\t' || r == ';'):
			counts[r]++
		}
	}
	best := ','
	for _, r := range []rune{'\t', ';'} {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}

// fieldsPerCell is how many fields a text file may have for each cell that may hold something.
const fieldsPerCell = 10

// Read reads a file of fields in lines (CSV, RFC 4180, and its kin with tabs) as a sheet. All cells are texts.
func Read(ctx context.Context, s, name string, l container.Limits) (*sheet.Sheet, error) {
	if int64(len(s)) > l.PartBytes {
		return nil, fault.New(fault.Invalid, "form_too_large")
	}
	comma := separator(s)
	if strings.Count(s, string(comma)) > fieldsPerCell*l.Cells { // empty fields cost memory too
		return nil, fault.New(fault.Invalid, "form_too_large")
	}
	r := csv.NewReader(strings.NewReader(s))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = comma, -1, true
	out := sheet.New(name)
	for row := 1; ; row++ {
		if row&0xff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fault.New(fault.Invalid, "form_damaged") // a quote that never ends would swallow the rows after it
		}
		line, _ := r.FieldPos(0)
		row = max(row, line) // empty lines count, as they do in a spreadsheet
		for i, text := range fields {
			if len(out.Places()) >= l.Cells || len(text) > sheet.MaxText || row > sheet.MaxRow || i >= sheet.MaxCol {
				return nil, fault.New(fault.Invalid, "form_too_large")
			}
			out.Put(sheet.Ref{Row: row, Col: i + 1}, text)
		}
	}
}
