package conflict_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"shinsa/review/canon"
	"shinsa/review/conflict"
	"shinsa/review/fault"
)

func TestCheck_ReportsEverything(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*conflict.Declaration, *conflict.Cover)
		want   []string
	}{
		{"other case", func(d *conflict.Declaration, _ *conflict.Cover) { d.Case = "C2026-0002" }, []string{"conflict_other_case"}},
		{"other member", func(_ *conflict.Declaration, c *conflict.Cover) { c.Reviewer = "m-00000000" }, []string{"conflict_other_reviewer"}},
		{"no day", func(d *conflict.Declaration, _ *conflict.Cover) { d.On.Day = 40 }, []string{"conflict_date_missing"}},
		{"other cover", func(d *conflict.Declaration, _ *conflict.Cover) { d.Cover = "00" }, []string{"conflict_other_cover"}},
		{"milder than assessed", func(d *conflict.Declaration, _ *conflict.Cover) {
			hold(d, conflict.Shares, "")
			d.Outcome = conflict.Clear
		}, []string{"conflict_outcome_too_mild"}},
		{"no pledge", func(d *conflict.Declaration, _ *conflict.Cover) { d.Pledge.Agreed = false }, []string{"conflict_pledge_missing"}},
		{"other pledge", func(d *conflict.Declaration, _ *conflict.Cover) { d.Pledge.Text = "0" }, []string{"conflict_pledge_other_text"}},
		{"silence", func(d *conflict.Declaration, _ *conflict.Cover) { d.Interests = d.Interests[1:] }, []string{"conflict_kind_unanswered"}},
		{"unknown kind", func(d *conflict.Declaration, _ *conflict.Cover) {
			d.Interests = append(d.Interests, conflict.Interest{Kind: "friend"}, conflict.Interest{Kind: conflict.Money})
		}, []string{"conflict_kind_unknown"}},
		{"no words", func(d *conflict.Declaration, _ *conflict.Cover) {
			d.Interests[0] = conflict.Interest{Kind: conflict.Post, Held: true, Detail: "　"}
		}, []string{"conflict_detail_missing"}},
		{"held and not", func(d *conflict.Declaration, _ *conflict.Cover) {
			d.Interests = append(d.Interests, conflict.Interest{Kind: conflict.Post, Held: true, Detail: "顧問"})
		}, []string{"conflict_contradicts_itself"}},
		{"ends tomorrow", func(d *conflict.Declaration, _ *conflict.Cover) { hold(d, conflict.Post, "2026-05-02") }, []string{"conflict_until_in_future"}},
		{"year missing", func(d *conflict.Declaration, _ *conflict.Cover) { d.Money = d.Money[:2] }, []string{"conflict_year_unanswered"}},
		{"year twice", func(d *conflict.Declaration, _ *conflict.Cover) { d.Money = append(d.Money, d.Money[0]) }, []string{"conflict_year_twice"}},
		{"no such band", func(d *conflict.Declaration, _ *conflict.Cover) { d.Money[0].Band = "some" }, []string{"conflict_band_unknown"}},
		{"amount outside band", func(d *conflict.Declaration, _ *conflict.Cover) { d.Money[0].Amount = 1 }, []string{"conflict_amount_outside_band"}},
		{"negative amount", func(d *conflict.Declaration, _ *conflict.Cover) { d.Money[0].Amount = -1 }, []string{"conflict_amount_unusable"}},
		{"late without words", func(d *conflict.Declaration, _ *conflict.Cover) {
			d.Late = &conflict.Late{Discovered: day("2026-05-02")}
		}, []string{
			"conflict_late_date", "conflict_late_reason_missing", "conflict_late_replaces_nothing",
		}},
		{"withdraws without reason", func(d *conflict.Declaration, _ *conflict.Cover) {
			*d = conflict.Declaration{Case: d.Case, Reviewer: d.Reviewer, On: d.On, Withdraw: true}
		}, []string{"conflict_reason_missing"}},
		{"everything at once", func(d *conflict.Declaration, _ *conflict.Cover) {
			d.Case, d.Interests, d.Money, d.Pledge.Agreed = "", nil, nil, false
		}, []string{"conflict_kind_unanswered", "conflict_other_case", "conflict_pledge_missing", "conflict_year_unanswered"}},
	} {
		cv := cover()
		d := declaration(cv)
		c.change(d, cv)
		got := conflict.Check(d, cv, conflict.DefaultPolicy())
		if diff := cmp.Diff(c.want, got.Codes()); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		for _, f := range got {
			if f.Clause != "7" && f.Clause != "20-1" || f.Severity != fault.Must {
				t.Errorf("%s: %+v", c.name, f)
			}
		}
	}
}

func TestCheck_WithdrawalNeedsOnlyItsReason(t *testing.T) {
	c := cover()
	d := &conflict.Declaration{Case: c.Case, Reviewer: "m-2f61a0c4", On: day("2026-05-01"), Withdraw: true, Reason: "一身上の都合"}
	if l := conflict.Check(d, c, conflict.DefaultPolicy()); len(l) != 0 {
		t.Errorf("%v", l.Codes())
	}
	a := conflict.Assess(d, conflict.DefaultPolicy())
	if a.Outcome != conflict.Recuse || a.Floor != conflict.Recuse || !d.Recused() || !a.Reasons.Has("conflict_member_withdraws") {
		t.Errorf("%+v", a)
	}
}

func TestCheck_Matches(t *testing.T) {
	c := cover()
	c.Pins = []conflict.Pin{{Kind: conflict.Shares, Party: "見本クラウド株式会社", Reason: "前回の申告による"}}
	d := declaration(c)
	if l := conflict.Check(d, c, conflict.DefaultPolicy()); !cmp.Equal(l.Codes(), []string{"conflict_pin_unanswered"}) {
		t.Errorf("pin passed over: %v", l.Codes())
	}
	found := conflict.Find(&conflict.Profile{}, c)
	if len(found) != 1 || !found[0].Pinned {
		t.Fatalf("%+v", found)
	}
	for _, s := range []struct {
		state  conflict.State
		reason string
		held   bool
		want   []string
	}{
		{conflict.Undecided, "", false, []string{"conflict_match_undecided"}},
		{conflict.Dismissed, "", false, []string{"conflict_dismissed_without_reason", "conflict_pinned_dismissed"}},
		{conflict.Dismissed, "売却した", false, []string{"conflict_pinned_dismissed"}},
		{conflict.Confirmed, "", false, []string{"conflict_confirmed_not_declared"}},
		{conflict.Confirmed, "", true, nil},
	} {
		d := declaration(c)
		d.Matches = []conflict.Match{found[0]}
		d.Matches[0].State, d.Matches[0].Reason = s.state, s.reason
		if s.held {
			hold(d, conflict.Shares, "")
		}
		if l := conflict.Check(d, c, conflict.DefaultPolicy()); !cmp.Equal(l.Codes(), s.want) {
			t.Errorf("%q %q: %v, want %v", s.state, s.reason, l.Codes(), s.want)
		}
		if s.state == conflict.Dismissed && conflict.Assess(d, conflict.DefaultPolicy()).Outcome != conflict.Recuse {
			t.Error("a member cleared what the secretariat pinned")
		}
	}
}

func TestArt7_SecretariatConfirms(t *testing.T) {
	p := conflict.DefaultPolicy()
	act := conflict.Act{On: day("2026-05-02"), By: "事務局 一郎"}
	for _, c := range []struct {
		name   string
		change func(*conflict.Declaration, *conflict.Act)
		want   conflict.Outcome
		code   string
	}{
		{"as assessed", func(*conflict.Declaration, *conflict.Act) {}, conflict.Clear, ""},
		{"on the same day", func(_ *conflict.Declaration, a *conflict.Act) { a.On = day("2026-05-01") }, conflict.Clear, ""},
		{"the day before", func(_ *conflict.Declaration, a *conflict.Act) { a.On = day("2026-04-30") }, "", "conflict_clearance_undated"},
		{"by nobody", func(_ *conflict.Declaration, a *conflict.Act) { a.By = " " }, "", "conflict_clearance_undated"},
		{"stricter", func(_ *conflict.Declaration, a *conflict.Act) {
			a.Outcome, a.Reason = conflict.Recuse, "役員名簿により確認"
		}, conflict.Recuse, ""},
		{"stricter without reason", func(_ *conflict.Declaration, a *conflict.Act) { a.Outcome = conflict.Recuse }, "", "conflict_clearance_without_reason"},
		{"milder than a post", func(d *conflict.Declaration, a *conflict.Act) {
			hold(d, conflict.Post, "")
			a.Outcome, a.Reason = conflict.SpeakNoVote, "軽微"
		}, "", "conflict_clearance_too_mild"},
		{"milder than another circumstance", func(d *conflict.Declaration, a *conflict.Act) {
			hold(d, conflict.Other, "")
			a.Outcome, a.Reason = conflict.Clear, "関係がないことを確認した"
		}, conflict.Clear, ""},
		{"milder than the member's own choice", func(d *conflict.Declaration, a *conflict.Act) {
			d.Withdraw, d.Reason = true, "旧知"
			a.Outcome, a.Reason = conflict.Clear, "問題ない"
		}, "", "conflict_clearance_too_mild"},
		{"no such outcome", func(_ *conflict.Declaration, a *conflict.Act) { a.Outcome, a.Reason = "fine", "x" }, "", "conflict_clearance_too_mild"},
		{"incomplete", func(d *conflict.Declaration, _ *conflict.Act) { d.Money = nil }, "", "conflict_declaration_unusable"},
	} {
		cv := cover()
		d, a := declaration(cv), act
		c.change(d, &a)
		got, err := conflict.Confirm(d, cv, p, a)
		if c.code != "" {
			var f *fault.Error
			if !errors.As(err, &f) || f.Code != c.code || f.Clause != "7" || f.Kind != fault.Forbidden {
				t.Errorf("%s: %v, want %s", c.name, err, c.code)
			}
			continue
		}
		if err != nil || got.Outcome != c.want {
			t.Errorf("%s: %+v, %v", c.name, got, err)
			continue
		}
		if sum, _ := canon.Digest(d); got.Declaration != sum || got.On != a.On || got.Reviewer != d.Reviewer {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestDeclaration_FromYAML(t *testing.T) {
	const file = `
case: C2026-0001
interests:
  - {kind: post, held: true, party: 見本クラウド株式会社, detail: 技術顧問, until: 2024-03-31}
  - {kind: shares, held: false}
money:
  - {year: 2025, band: minor, amount: 300000, for: 講演料}
matches:
  - {id: abc, state: dismissed, reason: 同姓同名の別人}
withdraw: true
reason: 顧問であったため
pledge: {agreed: true}
late: {discovered: 2026-05-01, reason: 審査中に判明, replaces: abc}
`
	var d conflict.Declaration
	dec := yaml.NewDecoder(strings.NewReader(file))
	dec.KnownFields(true)
	if err := dec.Decode(&d); err != nil {
		t.Fatal(err)
	}
	if d.Interests[0].Until != day("2024-03-31") || d.Money[0].Amount != 300_000 || d.Matches[0].State != conflict.Dismissed ||
		!d.Pledge.Agreed || d.Late.Discovered != day("2026-05-01") || !d.Holds(conflict.Post) || d.Holds(conflict.Shares) || !d.Holds(conflict.Money) {
		t.Errorf("%+v", d)
	}
	b, err := canon.Marshal(&d)
	if err != nil {
		t.Fatal(err)
	}
	var back conflict.Declaration
	if unknown, err := canon.Exact(b, &back, canon.Limits{}); err != nil || len(unknown) != 0 {
		t.Errorf("JSON does not read back: %v %v", unknown, err)
	}
	if diff := cmp.Diff(d, back); diff != "" {
		t.Error(diff)
	}
}
