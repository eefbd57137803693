package present_test

import (
	"slices"
	"strings"
	"testing"

	"shinsa/i18n"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/fault"
	"shinsa/ui/present"
)

func TestCoverCard_ShowsWhatTheCoverHas(t *testing.T) {
	lines := present.CoverCard(i18n.New("ja"), conflict.Cover{
		Operator: "見本クラウド株式会社", Service: "見本基盤", ServiceClass: []string{"IaaS", "PaaS"}, Due: civil.MustParse("2026-12-05"),
		Officers: []conflict.Officer{{Name: "見本 太郎", Title: "代表取締役"}}, Group: []conflict.Company{{Name: "見本HD", Relation: "親会社"}},
	})
	var all []string
	for _, l := range lines {
		all = append(all, l.Name+"="+strings.Join(l.Values, "|"))
	}
	for _, want := range []string{"申請者=見本クラウド株式会社", "サービスの区分=IaaS・PaaS", "役員=代表取締役　見本 太郎", "企業グループ=見本HD（親会社）", "競合する事業者（申請者による）=－", "法人番号=－", "回答期限=2026年12月5日"} {
		if !slices.Contains(all, want) {
			t.Errorf("no %q in %q", want, all)
		}
	}
}

func TestInterestKinds_AllOfThemInWords(t *testing.T) {
	for _, lang := range i18n.Languages() {
		kinds := present.InterestKinds(i18n.New(lang))
		if len(kinds) != len(conflict.Kinds()) {
			t.Fatalf("%d kinds", len(kinds))
		}
		for _, k := range kinds {
			if strings.Contains(k.Name+k.Explain, "⟦") {
				t.Errorf("%s: %s says %q, %q", lang, k.Kind, k.Name, k.Explain)
			}
			if k.Post != (k.Kind == conflict.Post || k.Kind == conflict.KinPost) {
				t.Errorf("%s has an end: %v", k.Kind, k.Post)
			}
		}
	}
}

func TestMoneyBands_NameTheLimitsOfThePolicy(t *testing.T) {
	p := conflict.DefaultPolicy()
	p.Minor, p.Major = 100_000, 2_000_000
	bands := present.MoneyBands(i18n.New("ja"), p)
	want := []string{"なし", "10万円以下", "10万円超200万円以下", "200万円を超える"}
	for i, b := range bands {
		if b.Word != want[i] || !b.Band.Known() {
			t.Errorf("%s: %q, want %q", b.Band, b.Word, want[i])
		}
	}
}

func TestFiscalYear(t *testing.T) {
	if got := present.FiscalYear(i18n.New("ja"), 2026); got != "令和8年度（2026年度）" {
		t.Errorf("ja %q", got)
	}
	if got := present.FiscalYear(i18n.New("ja"), 2019); got != "平成31年度（2019年度）" {
		t.Errorf("the year of the change of era: %q", got)
	}
	if got := present.FiscalYear(i18n.New("en"), 2026); !strings.HasPrefix(got, "Fiscal year 2026") {
		t.Errorf("en %q", got)
	}
}

func TestConsequence_IsNeverMilderThanTheAssessment(t *testing.T) {
	for outcome, tone := range map[conflict.Outcome]present.Tone{
		conflict.Clear: present.Good, conflict.SpeakNoVote: present.Caution, conflict.Recuse: present.Bad, "unknown": present.Bad,
	} {
		if got := present.Consequence(i18n.New("ja"), conflict.Assessment{Outcome: outcome}); got.Tone != tone || got.Word == "" {
			t.Errorf("%s: %+v", outcome, got)
		}
	}
}

func TestMissing_NamesThePartAndRepeatsNothing(t *testing.T) {
	l := fault.List{
		{Code: "conflict_kind_unanswered", Field: string(conflict.Post)},
		{Code: "conflict_kind_unanswered", Field: string(conflict.Shares)},
		{Code: "conflict_kind_unanswered", Field: string(conflict.Post)},
		{Code: "conflict_pledge_missing", Field: "pledge"},
	}
	got := present.Missing(i18n.New("ja"), l)
	if len(got) != 3 || !strings.HasPrefix(got[0], "役員・従業者・有償の顧問等：") || strings.Contains(got[2], "：") {
		t.Fatalf("missing %q", got)
	}
}

func TestMatchText_TellsAPinFromAFinding(t *testing.T) {
	text := i18n.New("ja")
	m := conflict.Match{Kind: conflict.Competitor, How: conflict.ByName, Mine: "例示株式会社", Theirs: "㈱例示"}
	plain := present.MatchText(text, m)
	m.Pinned = true
	if pinned := present.MatchText(text, m); pinned == plain || !strings.Contains(pinned, "事務局") || !strings.Contains(plain, "例示株式会社") {
		t.Fatalf("%q and %q", plain, pinned)
	}
	for _, lang := range []string{"ja", "en"} {
		text, seen := i18n.New(lang), map[string]bool{}
		for _, how := range []conflict.How{conflict.ByNumber, conflict.ByName, conflict.ByKana, conflict.ByPart, conflict.ByNear} {
			m.Pinned, m.How = false, how
			s := present.MatchText(text, m)
			if seen[s] || strings.Contains(s, "how_") {
				t.Errorf("%s, %s: %q", lang, how, s)
			}
			seen[s] = true
		}
	}
}
