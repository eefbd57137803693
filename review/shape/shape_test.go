package shape

import (
	"strings"
	"testing"
)

const receipt = `{"format":"shinsa/receipt","version":1,"case":"C2026-0001","reviewer":"m-00112233","kind":"opinion","parcel":"` +
	`0000000000000000000000000000000000000000000000000000000000000000","items":1,"evidence":0,"on":"2026-04-06","by":"事務局"}`

func TestCheck_NamesThePlaceAndNeverTheContent(t *testing.T) {
	for _, c := range []struct{ name, old, new, at, rule string }{
		{"another type", `"items":1`, `"items":"秘密"`, "/items", "type"},
		{"below its least", `"items":1`, `"items":-1`, "/items", "minimum"},
		{"not one of", `"kind":"opinion"`, `"kind":"秘密"`, "/kind", "enum"},
		{"another form", `"C2026-0001"`, `"秘密"`, "/case", "pattern"},
		{"no day", `"2026-04-06"`, `"2026-04-31"`, "/on", "format"},
		{"left out", `"by":"事務局"`, `"later":"秘密"`, "/by", "required"},
		{"another version", `"version":1`, `"version":2`, "/version", "const"},
	} {
		l := Check("shinsa/receipt", []byte(strings.Replace(receipt, c.old, c.new, 1)))
		if len(l) != 1 || l[0].Code != "json_schema" || l[0].At != c.at || l[0].Args["rule"] != c.rule {
			t.Errorf("%s: %+v, want %s at %s", c.name, l, c.rule, c.at)
		}
		for _, f := range l {
			if strings.Contains(f.At+f.File+f.Args["rule"], "秘密") {
				t.Errorf("%s: the finding quotes the document: %+v", c.name, f)
			}
		}
	}
	if l := Check("shinsa/receipt", []byte(strings.Replace(receipt, `"items"`, `"later":[{"x":1}],"items"`, 1))); len(l) != 0 {
		t.Errorf("a field of a later version: %+v", l)
	}
}

func TestCheck_KeysOfMapsAreNotQuoted(t *testing.T) {
	doc := `{"format":"shinsa/application","version":1,"application":{"answers":{"秘密の鍵":{"kind":1}}}}`
	found := false
	for _, f := range Check("shinsa/application", []byte(doc)) {
		if strings.Contains(f.At, "秘密") {
			t.Errorf("quoted: %s", f.At)
		}
		found = found || f.At == "/application/answers/*/kind"
	}
	if !found {
		t.Error("the place is not named")
	}
}

func TestCheck_EndsWithManyFindings(t *testing.T) {
	marks := strings.TrimSuffix(strings.Repeat(`{"item":1},`, 5000), ",")
	l := Check("shinsa/opinion", []byte(`{"format":"shinsa/opinion","version":1,"marks":[`+marks+`]}`))
	if len(l) != MaxFindings {
		t.Errorf("%d findings, want %d", len(l), MaxFindings)
	}
}

func TestCheck_RefusesWhatHasNoSchema(t *testing.T) {
	if l := Check("shinsa/other", []byte(`{}`)); !l.Has("json_schema_missing") {
		t.Errorf("%+v", l)
	}
	if l := Check("shinsa/receipt", []byte(`{`)); !l.Has("json_value") {
		t.Errorf("%+v", l)
	}
	if len(Formats()) < 13 {
		t.Errorf("formats %v", Formats())
	}
}
