package present

import (
	"slices"
	"strings"
	"testing"

	"shinsa/i18n"
	"shinsa/review/civil"
	"shinsa/review/register"
	"shinsa/review/term"
)

func certification(events ...register.Event) register.Certification {
	return register.Certification{
		No: "IPT0001-2604", Serial: 1, Operator: "見本クラウド株式会社", Service: "見本基盤", Classes: []string{"IaaS", "PaaS"},
		First: civil.MustParse("2026-04-01"), From: civil.MustParse("2026-04-01"), To: civil.MustParse("2028-03-31"),
		Events: append([]register.Event{{Kind: register.Granted, On: civil.MustParse("2026-04-01"), Clause: "6-1"}}, events...),
	}
}

func TestArt9_1_LastDayIsStillInForce(t *testing.T) {
	text := i18n.New("ja")
	for day, want := range map[string]string{"2026-03-31": "認定前", "2026-04-01": "有効", "2028-03-31": "有効", "2028-04-01": "満了"} {
		rows := RegisterRows(text, []register.Certification{certification()}, nil, civil.MustParse(day))
		if rows[0].Sign.Word != want {
			t.Errorf("%s: %s, want %s", day, rows[0].Sign.Word, want)
		}
	}
}

func TestThreeEndsHaveThreeWords(t *testing.T) {
	text, day := i18n.New("ja"), civil.MustParse("2027-01-01")
	seen := map[string]bool{}
	for _, k := range []register.EventKind{register.Lapsed, register.Revoked, register.Ended} {
		seen[CertificationSign(text, certification(register.Event{Kind: k, On: day}).On(day)).Word] = true
	}
	if len(seen) != 3 {
		t.Errorf("words %v", seen)
	}
}

func TestRegisterFilters(t *testing.T) {
	for _, c := range []struct {
		filter register.Certification
		day    string
		want   string // filters that take it
	}{
		{certification(), "2027-01-01", "all valid "},
		{certification(), "2027-12-01", "all valid "},
		{certification(), "2028-05-01", "all past "},
		{certification(register.Event{Kind: register.Revoked, On: civil.MustParse("2026-06-01")}), "2026-07-01", "all past "},
	} {
		got := ""
		for _, f := range RegisterFilters {
			if f.Takes(c.filter, civil.MustParse(c.day), false) {
				got += string(f) + " "
			}
			if due := f.Takes(c.filter, civil.MustParse(c.day), true); due != (f == RegisterDue || strings.Contains(got, string(f))) {
				t.Errorf("%s takes what is due: %v", f, due)
			}
		}
		if got != c.want {
			t.Errorf("on %s taken by %q, want %q", c.day, got, c.want)
		}
	}
}

func TestLaneOf_DrawsWindowBeforeTheEnd(t *testing.T) {
	l := LaneOf(i18n.New("ja"), certification(), civil.MustParse("2027-04-01"))
	if len(l.Spans) != 2 || l.Spans[0].Kind != "valid" || l.Spans[1].Kind != "window" {
		t.Fatalf("spans %+v", l.Spans)
	}
	valid, window := l.Spans[0], l.Spans[1]
	if !(valid.From < l.Today && l.Today < window.From && window.From < window.To && window.To < valid.To) {
		t.Errorf("out of order: %+v today %v", l.Spans, l.Today)
	}
	if len(l.Years) != 2 || l.Years[0].Word != "2027年" {
		t.Errorf("years %+v", l.Years)
	}
}

func TestLaneOf_RevocationCutsTheLineShort(t *testing.T) {
	c := certification(register.Event{Kind: register.Revoked, On: civil.MustParse("2026-10-01"), Clause: "17-1(3)"})
	l := LaneOf(i18n.New("en"), c, civil.MustParse("2026-10-01"))
	if len(l.Spans) != 1 || l.Spans[0].To != l.Today {
		t.Errorf("spans %+v today %v", l.Spans, l.Today)
	}
	if got := EventLines(i18n.New("ja"), c); len(got) != 2 || got[1].Article != "第17条第1項第3号" {
		t.Errorf("events %+v", got)
	}
}

// A renewed certification shows each of its periods, and the continued effect up to the decision.
func TestLane_Renewed(t *testing.T) {
	c := register.Certification{
		First: civil.MustParse("2024-06-10"), From: civil.MustParse("2026-07-01"), To: civil.MustParse("2028-06-30"),
		Earlier: []term.Period{{First: civil.MustParse("2024-06-10"), Last: civil.MustParse("2026-06-09")}},
		Events: []register.Event{
			{Kind: register.Granted, On: civil.MustParse("2024-06-10")},
			{Kind: register.Continue, On: civil.MustParse("2026-06-01")},
			{Kind: register.Renewed, On: civil.MustParse("2026-07-01")},
		},
	}
	var valid, continued []Span
	for _, s := range LaneOf(i18n.New("ja"), c, civil.MustParse("2026-07-10")).Spans {
		switch s.Kind {
		case "valid":
			valid = append(valid, s)
		case "continued":
			continued = append(continued, s)
		}
	}
	if len(valid) != 2 || len(continued) != 1 || continued[0].From != valid[0].To || continued[0].To != valid[1].From || valid[0].To >= valid[1].From {
		t.Errorf("valid %v, continued %v", valid, continued)
	}
}

func TestLane_WhatHappenedOnOneDayIsOnePoint(t *testing.T) {
	day := civil.MustParse("2026-04-01")
	c := register.Certification{From: day, To: day.AddYears(2), First: day, Events: []register.Event{
		{Kind: register.Granted, On: day}, {Kind: register.Lapsed, On: day}, {Kind: register.Returned, On: day.AddDays(5)},
	}}
	l := LaneOf(i18n.New("ja"), c, day.AddDays(9))
	var words []string
	for _, k := range l.Ticks {
		words = append(words, k.Word)
	}
	want := []string{"認定・失効　2026年4月1日", "認定証の返納　2026年4月6日", "有効期間の末日　2028年4月1日"}
	if !slices.Equal(words, want) {
		t.Errorf("points %q, want %q", words, want)
	}
}
