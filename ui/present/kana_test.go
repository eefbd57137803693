package present_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"shinsa/i18n"
	"shinsa/ui/present"
)

func TestKana_PutsTheLongestTermsFirst(t *testing.T) {
	ja, en := i18n.New("ja"), i18n.New("en")
	for words, want := range map[string]string{
		"委員会意見を開く": "いいんかいいけんをひらく", "次の要確認の項目へ": "つぎのようかくにんのこうもくへ", "新旧対照表": "しんきゅうたいしょうひょう", "意見書 2頁": "いけんしょ 2ぺーじ",
	} {
		if got := present.Kana(ja, words); got != want {
			t.Errorf("%s reads %s, want %s", words, got, want)
		}
	}
	if got := present.Kana(en, "意見書"); got != "" {
		t.Errorf("English has the reading %q", got)
	}
}

// TestKana_ReadsEveryAction holds the readings to the words of every action in the window: those written as such in the source, and those
// with a reading of their own.
func TestKana_ReadsEveryAction(t *testing.T) {
	words := map[string]string{}
	files, err := filepath.Glob("../../i18n/messages/*.ja.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d catalogues, %v", len(files), err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatal(err)
		}
		for k, v := range m {
			if s, ok := v.(string); ok {
				words[k] = s
			}
		}
	}
	asked := map[string]bool{}
	for k := range words {
		if base, ok := strings.CutSuffix(k, "_reading"); ok {
			asked[base] = true
		} else if strings.HasPrefix(k, "screen.") || strings.Contains(k, ".do_") {
			asked[k] = true
		}
	}
	for _, k := range keysInSource(t) {
		asked[k] = true
	}
	text, n := i18n.New("ja"), 0
	for k := range asked {
		if words[k] == "" {
			continue
		}
		n++
		if got := present.Kana(text, words[k]); strings.ContainsFunc(got, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s: %q reads %q: add the term to frame.kana", k, words[k], got)
		}
	}
	if n < 200 {
		t.Errorf("only %d actions were found", n)
	}
}

// keysInSource returns the keys of words that screens give to actions.
func keysInSource(t *testing.T) []string {
	t.Helper()
	word := regexp.MustCompile(`Word:\s*t\.T\("([a-z0-9._]+)"|\b(?:act|field)\("([a-z0-9._]+)"`)
	var out []string
	err := filepath.WalkDir("../screen", func(p string, _ os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return err
		}
		b, err := os.ReadFile(p)
		for _, m := range word.FindAllStringSubmatch(string(b), -1) {
			out = append(out, m[1]+m[2])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
