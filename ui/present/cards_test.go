package present

import (
	"strings"
	"testing"
	"time"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
)

func TestRevocation_ReasonAndEffectInWords(t *testing.T) {
	text := i18n.New("ja")
	for _, c := range [][3]string{
		{"lost", "", "紛失・盗難"}, {"lost", " 電車内 ", "紛失・盗難：電車内"}, {"other", "任期の変更", "任期の変更"}, {"", "", ""}, {"nonsense", "x", "x"},
	} {
		if got := RevocationReason(text, c[0], c[1]); got != c[2] {
			t.Errorf("%q, %q: %q", c[0], c[1], got)
		}
	}
	if len(RevocationReasons(text)) != 4 {
		t.Error("not four reasons")
	}
	card := review.Card{ID: "m-1"}
	row := func(state review.State, outcome string) review.Row {
		return review.Row{Case: review.Case{ID: "C2026-0001", State: state, Members: []review.Assignment{{Reviewer: "m-1", Outcome: outcome}}}}
	}
	for outcome, waits := range map[string]bool{"": true, "declared": true, "opined": false, "recused": false} {
		if got := RevocationEffect(text, card, []review.Row{row(review.Sent, outcome)}); strings.Contains(got, "C2026-0001") != waits {
			t.Errorf("%q: %q", outcome, got)
		}
	}
	if got := RevocationEffect(text, card, []review.Row{row(review.Gathered, "")}); strings.Contains(got, "C2026-0001") {
		t.Errorf("a case that is past waiting: %q", got)
	}
}

func TestMemberLines_SayWhenAndWhyACardEnded(t *testing.T) {
	day := civil.MustParse("2026-04-01")
	got := MemberLines(i18n.New("ja"), []review.Card{{ID: "m-1", Name: "花子", Issued: day, NotAfter: day.AddDays(365), Revoked: day.AddDays(9), Reason: "紛失"}}, day)
	if got[0].Sign.Tone != Bad || !strings.Contains(got[0].Until, "2026年4月10日") || !strings.Contains(got[0].Until, "紛失") || !strings.Contains(got[0].Fingerprint, "m-1") {
		t.Errorf("line %+v", got[0])
	}
}

func TestIsCard(t *testing.T) {
	for path, want := range map[string]bool{"/a/x.card": true, `C:\X.CARD`: true, "x.register": false, "card": false} {
		if IsCard(path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
}

func TestArt20_DisclosureLinesNameTheirGround(t *testing.T) {
	text := i18n.New("ja")
	at := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	got := DisclosureLines(text, []review.Disclosure{
		{No: 1, Case: "C2026-0001", On: civil.MustParse("2026-04-01"), To: "裁判所", Ground: "20-3", Text: "写し", At: at},
		{No: 2, Case: "C2026-0001", On: civil.MustParse("2026-04-02"), To: "監督庁", Ground: "20-2-5", Text: "概要", At: at.Add(time.Hour)},
	})
	if len(got) != 2 || !strings.Contains(got[0].Head, "監督庁") || got[1].Article != "第20条第3項" || !strings.Contains(got[1].Text, "裁判所の命令") {
		t.Errorf("lines %+v", got)
	}
	for _, g := range DisclosureGrounds(text, review.Grounds()) {
		if strings.Contains(g.Word, "⟦") {
			t.Errorf("%s has no words", g.Value)
		}
	}
}

func TestRefusal_TellsEveryReason(t *testing.T) {
	err := &fault.Error{Kind: fault.Forbidden, Code: "disclosure_not_recordable", Clause: "20", Findings: fault.List{
		{Code: "disclosure_without_ground", Severity: fault.Must}, {Code: "disclosure_without_text", Severity: fault.Must},
	}}
	if got := Refusal(i18n.New("ja"), err); strings.Count(got, "\n・") != 2 {
		t.Errorf("refusal %q", got)
	}
}

func TestCheckup_OneSentence(t *testing.T) {
	text := i18n.New("ja")
	if got := Checkup(text, []review.Invariant{{Name: "a", OK: true}}); got.Sign.Tone != Good || !strings.Contains(got.Sentence, "1項目") {
		t.Errorf("sound: %+v", got)
	}
	if got := Checkup(text, []review.Invariant{{Name: "a", OK: true}, {Name: "b"}}); got.Sign.Tone != Bad || !strings.Contains(got.Sentence, "1項目に異常") {
		t.Errorf("broken: %+v", got)
	}
}
