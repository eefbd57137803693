package object_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"shinsa/review/civil"
	"shinsa/review/pdfseal/object"
)

func TestWrite_ReadsBackTheSame(t *testing.T) {
	for name, tt := range map[string]struct {
		v    any
		want string
	}{
		"null":           {nil, "null"},
		"true":           {true, "true"},
		"integer":        {-7, "-7"},
		"real":           {0.25, "0.25"},
		"number as read": {object.Number("+1.50"), "+1.50"},
		"name":           {object.Name("A B#/日"), "/A#20B#23#2F#E6#97#A5"},
		"text":           {object.String(`a(b)\`), `(a\(b\)\\)`},
		"binary":         {object.String{0, 0x0d, 0xff}, "<000DFF>"},
		"reference":      {object.Ref{Num: 12, Gen: 3}, "12 3 R"},
		"array":          {object.Array{1, object.Name("N"), object.Array{}}, "[1 /N []]"},
		"dictionary":     {object.NewDict("B", 1, "A", nil, "C", object.String("x")), "<</B 1 /C (x)>>"},
		"raw":            {object.Raw("[0 0]"), "[0 0]"},
	} {
		got := string(object.Bytes(tt.v))
		if got != tt.want {
			t.Errorf("%s is written %s, want %s", name, got, tt.want)
		}
		if back, err := inFile(t, got); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if again := string(object.Bytes(back)); again != got {
			t.Errorf("%s came back as %s", name, again)
		}
	}
}

func TestRead_Spellings(t *testing.T) {
	for in, want := range map[string]any{
		"(a\\\nb\\\r\nc)":            object.String("abc"),
		"(a\r\nb\rc\nd)":             object.String("a\nb\nc\nd"),
		`(\101\7x\0533\(\n)`:         object.String("A\x07x+3(\n"),
		"((nested) (twice))":         object.String("(nested) (twice)"),
		"<4 1 4\n2 5>":               object.String("ABP"),
		"<</A(x)/B<</C[1 2 R 3]>>>>": object.NewDict("A", object.String("x"), "B", object.NewDict("C", object.Array{object.Ref{Num: 1, Gen: 2}, 3})),
		"[1 2 3 R 0.5 R1]":           nil, // R1 is no word of PDF
		"% comment\n true":           true,
		"[-.5 4. +0]":                object.Array{-0.5, 4, 0},
		"/A#42":                      object.Name("AB"),
	} {
		got, err := inFile(t, in)
		if want == nil {
			if err == nil {
				t.Errorf("%q was read as %s", in, object.Bytes(got))
			}
			continue
		}
		if err != nil || !object.Equal(got, want) {
			t.Errorf("%q: %s, %v", in, object.Bytes(got), err)
		}
	}
}

func TestText_RoundTrip(t *testing.T) {
	for _, s := range []string{"", "plain", "認定証 𠮷 葛\U000E0100", "line\nend", "é"} {
		if got := object.TextOf(object.Text(s)); got != s {
			t.Errorf("%q came back as %q", s, got)
		}
	}
	if got := object.TextOf(object.String("\xef\xbb\xbf日本")); got != "日本" {
		t.Errorf("UTF-8: %q", got)
	}
}

func TestDate_RoundTrip(t *testing.T) {
	for _, zone := range []*time.Location{time.UTC, civil.Japan, time.FixedZone("", -(3*3600 + 30*60))} {
		when := time.Date(2026, 12, 31, 23, 59, 58, 0, zone)
		if got, ok := object.DateOf(object.Date(when)); !ok || !got.Equal(when) {
			t.Errorf("%v came back as %v from %s", when, got, object.Date(when))
		}
	}
	for s, ok := range map[string]bool{
		"D:20260615093000Z": true, "D:20260615093000+09'00'": true, "D:20260615093000+09'00": true, "D:20260615093000+09": true,
		"20260615093000Z": false, "D:2026": false, "D:20260615093000": false, "D:20261315093000Z": false, "D:20260615093000+0x'00'": false,
	} {
		if _, got := object.DateOf(object.String(s)); got != ok {
			t.Errorf("%s: %v", s, got)
		}
	}
}

func TestEqual(t *testing.T) {
	a := object.NewDict("A", 1, "B", object.Array{object.Number("2.0")})
	b := object.NewDict("B", object.Array{2}, "A", object.Number("1"))
	if !object.Equal(a, b) {
		t.Error("order of keys and spelling of numbers make a difference")
	}
	for name, pair := range map[string][2]any{
		"more keys":      {object.NewDict("A", 1), object.NewDict("A", 1, "B", 2)},
		"another key":    {object.NewDict("A", 1), object.NewDict("B", 1)},
		"another value":  {object.NewDict("A", 1), object.NewDict("A", 2)},
		"name or string": {object.Name("A"), object.String("A")},
		"reference":      {object.Ref{Num: 1}, object.Ref{Num: 1, Gen: 1}},
		"stream data":    {&object.Stream{Dict: object.NewDict(), Data: []byte("a")}, &object.Stream{Dict: object.NewDict(), Data: []byte("b")}},
		"null":           {nil, object.Array{}},
		"array":          {object.Array{1, 2}, object.Array{2, 1}},
	} {
		if object.Equal(pair[0], pair[1]) || object.Equal(pair[1], pair[0]) {
			t.Errorf("%s: equal", name)
		}
	}
}

func TestDict_KeepsOrder(t *testing.T) {
	d := object.NewDict("A", 1, "B", 2, "C", 3)
	c := d.Clone()
	c.Set("B", 9)
	c.Delete("A")
	c.Set("D", 4)
	if diff := cmp.Diff([]object.Name{"B", "C", "D"}, c.Keys()); diff != "" {
		t.Error(diff)
	}
	if got := string(object.Bytes(d)); got != "<</A 1 /B 2 /C 3>>" {
		t.Errorf("the original became %s", got)
	}
	var none *object.Dict
	if none.Get("A") != nil || none.Len() != 0 || none.Keys() != nil {
		t.Error("a nil dictionary has something in it")
	}
}

func TestBuild_SameObjectsSameBytes(t *testing.T) {
	make1 := func() []byte {
		objects := map[object.Ref]any{
			{Num: 9}:  object.NewDict("Type", object.Name("Catalog"), "Pages", object.Ref{Num: 20}),
			{Num: 20}: object.NewDict("Type", object.Name("Pages"), "Kids", object.Array{object.Ref{Num: 4}}, "Count", 1),
			{Num: 4}:  object.NewDict("Type", object.Name("Page"), "Parent", object.Ref{Num: 20}, "Contents", object.Ref{Num: 5}),
			{Num: 5}:  object.Flate(object.NewDict(), []byte("0 0 m")),
			{Num: 7}:  object.NewDict("Title", object.Text("題")),
			{Num: 8}:  object.String("nobody refers to this"),
		}
		b, err := object.Build(object.Ref{Num: 9}, object.Ref{Num: 7}, func(r object.Ref) (any, error) { return objects[r], nil })
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	b := make1()
	if !bytes.Equal(b, make1()) {
		t.Error("the same objects give other bytes")
	}
	f, err := object.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{1, 2, 3, 4, 5}, f.Numbers()); diff != "" {
		t.Error(diff)
	}
	pages, err := f.Pages()
	if err != nil || len(pages) != 1 {
		t.Fatal(err)
	}
	page, err := f.Dict(pages[0])
	if err != nil {
		t.Fatal(err)
	}
	v, err := f.Resolve(page.Get("Contents"))
	if err != nil {
		t.Fatal(err)
	}
	if data, err := f.Decode(v.(*object.Stream)); err != nil || string(data) != "0 0 m" {
		t.Errorf("content is %q, %v", data, err)
	}
}
