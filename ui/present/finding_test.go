package present

import (
	"errors"
	"strings"
	"testing"

	"shinsa/i18n"
	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

func TestFindings_GravestFirst(t *testing.T) {
	got := Findings(i18n.New("ja"), nil, fault.List{
		{Code: "decision_without_committee", Severity: fault.Info},
		{Code: "mark_query_without_words", Severity: fault.Should, Criterion: "1.2"},
		{Code: "mark_without_verdict", Severity: fault.Must, Criterion: "1.1"},
	})
	words := []string{got[0].Sign.Word, got[1].Sign.Word, got[2].Sign.Word}
	if strings.Join(words, " ") != "要対応 確認推奨 参考" {
		t.Errorf("order %v", words)
	}
	if !strings.Contains(got[0].Sentence, "項目1.1") {
		t.Errorf("sentence %q", got[0].Sentence)
	}
}

func TestProblemOf_RefusalHasSentenceHintAndArticle(t *testing.T) {
	p := ProblemOf(i18n.New("ja"), &fault.Error{
		Kind: fault.Forbidden, Code: "refusal_without_reasons", Clause: "6-4",
		Findings: fault.List{{Code: "mark_without_verdict", Severity: fault.Must, Criterion: "1.1"}},
	})
	if p.Article != "第6条第4項" || p.Hint == "" || len(p.Findings) != 1 || p.Reference != "" {
		t.Errorf("problem %+v", p)
	}
}

func TestFindingLine_SaysWhereWhatAndWhatToDo(t *testing.T) {
	text := i18n.New("ja")
	got := FindingOf(text, nil, fault.Finding{Code: "offline_form_cut_off", Severity: fault.Must, At: "L24", Clause: "7"}).Line(text)
	for _, want := range []string{"要対応　L24：審査票の終わりがありません。", "（第7条）", "\n最後の行"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q does not say %q", got, want)
		}
	}
}

func TestArt20_UnknownErrorShowsNoneOfItsText(t *testing.T) {
	p := ProblemOf(i18n.New("ja"), errors.New("open 見本クラウド株式会社.xlsx"))
	if strings.Contains(p.Sentence+p.Hint, "見本クラウド") || len(p.Reference) != 8 {
		t.Errorf("problem %+v", p)
	}
	if Reference(nil) != "" || Reference(errors.New("a")) == Reference(errors.New("b")) {
		t.Error("references do not tell errors apart")
	}
}

func TestSignsOfNothingAreHollow(t *testing.T) {
	text := i18n.New("en")
	if s := Verdict(text, ""); s != (Sign{Hollow, "Unseen"}) {
		t.Errorf("no verdict is %+v", s)
	}
	if s := Overall(text, ""); s.Tone != Hollow {
		t.Errorf("no conclusion is %+v", s)
	}
}

func TestEveryVerdictAndConclusionHasItsOwnWord(t *testing.T) {
	for _, lang := range i18n.Languages() {
		text, seen := i18n.New(lang), map[string]bool{}
		for _, v := range checklist.Verdicts {
			seen[Verdict(text, v).Word] = true
		}
		for _, o := range opinion.Overalls {
			seen[Overall(text, o).Word] = true
		}
		if len(seen) != len(checklist.Verdicts)+len(opinion.Overalls) {
			t.Errorf("%s: %v", lang, seen)
		}
	}
}

func TestWords(t *testing.T) {
	ja, en := i18n.New("ja"), i18n.New("en")
	for _, c := range []struct{ got, want string }{
		{Date(ja, civil.MustParse("2026-04-01")), "2026年4月1日"},
		{Date(en, civil.MustParse("2026-04-01")), "1 April 2026"},
		{Date(ja, civil.Date{}), "－"},
		{Yen(ja, 1055000), "1,055,000円"},
		{Yen(en, 999), "¥999"},
		{Grouped(-1234567), "-1,234,567"},
		{Bytes(512), "512 B"},
		{Bytes(31135), "30 KB"},
		{Bytes(5 << 20), "5.0 MB"},
		{Digest(ident.Digest("ab")), "ab"},
		{DateTyped("令和８年４月１日").String(), "2026-04-01"},
		{DateTyped("2026/4/1").String(), "2026-04-01"},
		{DateTyped("4月1日").String(), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
