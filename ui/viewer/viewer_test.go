package viewer_test

import (
	"context"
	"errors"
	"image"
	"slices"
	"testing"

	"shinsa/i18n"
	"shinsa/review/fault"
	"shinsa/ui/evidence"
	"shinsa/ui/task"
	"shinsa/ui/uitest"
	"shinsa/ui/viewer"
)

// book is a document of numbered pages.
type book struct {
	words  []string
	drawn  []int
	widths []int
	closed bool
	fail   error
}

func (b *book) Pages() int { return len(b.words) }

func (b *book) Page(_ context.Context, n, width int) (evidence.Sheet, error) {
	if b.fail != nil {
		return evidence.Sheet{}, b.fail
	}
	b.drawn, b.widths = append(b.drawn, n), append(b.widths, width)
	return evidence.Sheet{Image: image.NewRGBA(image.Rect(0, 0, 10, 14)), Width: 595, Height: 842}, nil
}

func (b *book) Text(_ context.Context, n int) (string, error) { return b.words[n-1], nil }

func (b *book) Glyphs(context.Context, int) ([]evidence.Glyph, error) { return nil, nil }

func (b *book) Close() error { b.closed = true; return nil }

func open(t *testing.T, b *book, page int) (*uitest.Robot, *viewer.Viewer, *[]int) {
	t.Helper()
	uitest.Setup(t, uitest.Laptop)
	v := viewer.New(i18n.New("ja"), task.Inline(t.Context()))
	var shown []int
	v.OnPage = func(n int) { shown = append(shown, n) }
	r := uitest.Open(t, v.Content())
	v.Show("資料3　SLA", page, func(context.Context, string) (evidence.Document, error) { return b, nil })
	return r, v, &shown
}

func three() *book {
	return &book{words: []string{"目次", "サービス稼働\n率は 99.9%", "ＲＴＯ 4時間"}}
}

func TestPagesTurnWithinTheDocument(t *testing.T) {
	r, v, shown := open(t, three(), 0)
	r.See("資料3　SLA", "1／3頁")
	v.Turn(1)
	v.Turn(5)
	v.Turn(1)
	r.See("3／3頁")
	v.Turn(-9)
	if !slices.Equal(*shown, []int{1, 2, 3, 3, 1}) || v.Page() != 1 {
		t.Fatalf("shown %v", *shown)
	}
}

func TestDocumentOpensAtThePageAskedFor(t *testing.T) {
	r, _, shown := open(t, three(), 2)
	r.See("2／3頁")
	if !slices.Equal(*shown, []int{2}) {
		t.Fatalf("shown %v", *shown)
	}
}

func TestFindFoldsLettersAndLineEndsAndGoesRound(t *testing.T) {
	r, v, _ := open(t, three(), 1)
	for words, want := range map[string]string{"稼働率": "2／3頁", "rto": "3／3頁", "目次": "1／3頁", "もくじ": "見つかりません"} {
		v.GoTo(1)
		v.Find(words)
		r.See(want)
	}
}

func TestZoomDrawsSharperWithinLimits(t *testing.T) {
	b := three()
	_, v, _ := open(t, b, 1)
	before := b.widths[len(b.widths)-1]
	for range 20 {
		v.Zoom(1.25)
	}
	v.GoTo(1)
	if got := b.widths[len(b.widths)-1]; got != 6*before {
		t.Fatalf("drawn %d pixels wide, %d before", got, before)
	}
	v.Fit()
	v.GoTo(1)
	if got := b.widths[len(b.widths)-1]; got != before {
		t.Fatalf("fit draws %d, %d before", got, before)
	}
}

func TestRefusalIsSaidInPlaceOfThePage(t *testing.T) {
	b := three()
	b.fail = fault.New(fault.Unavailable, "evidence_too_slow")
	r, _, shown := open(t, b, 1)
	r.See("頁の表示に時間がかかりすぎたため、中止しました。")
	if len(*shown) != 0 {
		t.Fatalf("shown %v", *shown)
	}
}

func TestDocumentThatDoesNotOpenSaysWhy(t *testing.T) {
	r, v, _ := open(t, three(), 1)
	v.Show("資料9", 1, func(context.Context, string) (evidence.Document, error) {
		return nil, fault.New(fault.Invalid, "evidence_password")
	})
	r.See("パスワードで保護されています")
	v.Show("資料9", 1, func(context.Context, string) (evidence.Document, error) {
		return nil, errors.New("見本クラウド株式会社の秘密")
	})
	r.DontSee("秘密")
}

func TestAnotherDocumentReleasesTheOneBefore(t *testing.T) {
	first, second := three(), three()
	_, v, _ := open(t, first, 1)
	v.Show("資料4", 1, func(context.Context, string) (evidence.Document, error) { return second, nil })
	if !first.closed || second.closed {
		t.Fatalf("first closed %v, second closed %v", first.closed, second.closed)
	}
	v.Close()
	if !second.closed || v.Page() != 0 {
		t.Fatal("Close left the document open")
	}
}
