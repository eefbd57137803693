package decision

import (
	"slices"
	"testing"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

var ready = Basis{Case: "C2026-0001", FeeReceived: true, Committee: true, Earliest: civil.MustParse("2026-05-20")}

func decided(o Outcome) Decision {
	return Decision{Case: "C2026-0001", Outcome: o, On: civil.MustParse("2026-05-27"), By: "代表理事"}
}

func musts(l fault.List) []string {
	var m fault.List
	for _, f := range l {
		if f.Severity == fault.Must {
			m = append(m, f)
		}
	}
	return m.Codes()
}

func TestArt6_1_GrantNeedsEveryMandatoryItemResolvedOrAReason(t *testing.T) {
	d := decided(Grant)
	if l := d.Check(ready); len(l) != 0 {
		t.Errorf("nothing stands against it: %v", l)
	}
	b := ready
	b.Open = []ident.ItemID{"31.2", "42.1"}
	l := d.Check(b)
	if l.Count(fault.Must) != 2 || l[0].Criterion != "31.2" || l[0].Clause != "6-1" || l[0].Code != "grant_item_unresolved" {
		t.Errorf("open items: %v", l)
	}
	d.Despite = []opinion.Reason{{Item: "31.2", Text: "補正済"}, {Item: "42.1", Text: " "}}
	if l := d.Check(b); l.Count(fault.Must) != 1 || l[0].Criterion != "42.1" {
		t.Errorf("a blank is not a reason: %v", l)
	}
}

func TestArt6_2_DecisionWithoutCommitteeIsPossibleAndSaysSo(t *testing.T) {
	b := ready
	b.Committee = false
	l := decided(Grant).Check(b)
	if !l.Has("decision_without_committee") || l.Count(fault.Must) != 0 {
		t.Errorf("%v", l)
	}
}

func TestArt6_4_RefusalNeedsReasonsTiedToItems(t *testing.T) {
	d := decided(Refuse)
	want := []string{"refusal_without_reasons"}
	if got := musts(d.Check(ready)); !slices.Equal(got, want) {
		t.Errorf("no reason: %v", got)
	}
	d.Reasons = []opinion.Reason{{Text: "全体として不十分"}}
	if got := musts(d.Check(ready)); !slices.Equal(got, want) {
		t.Errorf("reason without item: %v", got)
	}
	d.Reasons = []opinion.Reason{{Item: "31.2", Text: "水準に満たない"}, {Text: "全体として不十分"}}
	if got := musts(d.Check(ready)); len(got) != 0 {
		t.Errorf("reason with item: %v", got)
	}
}

func TestArt5_NothingIsDecidedBeforeTheFee(t *testing.T) {
	b := ready
	b.FeeReceived = false
	for _, o := range []Outcome{Grant, Refuse} {
		if !decided(o).Check(b).Has("fee_not_received") {
			t.Errorf("%s without fee", o)
		}
	}
}

func TestArt8_BarredServiceCannotBeGranted(t *testing.T) {
	b := ready
	b.Barred = true
	if got := musts(decided(Grant).Check(b)); !slices.Equal(got, []string{"grant_barred_by_revocation"}) {
		t.Errorf("grant: %v", got)
	}
	d := decided(Refuse)
	d.Reasons = []opinion.Reason{{Item: "1.1", Text: "取消しから1年以内"}}
	if got := musts(d.Check(b)); len(got) != 0 {
		t.Errorf("refusal: %v", got)
	}
}

func TestDateSignatoryAndOutcome(t *testing.T) {
	d := decided("maybe")
	d.On, d.By = civil.MustParse("2026-05-19"), ""
	want := []string{"decision_date_too_early", "decision_without_outcome", "decision_without_signatory"}
	if got := musts(d.Check(ready)); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	d = decided(Grant)
	d.On = ready.Earliest
	if got := musts(d.Check(ready)); len(got) != 0 {
		t.Errorf("the day of the last ground itself: %v", got)
	}
}
