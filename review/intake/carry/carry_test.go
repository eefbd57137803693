package carry_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/intake/carry"
)

// carryEdition is an edition of items given as "id|title|ask|duty|answer and level".
func carryEdition(t testing.TB, id string, rows ...string) *criteria.Edition {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "format: shinsa-criteria\nversion: 1\nedition: {id: %s, title: {ja: 版}, status: draft}\ngroups: [{id: G1, title: {ja: 一}}]\nitems:\n", id)
	for _, r := range rows {
		f := strings.Split(r, "|")
		fmt.Fprintf(&b, "- {id: '%s', group: G1, category: {ja: 類}, title: {ja: %s}, ask: {ja: %s}, duty: %s, %s}\n", f[0], f[1], f[2], f[3], f[4])
	}
	e, err := criteria.Parse([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

const anyText = "answer: {type: text}"

func carryEditions(t testing.TB) (old, next *criteria.Edition) {
	const level = "answer: {type: number, unit: '%%'}, level: {text: {ja: %s}, check: {op: gte, number: %s, unit: '%%'}}"
	old = carryEdition(t, "e1",
		"1|事業者名|登記上の正式な商号|mandatory|"+anyText,
		"2|所在地|本店の郵便番号と住所|mandatory|"+anyText,
		"3|稼働率|目標とする稼働率|mandatory|"+fmt.Sprintf(level, "99.5以上", "99.5"),
		"4|入退館管理と媒体の保管|入退館管理の記録、及び媒体の保管の手順|optional|"+anyText,
		"5|受賞歴|サービスの受賞歴|optional|"+anyText)
	next = carryEdition(t, "e2",
		"1|事業者名|登記上の正式な商号|mandatory|"+anyText,
		"9|所在地|本店の郵便番号と住所|mandatory|"+anyText,
		"3|稼働率|目標とする稼働率|mandatory|"+fmt.Sprintf(level, "99.95以上", "99.95"),
		"4.1|入退館管理|誰がいつ入ったか|optional|"+anyText,
		"4.2|媒体の保管|鍵の有無|optional|"+anyText,
		"6|生成系機能|学習への利用の有無|mandatory|"+anyText)
	return old, next
}

func carryApplication(old *criteria.Edition) *intake.Application {
	text := func(s string) intake.Disclosure {
		return intake.Disclosure{Kind: criteria.StateAnswered, Type: criteria.TextAnswer, Value: intake.TextValue(s), At: "B!F7"}
	}
	up := intake.Disclosure{Kind: criteria.StateAnswered, Type: criteria.NumberAnswer, Value: intake.NumberValue(99.9), Unit: "%"}
	return &intake.Application{
		Load: intake.Loaded, Edition: intake.NameOf(old),
		Answers: intake.Answers{
			"1": text("見本クラウド株式会社"), "2": text("東京都見本区"), "3": up, "4": text("記録は3年。媒体は金庫。"), "5": text("見本賞"),
		},
		Header: intake.Header{Withhold: []intake.Withholding{{Items: []string{"2", "4", "5"}, Reason: "秘密"}}},
		Findings: fault.List{
			{Code: "title_differs", Severity: fault.Should, Criterion: "2"},
			{Code: "length_over", Severity: fault.Should, Criterion: "4"},
			{Code: "corporate_number_invalid", Severity: fault.Must, Field: "corporate_number"},
		},
	}
}

// confirmed is the proposal with every line confirmed, as persons leave it.
func confirmed(old, next *criteria.Edition) *criteria.Mapping {
	m := criteria.Propose(old, next)
	for i := range m.Lines {
		m.Lines[i].Confirmed = true
	}
	return m
}

func TestArt22_CarryLosesNoAnswer(t *testing.T) {
	old, next := carryEditions(t)
	app := carryApplication(old)
	on := civil.MustParse("2026-04-06")
	got, err := carry.Answers(app, confirmed(old, next), old, next, on)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Answers) != 6 || got.Edition.ID != "e2" || got.Answers["9"].Wording() != "東京都見本区" {
		t.Fatalf("answers %+v", got.Answers)
	}
	for _, id := range []ident.ItemID{"4.1", "4.2"} {
		if got.Answers[id].Wording() != "記録は3年。媒体は金庫。" {
			t.Errorf("item %s says %q", id, got.Answers[id].Wording())
		}
	}
	m := got.Migrations[0]
	if m.Dropped["5"].Wording() != "見本賞" || m.On != on || len(m.Lines) != 5 {
		t.Errorf("migration %+v", m)
	}
	for id := range app.Answers {
		if !slices.ContainsFunc(m.Lines, func(l criteria.Provenance) bool { return slices.Contains(l.From, id) }) {
			t.Errorf("the answer to %s has no line", id)
		}
	}
	if w := got.Header.Withhold[0].Items; !slices.Equal(w, []string{"9", "4.1", "4.2", "5"}) {
		t.Errorf("withheld %v", w)
	}
	if app.Edition.ID != "e1" || len(app.Answers) != 5 || app.Migrations != nil {
		t.Error("the application that was carried is changed")
	}
}

func TestArt22_CarryChecksAnew(t *testing.T) {
	old, next := carryEditions(t)
	got, err := carry.Answers(carryApplication(old), confirmed(old, next), old, next, civil.MustParse("2026-04-06"))
	if err != nil {
		t.Fatal(err)
	}
	if got.Levels["3"].Result != criteria.NotMet {
		t.Errorf("level of 3 is %+v: 99.9 does not reach the new 99.95", got.Levels["3"])
	}
	want := map[string]string{
		"level_not_met": "3", "item_asked_anew": "6", "title_differs": "9", "corporate_number_invalid": "",
	}
	for code, item := range want {
		if !slices.ContainsFunc(got.Findings, func(f fault.Finding) bool { return f.Code == code && f.Criterion == item }) {
			t.Errorf("no finding %s at %q in %v", code, item, got.Findings)
		}
	}
	if got.Findings.Has("length_over") {
		t.Error("a finding about an answer that was read again is still there")
	}
	if got.Counts.Answered != 5 || got.Counts.MandatoryBlank != 1 {
		t.Errorf("counts %+v", got.Counts)
	}
}

func TestArt22_CarryRefusesWhatNobodyConfirmed(t *testing.T) {
	old, next := carryEditions(t)
	for name, m := range map[string]*criteria.Mapping{"proposal": criteria.Propose(old, next), "other edition": confirmed(next, old)} {
		if _, err := carry.Answers(carryApplication(old), m, old, next, civil.Date{}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: error %v", name, err)
		}
	}
	app := carryApplication(old)
	app.Edition = intake.NameOf(next)
	if _, err := carry.Answers(app, confirmed(old, next), old, next, civil.Date{}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("an application of another edition: %v", err)
	}
}

func TestArt22_OriginAndNumbersOverTwoMigrations(t *testing.T) {
	old, next := carryEditions(t)
	last := carryEdition(t, "e3",
		"1|事業者名|登記上の正式な商号|mandatory|"+anyText,
		"10|所在地|本店の郵便番号と住所|mandatory|"+anyText)
	app := carryApplication(old)
	second, err := carry.Answers(app, confirmed(old, next), old, next, civil.Date{})
	if err != nil {
		t.Fatal(err)
	}
	third, err := carry.Answers(second, confirmed(next, last), next, last, civil.Date{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range third.Origin("10") {
		got = append(got, fmt.Sprint(l.Kind, l.From, l.To))
	}
	if want := []string{"moved[2] [9]", "moved[9] [10]"}; !slices.Equal(got, want) {
		t.Errorf("origin %v, want %v", got, want)
	}
	if now := third.Became(old.Digest(), "2"); !slices.Equal(now, []ident.ItemID{"10"}) {
		t.Errorf("2 became %v", now)
	}
	if now := third.Became(old.Digest(), "5"); len(now) != 0 {
		t.Errorf("a withdrawn item became %v", now)
	}
	if a := third.Renumbered(app); a["10"].Wording() != "東京都見本区" || len(a) != 2 {
		t.Errorf("renumbered %v", a)
	}
	if len(third.Migrations[1].Dropped) != 4 {
		t.Errorf("dropped %v", third.Migrations[1].Dropped)
	}
	if len(app.Origin("1")) != 0 {
		t.Error("an answer that never moved has an origin")
	}
}
