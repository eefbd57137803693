package canon_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/gowebpki/jcs"

	"shinsa/review/canon"
)

// held is what our writer and the library make of a document; both have to be the same for all that is accepted.
func held(t *testing.T, in []byte) {
	t.Helper()
	ours, err := canon.Transform(in)
	if err != nil {
		return
	}
	theirs, err := jcs.Transform(in)
	if err != nil || !bytes.Equal(ours, theirs) {
		t.Fatalf("%q:\n%q, the library writes\n%q, %v", in, ours, theirs, err)
	}
}

func TestTheCanonicalFormIsThatOfTheLibrary(t *testing.T) {
	for _, in := range []string{
		`null`, ` true `, `[]`, `{}`, `[ 1 , -0, 0.5 ,1e3, 1E-7,-1.50e+2, 9007199254740991, 123456789012345.6 ]`,
		`{"b":{"d":1,"c":[{"z":1,"y":2}]},"a":{"x":null},"":0}`, "{\n\t\"b\" : 1 ,\r\n \"a\" : [ ] }",
		`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}`, // RFC 8785, 3.2.3
		`{"\uffff":1,"\ud800\udc00":2,"\ue000":3,"a\ud83d\ude00":4,"a\uffee":5,"a":6,"aa":7}`,
		`"\u0000\u001f\u007f\u0080\u2028\u003c\u003E\/\b\f\n\r\t\"\\\u65E5本"`, `{"a\/b":1,"a\u002fc":2,"a.":3}`,
	} {
		held(t, []byte(in))
	}
}

func TestDocumentsOfAnyMakeAreWrittenAsTheLibraryDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 78))
	for range 5000 {
		b, err := json.Marshal(document(r, 0))
		if err != nil {
			t.Fatal(err)
		}
		if r.IntN(2) == 0 {
			var wide bytes.Buffer
			if err := json.Indent(&wide, b, " ", "\t"); err != nil {
				t.Fatal(err)
			}
			b = wide.Bytes()
		}
		held(t, shuffled(r, b))
	}
}

// document draws a value.
func document(r *rand.Rand, depth int) any {
	switch n := r.IntN(8); {
	case n < 2 && depth < 5:
		m := map[string]any{}
		for range r.IntN(7) {
			m[words(r)] = document(r, depth+1)
		}
		return m
	case n < 4 && depth < 5:
		l := make([]any, r.IntN(5))
		for i := range l {
			l[i] = document(r, depth+1)
		}
		return l
	case n == 4:
		return r.Int64N(1<<54) - 1<<53
	case n == 5:
		return (r.Float64() - 0.5) * []float64{1e-9, 1, 1e5, 1e14}[r.IntN(4)]
	case n == 6:
		return []any{true, false, nil}[r.IntN(3)]
	}
	return words(r)
}

// words draws a text in which characters stand that are escaped, sort apart or take several bytes.
func words(r *rand.Rand) string {
	some := []rune("ab/<>&\"\\\n\t\x01\x1f\u007f\u0085é日審\u2028\ud7ff\ue000\ufffd\uffff😀𠮷")
	out := make([]rune, r.IntN(6))
	for i := range out {
		out[i] = some[r.IntN(len(some))]
	}
	return string(out)
}

// shuffled writes some characters of a document as escapes, in upper or lower case.
func shuffled(r *rand.Rand, b []byte) []byte {
	var out []byte
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c == '\\':
			out = append(out, c, b[i+1])
			i++
		case (c == 'a' || c == 'b') && i > 0 && b[i-1] == '"' && r.IntN(2) == 0:
			out = append(out, fmt.Sprintf([]string{`\u%04x`, `\u%04X`}[r.IntN(2)], c)...)
		default:
			out = append(out, c)
		}
	}
	return out
}
