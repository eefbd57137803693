package criteria_test

import (
	"reflect"
	"testing"

	"shinsa/assets"
	"shinsa/review/criteria"
	"shinsa/review/fault"
)

// TestWritten_EveryItemOfTheSampleComesBack: what an editor shows of an answer and a check is all there is of them.
func TestWritten_EveryItemOfTheSampleComesBack(t *testing.T) {
	b, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		t.Fatal(err)
	}
	e, err := criteria.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	checks := 0
	for _, it := range e.Items() {
		text, err := it.Answer.Finer()
		if err != nil {
			t.Fatal(err)
		}
		plain := criteria.Answer{Type: it.Answer.Type, Unit: it.Answer.Unit, Choices: it.Answer.Choices}
		back, err := plain.WithFiner(text)
		if err != nil || !reflect.DeepEqual(back.WithChoices(back.ChoiceLines()), it.Answer) {
			t.Errorf("%s: answer %+v comes back as %+v, %v", it.ID, it.Answer, back, err)
		}
		if it.Level == nil {
			continue
		}
		checks++
		c := it.Level.Check
		got, ok := c.WithTerms(c.Op, c.Terms(), it.Answer)
		if got.Unit != c.Unit && c.Unit == "" {
			got.Unit = ""
		}
		if !ok || !reflect.DeepEqual(got, c) {
			t.Errorf("%s: check %+v comes back as %+v by %q", it.ID, c, got, c.Terms())
		}
		found := false
		for _, op := range it.Answer.Ops() {
			found = found || op == c.Op
		}
		if !found {
			t.Errorf("%s: %s is not offered for %+v", it.ID, c.Op, it.Answer)
		}
	}
	if checks == 0 {
		t.Error("the sample has no check")
	}
}

func TestWithTerms_WhatCannotBeReadIsNoCheck(t *testing.T) {
	a := criteria.Answer{Type: criteria.NumberAnswer, Unit: "%"}
	for op, terms := range map[criteria.Op]string{
		criteria.AtLeast: "多め", criteria.Equal: "多分", criteria.HasParts: "", criteria.PartsLimit: "間隔", criteria.AtLeastOf: " ", "other": "1",
	} {
		if c, ok := (criteria.Check{}).WithTerms(op, terms, a); ok {
			t.Errorf("%s %q is read as %+v", op, terms, c)
		}
	}
	if c, ok := (criteria.Check{}).WithTerms(criteria.AtLeast, "９９．５", a); !ok || c.Number != 99.5 || c.Unit != "%" {
		t.Errorf("full-width figures are read as %+v", c)
	}
	if _, err := a.WithFiner("colour: red"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("an unknown field: %v", err)
	}
}
