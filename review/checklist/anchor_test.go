package checklist

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/ident"
)

func TestReanchor(t *testing.T) {
	old, sent := ident.Sum([]byte("old")), ident.Sum([]byte("new"))
	at := func(page int, quote string) Pointer {
		return Pointer{Evidence: "資料2", File: old, Page: page, Quote: quote, Rect: &Rect{10, 20, 30, 40}}
	}
	pages := []string{
		"表紙\nサービス仕様書", "稼働率は 99.9％ とする。\nバックアップは日次", "予備", "稼働率は99.9%とする。\n障害の通知は電子メ", "ールで行う。\n以上",
	}
	for _, c := range []struct {
		name string
		p    Pointer
		file ident.Digest
		page int // 0: lost
	}{
		{"the same file", at(2, "もうない言葉"), old, 2},
		{"moved to another page", at(1, "障害の通知"), sent, 4},
		{"width, spaces and line ends", at(2, "稼働率は\n９９．９%とする"), sent, 2},
		{"the nearest of several", at(5, "稼働率は99.9%とする。"), sent, 4},
		{"half-width kana", at(2, "ﾊﾞｯｸｱｯﾌﾟは日次"), sent, 2},
		{"hiragana for katakana", at(2, "ばっくあっぷは日次"), sent, 2},
		{"over a page break", at(1, "電子メールで行う"), sent, 4},
		{"of the whole document", at(0, "以上"), sent, 5},
		{"gone", at(2, "稼働率は99.99%"), sent, 0},
		{"nothing quoted", at(2, " 　\n"), sent, 0},
	} {
		got, found := Reanchor(c.p, c.file, pages)
		want := c.p
		switch {
		case c.page == 0:
			want.Lost = true
		case c.file != old:
			want.File, want.Page, want.Rect = c.file, c.page, nil
		}
		if d := cmp.Diff(want, got); d != "" || found != (c.page > 0) {
			t.Errorf("%s: found %v, %s", c.name, found, d)
		}
	}
	if p, found := Reanchor(at(3, "以上"), sent, nil); found || !p.Lost {
		t.Errorf("a document without text: %+v", p)
	}
	again := at(2, "以上")
	again.Lost = true
	if p, _ := Reanchor(again, sent, pages); p.Lost {
		t.Error("a pointer found again is still lost")
	}
}

func FuzzReanchor(f *testing.F) {
	f.Add("電子メール", "障害は電子メ", "ールで", 1)
	f.Fuzz(func(t *testing.T, quote, one, two string, page int) {
		p, found := Reanchor(Pointer{File: "a", Page: page, Quote: quote}, "b", []string{one, two})
		if found && (p.Page < 1 || p.Page > 2 || p.File != "b") || !found && !p.Lost {
			t.Errorf("%+v", p)
		}
		if whole := foldWords(one); !found && foldWords(quote) != "" && strings.Contains(whole, foldWords(quote)) {
			t.Error("words on the page were not found")
		}
	})
}
