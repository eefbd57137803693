package viewer_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"shinsa/i18n"
	"shinsa/review/fault"
	"shinsa/ui/evidence"
	"shinsa/ui/task"
	"shinsa/ui/uitest"
	"shinsa/ui/viewer"
)

// long is a document of many pages, some of which cannot be read, and one that tells when it is.
type long struct {
	book
	blind  map[int]bool
	during map[int]func()
}

func (l *long) Text(ctx context.Context, n int) (string, error) {
	if f := l.during[n]; f != nil {
		f()
	}
	if l.blind[n] {
		return "", fault.New(fault.Unavailable, "evidence_too_slow")
	}
	return l.book.Text(ctx, n)
}

func pages(n int) *long {
	l := &long{blind: map[int]bool{}, during: map[int]func(){}}
	for i := range n {
		l.words = append(l.words, fmt.Sprintf("第%d頁", i+1))
	}
	return l
}

func TestALongSearchSaysHowFarItIsAndStops(t *testing.T) {
	r, v, _ := open(t, three(), 1)
	doc := pages(2_000)
	doc.words[1_998] = "稼働率"
	v.Show("資料9", 1, func(context.Context, string) (evidence.Document, error) { return doc, nil })
	doc.during[700] = func() {
		delete(doc.during, 700)
		r.See("検索中 512／2000頁", "中止").Tap("中止")
	}
	v.Find("稼働率")
	r.See("512／2000頁で中止：0件", "1／2000頁")
	v.FindNext(1) // goes on where it stopped
	r.See("1999／2000頁", "1件").DontSee("で中止")
	if v.Finding() {
		t.Error("still reading")
	}
}

func TestAPageThatCannotBeReadDoesNotEndTheSearch(t *testing.T) {
	r, v, _ := open(t, three(), 1)
	doc := pages(20)
	doc.blind[7] = true
	v.Show("資料9", 1, func(context.Context, string) (evidence.Document, error) { return doc, nil })
	v.Find("第19頁")
	r.See("19／20頁")
	v.Find("稼働率")
	r.See("見つかりません（読めない頁1）", "19／20頁")
}

func TestAPageIsReachedByItsNumber(t *testing.T) {
	r, v, _ := open(t, three(), 1)
	doc := pages(2_000)
	v.Show("資料9", 1, func(context.Context, string) (evidence.Document, error) { return doc, nil })
	for typed, want := range map[string]string{"1999": "1999／2000頁", "１，２３４": "1234／2000頁", "p.7": "7／2000頁", "5000": "2000／2000頁"} {
		v.EnterNumber()
		r.Type(typed).Press("Return").See(want)
	}
	v.EnterNumber()
	r.Type("あ").Press("Return").See("頁番号").Press("Escape").DontSee("頁番号")
}

func TestAPasswordIsAskedForUntilItOpens(t *testing.T) {
	r, v, shown := open(t, three(), 1)
	tried := []string{}
	v.Show("資料9", 2, func(_ context.Context, password string) (evidence.Document, error) {
		tried = append(tried, password)
		switch password {
		case "":
			return nil, fault.New(fault.Invalid, "evidence_password")
		case "yamabuki":
			return three(), nil
		}
		return nil, fault.New(fault.Invalid, "evidence_password_wrong")
	})
	r.See("資料はパスワードで保護されています。")
	v.Enter()
	r.Type("yama").Press("Return").See("パスワードが違います。")
	r.Type("yamabuki").Press("Return").See("2／3頁").DontSee("資料のパスワード")
	if fmt.Sprint(tried) != "[ yama yamabuki]" || !v.Held() || len(*shown) != 2 {
		t.Errorf("tried %v, the page has the keyboard %v, shown %v", tried, v.Held(), *shown)
	}
	v.Show("資料8", 1, func(context.Context, string) (evidence.Document, error) { return nil, errors.New("gone") })
	r.DontSee("資料のパスワード", "開く")
}

func TestAPageThatTakesItsTimeSaysSo(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	tasks := task.Inline(t.Context())
	v := viewer.New(i18n.New("ja"), tasks)
	r := uitest.Open(t, v.Content())
	p := &page{book: book{words: []string{"一", "二"}}}
	v.Show("資料9", 1, func(context.Context, string) (evidence.Document, error) { return p, nil })
	p.during = func() {
		p.during = nil
		tasks.Settle()
		r.See("2頁を表示しています…（ほかの頁や資料にも移れます）")
	}
	v.Turn(1)
	r.See("2／2頁").DontSee("表示しています")
}
