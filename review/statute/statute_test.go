package statute_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"shinsa/review/civil"
	"shinsa/review/statute"
)

func TestArt22_EditionsByDate(t *testing.T) {
	for _, c := range []struct{ day, want string }{
		{"2018-11-30", ""},
		{"2018-12-01", "2018-12-01"},
		{"2020-03-31", "2018-12-01"},
		{"2020-04-01", "2020-04-01"},
		{"2022-03-31", "2020-04-01"},
		{"2022-04-01", "2022-04-01"},
		{"2026-04-20", "2022-04-01"},
	} {
		e, ok := statute.On(civil.MustParse(c.day))
		if e.InForceFrom.String() != c.want || ok != (c.want != "") {
			t.Errorf("On(%s) = %s, %t", c.day, e.InForceFrom, ok)
		}
	}
}

func TestClauses(t *testing.T) {
	rules := statute.Current()
	if len(rules.Clauses()) != 22 || len(rules.Chapters()) != 4 {
		t.Fatalf("%d articles in %d chapters", len(rules.Clauses()), len(rules.Chapters()))
	}
	for i, c := range rules.Clauses() {
		if c.Number != strconv.Itoa(i+1) {
			t.Errorf("article %d is numbered %s", i+1, c.Number)
		}
		for _, lang := range []string{"ja", "en"} {
			if c.Heading.In(lang) == "" || c.Summary.In(lang) == "" {
				t.Errorf("article %s has no words in %s", c.Number, lang)
			}
		}
		for _, p := range c.Parts {
			if got, ok := rules.Part(p.Cite); !ok || got != p || !strings.HasPrefix(p.Cite, c.Number) {
				t.Errorf("part %s is not found", p.Cite)
			}
		}
	}
	for _, cite := range []string{"8", "4-1(1)", "17(3)", "9-2"} {
		if c, ok := rules.Clause(cite); !ok || !strings.HasPrefix(cite, c.Number) {
			t.Errorf("Clause(%s) = %s, %t", cite, c.Number, ok)
		}
	}
	for _, cite := range []string{"", "0", "23", "附則"} {
		if _, ok := rules.Clause(cite); ok {
			t.Errorf("Clause(%q) found something", cite)
		}
	}
}

// TestEnforcedCodesExist: every code by which an article is enforced is said somewhere in the rooms, outside tests.
func TestEnforcedCodesExist(t *testing.T) {
	var source strings.Builder
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "../statute") {
			return err
		}
		b, err := os.ReadFile(path)
		source.Write(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range statute.Current().Clauses() {
		for _, code := range c.Codes {
			if !strings.Contains(source.String(), strconv.Quote(code)) {
				t.Errorf("article %s: nothing says %s", c.Number, code)
			}
		}
	}
}
