package present

import (
	"strings"
	"testing"

	"shinsa/i18n"
)

// TestCodeLines: every code has words in both languages, and nothing that a sentence names is left as a hole.
func TestCodeLines(t *testing.T) {
	for _, lang := range []string{i18n.Japanese, i18n.English} {
		for _, l := range CodeLines(i18n.New(lang)) {
			for _, s := range []string{l.Severity, l.About, l.By, l.Sentence} {
				if s == "" || strings.ContainsAny(s, "⟦⟧") {
					t.Errorf("%s: %+v", lang, l)
				}
			}
		}
	}
}

func TestExplanation(t *testing.T) {
	text := i18n.New(i18n.English)
	if s := Explanation(text, "mandatory_blank"); !strings.Contains(s, "mandatory_blank") || !strings.Contains(s, "Art. 4-1(1)") {
		t.Error(s)
	}
	if s := Explanation(text, "form_macros"); !strings.Contains(s, "none in the rules") {
		t.Error(s)
	}
	if s := Explanation(text, "nothing_of_the_sort"); s != "" {
		t.Error(s)
	}
}
