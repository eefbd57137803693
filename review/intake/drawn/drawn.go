// Package drawn puts what is drawn over cells into words. A circle around a word or a line through it is for a person to read: where a shape
// stands to the characters under it nobody but a person sees. It is always told, with the readings there are, and it makes no value.
package drawn

import (
	"slices"
	"strings"

	"shinsa/review/fault"
	"shinsa/review/intake/record"
	"shinsa/review/intake/workbook"
)

// Text describes what is drawn: boxes to tick with their words, text, else the forms.
func Text(marks []workbook.Mark) string {
	var out []string
	for _, m := range marks {
		word := m.Text
		if m.Shape == "checkbox" {
			word = map[bool]string{true: "☑", false: "□"}[m.Checked] + m.Text
		} else if word == "" {
			word = map[string]string{"ellipse": "○（図形）", "line": "線", "picture": "画像", "ink": "手書き"}[m.Shape]
		}
		if word == "" {
			word = "図形"
		}
		if !slices.Contains(out, word) || m.Shape == "checkbox" {
			out = append(out, word)
		}
	}
	return strings.Join(out, "　")
}

// Told are the marks that a finding speaks of.
type Told map[string]bool

func key(s *workbook.Sheet, m workbook.Mark) string {
	return s.Name + "!" + m.From.Name() + ":" + m.To.Name() + m.Shape + m.Text
}

// Add notes that marks on a sheet are told.
func (t Told) Add(s *workbook.Sheet, marks []workbook.Mark) {
	for _, m := range marks {
		t[key(s, m)] = true
	}
}

// Elsewhere tells of what is drawn on visible sheets over anything that is read as no answer: in all, with the places. Pictures, such as a
// company's sign, and texts, which are told apart, are left out.
func (t Told) Elsewhere(b *workbook.Book, read map[string]bool) fault.List {
	var places []string
	for _, s := range b.Sheets {
		for _, m := range s.AllMarks() {
			if at := s.Name + "!" + m.From.Name(); read[s.Name] && !t[key(s, m)] && m.Shape != "picture" && m.Text == "" && !slices.Contains(places, at) {
				places = append(places, at)
			}
		}
	}
	if len(places) == 0 {
		return nil
	}
	return fault.List{{Code: "drawn_elsewhere", Severity: fault.Info, Args: record.Args("cells", strings.Join(places[:min(len(places), 20)], "、"))}}
}
