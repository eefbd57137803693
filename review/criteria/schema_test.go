package criteria_test

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"shinsa/assets"
)

// schema compiles the JSON Schema of the format. Nothing is loaded from outside.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	b, err := assets.Schema("criteria.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("criteria.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("criteria.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchema(t *testing.T) {
	s := schema(t)
	valid := sample(t).Bytes()
	for _, c := range []struct {
		name, old, new string
		ok             bool
	}{
		{"the sample edition", "", "", true},
		{"unknown field", `"version":1`, `"version":1,"more":2`, false},
		{"unknown duty", `"duty":"optional"`, `"duty":"maybe"`, false},
		{"no day", `"in_force_from":"2018-12-01"`, `"in_force_from":"2018-12-32"`, false},
		{"number without a unit", `"type":"number","unit":"人"`, `"type":"number"`, false},
	} {
		doc := bytes.Replace(valid, []byte(c.old), []byte(c.new), 1)
		if c.old != "" && bytes.Equal(doc, valid) {
			t.Errorf("%s: nothing replaced", c.name)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(doc))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
