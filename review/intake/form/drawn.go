package form

import (
	"slices"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake/answer"
	"shinsa/review/intake/choice"
	"shinsa/review/intake/drawn"
	"shinsa/review/intake/record"
	"shinsa/review/intake/workbook"
)

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
	f.told.Add(r.table.Sheet, marks)
	text := ""
	if c := r.table.Sheet.Cell(r.answer); c != nil {
		text = c.Text
	}
	if d.Kind == criteria.StateBlank {
		d.Kind, d.Dash = criteria.StateAnswered, false
		f.list = slices.DeleteFunc(f.list, func(x fault.Finding) bool { return x.Code == "mandatory_blank" && x.Criterion == string(r.item.ID) })
	}
	d.Ambiguous, d.Doubt = true, "drawn"
	f.find("drawn_mark", fault.Should, r.item.ID, "cell", d.At, "mark", drawn.Text(marks), "readings", answer.Either(drawnReadings(r.item, text)))
}

// drawn tells of what is drawn over the value of a field.
func (f *formA) drawn(field string, at workbook.Ref) bool {
	marks := f.sheet.Marks(at)
	if len(marks) == 0 || slices.ContainsFunc(f.list, func(x fault.Finding) bool { return x.Code == "drawn_mark" && x.Field == field }) {
		return len(marks) > 0
	}
	f.told.Add(f.sheet, marks)
	f.find("drawn_mark", fault.Should, "4-1(1)", field, "cell", f.sheet.Name+"!"+at.Name(), "mark", drawn.Text(marks), "readings", answer.Either(fieldReadings(field, f.sheet.Text(at))))
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
