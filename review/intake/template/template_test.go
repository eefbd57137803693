package template_test

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shinsa/assets"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake"
	"shinsa/review/intake/template"
	"shinsa/review/intake/typed"
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

// TestArt4_FilledInReadsBack: an application laid out anew on the form says the same, field by field and item by item.
func TestArt4_FilledInReadsBack(t *testing.T) {
	e := edition(t)
	for _, name := range []string{"case-1", "case-2", "case-3"} {
		fsys, err := assets.Sample(name)
		if err != nil {
			t.Fatal(err)
		}
		books, err := fs.Glob(fsys, "*.xlsx")
		if err != nil || len(books) != 1 {
			t.Fatal(books, err)
		}
		form, err := fs.ReadFile(fsys, books[0])
		if err != nil {
			t.Fatal(err)
		}
		was := read(t, e, form)
		says := typed.Written(was.Header, was.Answers, was.Evidence)
		b, err := template.Write(e, template.Options{Scheme: "制度", Body: "機関", Filled: &says})
		if err != nil {
			t.Fatal(err)
		}
		now := read(t, e, b)
		c := intake.Compare(was, now)
		for _, a := range c.Answers {
			if a.Value { // 42.5 of a cell stands as 42.5%
				t.Errorf("%s: %+v", name, a)
			}
		}
		if len(c.Header) > 0 {
			t.Errorf("%s: %+v", name, c.Header)
		}
		if len(now.Evidence) != len(was.Evidence) || len(now.Header.Withhold) != len(was.Header.Withhold) || now.Header.Mark.Raw != was.Header.Mark.Raw {
			t.Errorf("%s: %d rows of evidence, %d requests, marks %v", name, len(now.Evidence), len(now.Header.Withhold), now.Header.Mark.Raw)
		}
		if now.Findings.Has("form_altered") {
			t.Errorf("%s: the form as it was made counts as altered", name)
		}
	}
}

// TestArt4_AlteredForm: a form whose own words were changed, or that got another row, is told with the places; one that was only filled in is not.
func TestArt4_AlteredForm(t *testing.T) {
	e := edition(t)
	for name, c := range map[string]struct {
		change func(f *excelize.File) error
		places string // how many, and the first
	}{
		"filled in":          {func(f *excelize.File) error { return f.SetCellStr("申請書B", "F7", "2026年3月31日") }, ""},
		"documents numbered": {func(f *excelize.File) error { return f.SetCellStr("申請書C", "A5", "添付1") }, ""},
		"an item reworded":   {func(f *excelize.File) error { return f.SetCellStr("申請書B", "D7", "何でもよい") }, "1 申請書B!D7"},
		"an item taken away": {func(f *excelize.File) error { return f.SetCellStr("申請書B", "C7", "") }, "1 申請書B!C7"},
		"the pledge changed": {func(f *excelize.File) error { return f.SetCellStr("申請書A", "A1", "申請書Ａ") }, "1 申請書A!A1"},
		"a sheet renamed":    {func(f *excelize.File) error { return f.SetSheetName("申請書C", "資料") }, "1 申請書C"},
	} {
		f, err := excelize.OpenReader(bytes.NewReader(write(t, e)))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.change(f); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := errors.Join(f.Write(&b), f.Close()); err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, x := range read(t, e, b.Bytes()).Findings {
			if x.Code == "form_altered" {
				got = x.Args["n"] + " " + x.Args["cells"]
			}
		}
		if got != c.places {
			t.Errorf("%s: %q, want %q", name, got, c.places)
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
