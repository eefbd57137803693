package dossier_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"shinsa/review/dossier"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// schema compiles a schema of assets/schema as an outside reader would, formats asserted.
func schema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile("../../assets/schema/" + name + ".schema.json")
	must(t, err)
	return s
}

func parsed(t *testing.T, b []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	must(t, err)
	return v
}

// Headers of every kind satisfy the published schema, and what the check refuses the schema refuses too.
func TestSchema_Header(t *testing.T) {
	pp := newPeople(t)
	s := schema(t, "parcel")
	for _, o := range []dossier.Outgoing{
		pp.sealedDossier(),
		{Kind: dossier.Register, Created: noon, Payload: []dossier.File{dossier.BytesFile("register.json", []byte(`{}`))}},
		{Kind: dossier.Receipt, Case: "C2026-0001", Created: noon, Rehearsal: true, Recipient: dossier.Party{ID: "m-2f61a0c4"}, Answers: ident.Digest(strings.Repeat("ab", 32)), Payload: []dossier.File{dossier.BytesFile("receipt.json", []byte(`{}`))}},
	} {
		b, _ := create(t, o, pp.office)
		for _, f := range takeApart(t, b) {
			if !strings.HasSuffix(f.name, "/parcel.json") {
				continue
			}
			if err := s.Validate(parsed(t, f.body)); err != nil {
				t.Errorf("%s: %v", o.Kind, err)
			}
			for old, changed := range map[string]string{`"version":1`: `"version":2`, `"created":"2026`: `"created":"x`, `"files"`: `"Files"`, `"sender"`: `"from"`} {
				if s.Validate(parsed(t, bytes.Replace(f.body, []byte(old), []byte(changed), 1))) == nil {
					t.Errorf("%s: the schema takes %s", o.Kind, changed)
				}
			}
		}
	}
}

func TestSchema_Release(t *testing.T) {
	box, err := seal.NewBox()
	must(t, err)
	s := schema(t, "release")
	good := `{"dossier":"` + strings.Repeat("0", 64) + `","format":"shinsa/release","secret":"` + box.Secret() + `","version":1}`
	must(t, s.Validate(parsed(t, []byte(good))))
	if s.Validate(parsed(t, []byte(strings.Replace(good, "AGE-SECRET", "age", 1)))) == nil {
		t.Error("the schema takes any secret")
	}
}
