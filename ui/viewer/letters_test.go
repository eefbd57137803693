package viewer

import (
	"strings"
	"testing"

	"shinsa/ui/evidence"
)

// set lays lines out, each character ten wide and a line twenty high; a tab is a step to the next cell, fifty further.
func set(text string) []evidence.Glyph {
	var out []evidence.Glyph
	x, y := float32(0), float32(0)
	for _, r := range text {
		switch r {
		case '\n':
			out = append(out, evidence.Glyph{Rune: r})
			x, y = 0, y+20
			continue
		case '\t':
			x += 50
			continue
		}
		out = append(out, evidence.Glyph{Rune: r, X: x, Y: y, W: 10, H: 16})
		x += 10
	}
	return out
}

func TestLettersAreFoundWhateverTheirForm(t *testing.T) {
	for name, c := range map[string]struct{ text, words, want string }{
		"width":           {"率は９９．９％", "99.9%", "９９．９％"},
		"half-width kana": {"ｶﾞｲﾄﾞﾗｲﾝによる", "ガイドライン", "ｶﾞｲﾄﾞﾗｲﾝ"},
		"kana":            {"りすく評価", "リスク", "りすく"},
		"case":            {"the SLA says", "sla", "SLA"},
		"over a line end": {"稼働\n率は", "稼働率", "稼働\n率"},
		"square":          {"㍿見本", "株式会社", "㍿"},
		"not there":       {"稼働", "可動", ""},
		"nothing":         {"稼働", " ", ""},
	} {
		l := comparable([]rune(c.text))
		got := ""
		if spans := l.find(comparable([]rune(c.words)).runes); len(spans) > 0 {
			got = string([]rune(c.text)[spans[0][0]:spans[0][1]])
		}
		if got != c.want && !(c.want != "" && strings.HasPrefix(got, c.want)) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestQuoteIsWhatStandsInTheFrame(t *testing.T) {
	gs := set("稼働率は\n99.9% 以上\nthe service\nlevel\n甲\t乙")
	for name, c := range map[string]struct {
		box  Box
		want string
	}{
		"all":         {Box{0, 0, 300, 200}, "稼働率は99.9%以上the service level甲 乙"},
		"one line":    {Box{0, 20, 300, 16}, "99.9%以上"},
		"part":        {Box{9, 0, 22, 16}, "働率"},
		"two lines":   {Box{0, 40, 300, 36}, "the service level"},
		"two cells":   {Box{0, 80, 300, 16}, "甲 乙"},
		"outside all": {Box{400, 400, 10, 10}, ""},
	} {
		if got := quote(gs, c.box); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := []rune(quote(set(strings.Repeat("あ", MaxQuote+5)), Box{0, 0, 1e6, 100})); len(got) != MaxQuote || got[MaxQuote-1] != '…' {
		t.Errorf("%d characters", len(got))
	}
}

// A full-width space inside a line was set on purpose; what stands at the ends of lines was not.
func TestQuoteKeepsTheSpacesThatWereSet(t *testing.T) {
	for text, want := range map[string]string{
		"第一条　稼働率":        "第一条　稼働率",
		"第一条 稼働率":        "第一条稼働率",
		"第一条　　 稼働率":      "第一条　稼働率",
		"　第一条　\n　稼働率　":   "第一条稼働率",
		"SLA　99.9\nof a": "SLA　99.9 of a",
	} {
		if got := tidy([]rune(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLocateFindsWordsAgain(t *testing.T) {
	gs := set("目次\n稼働率は\n９９．９％以上")
	if b := Locate(gs, "稼働率は99.9%"); b == nil || *b != (Box{0, 20, 50, 36}) {
		t.Errorf("over two lines: %+v", b)
	}
	if b := Locate(gs, "年に一度"); b != nil {
		t.Errorf("not there: %+v", b)
	}
}

func TestPlacesAreTheSameHoweverThePageIsTurned(t *testing.T) {
	v := &Viewer{}
	v.size.Width, v.size.Height = 600, 800
	want := Box{60, 80, 120, 40}
	for turns := range 4 {
		v.sight.Turns = turns
		x, y, w, h := v.toSight(want)
		if x < 0 || y < 0 || x+w > 1 || y+h > 1 {
			t.Errorf("%d: seen at %v %v %v %v", turns, x, y, w, h)
		}
		if got := v.fromSight(x, y, x+w, y+h); got != want {
			t.Errorf("%d: %+v", turns, got)
		}
	}
	v.sight.Turns = 0
	if got := v.fromSight(-1, -1, 2, 2); got != (Box{0, 0, 600, 800}) {
		t.Errorf("beyond the page: %+v", got)
	}
}

func FuzzComparable(f *testing.F) {
	f.Add("ｶﾞ\u0301株\n\ufdfa", "が")
	f.Fuzz(func(t *testing.T, text, words string) {
		runes := []rune(text)
		for _, s := range comparable(runes).find(comparable([]rune(words)).runes) {
			if s[0] < 0 || s[1] <= s[0] || s[1] > len(runes) {
				t.Fatalf("%v of %d", s, len(runes))
			}
		}
	})
}
