package typed

import (
	"strconv"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake/normal"
	"shinsa/review/intake/record"
)

// Compare compares two entries of the same paper, place by place; widths, spaces and line breaks make no difference. Every place where
// they differ is a finding with both readings: nobody but a person with the paper can say which is right.
func Compare(first, second record.Typed, e *criteria.Edition) fault.List {
	c := comparison{}
	for _, field := range record.TypedFields() {
		c.at(fault.Finding{Field: field}, first.FormA[field], second.FormA[field])
	}
	for i := range first.Marks {
		c.at(fault.Finding{Field: "mark_self_declaration"}, first.Marks[i], second.Marks[i])
	}
	for i := range max(len(first.Withhold), len(second.Withhold)) {
		c.at(fault.Finding{Field: "withhold_requests"}, withheldText(first.Withhold, i), withheldText(second.Withhold, i))
	}
	for _, it := range e.Items() {
		a, b := first.Answers[it.ID], second.Answers[it.ID]
		c.at(fault.Finding{Criterion: string(it.ID)}, a.Text, b.Text)
		c.at(fault.Finding{Criterion: string(it.ID)}, a.Evidence, b.Evidence)
	}
	for i := range max(len(first.Evidence), len(second.Evidence)) {
		a, b := evidenceText(first.Evidence, i), evidenceText(second.Evidence, i)
		c.at(fault.Finding{Evidence: "資料" + strconv.Itoa(i+1)}, a, b)
	}
	return c.list
}

type comparison struct{ list fault.List }

func (c *comparison) at(f fault.Finding, first, second string) {
	if normal.SameText(first, second) {
		return
	}
	f.Code, f.Severity, f.Clause = "typed_entries_differ", fault.Should, "4-2"
	f.Args = record.Args("first", first, "second", second)
	c.list = append(c.list, f)
}

func withheldText(list []record.Withholding, i int) string {
	if i >= len(list) {
		return ""
	}
	text := ""
	for _, id := range list[i].Items {
		text += id + " "
	}
	return text + list[i].Reason
}

func evidenceText(list []record.TypedEvidence, i int) string {
	if i >= len(list) {
		return ""
	}
	e := list[i]
	return e.No + " " + e.Title + " " + e.File + " " + e.Pages + " " + e.Confidential
}
