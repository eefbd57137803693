package canon_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"shinsa/review/canon"
)

// FuzzTransform holds the property that everything signed rests on: what parses is written again as the same bytes, and a document
// that was found clean means to encoding/json what its canonical form means.
func FuzzTransform(f *testing.F) {
	for _, s := range []string{
		`{"b":[1,2.50,-0,1e-7],"a":"審\u67fb"}`, `[[[]],{}]`, `"\ud83d\ude00"`, `{"a":1,"\u0061":2}`, `9007199254740993`, `"\ud800"`, "\"\xff\"",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		once, err := canon.Transform(in)
		if err != nil {
			if once != nil {
				t.Fatal("bytes beside an error")
			}
			return
		}
		held(t, in)
		if len(canon.Check(once, canon.Limits{})) != 0 {
			t.Fatalf("canonical form is refused: %q", once)
		}
		twice, err := canon.Transform(once)
		if err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("not stable: %q then %q, %v", once, twice, err)
		}
		var v, w any
		if json.Unmarshal(in, &v) != nil || json.Unmarshal(once, &w) != nil {
			t.Fatalf("accepted, but encoding/json refuses: %q", in)
		}
		if !canon.Equal(v, w) {
			t.Fatalf("two readings of %q", in)
		}
		if _, err := canon.Exact(once, new(any), canon.Limits{}); err != nil {
			t.Fatalf("canonical bytes are not exact: %v", err)
		}
	})
}
