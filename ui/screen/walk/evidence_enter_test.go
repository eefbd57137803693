package walk_test

import (
	"context"
	"io"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/ui/evidence"
	"shinsa/ui/uitest"
)

// slow is an engine in which something happens while a document is being opened.
type slow struct {
	books
	during func()
	fail   error
}

func (s *slow) Open(ctx context.Context, r io.ReaderAt, n int64) (evidence.Document, error) {
	if s.fail != nil {
		return nil, s.fail
	}
	if f := s.during; f != nil {
		s.during = nil
		f()
	}
	return s.books.Open(ctx, r, n)
}

func TestSingleKeysGoOnWorkingInTheEvidence(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, h, s := read(t, d, books{"一", "二", "三"}, "31.2")
	r.Press("E", "End").See("3／3頁").Press("1")
	if v := mark(d, "31.2").Verdict; v != checklist.Conforming {
		t.Errorf("judged %q from the evidence", v)
	}
	r.Press("E", "J")
	if h.Here.Item == "31.2" {
		t.Error("J was typed into the evidence")
	}
	act(t, s, "資料内を検索")
	r.Type("1").Press("Return").See("見つかりません")
	if d.Files[uitest.Case].Marks[h.Here.Item].Judged() {
		t.Error("a word that was looked for is a verdict")
	}
}

func TestSingleKeysGoOnWorkingWithoutAPage(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, h, s := read(t, d, &slow{fail: fault.New(fault.Invalid, "evidence_unreadable")}, "31.2")
	act(t, s, "資料内を検索")
	r.Press("Escape", "E", "2", "J")
	if v := mark(d, "31.2").Verdict; v != checklist.Verdicts[1] || h.Here.Item == "31.2" {
		t.Errorf("judged %q, at %v", v, h.Here)
	}
}

func TestThePageTakesTheKeyboardWhenItComesUp(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	b := &slow{books: books{"一", "二", "三"}}
	r, _, s := read(t, d, b, "31.2")
	b.during = func() { act(t, s, "資料へ移る") }
	r.FocusOn("項目を検索")
	r.Tap("資料1").Press("End").See("3／3頁")
	b.during = func() {
		act(t, s, "資料へ移る")
		r.FocusOn("項目を検索")
	}
	r.Tap("資料2").Press("End").See("1／3頁") // the person went on elsewhere
}
