package present_test

import (
	"slices"
	"testing"

	"shinsa/assets"
	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/ui/present"
)

// walkFile returns a case over the sample edition with a few disclosures of every kind.
func walkFile(t testing.TB) *review.File {
	t.Helper()
	src, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		t.Fatal(err)
	}
	e, err := criteria.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	number, yes := 99.9, true
	raw := func(s string) *intake.Raw { return &intake.Raw{Text: s} }
	app := &intake.Application{
		Answers: intake.Answers{
			"31.2": {Kind: criteria.StateAnswered, Type: criteria.NumberAnswer, Value: intake.Value{Number: &number}, Unit: "%", Raw: raw("９９．９％（2025年度実績 99.97％）"), At: "申請書B!F71", Evidence: []intake.Pointer{{No: "資料3", Page: 1}}},
			"40.2": {Kind: criteria.StateAnswered, Type: criteria.YesNoAnswer, Value: intake.Value{Yes: &yes}, Detail: "IDS/IPSを境界に設置", Raw: raw("有（IDS/IPSを境界に設置）")},
			"2.1":  {Kind: criteria.StateAnswered, Value: intake.TextValue("見本クラウド株式会社"), At: "申請書B!F5"},
			"4.1":  {Kind: criteria.StateBlank},
			"4.2":  {Kind: criteria.StateByReference, Value: intake.TextValue("当社ホームページ参照")},
			"3.1":  {Kind: criteria.StateAnswered, Raw: raw("平成のころ"), Doubt: "day_missing"},
			"38.1": {Kind: criteria.StateAnswered, Value: intake.TextValue("対象：サーバ"), Fields: map[string]intake.Value{"間隔(分)": intake.NumberValue(1), "対象": intake.TextValue("サーバ")}},
		},
		Levels:   map[ident.ItemID]criteria.Outcome{"31.2": {Result: criteria.Met, Reason: "reached", Args: map[string]string{"got": "99.9", "limit": "99.5", "unit": "%"}}},
		Findings: fault.List{{Code: "fee_not_received", Severity: fault.Should, Clause: "5", Criterion: "2.1"}, {Code: "declare_first", Severity: fault.Must, Clause: "7", Criterion: "2.1"}},
	}
	return &review.File{Edition: e, Application: app, Marks: map[ident.ItemID]checklist.Mark{}, Notes: map[ident.ItemID]string{"2.1": "確認済"}}
}

func item(t *testing.T, f *review.File, lang string, id ident.ItemID) present.WalkItem {
	t.Helper()
	w, ok := present.ItemOf(i18n.New(lang), f, id)
	if !ok {
		t.Fatalf("no item %s", id)
	}
	return w
}

func TestItemOf_ShowsRawNormalisedAndCell(t *testing.T) {
	f := walkFile(t)
	w := item(t, f, "ja", "31.2")
	if w.Raw != "９９．９％（2025年度実績 99.97％）" || w.Normalised != "99.9 %" || w.Cell != "申請書B F71" || w.Kind != "" {
		t.Errorf("%q → %q at %q, kind %q", w.Raw, w.Normalised, w.Cell, w.Kind)
	}
	if w = item(t, f, "ja", "40.2"); w.Normalised != "有（IDS/IPSを境界に設置）" && w.Normalised != "" {
		t.Errorf("yes with detail reads %q", w.Normalised)
	}
	if w = item(t, f, "en", "40.2"); w.Normalised == "" || w.Normalised[:3] != "Yes" {
		t.Errorf("yes in English reads %q", w.Normalised)
	}
	if w = item(t, f, "ja", "2.1"); w.Normalised != "" {
		t.Errorf("a text that needs no reading is read as %q", w.Normalised)
	}
}

func TestItemOf_KindsOfAnswerAndDoubtHaveWords(t *testing.T) {
	f := walkFile(t)
	for id, want := range map[ident.ItemID]string{"4.1": "空欄", "4.2": "ほかの資料を参照", "2.1": ""} {
		if w := item(t, f, "ja", id); w.Kind != want {
			t.Errorf("%s: %q, want %q", id, w.Kind, want)
		}
	}
	if w := item(t, f, "ja", "3.1"); w.Doubt != "日の記載がありません" {
		t.Errorf("doubt %q", w.Doubt)
	}
	f.Application.Answers["3.1"] = intake.Disclosure{Kind: criteria.StateAnswered, Doubt: "a_reason_of_tomorrow"}
	if w := item(t, f, "ja", "3.1"); w.Doubt != "読み取りが確実ではありません" {
		t.Errorf("an unknown doubt says %q", w.Doubt)
	}
	f.Application.Answers["3.1"] = intake.Disclosure{Kind: criteria.StateAnswered}
	if w := item(t, f, "ja", "3.1"); w.Doubt == "" {
		t.Error("what could not be read is shown without doubt")
	}
}

func TestItemOf_LevelSaysHowItCompared(t *testing.T) {
	f := walkFile(t)
	w := item(t, f, "ja", "31.2")
	if !w.HasLevel || w.LevelResult.Tone != present.Good || w.LevelWhy != "開示 99.9%、下限 99.5%" || w.Duty == "" {
		t.Errorf("level %+v, why %q", w.LevelResult, w.LevelWhy)
	}
	for result, tone := range map[criteria.Result]present.Tone{criteria.NotMet: present.Bad, criteria.Unclear: present.Caution, criteria.NotAssessed: present.Hollow, "": present.Hollow} {
		f.Application.Levels["31.2"] = criteria.Outcome{Result: result}
		if w := item(t, f, "ja", "31.2"); w.LevelResult.Tone != tone {
			t.Errorf("%q is shown as %s", result, w.LevelResult.Tone)
		}
	}
	if w := item(t, f, "ja", "2.1"); w.HasLevel {
		t.Error("an item without a level shows one")
	}
}

func TestItemOf_FindingsGravestFirstWithArticle(t *testing.T) {
	w := item(t, walkFile(t), "ja", "2.1")
	if len(w.Findings) != 2 || w.Findings[0].Severity != fault.Must || w.Findings[0].Article != "第7条" || w.Note != "確認済" {
		t.Fatalf("findings %+v", w.Findings)
	}
}

func TestItemOf_PartsInOneOrder(t *testing.T) {
	f := walkFile(t)
	want := item(t, f, "ja", "38.1").Parts
	if len(want) != 2 {
		t.Fatalf("parts %v", want)
	}
	for range 20 {
		if got := item(t, f, "ja", "38.1").Parts; !slices.Equal(got, want) {
			t.Fatalf("parts %v, then %v", want, got)
		}
	}
}

func TestItemOf_UnknownItem(t *testing.T) {
	if _, ok := present.ItemOf(i18n.New("ja"), walkFile(t), "99.9"); ok {
		t.Fatal("an item the edition does not have was shown")
	}
}

func TestPointersAndEvidenceInWords(t *testing.T) {
	text := i18n.New("ja")
	got := present.PointerWords(text, []checklist.Pointer{{Evidence: "資料3", Page: 2}, {Evidence: "資料1"}})
	if !slices.Equal(got, []string{"1　資料3 2頁", "2　資料1"}) {
		t.Errorf("pointers %v", got)
	}
	secret := true
	if got := present.EvidenceTitle(text, intake.Evidence{No: "資料1", Title: "登記", Confidential: &secret}); got != "資料1　登記（公表しない資料）" {
		t.Errorf("title %q", got)
	}
}
