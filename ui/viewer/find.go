package viewer

import (
	"context"
	"strings"

	"shinsa/ui/present"
	"shinsa/ui/task"
)

// Find shows the next page after the present one that has the words, going round at the end, whatever their width or kana. It says so
// when there is none.
func (v *Viewer) Find(words string) {
	if v.doc == nil || strings.TrimSpace(words) == "" {
		return
	}
	doc, from := v.doc, v.page
	v.figures.SetText(v.text.T("viewer.searching"))
	task.Quiet(v.tasks, func(ctx context.Context) (int, error) { return search(ctx, doc.Pages(), from, words, doc.Text) }, func(page int, err error) {
		switch {
		case doc != v.doc:
		case err != nil:
			v.fail(err)
		case page == 0:
			v.figures.SetText(v.text.T("viewer.not_found"))
			v.bar.Refresh()
		default:
			v.GoTo(page)
		}
	})
}

// search returns the first page after from, going round, whose text has all words next to each other; 0 when none has.
func search(ctx context.Context, pages, from int, words string, text func(context.Context, int) (string, error)) (int, error) {
	want := squeeze(words)
	for k := 1; k <= pages; k++ {
		n := (from-1+k)%pages + 1
		s, err := text(ctx, n)
		if err != nil {
			return 0, err
		}
		if strings.Contains(squeeze(s), want) {
			return n, nil
		}
	}
	return 0, nil
}

// squeeze folds letters and drops spaces and line ends, which Japanese text in a PDF has at random.
func squeeze(s string) string { return strings.Join(strings.Fields(present.Fold(s)), "") }
