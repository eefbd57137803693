package checklist

import (
	"math"
	"slices"
	"strings"
	"testing"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

const editionText = `
format: shinsa-criteria
version: 1
edition:
  id: t-1
  title: {ja: 試験用}
  status: draft
groups:
  - {id: G1, title: {ja: 一}}
  - {id: G2, title: {ja: 二}}
items:
  - {id: '1.1', group: G1, category: {ja: 甲}, title: {ja: 必須の項目}, ask: {ja: 問}, duty: mandatory, answer: {type: text}}
  - id: '1.2'
    group: G1
    category: {ja: 甲}
    title: {ja: 水準のある項目}
    ask: {ja: 問}
    duty: mandatory
    answer: {type: number, unit: '%'}
    level: {text: {ja: 99以上}, check: {op: gte, number: 99}}
  - {id: '2.1', group: G2, category: {ja: 乙}, title: {ja: 選択の項目}, ask: {ja: 問}, duty: optional, answer: {type: text}}
`

func edition(t *testing.T) *criteria.Edition {
	t.Helper()
	e, err := criteria.Parse([]byte(editionText))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestNothingIsJudgedByDefault(t *testing.T) {
	s := NewSheet(edition(t), nil)
	for _, m := range s.Marks() {
		if m.Verdict != Unseen || m.Judged() || m.Seen || m.Disclosed != "" || m.Level != "" {
			t.Errorf("mark %+v is not blank", m)
		}
	}
	if got := s.Open(); !slices.Equal(got, []ident.ItemID{"1.1", "1.2", "2.1"}) {
		t.Errorf("Open = %v", got)
	}
}

func TestTallyByGroup(t *testing.T) {
	s := NewSheet(edition(t), []Mark{
		{Item: "1.2", Verdict: Conforming, Level: LevelMet, Seen: true, Remark: "良"},
		{Item: "2.1", Verdict: Query, Inquiry: "問", Seen: true},
		{Item: "9.9", Verdict: Conforming},
	})
	all, g1 := s.Tally(""), s.Tally("G1")
	if all.Total != 3 || all.Judged != 2 || all.Seen != 2 || all.Levels != 1 || all.LevelsMet != 1 || all.Remarks != 1 || all.Inquiries != 1 {
		t.Errorf("all = %+v", all)
	}
	if g1.Total != 2 || g1.Judged != 1 || g1.By[Unseen] != 1 || g1.By[Conforming] != 1 {
		t.Errorf("G1 = %+v", g1)
	}
}

func TestArt1_CheckNamesContradictions(t *testing.T) {
	for _, c := range []struct {
		name string
		mark Mark
		want string
		sev  fault.Severity
	}{
		{"no verdict", Mark{Item: "1.1", Verdict: Unseen}, "mark_without_verdict", fault.Must},
		{"words without verdict", Mark{Item: "1.1", Verdict: Unseen, Remark: "x"}, "mark_remark_without_verdict", fault.Must},
		{"below its level", Mark{Item: "1.2", Verdict: Conforming, Disclosed: Adequate, Level: LevelNotMet}, "mark_conforming_below_level", fault.Must},
		{"not disclosed", Mark{Item: "1.1", Verdict: Conforming, Disclosed: Insufficient}, "mark_conforming_not_disclosed", fault.Must},
		{"mandatory and absent", Mark{Item: "1.1", Verdict: Conforming, Disclosed: Absent}, "mark_conforming_not_disclosed", fault.Must},
		{"no reason", Mark{Item: "1.1", Verdict: Nonconforming}, "mark_nonconforming_without_remark", fault.Must},
		{"query without words", Mark{Item: "1.1", Verdict: Query}, "mark_query_without_words", fault.Should},
		{"disclosure not found", Mark{Item: "1.1", Verdict: Conforming}, "mark_disclosure_not_found", fault.Should},
		{"level not found", Mark{Item: "1.2", Verdict: Conforming, Disclosed: Adequate}, "mark_level_not_found", fault.Should},
		{"lost anchor", Mark{Item: "1.1", Verdict: Conforming, Disclosed: Adequate, Pointers: []Pointer{{Evidence: "資料1", Lost: true}}}, "mark_anchor_lost", fault.Should},
	} {
		l := NewSheet(edition(t), []Mark{c.mark}).Check()
		if !slices.ContainsFunc(l, func(f fault.Finding) bool {
			return f.Code == c.want && f.Severity == c.sev && f.Criterion == string(c.mark.Item)
		}) {
			t.Errorf("%s: %v lacks %s", c.name, l, c.want)
		}
	}
	whole := []Mark{
		{Item: "1.1", Verdict: Conforming, Disclosed: Adequate},
		{Item: "1.2", Verdict: Nonconforming, Level: LevelNotMet, Remark: "水準に満たない"},
		{Item: "2.1", Verdict: Conforming, Disclosed: Absent},
	}
	if l := NewSheet(edition(t), whole).Check(); len(l) != 0 {
		t.Errorf("an optional item may be absent and conforming: %v", l)
	}
}

func TestMarkCheckRefusesUnknownWords(t *testing.T) {
	good := Mark{Item: "1.1", Verdict: Query, Disclosed: Adequate, Level: LevelMet, Pointers: []Pointer{{Evidence: "資料1", Page: 2}}}
	if l := good.Check(); len(l) != 0 {
		t.Errorf("good mark: %v", l)
	}
	bad := Mark{
		Item: "1.1", Verdict: "ok", Disclosed: "x", Level: "y", Remark: strings.Repeat("字", MaxRemark+1), Inquiry: strings.Repeat("問", MaxRemark+2),
		Pointers: []Pointer{{Page: -1}},
	}
	want := []string{"mark_disclosed_unknown", "mark_inquiry_too_long", "mark_level_unknown", "mark_pointer_bad", "mark_remark_too_long", "mark_verdict_unknown"}
	if got := bad.Check().Codes(); !slices.Equal(got, want) {
		t.Errorf("codes %v, want %v", got, want)
	}
	if l := (Mark{Item: "1.1", Verdict: Unseen, Inquiry: strings.Repeat("問", MaxRemark+2)}).Check(); len(l) != 1 || l[0].Args["n"] != "10002" {
		t.Errorf("an inquiry beyond the limit: %+v", l)
	}
	if l := (Mark{Item: "1.1", Verdict: Unseen, Remark: strings.Repeat("字", MaxRemark)}).Check(); len(l) != 0 {
		t.Errorf("a remark of exactly the limit: %v", l)
	}
}

func TestMarkCheckHoldsPlacesToPages(t *testing.T) {
	at := func(p Pointer) Mark { return Mark{Item: "1.1", Verdict: Unseen, Pointers: []Pointer{p}} }
	place := func(x, y, w, h float64) Pointer {
		return Pointer{Evidence: "資料1", Page: 1, Rect: &Rect{x, y, w, h}}
	}
	for name, p := range map[string]Pointer{
		"no document": {Page: 1}, "page below zero": {Evidence: "資料1", Page: -1},
		"left of the page": place(-1, 0, 10, 10), "no area": place(10, 10, 0, 10), "turned inside out": place(10, 10, -5, 10),
		"beyond any page": place(0, 0, 20_001, 1), "no number": place(math.NaN(), 0, 1, 1),
		"a place on no page":  {Evidence: "資料1", Rect: &Rect{1, 1, 1, 1}},
		"a whole page quoted": {Evidence: "資料1", Page: 1, Quote: strings.Repeat("字", MaxQuote+1)},
	} {
		if got := at(p).Check().Codes(); !slices.Equal(got, []string{"mark_pointer_bad"}) {
			t.Errorf("%s: %v", name, got)
		}
	}
	for name, p := range map[string]Pointer{
		"document": {Evidence: "資料1"}, "page": {Evidence: "資料1", Page: 3}, "place": place(0, 0, 20_000, 20_000),
		"longest quote": {Evidence: "資料1", Page: 1, Quote: strings.Repeat("字", MaxQuote)},
	} {
		if l := at(p).Check(); len(l) != 0 {
			t.Errorf("%s: %v", name, l)
		}
	}
	many := Mark{Item: "1.1", Verdict: Unseen, Pointers: slices.Repeat([]Pointer{{Evidence: "資料1"}}, MaxPointers+1)}
	if got := many.Check().Codes(); !slices.Equal(got, []string{"mark_pointers_too_many"}) {
		t.Errorf("too many: %v", got)
	}
}
