package form

import (
	"slices"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake/answer"
	"shinsa/review/intake/choice"
	"shinsa/review/intake/record"
	"shinsa/review/intake/workbook"
)

// What is drawn over a cell, a circle around a word or a line through it, is for a person to read: where a shape stands to the characters
// under it nobody but a person sees. It is always told, with the readings there are, and it makes no value.

// drawnText describes what is drawn: boxes to tick with their words, text, else the forms.
func drawnText(marks []workbook.Mark) string {
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

// drawnReadings are what an answer may mean that something is drawn over.
func drawnReadings(it criteria.Item, text string) []string {
	switch it.Answer.Type {
	case criteria.YesNoAnswer:
		return []string{"有", "無"}
	case criteria.ChoiceAnswer, criteria.ListAnswer:
		options := make([]choice.Option, len(it.Answer.Choices))
		for i, c := range it.Answer.Choices {
			options[i] = choice.Option{Name: c.JA, Also: c.Also}
		}
		if c := choice.ReadSeveral(text, options); len(c.Names) > 0 {
			return c.Names
		}
	}
	if text != "" {
		return []string{text, "（取消し）"}
	}
	return nil
}

// drawn tells of what is drawn over an answer. An answer that is nothing but something drawn is no blank.
func (f *formB) drawn(d *record.Disclosure, r answerRow) {
	marks := r.table.Sheet.Marks(r.answer)
	if len(marks) == 0 {
		return
	}
	f.told.add(r.table.Sheet, marks)
	text := ""
	if c := r.table.Sheet.Cell(r.answer); c != nil {
		text = c.Text
	}
	if d.Kind == criteria.StateBlank {
		d.Kind, d.Dash = criteria.StateAnswered, false
		f.list = slices.DeleteFunc(f.list, func(x fault.Finding) bool { return x.Code == "mandatory_blank" && x.Criterion == string(r.item.ID) })
	}
	d.Ambiguous, d.Doubt = true, "drawn"
	f.find("drawn_mark", fault.Should, r.item.ID, "cell", d.At, "mark", drawnText(marks), "readings", answer.Either(drawnReadings(r.item, text)))
}

// drawn tells of what is drawn over the value of a field.
func (f *formA) drawn(field string, at workbook.Ref) bool {
	marks := f.sheet.Marks(at)
	if len(marks) == 0 || slices.ContainsFunc(f.list, func(x fault.Finding) bool { return x.Code == "drawn_mark" && x.Field == field }) {
		return len(marks) > 0
	}
	f.told.add(f.sheet, marks)
	f.find("drawn_mark", fault.Should, "4-1(1)", field, "cell", f.sheet.Name+"!"+at.Name(), "mark", drawnText(marks), "readings", answer.Either(fieldReadings(field, f.sheet.Text(at))))
	return true
}

func fieldReadings(field, text string) []string {
	switch field {
	case "kind":
		return choice.ReadSeveral(text, kinds).Names
	case "service_class":
		return choice.ReadSeveral(text, classes).Names
	case "pledge", "revoked_past_year", "mark_self_declaration":
		return []string{"有", "無"}
	}
	if text == "" {
		return nil
	}
	return []string{text, "（取消し）"}
}

// told are the marks that a finding speaks of.
type told map[string]bool

func markKey(s *workbook.Sheet, m workbook.Mark) string {
	return s.Name + "!" + m.From.Name() + ":" + m.To.Name() + m.Shape + m.Text
}

func (t told) add(s *workbook.Sheet, marks []workbook.Mark) {
	for _, m := range marks {
		t[markKey(s, m)] = true
	}
}

// elsewhere tells of what is drawn on visible sheets over anything that is read as no answer: in all, with the places. Pictures, such as a
// company's sign, and texts, which are told apart, are left out.
func (t told) elsewhere(b *workbook.Book, read map[string]bool) fault.List {
	var places []string
	for _, s := range b.Sheets {
		for _, m := range s.AllMarks() {
			if at := s.Name + "!" + m.From.Name(); read[s.Name] && !t[markKey(s, m)] && m.Shape != "picture" && m.Text == "" && !slices.Contains(places, at) {
				places = append(places, at)
			}
		}
	}
	if len(places) == 0 {
		return nil
	}
	return fault.List{{Code: "drawn_elsewhere", Severity: fault.Info, Args: record.Args("cells", strings.Join(places[:min(len(places), 20)], "、"))}}
}
