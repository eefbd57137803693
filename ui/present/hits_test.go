package present_test

import (
	"strings"
	"testing"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/ui/present"
)

func TestExcerptBeginsALittleBeforeWhatWasFound(t *testing.T) {
	long := strings.Repeat("前置きの文。", 10)
	for _, c := range []struct{ name, text, query, want string }{
		{"near the beginning", "目標稼働率は99.9％です", "稼働率", "目標稼働率は99.9％です"},
		{"far in", long + "目標稼働率は99.9％です", "稼働率", "…" + string([]rune(long + "目標")[len([]rune(long))+2-24:]) + "稼働率は99.9％です"},
		{"another width and kana", long + "サーバ２台", "さーば2", "…" + string([]rune(long)[len([]rune(long))-24:]) + "サーバ２台"},
		{"over a line break", "冗長\n構成", "冗長構成", "冗長 構成"},
		{"nowhere", long, "稼働率", long},
		{"no query", "一\n二", " ", "一 二"},
	} {
		if got := present.Excerpt(c.text, c.query); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestHitsLeaveTheRowsOut(t *testing.T) {
	got := present.Hits(i18n.New("en"), []review.Hit{{Case: "C2026-0001", Where: "case", Text: "x"}, {Case: "C2026-0001", Service: "Cloud", Item: "31.2", Where: "note", Text: "look at x"}}, "x")
	if len(got) != 1 || got[0].Title != "Cloud 31.2" || got[0].Where != "Private note" || got[0].Text != "look at x" {
		t.Fatalf("%+v", got)
	}
}
