package i18n

import (
	"os"
	"testing"

	"shinsa/review/fault"
)

func TestNew_PicksTheLanguage(t *testing.T) {
	for tag, want := range map[string]string{
		"ja": "ja", "en": "en", "en-GB": "en", "en_US.UTF-8": "en", "": "ja", "ja_JP.UTF-8": "ja", "fr": "ja",
	} {
		if got := New(tag).Lang(); got != want {
			t.Errorf("New(%q) speaks %q, want %q", tag, got, want)
		}
	}
}

func TestText_MissingWordsAreSeen(t *testing.T) {
	text := New(English)
	if got := text.T("no.such_key"); got != "⟦no.such_key⟧" {
		t.Errorf("missing key = %q", got)
	}
	if got := text.T("clause.article"); got != "Art. ⟦article⟧" {
		t.Errorf("missing value = %q", got)
	}
	if text.Has("no.such_key") || !text.Has("kind.invalid") {
		t.Error("Has is wrong about what the catalogue holds")
	}
}

func TestText_ValuesAreNeverRead(t *testing.T) {
	if got := New(Japanese).T("clause.article", "article", "{{.article}}"); got != "第{{.article}}条" {
		t.Errorf("a value was taken for a template: %q", got)
	}
}

func TestBraces_RefusesAnythingButNames(t *testing.T) {
	for _, bad := range []string{"{{name}}", "{{.a.b}}", "{{ .a}}", "{{if .a}}", "{{.}}", "{{.a"} {
		if _, err := (braces{}).Parse(bad, "", ""); err == nil {
			t.Errorf("braces takes %q", bad)
		}
	}
}

func TestExit_IsTheContract(t *testing.T) {
	for kind, want := range map[string]int{
		"": 0, "invalid": 1, "forbidden": 1, "sealed": 1, "stale": 1, "usage": 2, "corrupt": 3, "locked": 4, "interrupted": 5,
		"a kind from a later version": 1,
	} {
		if got := Exit(kind); got != want {
			t.Errorf("Exit(%q) = %d, want %d", kind, got, want)
		}
	}
}

func TestRefuse_EveryKindHasWords(t *testing.T) {
	kinds := []fault.Kind{
		fault.Invalid, fault.Missing, fault.Conflict, fault.Forbidden, fault.Sealed, fault.Stale, fault.Corrupt, fault.Locked,
		fault.Unavailable, fault.Internal,
	}
	if len(kinds)+len([]string{"usage", "interrupted"}) != len(exits) {
		t.Errorf("the table has %d kinds, the program %d and two of the command line", len(exits), len(kinds))
	}
	for kind := range exits {
		for _, lang := range Languages() {
			if !New(lang).Has("kind." + kind) {
				t.Errorf("%s: no sentence for kind %s", lang, kind)
			}
		}
	}
	for _, kind := range kinds {
		if _, ok := exits[string(kind)]; !ok {
			t.Errorf("kind %s has no exit status", kind)
		}
	}
}

func TestRefuse_UnknownErrorIsInternal(t *testing.T) {
	r := New(English).Refuse("surprise", "", nil)
	if r.Sentence != "Something went wrong inside the program." || r.Exit != ExitRefused {
		t.Errorf("unknown kind: %+v", r)
	}
	if r := New(Japanese).Refuse("stale", "no_such_code", nil); r.Sentence != "⟦fault.no_such_code⟧" || r.Hint == "" {
		t.Errorf("code without words: %+v", r)
	}
}

func TestMeaning_EveryStatus(t *testing.T) {
	seen := map[string]bool{}
	for status := ExitDone; status <= ExitInterrupted; status++ {
		seen[New(Japanese).Meaning(status)] = true
	}
	if len(seen) != ExitInterrupted+1 {
		t.Errorf("statuses share a meaning: %v", seen)
	}
	if New(English).Meaning(99) != New(English).Meaning(ExitRefused) {
		t.Error("an unknown status is not refused")
	}
}

func TestClause(t *testing.T) {
	for _, c := range []struct{ cite, ja, en string }{
		{"8", "第8条", "Art. 8"},
		{"9-2", "第9条第2項", "Art. 9-2"},
		{"4-1(1)", "第4条第1項第1号", "Art. 4-1(1)"},
		{"17(3)", "第17条第3号", "Art. 17(3)"},
		{"附則", "附則", "附則"},
		{"", "", ""},
	} {
		if got := New(Japanese).Clause(c.cite); got != c.ja {
			t.Errorf("ja %q = %q, want %q", c.cite, got, c.ja)
		}
		if got := New(English).Clause(c.cite); got != c.en {
			t.Errorf("en %q = %q, want %q", c.cite, got, c.en)
		}
	}
}

func TestDate(t *testing.T) {
	if got := New(Japanese).Date(2026, 4, 1); got != "2026年4月1日" {
		t.Errorf("ja: %s", got)
	}
	if got := New(English).Date(2026, 4, 1); got != "1 April 2026" {
		t.Errorf("en: %s", got)
	}
}

func BenchmarkText(b *testing.B) {
	text := New(Japanese)
	for b.Loop() {
		text.T("clause.article", "article", "9")
	}
}

func TestMain(m *testing.M) {
	for _, read := range bundles {
		read() // a message file that cannot be read fails here, before any test
	}
	os.Exit(m.Run())
}
