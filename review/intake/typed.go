package intake

import (
	"context"
	"strconv"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake/form"
	"shinsa/review/intake/normal"
	"shinsa/review/intake/record"
)

// Paper is an application that came on paper (郵送, Art. 4-2), as it was typed in: once, or a second time by another person.
type Paper struct {
	First  record.Typed
	Second *record.Typed
	Scans  []File // of the paper itself
}

// readTyped reads what was typed in by the rules for a workbook. There are no cells to point at, so nothing says where it stands.
func readTyped(ctx context.Context, p Package, app *Application) (form.Form, error) {
	f := form.Read(form.Lay(p.Paper.First, p.Edition), p.Edition)
	f.Sheets = map[string]string{}
	for _, e := range f.Header.Entries() {
		e.Entry.At = ""
	}
	for _, at := range []*string{&f.Header.ServiceClass.At, &f.Header.Pledge.At, &f.Header.RevokedPastYear.At} {
		*at = ""
	}
	for id, d := range f.Answers {
		d.At = ""
		f.Answers[id] = d
	}
	for i := range f.Evidence {
		f.Evidence[i].At = ""
	}
	for i := range f.Findings {
		delete(f.Findings[i].Args, "cell")
	}
	app.Typed = &record.TypedBy{First: p.Paper.First.By}
	if p.Paper.Second != nil {
		app.Typed.Second = p.Paper.Second.By
		f.Findings = append(f.Findings, CompareTyped(p.Paper.First, *p.Paper.Second, p.Edition)...)
	}
	if len(p.Paper.Scans) == 0 {
		f.Findings = append(f.Findings, fault.Finding{Code: "typed_without_scan", Severity: fault.Should, Clause: "4-2"})
	}
	return f, ctx.Err()
}

// scans makes the scanned paper evidence of its own, so that members see the original.
func (m *matcher) scans(ctx context.Context, p Package) error {
	if p.Paper == nil {
		return nil
	}
	kept := &matcher{}
	for i, f := range p.Paper.Scans {
		r, err := receive(ctx, p, f)
		if err != nil {
			return err
		}
		yes := true
		e := Evidence{No: "申請書原本" + strconv.Itoa(i+1), Title: "申請書（郵送）の読み取り画像", File: normal.Clean(f.Name), Confidential: &yes}
		take(&e, r)
		kept.files = append(kept.files, r)
		m.rows = append(m.rows, e)
	}
	kept.condition()
	for _, f := range kept.list {
		if f.Code != "evidence_no_text_layer" { // a scan is an image
			m.list = append(m.list, f)
		}
	}
	m.files = append(m.files, kept.files...)
	return nil
}

// CompareTyped compares two entries of the same paper, place by place; widths, spaces and line breaks make no difference. Every place where
// they differ is a finding with both readings: nobody but a person with the paper can say which is right.
func CompareTyped(first, second record.Typed, e *criteria.Edition) fault.List {
	c := typedComparison{}
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

type typedComparison struct{ list fault.List }

func (c *typedComparison) at(f fault.Finding, first, second string) {
	if sameText(first, second) {
		return
	}
	f.Code, f.Severity, f.Clause = "typed_entries_differ", fault.Should, "4-2"
	f.Args = record.Args("first", first, "second", second)
	c.list = append(c.list, f)
}

func withheldText(list []Withholding, i int) string {
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

// TypedFields returns the names under which Typed.FormA holds the fields of FormA, in the order of the form.
func TypedFields() []string { return record.TypedFields() }
