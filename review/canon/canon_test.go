package canon_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/canon"
	"shinsa/review/fault"
)

func TestMarshal(t *testing.T) {
	for _, c := range []struct {
		name string
		v    any
		want string
	}{
		{"sorted members", map[string]any{"b": 1.0, "a": "審査"}, `{"a":"審査","b":1}`},
		{"no HTML escapes", "<&>", `"<&>"`},
		{"rare kanji", "𠮷野家", `"𠮷野家"`},
		{"real replacement character", "\uFFFD", "\"\uFFFD\""},
		{"backslash before the letters ufffd", `\ufffd`, `"\\ufffd"`},
		{"control characters", "\x00\x1f\n\x7f", "\"\\u0000\\u001f\\n\x7f\""},
		{"minus zero", math.Copysign(0, -1), "0"},
		{"largest integer", int64(canon.MaxInteger), "9007199254740991"},
	} {
		got, err := canon.Marshal(c.v)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: got %s, %v; want %s", c.name, got, err, c.want)
		}
	}
}

func TestMarshal_RefusesWhatJSONCannotCarry(t *testing.T) {
	for name, v := range map[string]any{
		"invalid UTF-8":     "a\xffb",
		"invalid UTF-8 key": map[string]int{"\xff": 1},
		"2^53":              int64(canon.MaxInteger + 1),
		"NaN":               math.NaN(),
		"infinity":          math.Inf(1),
		"channel":           make(chan int),
	} {
		if b, err := canon.Marshal(v); err == nil || b != nil {
			t.Errorf("%s: got %s, %v; want a refusal", name, b, err)
		}
	}
}

// The examples of RFC 8785, sections 3.2.2 and 3.2.3 (without 1E30, which is beyond what travels here).
func TestTransform_RFC8785(t *testing.T) {
	for in, want := range map[string]string{
		`{"numbers": [333333333.33333329, 4.50, 2e-3, 0.000000000000000000000000001],
		  "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`: `{"literals":[null,true,false],"numbers":[333333333.3333333,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
		`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}`: "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}",
	} {
		got, err := canon.Transform([]byte(in))
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if d := cmp.Diff(want, string(got)); d != "" {
			t.Error(d)
		}
	}
}

func TestCheck(t *testing.T) {
	deep := strings.Repeat("[", 65) + strings.Repeat("]", 65)
	for _, c := range []struct {
		name, in string
		want     []string
		at       string
	}{
		{"good", ` {"a":[1,-0.5e3,true,false,null,"\ud83d\ude00"]} `, nil, ""},
		{"deepest allowed", deep[1 : len(deep)-1], nil, ""},
		{"too deep", deep, []string{"json_depth"}, strings.Repeat("/0", 64)},
		{"duplicate key", `{"a":{"b":1,"b":1}}`, []string{"json_duplicate_key"}, "/a/b"},
		{"duplicate key by escape", `{"a":1,"\u0061":1}`, []string{"json_duplicate_key"}, "/a"},
		{"2^53", `[9007199254740992]`, []string{"json_number"}, "/0"},
		{"1e400", `[1e400]`, []string{"json_number"}, "/0"},
		{"invalid UTF-8", "{\"a\":\"\xff\"}", []string{"json_utf8"}, "/a"},
		{"encoded surrogate", "[\"\xed\xa0\x80\"]", []string{"json_utf8"}, "/0"},
		{"lone surrogate", `["\ud800"]`, []string{"json_surrogate"}, "/0"},
		{"half a pair", `["\ud800\u0041"]`, []string{"json_surrogate"}, "/0"},
		{"pointer escapes", `{"a/b~":{"c":1,"c":2}}`, []string{"json_duplicate_key"}, "/a~1b~0/c"},
		{"all at once", `{"a":1,"a":9007199254740993,"b":"\udc00"}`, []string{"json_duplicate_key", "json_number", "json_surrogate"}, "/a"},
		{"trailing comma", `[1,]`, []string{"json_syntax"}, ""},
		{"leading zero", `01`, []string{"json_syntax"}, ""},
		{"plus", `+1`, []string{"json_syntax"}, ""},
		{"bare point", `1.`, []string{"json_syntax"}, ""},
		{"bare exponent", `1e`, []string{"json_syntax"}, ""},
		{"two values", `1 2`, []string{"json_syntax"}, ""},
		{"comment", `/* */ 1`, []string{"json_syntax"}, ""},
		{"byte order mark", "\xef\xbb\xbf1", []string{"json_syntax"}, ""},
		{"line break in text", "\"a\nb\"", []string{"json_syntax"}, ""},
		{"bad escape", `"\x41"`, []string{"json_syntax"}, ""},
		{"cut short", `{"a":`, []string{"json_syntax"}, ""},
		{"word", `trueish`, []string{"json_syntax"}, ""},
		{"empty", ``, []string{"json_syntax"}, ""},
	} {
		got := canon.Check([]byte(c.in), canon.Limits{})
		if d := cmp.Diff(c.want, got.Codes()); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
		if len(got) > 0 && got[0].At != c.at {
			t.Errorf("%s: at %q, want %q", c.name, got[0].At, c.at)
		}
	}
	many := []byte("[" + strings.Repeat("[],", 20_000) + "0]")
	if got := canon.Check(many, canon.Limits{Size: 100_000}).Codes(); !cmp.Equal(got, []string{"json_too_many_values"}) {
		t.Errorf("values: %v", got)
	}
	if _, err := canon.Transform(many); err != nil {
		t.Errorf("own values: %v", err)
	}
	if got := canon.Check([]byte("[1234]"), canon.Limits{Size: 5}).Codes(); !cmp.Equal(got, []string{"json_size"}) {
		t.Errorf("size: %v", got)
	}
}

type inner struct {
	Name string `json:"name"`
}

type base struct {
	Kind string `json:"kind"`
}

type sample struct {
	base
	Format  string           `json:"format"`
	Version int              `json:"version"`
	Items   []inner          `json:"items,omitempty"`
	ByName  map[string]inner `json:"by_name,omitempty"`
	hidden  int
}

func TestDecode_ReportsUnknownFields(t *testing.T) {
	const in = `{"by_name":{"x":{"name":"n","z":1}},"extra":{"deep":true},"format":"f","hidden":1,"items":[{"name":"a"},{"b":1,"name":"b"}],"kind":"k","version":1}`
	var v sample
	unknown, err := canon.Decode([]byte(in), &v, canon.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"/by_name/x/z", "/extra", "/hidden", "/items/1/b"}
	if d := cmp.Diff(want, unknown); d != "" {
		t.Error(d)
	}
	if v.Kind != "k" || v.Items[1].Name != "b" || v.hidden != 0 {
		t.Errorf("decoded %+v", v)
	}
	v.Version = 2
	kept, err := canon.Keep([]byte(in), &v)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Replace(in, `"version":1`, `"version":2`, 1), string(kept)); d != "" {
		t.Error("an unknown field did not survive: ", d)
	}
	v.Items = v.Items[1:]
	kept, err = canon.Keep([]byte(in), &v)
	if err != nil || strings.Contains(string(kept), `"b":1`) {
		t.Errorf("a list of another length kept a field by its position: %s, %v", kept, err)
	}
}

func TestDecode_Refuses(t *testing.T) {
	for in, want := range map[string]string{
		`{"Format":"f"}`:               "json_key_case",
		`{"items":[{"NAME":"f"}]}`:     "json_key_case",
		`{"version":"1"}`:              "json_type",
		`{"version":1.5}`:              "json_type",
		`{"format":"f","format":"g"}`:  "json_duplicate_key",
		`{"format":"f"`:                "json_syntax",
		`{"version":9007199254740993}`: "json_number",
	} {
		var v sample
		_, err := canon.Decode([]byte(in), &v, canon.Limits{})
		var f *fault.Error
		if !errors.As(err, &f) || !f.Findings.Has(want) || f.Kind != fault.Invalid {
			t.Errorf("%s: got %v, want %s", in, err, want)
		}
	}
}

func TestDecode_ErrorsCarryNoContent(t *testing.T) {
	const marker = "極秘株式会社"
	for _, in := range []string{`{"version":"` + marker + `"}`, `{"` + marker + `":1,"` + marker + `":2}`, `{"format":"` + marker, `"` + marker + "\xff\""} {
		var v sample
		_, err := canon.Decode([]byte(in), &v, canon.Limits{})
		if err == nil || strings.Contains(err.Error(), marker) {
			t.Errorf("%s: %v", in, err)
		}
	}
}

func TestExact(t *testing.T) {
	const good = `{"format":"f","kind":"k","version":1,"zz":[1,2]}`
	var v sample
	if unknown, err := canon.Exact([]byte(good), &v, canon.Limits{}); err != nil || !cmp.Equal(unknown, []string{"/zz"}) {
		t.Fatalf("good: %v, %v", unknown, err)
	}
	for name, in := range map[string]string{
		"white space":            good + "\n",
		"order":                  `{"kind":"k","format":"f","version":1}`,
		"number":                 strings.Replace(good, `[1,2]`, `[1,2.0]`, 1),
		"escape":                 strings.Replace(good, `"k"`, `"\u006b"`, 1),
		"empty list written out": `{"format":"f","items":[],"kind":"k","version":1}`,
		"null for a field":       `{"format":null,"kind":"k","version":1}`,
	} {
		var v sample
		_, err := canon.Exact([]byte(in), &v, canon.Limits{})
		var f *fault.Error
		if !errors.As(err, &f) || !f.Findings.Has("json_not_canonical") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDigest(t *testing.T) {
	a, err := canon.Digest(map[string]int{"a": 1, "b": 2})
	if err != nil {
		t.Fatal(err)
	}
	// sha256sum of {"a":1,"b":2}
	if a != "43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777" {
		t.Errorf("digest %s", a)
	}
	if !canon.Equal(map[string]int{"a": 1}, struct {
		A float64 `json:"a"`
	}{1}) || canon.Equal(1, 2) || canon.Equal("\xff", "\xff") {
		t.Error("Equal compares something other than canonical bytes")
	}
}
