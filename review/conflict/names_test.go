package conflict

import (
	_ "embed"
	"strings"
	"testing"
)

//go:embed testdata/names.txt
var pairsOfNames string

// Every pair of the table is compared both ways: who is in the profile and who on the cover makes no difference.
func TestNames_MatchAsAPersonWouldSay(t *testing.T) {
	marks := map[How]string{ByName: "=", ByPart: "⊂", ByNear: "~", ByKana: "≈", "": "×"}
	compare := func(a, b string) string {
		how, _ := names{}.same(Company{Name: a}, Company{Name: b})
		return marks[how]
	}
	pairs := 0
	for n, line := range strings.Split(pairsOfNames, "\n") {
		switch f := strings.Split(line, "\t"); {
		case line == "" || line[0] == '#':
		case line == "人":
			compare = func(a, b string) string {
				switch {
				case share(people(a), people(b)):
					return "="
				case heard(a, b):
					return "≈"
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
		if how, ok := (names{}).same(c.a, c.b); how != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q", c.name, how)
		}
	}
}

// Companies that have a stem or a word in common, as half a telephone directory has, are not taken for each other; only what stands before or after
// the whole of another name is a person's to look at.
func TestNames_StrangersAreLeftAlone(t *testing.T) {
	stems := strings.Fields("青葉 若松 オリオン ネクサス 北斗 みどり 東亜 丸信 エイワ テラ ケイエス サンライト ＴＤＫＳ エヌエス 大和川 Northern Sunrise アルファ 山手 フジミ")
	tails := strings.Fields("システム システムズ 電機 電気 電子 工業 産業 ソフトウェア クラウド データ 通信 情報サービス 商事 銀行 研究所 大学 デジタル テクノロジーズ ネットワークス Systems")
	var all []string
	for _, stem := range stems {
		for _, tail := range tails {
			all = append(all, stem+tail)
		}
	}
	kin := func(a, b string) bool { // システム and システムズ, システムズ and Systems, 電気 and 電機 are no strangers
		return strings.HasPrefix(b, a) || strings.HasPrefix(a, b) || strings.HasSuffix(a, "Systems") || strings.HasSuffix(b, "Systems")
	}
	n, found := names{}, 0
	for i, a := range all {
		for _, b := range all[i+1:] {
			if how, ok := n.same(Company{Name: a}, Company{Name: b}); ok && !kin(a, b) {
				found++
				t.Errorf("%s is taken for %s: %s", a, b, how)
			}
		}
	}
	if len(all) < 300 {
		t.Errorf("only %d names", len(all))
	}
}
