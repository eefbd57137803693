package present_test

import (
	"slices"
	"strings"
	"testing"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/ui/present"
)

var today = civil.MustParse("2026-11-20")

func homeRow(state review.State, next review.Step, due string) review.Row {
	d := civil.Date{}
	if due != "" {
		d = civil.MustParse(due)
	}
	return review.Row{
		Case:   review.Case{ID: "C2026-0001", Kind: "new", State: state, Operator: "見本クラウド㈱", Service: "見本基盤", Due: d},
		Judged: 61, Seen: 80, Total: 136, Evidence: 8, Opened: 3, Next: next,
	}
}

func TestCaseNumber_TellsTheRoundFromTheSecondOn(t *testing.T) {
	for round, want := range map[int]string{0: "C2026-0001", 1: "C2026-0001", 2: "C2026-0001（第2回）"} {
		if got := present.CaseNumber(i18n.New("ja"), review.Case{ID: "C2026-0001", Round: round}); got != want {
			t.Errorf("round %d is %q", round, got)
		}
	}
	row := review.Row{Case: review.Case{ID: "C2026-0001", Round: 2, Operator: "見本", Service: "基盤", Kind: "new"}}
	if line := present.CaseLine(i18n.New("en"), row); !strings.Contains(line, "C2026-0001 (round 2)") {
		t.Errorf("the line of the case: %s", line)
	}
}

func TestHomeRow_DaysLeft(t *testing.T) {
	for _, c := range []struct {
		state review.State
		due   string
		word  string
		tone  present.Tone
	}{
		{review.Open, "2026-11-18", "2日超過", present.Bad},
		{review.Open, "2026-11-20", "今日まで", present.Caution},
		{review.Open, "2026-11-21", "あと1日", present.Caution},
		{review.Open, "2026-11-27", "あと7日", present.Caution},
		{review.Open, "2026-11-28", "あと8日", present.Hollow},
		{review.Submitted, "2026-11-18", "", present.Neutral},
		{review.Open, "", "", present.Neutral},
	} {
		rows := present.HomeRows(i18n.New("ja"), review.Member, []review.Row{homeRow(c.state, review.StepWalk, c.due)}, today)
		if got := rows[0].Left; got.Word != c.word || got.Tone != c.tone {
			t.Errorf("%s due %s: %+v, want %s %s", c.state, c.due, got, c.tone, c.word)
		}
	}
}

func TestHomeRow_EveryStateAndStepHasWordsAndAPlace(t *testing.T) {
	states := []review.State{
		review.Received, review.Sent, review.Gathered, review.Convened, review.Decided, review.Issued, review.Sealed, review.Awaiting,
		review.Recused, review.Open, review.Submitted, review.Receipted, review.Purged,
	}
	steps := []review.Step{
		review.StepFee, review.StepPack, review.StepWait, review.StepMerge, review.StepConvene, review.StepDecide, review.StepIssue,
		review.StepDeclare, review.StepRelease, review.StepWalk, review.StepOpine, review.StepSubmit, review.StepPurge,
	}
	for _, lang := range i18n.Languages() {
		text := i18n.New(lang)
		for _, s := range states {
			if got := present.State(text, s); got.Word == "" || got.Word[0] == 0xe2 && got.Word[:3] == "⟦" {
				t.Errorf("%s: state %s is %q", lang, s, got.Word)
			}
		}
		for _, s := range steps {
			row := present.HomeRows(text, review.Secretariat, []review.Row{homeRow(review.Open, s, "")}, today)[0]
			if row.Place == "" {
				t.Errorf("step %s leads nowhere", s)
			}
			if (row.Next == "") != (s == review.StepWait) {
				t.Errorf("%s: step %s is offered as %q", lang, s, row.Next)
			}
		}
	}
}

func TestHomeRow_ProgressOnlyOfWhatMayBeRead(t *testing.T) {
	text := i18n.New("ja")
	open := present.HomeRows(text, review.Member, []review.Row{homeRow(review.Open, review.StepWalk, "")}, today)[0]
	if open.Progress != "判定 61／136項目" || open.Explain == "" {
		t.Errorf("progress %q, %q", open.Progress, open.Explain)
	}
	for _, s := range []review.State{review.Sealed, review.Awaiting, review.Recused} {
		if row := present.HomeRows(text, review.Member, []review.Row{homeRow(s, "", "")}, today)[0]; row.Progress != "" {
			t.Errorf("%s shows progress %q", s, row.Progress)
		}
	}
	r := homeRow(review.Sent, review.StepMerge, "")
	r.Judged, r.Members = 1, make([]review.Assignment, 3)
	if row := present.HomeRows(text, review.Secretariat, []review.Row{r}, today)[0]; row.Progress != "回答 1／3名" {
		t.Errorf("the secretariat sees %q", row.Progress)
	}
}

func TestHomeRow_BlockedStepNamesItsArticle(t *testing.T) {
	r := homeRow(review.Received, review.StepFee, "")
	r.Blocked = []fault.Finding{{Code: "fee_not_received", Severity: fault.Must, Clause: "5"}}
	row := present.HomeRows(i18n.New("ja"), review.Secretariat, []review.Row{r}, today)[0]
	if len(row.Blocked) != 1 || row.Blocked[0].Article != "第5条" {
		t.Fatalf("blocked %+v", row.Blocked)
	}
}

func TestHomeFilters_CountWhatTheyLeave(t *testing.T) {
	text := i18n.New("ja")
	rows := present.HomeRows(text, review.Member, []review.Row{
		homeRow(review.Open, review.StepWalk, "2026-11-22"), homeRow(review.Sealed, review.StepDeclare, "2026-12-22"), homeRow(review.Submitted, "", "2026-11-22"),
	}, today)
	var got []int
	for _, f := range present.HomeFilters(text, rows) {
		got = append(got, f.Count)
	}
	if !slices.Equal(got, []int{3, 2, 1, 1}) {
		t.Fatalf("counts %v", got)
	}
}

func TestHomeRow_MatchesWhateverTheWriting(t *testing.T) {
	row := present.HomeRows(i18n.New("ja"), review.Member, []review.Row{homeRow(review.Open, "", "")}, today)[0]
	for q, want := range map[string]bool{"": true, "ミホンクラウド": false, "クラウド": true, "くらうど": true, "ｸﾗｳﾄﾞ 基盤": true, "c2026": true, "審査中": true, "別の": false} {
		if got := row.Matches(q); got != want {
			t.Errorf("%q matches: %v", q, got)
		}
	}
}
