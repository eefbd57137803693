package grid

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// Encodings are the ways in which text files of fields come.
func Encodings() map[string]encoding.Encoding {
	return map[string]encoding.Encoding{
		"UTF-8": unicode.UTF8, "UTF-8 with its mark": unicode.UTF8BOM, "UTF-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "CP932": japanese.ShiftJIS,
	}
}

// CSV writes the sheets one below the other as a text file of fields. Looks, comments and merged cells are lost; what an encoding cannot
// write is an error.
func (g *Book) CSV(enc encoding.Encoding, separator rune) ([]byte, error) {
	return encoded(g.Sheets, enc, separator)
}

// CSVs writes every sheet as a text file of its own in one ZIP file, with names as Japanese Windows writes them.
func (g *Book) CSVs(enc encoding.Encoding, separator rune) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, s := range g.Sheets {
		body, err := encoded([]*Sheet{s}, enc, separator)
		if err != nil {
			return nil, err
		}
		name, err := japanese.ShiftJIS.NewEncoder().String(fmt.Sprintf("申請書/%d_%s.csv", i+1, strings.ReplaceAll(s.Name, "/", "_")))
		if err != nil {
			return nil, fmt.Errorf("encode name: %w", err)
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: true, Method: zip.Deflate})
		if err != nil {
			return nil, fmt.Errorf("write file: %w", err)
		}
		if _, err := w.Write(body); err != nil {
			return nil, fmt.Errorf("write file: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("close file: %w", err)
	}
	return b.Bytes(), nil
}

func encoded(sheets []*Sheet, enc encoding.Encoding, separator rune) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = separator, true
	for _, s := range sheets {
		rows, cols := s.Size()
		for r := 1; r <= rows; r++ {
			line := make([]string, cols)
			for c := 1; c <= cols; c++ {
				line[c-1] = s.Cells[Place{r, c}].String()
			}
			if err := w.Write(line); err != nil {
				return nil, fmt.Errorf("write fields: %w", err)
			}
		}
		if err := w.Write([]string{""}); err != nil {
			return nil, fmt.Errorf("write fields: %w", err)
		}
	}
	w.Flush()
	out, err := enc.NewEncoder().Bytes(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("encode fields: %w", err)
	}
	return out, nil
}
