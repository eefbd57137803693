package template

import (
	"context"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/intake/workbook"
)

// Altered returns the places of a returned form at which it no longer says what the form of its edition says there: labels, headings, numbers and
// titles of items, what each item asks. What the applicant fills in is none of it. A sheet that is gone or has another name is one place.
// The fingerprint is the form itself, made anew: it tells not only that something was altered but where. Call it for forms that carry the
// mark of the edition only.
func Altered(ctx context.Context, b *workbook.Book, e *criteria.Edition) ([]string, error) {
	form, err := Write(e, Options{})
	if err != nil {
		return nil, err
	}
	made, err := workbook.Read(ctx, form, workbook.Default)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, s := range made.Sheets {
		got := sheetNamed(b, s.Name)
		if got == nil {
			out = append(out, s.Name)
			continue
		}
		for _, ref := range s.Places() {
			if s.Name == sheetC && ref.Col == 1 && ref.Row > headC {
				continue // numbers of documents, which applicants give
			}
			if bare(s.Text(ref)) != bare(got.Text(ref)) {
				out = append(out, s.Name+"!"+ref.Name())
			}
		}
	}
	return out, nil
}

func sheetNamed(b *workbook.Book, name string) *workbook.Sheet {
	for _, s := range b.Sheets {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// bare is a text without its white space, which programs write in their own ways.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }
