package intake

import (
	"context"

	"shinsa/review/fault"
	"shinsa/review/intake/form"
	"shinsa/review/intake/record"
	"shinsa/review/intake/typed"
)

// Paper is an application that came on paper (郵送, Art. 4-2), as it was typed in: once, or a second time by another person.
type Paper struct {
	First  record.Typed
	Second *record.Typed
	Scans  []File // of the paper itself
}

// readTyped reads what was typed in by the rules for a workbook. There are no cells to point at, so nothing says where it stands.
func readTyped(ctx context.Context, p Package, app *Application) (form.Form, error) {
	f := form.Read(typed.Lay(p.Paper.First, p.Edition), p.Edition)
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
		f.Findings = append(f.Findings, typed.Compare(p.Paper.First, *p.Paper.Second, p.Edition)...)
	}
	if len(p.Paper.Scans) == 0 {
		f.Findings = append(f.Findings, fault.Finding{Code: "typed_without_scan", Severity: fault.Should, Clause: "4-2"})
	}
	return f, ctx.Err()
}

// TypedFields returns the names under which Typed.FormA holds the fields of FormA, in the order of the form.
func TypedFields() []string { return record.TypedFields() }
