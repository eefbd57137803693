package criteria_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/canon"
	"shinsa/review/criteria"
	"shinsa/review/fault"
)

func TestParseAlterations_WhatIsWrittenIsRead(t *testing.T) {
	want := []criteria.Alteration{
		{Kind: criteria.PutItem, Was: "1.1", Item: criteria.Item{ID: "1.2", Group: "G1", Duty: criteria.Optional, Title: criteria.Text{JA: "題"}}},
		{Kind: criteria.MoveItem, Was: "1.2", Place: 3, Group: "G2"},
		{Kind: criteria.AddGroup, Place: -1, Heading: criteria.Group{ID: "G9", Title: criteria.Text{JA: "見出し"}}},
		{Kind: criteria.AlterHead, Title: criteria.Text{JA: "版"}, Note: criteria.Text{EN: "note"}},
	}
	b, err := canon.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := criteria.ParseAlterations(b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	got, err = criteria.ParseAlterations([]byte("- kind: withdraw\n  was: '1.1'\n- {kind: add, item: {id: '9', title: {ja: 九}}}\n"))
	if err != nil || len(got) != 2 || got[0].Was != "1.1" || got[1].Place != -1 || got[1].Item.Title.JA != "九" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestParseAlterations_Refused(t *testing.T) {
	for src, code := range map[string]string{
		"": "alterations_unreadable", "x": "alterations_unreadable", "[]": "alterations_unreadable", "- [": "alterations_unreadable",
		"- {kind: add, colour: red}": "alterations_unreadable", "- {kind: paint}": "alteration_kind_unknown", "- {was: '1'}": "alteration_kind_unknown",
		"- {kind: add}\n---\n- {kind: add}": "alterations_unreadable",
	} {
		got, err := criteria.ParseAlterations([]byte(src))
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind != fault.Invalid || f.Code != code {
			t.Errorf("%q: %+v, %v", src, got, err)
		}
	}
}
