package conflict_test

import (
	"strings"
	"testing"

	"shinsa/review/canon"
	"shinsa/review/civil"
	"shinsa/review/conflict"
)

func day(s string) civil.Date { return civil.MustParse(s) }

// cover returns the cover card the tests declare against.
func cover() *conflict.Cover {
	return &conflict.Cover{
		Format: conflict.CoverFormat, Version: conflict.CoverVersion, Case: "C2026-0001", Kind: "new",
		Operator: "見本クラウド株式会社", OperatorKana: "ミホンクラウドカブシキガイシャ", CorporateNumber: "7999901000001",
		Service:     "見本IoTプラットフォーム",
		Group:       []conflict.Company{{Name: "見本ホールディングス株式会社", CorporateNumber: "3999901000002", Relation: "親会社"}, {Name: "主持 役員"}, {Name: "持分　梅子"}},
		Officers:    []conflict.Officer{{Name: "見本 太郎", Kana: "ミホン タロウ", Title: "代表取締役社長"}, {Name: "髙﨑 邊", Title: "監査役"}, {Name: "主持　役員"}},
		Competitors: []conflict.Company{{Name: "競合データ株式会社"}},
		Pledge:      conflict.DefaultPledge(),
	}
}

// declaration returns a declaration without any interest, in order for cover.
func declaration(c *conflict.Cover) *conflict.Declaration {
	d := &conflict.Declaration{
		Format: conflict.DeclarationFormat, Version: conflict.DeclarationVersion, Case: c.Case, Reviewer: "m-2f61a0c4",
		Name: "委員 花子", On: day("2026-05-01"),
		Pledge: conflict.Pledge{Version: c.Pledge.Version, Text: c.Pledge.Digest(), Agreed: true, On: day("2026-05-01")},
	}
	for _, k := range conflict.Kinds() {
		d.Interests = append(d.Interests, conflict.Interest{Kind: k})
	}
	for _, y := range []int{2026, 2025, 2024} {
		d.Money = append(d.Money, conflict.Income{Year: y, Band: conflict.BandNone})
	}
	return d
}

// hold turns the answer of one kind into a held interest.
func hold(d *conflict.Declaration, k conflict.Kind, until string) {
	for i := range d.Interests {
		if d.Interests[i].Kind == k {
			d.Interests[i] = conflict.Interest{Kind: k, Held: true, Party: "見本クラウド株式会社", Detail: "詳細"}
			if until != "" {
				d.Interests[i].Until = day(until)
			}
		}
	}
}

func TestArt7_NoInterestIsClear(t *testing.T) {
	c := cover()
	d := declaration(c)
	if l := conflict.Check(d, c, conflict.DefaultPolicy()); len(l) != 0 {
		t.Fatalf("in order, but %v", l.Codes())
	}
	a := conflict.Assess(d, conflict.DefaultPolicy())
	if a.Outcome != conflict.Clear || a.Floor != conflict.Clear || len(a.Reasons) != 0 {
		t.Errorf("%+v", a)
	}
}

func TestArt7_EveryKindHasItsOutcome(t *testing.T) {
	for _, k := range conflict.Kinds() {
		c := cover()
		d := declaration(c)
		hold(d, k, "")
		want, floor := conflict.Recuse, conflict.Recuse
		if k == conflict.Other {
			want, floor = conflict.SpeakNoVote, conflict.Clear
		}
		a := conflict.Assess(d, conflict.DefaultPolicy())
		if a.Outcome != want || a.Floor != floor || len(a.Reasons) != 1 || a.Reasons[0].Clause != "7" || a.Reasons[0].Field != string(k) {
			t.Errorf("%s: %+v", k, a)
		}
		if l := conflict.Check(d, c, conflict.DefaultPolicy()); len(l) != 0 {
			t.Errorf("%s: %v", k, l.Codes())
		}
	}
}

func TestArt7_PostsOfTheLastThreeYears(t *testing.T) {
	for until, want := range map[string]conflict.Outcome{
		"":           conflict.Recuse, // holds it now
		"2026-04-30": conflict.Recuse,
		"2023-05-02": conflict.Recuse,
		"2023-05-01": conflict.Clear, // declared 2026-05-01: that day is the first counted back
		"2023-04-30": conflict.Clear,
	} {
		for _, k := range []conflict.Kind{conflict.Post, conflict.KinPost} {
			d := declaration(cover())
			hold(d, k, until)
			if a := conflict.Assess(d, conflict.DefaultPolicy()); a.Outcome != want || len(a.Reasons) != 1 {
				t.Errorf("%s until %q: %s, want %s", k, until, a.Outcome, want)
			}
		}
	}
}

func TestArt7_MoneyBands(t *testing.T) {
	p := conflict.DefaultPolicy()
	for _, c := range []struct {
		yen  int64
		band conflict.Band
		want conflict.Outcome
	}{
		{0, conflict.BandNone, conflict.Clear},
		{1, conflict.BandMinor, conflict.Clear},
		{500_000, conflict.BandMinor, conflict.Clear},
		{500_001, conflict.BandMajor, conflict.SpeakNoVote},
		{5_000_000, conflict.BandMajor, conflict.SpeakNoVote},
		{5_000_001, conflict.BandExcess, conflict.Recuse},
	} {
		if got := p.BandOf(c.yen); got != c.band {
			t.Errorf("%d yen: %s, want %s", c.yen, got, c.band)
		}
		if got := conflict.ByBand(c.band); got != c.want {
			t.Errorf("%s: %s, want %s", c.band, got, c.want)
		}
		d := declaration(cover())
		d.Money[1] = conflict.Income{Year: 2025, Band: c.band, Amount: c.yen}
		if a := conflict.Assess(d, p); a.Outcome != c.want || (c.yen > 0) != (len(a.Reasons) == 1) {
			t.Errorf("%d yen: %+v", c.yen, a)
		}
		if l := conflict.Check(d, cover(), p); len(l) != 0 {
			t.Errorf("%d yen: %v", c.yen, l.Codes())
		}
	}
}

func TestArt7_HighestYearCounts(t *testing.T) {
	d := declaration(cover())
	d.Money[0].Band, d.Money[1].Band, d.Money[2].Band = conflict.BandMinor, conflict.BandMinor, conflict.BandMajor
	a := conflict.Assess(d, conflict.DefaultPolicy())
	if a.Outcome != conflict.SpeakNoVote || len(a.Reasons) != 1 || a.Reasons[0].Args["year"] != "2024" {
		t.Errorf("three years: %+v", a)
	}
	// Three years below the limit stay below it: years are not added up.
	d.Money[2].Band = conflict.BandMinor
	if a := conflict.Assess(d, conflict.DefaultPolicy()); a.Outcome != conflict.Clear {
		t.Errorf("three minor years: %+v", a)
	}
	// An amount above its band counts by the amount.
	d.Money[2].Amount = 6_000_000
	if a := conflict.Assess(d, conflict.DefaultPolicy()); a.Outcome != conflict.Recuse {
		t.Errorf("amount above its band: %+v", a)
	}
}

func TestPolicy_FiscalYears(t *testing.T) {
	p := conflict.DefaultPolicy()
	for d, want := range map[string]int{"2026-03-31": 2025, "2026-04-01": 2026, "2026-12-31": 2026, "2027-01-01": 2026} {
		got := p.Years(day(d))
		if len(got) != 3 || got[0] != want || got[2] != want-2 {
			t.Errorf("%s: %v, want from %d", d, got, want)
		}
	}
}

func TestPolicy_Check(t *testing.T) {
	if l := conflict.DefaultPolicy().Check(); len(l) != 0 {
		t.Fatal(l)
	}
	p := conflict.Policy{Minor: -1, Major: -2, PastYears: -1, Kinds: map[conflict.Kind]conflict.Outcome{conflict.Post: "maybe"}}
	if l := p.Check(); len(l) != 4+len(conflict.Kinds()) {
		t.Errorf("%v", l)
	}
}

func TestOutcome(t *testing.T) {
	for _, c := range []struct {
		o           conflict.Outcome
		opens, vote bool
	}{{conflict.Clear, true, true}, {conflict.SpeakNoVote, true, false}, {conflict.Recuse, false, false}, {"", false, false}, {"x", false, false}} {
		if c.o.Opens() != c.opens || c.o.Votes() != c.vote {
			t.Errorf("%q: opens %v, votes %v", c.o, c.o.Opens(), c.o.Votes())
		}
		if conflict.Stricter(c.o, conflict.Recuse) == conflict.SpeakNoVote || conflict.Stricter(conflict.Clear, c.o) != c.o {
			t.Errorf("%q: not in order", c.o)
		}
	}
}

// A cover opens before the declaration: its fields are an allow-list, and a new one has to be thought about here.
func TestCover_HoldsOnlyWhatDeclaringNeeds(t *testing.T) {
	c := cover()
	c.Received, c.Due, c.Round, c.Reviewer, c.ServiceClass = day("2026-04-01"), day("2026-05-31"), 1, "m-2f61a0c4", []string{"IaaS"}
	c.Pins = []conflict.Pin{{Kind: conflict.Post, Party: "a", Reason: "b"}}
	b, err := canon.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range strings.Fields("case competitors corporate_number due format group kind officers operator operator_kana pins pledge received reviewer round service service_class version") {
		b = []byte(strings.Replace(string(b), `"`+field+`":`, "", 1))
	}
	for _, inner := range strings.Fields("name corporate_number relation title kana party reason text kind version") {
		b = []byte(strings.ReplaceAll(string(b), `"`+inner+`":`, ""))
	}
	if strings.Contains(string(b), `":`) {
		t.Errorf("a field that is not on the allow-list: %s", b)
	}
	var back conflict.Cover
	exact, _ := canon.Marshal(c)
	if unknown, err := canon.Exact(exact, &back, canon.Limits{}); err != nil || len(unknown) != 0 {
		t.Errorf("cover does not read back: %v, %v", unknown, err)
	}
}

func TestArt20_PledgeNamesItsWords(t *testing.T) {
	p := conflict.DefaultPledge()
	for _, word := range []string{"第20条", "非公知の情報", "第三者に開示しません", "目的以外に使用しません", "裁判所の命令"} {
		if !strings.Contains(p.Text, word) {
			t.Errorf("the pledge does not say %s", word)
		}
	}
	other := p
	other.Text += "。"
	if p.Digest() == other.Digest() || !p.Digest().Valid() || p.Digest() == (conflict.PledgeText{Version: p.Version + "\n"}).Digest() {
		t.Error("the digest does not tell wordings apart")
	}
}
