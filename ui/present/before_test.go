package present_test

import (
	"strings"
	"testing"
	"time"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/wording"
	"shinsa/ui/present"
)

// side writes stretches for reading: what is marked in brackets.
func side(s []wording.Stretch) string {
	var b strings.Builder
	for _, x := range s {
		if x.Changed {
			b.WriteString("[" + x.Text + "]")
		} else {
			b.WriteString(x.Text)
		}
	}
	return b.String()
}

func TestItemOf_CertificationBeforeBesideThePresent(t *testing.T) {
	f := walkFile(t)
	f.Previous = &intake.Application{Answers: intake.Answers{
		"2.1":  {Kind: criteria.StateAnswered, Value: intake.TextValue("見本クラウド株式会社")},
		"31.2": {Kind: criteria.StateAnswered, Raw: &intake.Raw{Text: "９９．５％（2024年度実績 99.97％）"}},
	}}
	f.PreviousVerdicts = map[ident.ItemID]checklist.Verdict{"31.2": checklist.Query}
	w := item(t, f, "ja", "2.1")
	if b := w.Before[0]; !b.Same || b.Judged || side(b.Answer) != "見本クラウド株式会社" || side(w.Marked) != "見本クラウド株式会社" || b.Changed.Word != "前回から変更なし" {
		t.Errorf("unchanged: %+v, %q", b, side(w.Marked))
	}
	w = item(t, f, "ja", "31.2")
	b := w.Before[0]
	if b.Same || !b.Judged || b.Verdict.Word != "委員会の判定：要確認" || b.Changed.Tone != present.Caution {
		t.Errorf("changed: %+v", b)
	}
	if got := side(b.Answer); got != "[９９．５]％（[2024]年度実績 99.97％）" {
		t.Errorf("then %q", got)
	}
	if got := side(w.Marked); got != "[９９．９]％（[2025]年度実績 99.97％）" {
		t.Errorf("now %q", got)
	}
	w = item(t, f, "ja", "4.2")
	if b := w.Before[0]; b.Changed.Word != "前回は開示なし" || side(b.Answer) != "－" || side(w.Marked) != "当社ホームページ参照" {
		t.Errorf("answered anew: %+v, %q", b, side(w.Marked))
	}
}

func TestItemOf_SecondRoundShowsTheOwnVerdictAndWordsFirst(t *testing.T) {
	f := walkFile(t)
	f.Previous = &intake.Application{Answers: intake.Answers{}}
	f.EarlierRound = 1
	f.EarlierAnswers = intake.Answers{"31.2": {Kind: criteria.StateAnswered, Raw: &intake.Raw{Text: "９９．９％（2025年度実績 なし）"}}}
	f.Earlier = map[ident.ItemID]checklist.Mark{"31.2": {
		Item: "31.2", Verdict: checklist.Nonconforming, Disclosed: checklist.Insufficient, Level: checklist.LevelMet, Remark: "実績がない。", Inquiry: "実績を示してください。",
	}}
	w := item(t, f, "ja", "31.2")
	if w.Mark.Judged() || len(w.Before) != 2 {
		t.Fatalf("mark %+v, %d times before", w.Mark, len(w.Before))
	}
	b := w.Before[0]
	if !strings.Contains(b.Title, "第1回") || b.Verdict.Word != "あなたの判定：不適合" || b.Remark != "実績がない。" || b.Inquiry == "" || b.Found != "開示 不十分 · 水準 満たす" {
		t.Errorf("%+v", b)
	}
	if got := side(w.Marked); got != "９９．９％（2025年度実績 [99.97％]）" {
		t.Errorf("now %q", got)
	}
	if got := side(b.Answer); got != "９９．９％（2025年度実績 [なし]）" {
		t.Errorf("then %q", got)
	}
}

func TestRollup_FindingsComeToAVerdictThatIsNeverChosen(t *testing.T) {
	f := walkFile(t)
	it, _ := f.Edition.Item("31.2")
	for _, c := range []struct {
		lang, follows, against string
		mark                   checklist.Mark
	}{
		{"ja", "未定", "", checklist.Mark{Item: "31.2"}},
		{"ja", "適合", "", checklist.Mark{Item: "31.2", Disclosed: checklist.Adequate, Level: checklist.LevelMet}},
		{"ja", "不適合", "「適合」と判定しています", checklist.Mark{
			Item: "31.2", Disclosed: checklist.Adequate, Level: checklist.LevelNotMet, Verdict: checklist.Conforming,
		}},
		{"en", "Query", "", checklist.Mark{Item: "31.2", Disclosed: checklist.Insufficient}},
	} {
		r := present.RollupOf(i18n.New(c.lang), it, c.mark)
		if r.Follows.Word != c.follows || (c.against == "") != (r.Against == "") || !strings.Contains(r.Against, c.against) {
			t.Errorf("%+v gives %+v", c.mark, r)
		}
		if (r.Against != "") != r.Must {
			t.Errorf("%+v: what must be resolved and what not: %+v", c.mark, r)
		}
	}
}

func TestVersions_NewestFirstAndOnlyWhereTheWordsChanged(t *testing.T) {
	at := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	state := func(min int, remark, inquiry string) review.MarkState {
		return review.MarkState{At: at.Add(time.Duration(min) * time.Minute), Mark: checklist.Mark{Remark: remark, Inquiry: inquiry}}
	}
	h := []review.MarkState{state(0, "", ""), state(1, "計測期間がない。", ""), state(2, "計測期間がない。", "問"), state(3, "計測期間の記載がない。", "問"), state(4, "", "問")}
	vs := present.Versions(i18n.New("ja"), present.Remarks(h))
	if len(vs) != 3 || !vs[0].Current || vs[1].Current || vs[0].Text != "" || side(vs[0].Words) != "（空）" {
		t.Fatalf("%+v", vs)
	}
	if vs[1].At != "2026年11月20日 21:03:00" || side(vs[1].Words) != "計測期間[の記載]がない。" || side(vs[2].Words) != "計測期間がない。" {
		t.Errorf("%+v", vs[1:])
	}
	if vs := present.Versions(i18n.New("ja"), present.Inquiries(h)); len(vs) != 1 || vs[0].Text != "問" {
		t.Errorf("inquiries %+v", vs)
	}
}

func TestPhrase_HasPlaceholdersForWhatBelongsToTheItem(t *testing.T) {
	f := walkFile(t)
	got := present.Phrase(f, "31.2", " 資料3の2頁では、サービス稼働率（目標値）が９９．９％（2025年度実績 99.97％）とされている。\n")
	if got != "{資料}の{頁}頁では、{項目}が{値}とされている。" {
		t.Errorf("%q", got)
	}
}
