package conflict

import (
	_ "embed"
	"strings"
	"testing"
)

//go:embed testdata/names.txt
var names string

// Every pair of the table is compared both ways: who is in the profile and who on the cover makes no difference.
func TestNames_MatchAsAPersonWouldSay(t *testing.T) {
	marks := map[How]string{ByName: "=", ByPart: "⊂", ByNear: "~", "": "×"}
	compare := func(a, b string) string {
		how, _ := sameCompany(Company{Name: a}, Company{Name: b})
		return marks[how]
	}
	pairs := 0
	for n, line := range strings.Split(names, "\n") {
		switch f := strings.Split(line, "\t"); {
		case line == "" || line[0] == '#':
		case line == "人":
			compare = func(a, b string) string {
				if share(people(a), people(b)) {
					return "="
				}
				return "×"
			}
		case len(f) != 3:
			t.Errorf("line %d: %q", n+1, line)
		default:
			pairs++
			for _, pair := range [][2]string{{f[1], f[2]}, {f[2], f[1]}} {
				if got := compare(pair[0], pair[1]); got != f[0] {
					t.Errorf("line %d: %s %s %s, want %s (%q, %q)", n+1, pair[0], got, pair[1], f[0], spellings(pair[0]), spellings(pair[1]))
				}
			}
		}
	}
	if pairs < 150 {
		t.Errorf("only %d pairs", pairs)
	}
}

func TestNumbers_SettleWhichCompanyItIs(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b Company
		want How
	}{
		{"hyphens", Company{Name: "甲", CorporateNumber: "7-9999-0100-0001"}, Company{Name: "乙", CorporateNumber: "7999901000001"}, ByNumber},
		{"wide digits", Company{Name: "甲", CorporateNumber: "７９９９９０１０００００１"}, Company{Name: "乙", CorporateNumber: "7999901000001"}, ByNumber},
		{"an invoice number", Company{Name: "甲", CorporateNumber: "T7999901000001"}, Company{Name: "乙", CorporateNumber: "7999901000001"}, ByNumber},
		{"the number of the commercial register", Company{Name: "甲", CorporateNumber: "9999-01-000001"}, Company{Name: "乙", CorporateNumber: "7999901000001"}, ByNumber},
		{"two companies of one name", Company{Name: "見本", CorporateNumber: "7999901000001"}, Company{Name: "見本", CorporateNumber: "6999901000002"}, ""},
		{"a slip in a number hides nothing", Company{Name: "見本", CorporateNumber: "7999901000001"}, Company{Name: "見本", CorporateNumber: "7999901000010"}, ByName},
		{"no number on one side", Company{Name: "見本"}, Company{Name: "㈱見本", CorporateNumber: "7999901000001"}, ByName},
		{"words in the place of a number", Company{Name: "甲", CorporateNumber: "不明"}, Company{Name: "乙", CorporateNumber: "不明"}, ""},
	} {
		if how, ok := sameCompany(c.a, c.b); how != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q", c.name, how)
		}
	}
}
