package template_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shinsa/assets"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake"
	"shinsa/review/intake/template"
)

func edition(t testing.TB) *criteria.Edition {
	t.Helper()
	b, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		t.Fatal(err)
	}
	e, err := criteria.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func write(t *testing.T, e *criteria.Edition) []byte {
	t.Helper()
	b, err := template.Write(e, template.Options{Scheme: "情報開示認定制度", Body: "認定機関"})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(t *testing.T, e *criteria.Edition, form []byte) *intake.Application {
	t.Helper()
	app, err := intake.Read(t.Context(), intake.Package{Form: form, FormName: "f.xlsx", Received: civil.MustParse("2026-04-21"), Edition: e})
	if err != nil {
		t.Fatal(err)
	}
	return app
}

// TestArt4_EmptyForm: every item and field is found in the empty form, and all of it is blank.
func TestArt4_EmptyForm(t *testing.T) {
	e := edition(t)
	app := read(t, e, write(t, e))
	if app.Load != intake.Loaded || app.Counts.Blank != len(e.Items()) {
		t.Errorf("load %s, counts %+v", app.Load, app.Counts)
	}
	for _, code := range []string{"item_row_missing", "row_unknown", "number_column_conflict", "title_differs", "form_of_other_edition"} {
		if app.Findings.Has(code) {
			t.Errorf("the empty form has %s", code)
		}
	}
	for _, h := range app.Header.Entries() {
		if h.Entry.At == "" || h.Entry.Value != nil {
			t.Errorf("field %s: %+v", h.Name, *h.Entry)
		}
	}
	if len(app.Evidence) != 0 || len(app.Header.Withhold) != 0 {
		t.Errorf("evidence %v, requests %v", app.Evidence, app.Header.Withhold)
	}
}

// TestArt4_FilledForm: what is filled in where the reader says the field is, is read back.
func TestArt4_FilledForm(t *testing.T) {
	e := edition(t)
	empty := read(t, e, write(t, e))
	f, err := excelize.OpenReader(bytes.NewReader(write(t, e)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	fill := func(at, text string) {
		sheet, cell, _ := strings.Cut(at, "!")
		if err := f.SetCellStr(sheet, cell, text); err != nil {
			t.Fatal(err)
		}
	}
	for _, h := range empty.Header.Entries() {
		fill(h.Entry.At, map[string]string{"kind": "新規", "application_date": "2026年4月20日", "corporate_number": "7999901000001", "postal_code": "000-0001"}[h.Name]+"")
	}
	for id, d := range empty.Answers {
		if it, _ := e.Item(id); it.Answer.Type == criteria.TextAnswer && it.Answer.Pattern == "" && it.Answer.Format == "" {
			fill(d.At, "回答"+string(id))
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	app := read(t, e, b.Bytes())
	if app.Header.Kind.Text() != "new" || app.Header.ApplicationDate.Text() != "2026-04-20" || app.Header.CorporateNumber.Text() != "7999901000001" {
		t.Errorf("header %+v", app.Header)
	}
	for id, d := range app.Answers {
		if it, _ := e.Item(id); it.Answer.Type == criteria.TextAnswer && it.Answer.Pattern == "" && it.Answer.Format == "" && d.Value.String() != "回答"+string(id) {
			t.Errorf("%s: %q", id, d.Value)
		}
	}
}

// TestArt22_FormOfAnotherEdition: a returned form tells which edition it was made from.
func TestArt22_FormOfAnotherEdition(t *testing.T) {
	e := edition(t)
	older, err := criteria.Compose(criteria.Head{ID: "older", Title: criteria.Text{JA: "旧版"}, Status: criteria.Draft}, e.Groups(), e.Items())
	if err != nil {
		t.Fatal(err)
	}
	app := read(t, e, write(t, older))
	if !app.Findings.Has("form_of_other_edition") || app.Findings.Count(fault.Must) == 0 {
		t.Errorf("findings %v", app.Findings.Codes())
	}
}
