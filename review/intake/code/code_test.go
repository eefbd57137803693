package code_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"shinsa/review/fault"
	"shinsa/review/intake/code"
)

// TestTableIsTheSource: what the rules say stands in the table, with the severity and the clause that the source has, and nothing else does.
func TestTableIsTheSource(t *testing.T) {
	seen := map[string]bool{}
	grave := map[string]bool{} // code and severity that the source says
	open := map[string]bool{}  // codes whose severity is put together in the source
	for _, s := range readSource(t) {
		c, ok := code.Of(s.code)
		if !ok {
			t.Errorf("%s says %s, which the table does not have", s.at, s.code)
			continue
		}
		seen[s.code] = true
		grave[s.code+" "+s.severity] = true
		open[s.code] = open[s.code] || s.severity == "*" || s.severity == "refused"
		if s.severity != "*" && !slices.Contains(c.Severity, fault.Severity(s.severity)) {
			t.Errorf("%s says %s with severity %s, the table has %v", s.at, s.code, s.severity, c.Severity)
		}
		if s.clause != "*" && s.clause != "" && !slices.Contains(c.Clauses, s.clause) {
			t.Errorf("%s says %s under clause %s, the table has %v", s.at, s.code, s.clause, c.Clauses)
		}
	}
	for _, c := range code.All() {
		if seen[c.Name] == (c.By == code.Person) && !literally(t, c.Name) {
			t.Errorf("the table has %s, which no rule says", c.Name)
		}
		for _, s := range c.Severity {
			if c.By != code.Person && !open[c.Name] && seen[c.Name] && !grave[c.Name+" "+string(s)] {
				t.Errorf("the table has %s as %s, no rule says it so", c.Name, s)
			}
		}
	}
}

// literally reports whether a code stands in the source in a way that only people read: a code that a function returns by name.
func literally(t *testing.T, c string) bool {
	t.Helper()
	for _, file := range []string{"../workbook/open.go", "../../term/renewal.go", "../../term/bar.go", "../../recognise.go"} {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), `"`+c+`"`) {
			return true
		}
	}
	return false
}

// TestCodesAreUnique: a code says one thing.
func TestCodesAreUnique(t *testing.T) {
	all := code.All()
	for i, c := range all {
		if i > 0 && all[i-1].Name == c.Name {
			t.Errorf("%s stands twice", c.Name)
		}
		if _, ok := code.Of(c.Name); !ok || len(c.Severity) == 0 {
			t.Errorf("%+v", c)
		}
	}
	if _, ok := code.Of("nothing_of_the_sort"); ok {
		t.Error("a code that is none was found")
	}
}
