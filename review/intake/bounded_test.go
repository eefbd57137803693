package intake_test

import (
	"strings"
	"testing"

	"shinsa/review/intake/mess"
	"shinsa/review/intake/mess/grid"
)

// long is a pattern repeated to the most characters a cell holds.
func long(pattern string) string {
	return strings.Repeat(pattern, 32_000/len([]rune(pattern)))
}

// TestHostileAnswers: answers made to cost time, in every row of FormB, are read within bounds.
func TestHostileAnswers(t *testing.T) {
	for _, pattern := range []string{"(", "1、", "あり（", "資料1 p.1、", "12,", "千百", "1.000.", "有・無", "○有 ", "(例) ", "か゛\u200b", "令和元年1月1日～"} {
		t.Run(pattern, func(t *testing.T) {
			s := mess.NewSheet("申請書B")
			for i, head := range []string{"No", "審査対象項目", "情報開示内容", "根拠資料番号"} {
				s.Put(1, i+1, mess.Words(head))
			}
			text := long(pattern)
			for i, it := range edition(t).Items() {
				s.Put(i+2, 1, mess.Words(string(it.ID)))
				s.Put(i+2, 2, mess.Words(it.Title.JA))
				s.Put(i+2, 3, mess.Words(text))
				s.Put(i+2, 4, mess.Words(text))
			}
			b, err := (&mess.Book{Sheets: []*mess.Sheet{s}}).XLSX(grid.Dialect{})
			if err != nil {
				t.Fatal(err)
			}
			if o := bounded(t, b); o.Refused || o.Answers != len(edition(t).Items()) {
				t.Errorf("%+v", o)
			}
		})
	}
}

// TestHostileFiles: files of other kinds made to cost memory are read or refused within bounds.
func TestHostileFiles(t *testing.T) {
	sheet := mess.NewSheet("申請書B")
	sheet.Put(1, 1, mess.Words(strings.Repeat("x", 200_000)))
	wide, err := (&mess.Book{Sheets: []*mess.Sheet{sheet}}).XLSX(grid.Dialect{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		b    []byte
	}{
		{"a cell longer than any", wide},
		{"a text file of one field", []byte(`"` + strings.Repeat("x", 16<<20) + `"`)},
		{"a text file of commas", []byte(strings.Repeat(",", 16<<20))},
		{"a text file of short lines", []byte(strings.Repeat("1,2\n", 4<<20))},
		{"a text file of quotes", []byte(strings.Repeat(`""`, 8<<20))},
	} {
		t.Run(c.name, func(t *testing.T) {
			if o := bounded(t, c.b); !o.Refused || o.Answers > 0 {
				t.Errorf("%+v", o)
			}
		})
	}
}
