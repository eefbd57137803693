package present_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/opinion"
	"shinsa/ui/present"
)

func evidenceFile(t *testing.T, seen map[string][]int) *review.File {
	t.Helper()
	pages := 4
	f := walkFile(t)
	f.Application.Evidence = []intake.Evidence{
		{No: "資料1", Title: "登記", Present: true, Pages: &pages, Digest: "one"},
		{No: "資料2", Title: "方針", Present: true, Digest: "two"},
		{No: "資料3", Title: "なし"},
	}
	f.EvidenceUse = map[string]opinion.EvidenceUse{}
	for no, list := range seen {
		f.EvidenceUse[no] = opinion.EvidenceUse{No: no, Seen: list}
	}
	return f
}

func TestEvidenceSeenBeforeSealing(t *testing.T) {
	text := i18n.New("ja")
	for name, c := range map[string]struct {
		seen  map[string][]int
		words string
		tone  present.Tone
		rows  []string
	}{
		"nothing":    {nil, "2件中2件が未表示", present.Caution, []string{"未表示", "未表示"}},
		"one":        {map[string][]int{"資料1": {1, 3}}, "2件中1件が未表示", present.Caution, []string{"2／4頁", "未表示"}},
		"in part":    {map[string][]int{"資料1": {1}, "資料2": {1}}, "2件中1件に未表示の頁あり", present.Hollow, []string{"1／4頁", "1頁"}},
		"everything": {map[string][]int{"資料1": {1, 2, 3, 4}, "資料2": {1, 2}}, "2件すべて表示済み", present.Good, []string{"全頁", "2頁"}},
	} {
		got := present.EvidenceSeenOf(text, evidenceFile(t, c.seen))
		var rows []string
		for _, r := range got.Rows {
			rows = append(rows, r.Words)
			if r.Opened != (len(c.seen[r.No]) > 0) {
				t.Errorf("%s: %s opened %v", name, r.No, r.Opened)
			}
		}
		if got.Words != c.words || got.Tone != c.tone || !cmp.Equal(rows, c.rows) {
			t.Errorf("%s: %q %s %q", name, got.Words, got.Tone, rows)
		}
	}
	if got := present.EvidenceSeenOf(text, &review.File{}); got.Words != "" {
		t.Errorf("before the case is open: %q", got.Words)
	}
}

func TestPointersIntoOtherDocumentsAreToBeFoundAgain(t *testing.T) {
	f := evidenceFile(t, nil)
	items := f.Edition.Items()
	a, b := items[0].ID, items[1].ID
	p := func(no string, file ident.Digest, lost bool) checklist.Pointer {
		return checklist.Pointer{Evidence: no, File: file, Page: 1, Lost: lost}
	}
	f.Marks = map[ident.ItemID]checklist.Mark{
		a: {Item: a, Pointers: []checklist.Pointer{p("資料1", "one", false), p("資料2", "old", false), p("資料2", "old", true)}},
	}
	f.Earlier = map[ident.ItemID]checklist.Mark{b: {Item: b, Pointers: []checklist.Pointer{p("資料1", "one", false), p("資料3", "gone", false)}}}
	type row struct {
		Item    ident.ItemID
		Index   int
		Earlier bool
	}
	var got []row
	for _, x := range present.Moved(f) {
		got = append(got, row{x.Item, x.Index, x.Earlier})
	}
	want := []row{{a, 1, false}, {b, 0, true}, {b, 1, true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if present.DigestOf(f.Application, "資料3") != "" || present.DigestOf(f.Application, "資料2") != "two" || present.DigestOf(nil, "資料1") != "" {
		t.Error("digests of documents")
	}
}

func TestAnchorsInWords(t *testing.T) {
	text := i18n.New("ja")
	was := checklist.Pointer{Evidence: "資料3", Page: 2, Quote: "稼働率は\n月間で99.9%以上とする"}
	now, lost := was, was
	now.Page, lost.Lost = 5, true
	for want, a := range map[string]present.Anchor{
		"前回：資料3 2頁「稼働率は 月間で99.9%以上…」（今回は5頁）":         {Was: was, Now: now, Found: true},
		"前回：資料3 2頁「稼働率は 月間で99.9%以上…」（今回も同じ頁）":        {Was: was, Now: was, Found: true},
		"前回：資料3 2頁「稼働率は 月間で99.9%以上…」（今回の資料に見つかりません）": {Was: was, Now: lost},
	} {
		if got := present.EarlierAnchorWord(text, a); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := present.AnchorWord(text, lost); got != "資料3 2頁「稼働率は 月間で99.9%以上…」　⚠ 再提出された資料に見つかりません" {
		t.Errorf("lost: %q", got)
	}
}
