package matter

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// Text reads plain text, in UTF-8, UTF-16 with its mark, ISO-2022-JP, CP932 or EUC-JP. Text whose lines all have the same number of fields,
// two or more, is CSV and becomes a table.
func Text(b []byte) ([]Block, error) {
	s, err := decode(b)
	if err != nil {
		return nil, err
	}
	if len(s)/2 > maxRunes {
		return nil, tooLarge()
	}
	if t := fields(s); t != nil {
		return bounded([]Block{{Table: t}})
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n").Replace(s)
	var out []Block
	for line := range strings.SplitSeq(strings.TrimRight(s, "\n"), "\n") {
		out = append(out, Block{Kind: Plain, Text: expand(line)})
	}
	return bounded(out)
}

// expand sets tabs as an editor does: the next place that is a multiple of eight, a full-width character counting two.
func expand(line string) string {
	if !strings.Contains(line, "\t") {
		return line
	}
	var b strings.Builder
	at := 0
	for _, r := range line {
		switch {
		case r == '\t':
			n := 8 - at%8
			b.WriteString(strings.Repeat(" ", n))
			at += n
			continue
		case r >= 0x1100 && (r < 0xff61 || r > 0xff9f):
			at += 2
		default:
			at++
		}
		b.WriteRune(r)
	}
	return b.String()
}

// decode tells how text is written by its bytes and returns it.
func decode(b []byte) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}), bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return decoded(b, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM))
	case bytes.Contains(b, []byte("\x1b$")):
		return decoded(b, japanese.ISO2022JP)
	case utf8.Valid(b):
		return strings.TrimPrefix(string(b), "\ufeff"), nil
	}
	sjis, err := decoded(b, japanese.ShiftJIS)
	if err == nil {
		return sjis, nil
	}
	return decoded(b, japanese.EUCJP)
}

// decoded decodes strictly: text with a hundredth of its characters lost is another encoding, or no text.
func decoded(b []byte, e encoding.Encoding) (string, error) {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return "", unreadable()
	}
	if lost := bytes.Count(out, []byte("\ufffd")); lost*100 > utf8.RuneCount(out) {
		return "", unreadable()
	}
	return string(out), nil
}

// fields reads CSV; nil when the text is not.
func fields(s string) *Table {
	for _, comma := range []rune{',', '\t', ';'} {
		if !strings.ContainsRune(s, comma) {
			continue
		}
		r := csv.NewReader(strings.NewReader(s))
		r.Comma = comma
		t := &Table{Own: true}
		for {
			row, err := r.Read() // every row has as many fields as the first, or it is an error
			if err == io.EOF && len(t.Rows) > 1 {
				return t
			}
			if err != nil || len(row) < 2 || len(t.Rows)*len(row) > maxCells {
				break
			}
			cells := make([]Cell, len(row))
			for i, f := range row {
				cells[i] = Cell{Text: strings.ReplaceAll(f, "\r\n", "\n"), Span: 1, Right: figure(f), Bold: len(t.Rows) == 0}
			}
			t.Rows = append(t.Rows, cells)
		}
	}
	return nil
}

// figure reports whether a field is a number, to be set to the right.
func figure(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune("+-.,%¥", r):
			return false
		}
	}
	return digits > 0
}
