package intake_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/intake/mess"
	"shinsa/review/intake/mess/grid"
)

// messes is how many generated forms a test run reads; SHINSA_MESS asks for more.
func messes(t *testing.T) uint64 {
	if n, err := strconv.ParseUint(os.Getenv("SHINSA_MESS"), 10, 32); err == nil {
		return n
	}
	if testing.Short() {
		return 20
	}
	return 60
}

// TestMess_GeneratedForms: whatever the layout, the program that wrote it and the way of writing, an answer is read as its key says, or it
// is not read and a finding says so.
func TestMess_GeneratedForms(t *testing.T) {
	generated(t, mess.New, func(f *mess.Form, seed uint64) ([]byte, error) {
		return f.Book.XLSX(grid.Dialects(rand.New(rand.NewPCG(seed, 2))))
	})
}

// TestMess_OpenDocument: the same of OpenDocument.
func TestMess_OpenDocument(t *testing.T) {
	generated(t, mess.New, func(f *mess.Form, _ uint64) ([]byte, error) {
		mess.Shown(f.Book)
		return f.Book.ODS()
	})
}

// TestMess_TextFiles: the same of text files in the encodings they come in, as far as they can hold a form.
func TestMess_TextFiles(t *testing.T) {
	names := slices.Sorted(maps.Keys(grid.Encodings()))
	generated(t, mess.Plain, func(f *mess.Form, seed uint64) ([]byte, error) {
		separators := []rune{',', '\t', ';'}
		b, err := f.Book.CSV(grid.Encodings()[names[int(seed)%len(names)]], separators[int(seed)%3])
		if err != nil { // a rare character that CP932 does not have
			return f.Book.CSV(grid.Encodings()["UTF-8"], ',')
		}
		return b, nil
	})
}

// TestMess_TextFilesInZIP: FormA, FormB and FormC as a file each, in one ZIP file from Japanese Windows.
func TestMess_TextFilesInZIP(t *testing.T) {
	names := slices.Sorted(maps.Keys(grid.Encodings()))
	generated(t, mess.Plain, func(f *mess.Form, seed uint64) ([]byte, error) {
		b, err := f.Book.CSVs(grid.Encodings()[names[int(seed)%len(names)]], ',')
		if err != nil {
			return f.Book.CSVs(grid.Encodings()["UTF-8"], ',')
		}
		return b, nil
	})
}

// generated reads forms that draw makes and write writes, and holds each against its key.
func generated(t *testing.T, draw func(*criteria.Edition, uint64) *mess.Form, write func(*mess.Form, uint64) ([]byte, error)) {
	t.Helper()
	wrong, bad := map[string]string{}, 0
	for seed := range messes(t) {
		f := draw(edition(t), seed)
		b, err := write(f, seed)
		if err != nil {
			t.Fatal(err)
		}
		app, err := intake.Read(t.Context(), intake.Package{Form: b, FormName: "form", Received: civil.MustParse("2026-04-21"), Edition: edition(t)})
		if err != nil {
			t.Errorf("seed %d %v: %v", seed, f.Done, err)
			continue
		}
		problems := judged(t, f, app)
		if len(problems) > 0 {
			bad++
		}
		for _, problem := range problems {
			if _, again := wrong[problem]; !again {
				wrong[problem] = fmt.Sprintf("seed %d: %s", seed, strings.Join(f.Done, ", "))
			}
		}
	}
	t.Logf("%d forms, %d of them with something read wrongly", messes(t), bad)
	for _, problem := range slices.Sorted(maps.Keys(wrong)) {
		t.Errorf("%s\n\t%s", problem, wrong[problem])
	}
}

// judged holds what was read against the key.
func judged(t *testing.T, f *mess.Form, app *intake.Application) []string {
	t.Helper()
	var out []string
	findings := map[ident.ItemID]fault.List{}
	for _, x := range app.Findings {
		findings[ident.ItemID(x.Criterion)] = append(findings[ident.ItemID(x.Criterion)], x)
	}
	for _, it := range edition(t).Items() {
		want, got, found := f.Answers[it.ID], app.Answers[it.ID], findings[it.ID]
		if p := judge(it, want, got, found); p != "" {
			out = append(out, fmt.Sprintf("%s %q: %s (%s)", it.Answer.Type, want.Box.String(), p, it.ID))
		}
	}
	for name, want := range f.Header {
		if got := headerText(app, name); got != want {
			out = append(out, fmt.Sprintf("FormA %s: %q, want %q", name, got, want))
		}
	}
	var numbers []string
	for _, e := range app.Evidence {
		numbers = append(numbers, e.No)
	}
	if got, want := strings.Join(numbers, " "), strings.Join(f.Evidence, " "); got != want {
		out = append(out, fmt.Sprintf("FormC: %s, want %s", got, want))
	}
	for _, x := range findings[""] {
		switch x.Code {
		case "row_unknown":
			if !slices.Contains(f.Done, "rows above") && !slices.Contains(f.Done, "pages of the office above") { // the office's stamp between two forms is told
				out = append(out, fmt.Sprintf("%s %v", x.Code, x.Args))
			}
		case "form_b_missing", "form_a_missing", "form_c_missing", "header_missing", "form_damaged":
			out = append(out, fmt.Sprintf("%s %s %v", x.Code, x.Field, x.Args))
		}
	}
	return out
}

func judge(it criteria.Item, want mess.Answer, got intake.Disclosure, found fault.List) string {
	kind := want.Kind
	if kind == "" {
		kind = criteria.StateAnswered
	}
	for _, code := range want.Codes {
		if !found.Has(code) {
			return "no finding " + code
		}
	}
	value := got.Value.String()
	switch {
	case want.Unsure && !told(found):
		return fmt.Sprintf("read as %s %q and nothing said", got.Kind, value)
	case want.Unsure:
		return ""
	case got.Kind != kind:
		return fmt.Sprintf("%s, want %s", got.Kind, kind)
	case kind != criteria.StateAnswered || want.Value == "-":
		return ""
	case value != want.Value:
		return fmt.Sprintf("read as %q, want %q", value, want.Value)
	}
	for _, x := range found {
		if x.Severity == fault.Must && !strings.HasPrefix(x.Code, "level_") && !expected(want, x.Code) && x.Code != "number_column_conflict" &&
			x.Code != "certificate_expired" && x.Code != "evidence_missing_file" && x.Code != "corporate_number_mismatch" {
			return "false finding " + x.Code
		}
	}
	return ""
}

func expected(a mess.Answer, code string) bool {
	for _, c := range a.Codes {
		if c == code {
			return true
		}
	}
	return false
}

// told reports whether something was said about the answer itself.
func told(l fault.List) bool {
	for _, f := range l {
		switch f.Code {
		case "unclear_answer", "ambiguous_answer", "choice_other", "by_reference", "by_reference_on_mandatory", "mandatory_blank", "placeholder_left", "date_unclear", "not_applicable_on_mandatory", "cell_error":
			return true
		}
	}
	return false
}

func headerText(app *intake.Application, name string) string {
	flag := func(v *bool) string {
		if v == nil {
			return ""
		}
		return strconv.FormatBool(*v)
	}
	switch name {
	case "service_class":
		return strings.Join(app.Header.ServiceClass.Value, ",")
	case "pledge":
		return flag(app.Header.Pledge.Value)
	case "revoked_past_year":
		return flag(app.Header.RevokedPastYear.Value)
	}
	e, _ := app.Header.Field(name)
	return e.Text()
}
