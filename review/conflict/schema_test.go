package conflict_test

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"shinsa/review/canon"
	"shinsa/review/conflict"
)

// validates reports whether v, as it travels, satisfies a schema of assets/schema, formats asserted.
func validates(t *testing.T, name string, v any) error {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile("../../assets/schema/" + name + ".schema.json")
	if err != nil {
		t.Fatal(err)
	}
	b, err := canon.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}

func TestSchema_Cover(t *testing.T) {
	c := cover()
	c.Received, c.Due, c.Round, c.Reviewer, c.ServiceClass = day("2026-04-01"), day("2026-05-31"), 1, "m-2f61a0c4", []string{"IaaS"}
	c.Pins = []conflict.Pin{{Kind: conflict.Post, Party: "a", Reason: "b"}}
	if err := validates(t, "cover", c); err != nil {
		t.Error(err)
	}
	c.CorporateNumber = "7-9999"
	if validates(t, "cover", c) == nil {
		t.Error("the schema takes any corporate number")
	}
	c = cover()
	c.Pledge = conflict.PledgeText{}
	if validates(t, "cover", c) == nil {
		t.Error("the schema takes a cover without a pledge")
	}
}

func TestSchema_Declaration(t *testing.T) {
	c := cover()
	d := declaration(c)
	hold(d, conflict.Post, "2025-03-31")
	d.Matches = conflict.Find(&conflict.Profile{Posts: []conflict.OwnPost{{Organization: "見本クラウド"}}}, c)
	d.Matches[0].State = conflict.Confirmed
	d.Outcome = conflict.Assess(d, conflict.DefaultPolicy()).Outcome
	if err := validates(t, "declaration", d); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*conflict.Declaration){
		"no outcome":   func(d *conflict.Declaration) { d.Outcome = "" },
		"no pledge":    func(d *conflict.Declaration) { d.Pledge.Agreed = false },
		"unknown kind": func(d *conflict.Declaration) { d.Interests = append(d.Interests, conflict.Interest{Kind: "x"}) },
		"unknown band": func(d *conflict.Declaration) { d.Money = append(d.Money, conflict.Income{Band: "x"}) },
		"silence":      func(d *conflict.Declaration) { d.Money = nil },
		"late words":   func(d *conflict.Declaration) { d.Late = &conflict.Late{Discovered: day("2026-05-01")} },
	} {
		x := *d
		change(&x)
		if validates(t, "declaration", &x) == nil {
			t.Errorf("the schema takes a declaration with %s", name)
		}
	}
	w := &conflict.Declaration{
		Format: conflict.DeclarationFormat, Version: 1, Case: c.Case, Reviewer: "m-2f61a0c4", On: day("2026-05-01"), Withdraw: true,
		Reason: "一身上の都合", Outcome: conflict.Recuse,
	}
	if err := validates(t, "declaration", w); err != nil {
		t.Error(err)
	}
	w.Reason = ""
	if validates(t, "declaration", w) == nil {
		t.Error("the schema takes a withdrawal without a reason")
	}
}
