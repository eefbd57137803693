package object_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"shinsa/review/pdfseal/object"
)

// assemble writes a file of numbered bodies, with a table; the first is the catalog.
func assemble(trailer string, bodies ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var offsets []int
	for i, body := range bodies {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(bodies)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(bodies)+1, trailer, start)
	return b.Bytes()
}

const catalog = "<</Type /Catalog /Pages 2 0 R>>"

// inFile reads an object as the third of a file.
func inFile(t testing.TB, body string) (any, error) {
	t.Helper()
	f, err := object.Open(assemble("", catalog, "<</Type /Pages /Kids [] /Count 0>>", body))
	if err != nil {
		t.Fatal(err)
	}
	return f.Object(object.Ref{Num: 3})
}

func TestOpen_RefusesWhatReadersDisagreeOn(t *testing.T) {
	good := string(assemble("", catalog, "<</Type /Pages /Kids [] /Count 0>>"))
	if _, err := object.Open([]byte(good)); err != nil {
		t.Fatal(err)
	}
	change := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("no %q to change", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	for name, tt := range map[string]struct {
		pdf  string
		want error
	}{
		"empty":                   {"", object.ErrMalformed},
		"text before the header":  {"x" + good, object.ErrMalformed},
		"text after the end":      {good + "x", object.ErrMalformed},
		"no end mark":             {strings.TrimSuffix(good, "%%EOF\n"), object.ErrMalformed},
		"startxref at 0":          {change("startxref\n", "startxref\n0\n%"), object.ErrMalformed},
		"startxref far away":      {change("startxref\n", "startxref\n99999\n%"), object.ErrMalformed},
		"no trailer":              {change("trailer", "trailed"), object.ErrMalformed},
		"trailer of another kind": {change("trailer\n<<", "trailer\n[<<"), object.ErrMalformed},
		"no root":                 {change("/Root 1 0 R", "/Boot 1 0 R"), object.ErrMalformed},
		"encrypted":               {change("/Root 1 0 R", "/Root 1 0 R /Encrypt 5 0 R"), object.ErrEncrypted},
		"sections in a circle":    {change("/Root 1 0 R", "/Root 1 0 R /Prev "+offsetOf(good, "xref")), object.ErrMalformed},
		"previous section lost":   {change("/Root 1 0 R", "/Root 1 0 R /Prev 3"), object.ErrMalformed},
		"entry of another kind":   {change(" 00000 n ", " 00000 x "), object.ErrMalformed},
		"offset of nothing":       {change("0000000009 00000 n", "0000000000 00000 n"), object.ErrMalformed},
		"too many entries":        {change("0 3\n", "0 4\n"), object.ErrMalformed},
		"huge object number":      {change("0 3\n", "99999999 3\n"), object.ErrLimit},
	} {
		if _, err := object.Open([]byte(tt.pdf)); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

func offsetOf(s, word string) string { return fmt.Sprint(strings.Index(s, word)) }

func TestObject_RefusesWhatReadersDisagreeOn(t *testing.T) {
	for name, body := range map[string]string{
		"equal keys":              "<</A 1 /A 2>>",
		"equal keys, one escaped": "<</A 1 /#41 2>>",
		"equal keys among many":   "<<" + keys(40) + "/K7 1>>",
		"key without value":       "<</A>>",
		"value without key":       "<<1 2>>",
		"open dictionary":         "<</A 1",
		"open array":              "[1 2",
		"open string":             "(a(b)",
		"open hexadecimal":        "<41",
		"no digit":                "<4g>",
		"bad escape":              "/A#4",
		"null in a name":          "/A#00",
		"two signs":               "--1",
		"two points":              "1.2.3",
		"exponent":                "1e5",
		"nothing":                 "",
		"a word":                  "obj",
		"two objects":             "1 2",
		"deep":                    strings.Repeat("[", 100) + strings.Repeat("]", 100),
		"stream, wrong length":    "<</Length 3>>\nstream\nabcd\nendstream",
		"stream, length beyond":   "<</Length 99999>>\nstream\nabcd\nendstream",
		"stream, negative length": "<</Length -1>>\nstream\nabcd\nendstream",
		"stream, no length":       "<<>>\nstream\nabcd\nendstream",
		"stream, no line end":     "<</Length 4>>\nstream abcd\nendstream",
		"stream without a dict":   "[]\nstream\nabcd\nendstream",
		"length is the stream":    "<</Length 3 0 R>>\nstream\nabcd\nendstream",
	} {
		if v, err := inFile(t, body); !errors.Is(err, object.ErrMalformed) && !errors.Is(err, object.ErrLimit) {
			t.Errorf("%s: %s, %v", name, object.Bytes(v), err)
		}
	}
}

func keys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "/K%d 1", i)
	}
	return b.String()
}

func TestObject_WhereTheTableSays(t *testing.T) {
	pdf := assemble("", catalog, "<</Type /Pages /Kids [] /Count 0>>", "(third)")
	moved := bytes.Replace(pdf, []byte("3 0 obj"), []byte("4 0 obj"), 1)
	f, err := object.Open(moved)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Object(object.Ref{Num: 3}); !errors.Is(err, object.ErrMalformed) {
		t.Errorf("another number there: %v", err)
	}
	for _, r := range []object.Ref{{Num: 3, Gen: 1}, {Num: 9}, {Num: 0, Gen: 65535}} {
		if _, err := f.Object(r); !errors.Is(err, object.ErrMissing) {
			t.Errorf("%v: %v", r, err)
		}
	}
	if v, err := f.Resolve(object.Ref{Num: 9}); v != nil || err != nil {
		t.Errorf("a reference to nothing is %v, %v; want null", v, err)
	}
}

func TestResolve_CirclesEnd(t *testing.T) {
	f, err := object.Open(assemble("", catalog, "<</Type /Pages /Kids [2 0 R] /Count 1>>", "4 0 R", "3 0 R"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Resolve(object.Ref{Num: 3}); !errors.Is(err, object.ErrMalformed) {
		t.Errorf("references: %v", err)
	}
	if _, err := f.Pages(); !errors.Is(err, object.ErrMalformed) {
		t.Errorf("pages: %v", err)
	}
}

// A small file may not unfold into a large one.
func TestDecode_BombsAreRefused(t *testing.T) {
	bomb := object.Flate(object.NewDict(), make([]byte, 200<<20))
	body := fmt.Sprintf("<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream", len(bomb.Data), bomb.Data)
	f, err := object.Open(assemble("", catalog, "<</Type /Pages /Kids [] /Count 0>>", body))
	if err != nil {
		t.Fatal(err)
	}
	v, err := f.Object(object.Ref{Num: 3})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Decode(v.(*object.Stream)); !errors.Is(err, object.ErrLimit) {
		t.Errorf("200 MB out of %d bytes: %v", len(body), err)
	}
}

func TestUpdate_AppendsARevision(t *testing.T) {
	pdf := assemble("/Info 3 0 R /ID [(a) (b)]", catalog, "<</Type /Pages /Kids [] /Count 0>>", "<</Title (a)>>")
	f, err := object.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	u := f.Update()
	added := u.Add(object.String("new"))
	u.Set(object.Ref{Num: 3}, object.NewDict("Title", object.String("b")))
	out := u.Bytes()
	if !bytes.HasPrefix(out, pdf) {
		t.Fatal("earlier bytes changed")
	}
	g, err := object.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := g.Object(added); err != nil || !object.Equal(v, object.String("new")) || added.Num != 4 {
		t.Errorf("new object %v is %v, %v", added, v, err)
	}
	if info, err := g.Dict(g.Trailer().Get("Info")); err != nil || !object.Equal(info.Get("Title"), object.String("b")) {
		t.Errorf("changed object: %v", err)
	}
	id, _ := g.Trailer().Get("ID").(object.Array)
	if len(id) != 2 || !object.Equal(id[0], object.String("a")) || object.Equal(id[1], object.String("b")) {
		t.Errorf("identifier is %s", object.Bytes(id))
	}
	if u.Offset(added) <= len(pdf)-1 || !bytes.HasPrefix(out[u.Offset(added):], []byte("4 0 obj")) {
		t.Errorf("offset %d", u.Offset(added))
	}
	if v, err := f.Object(object.Ref{Num: 3}); err != nil || !object.Equal(v.(*object.Dict).Get("Title"), object.String("a")) {
		t.Errorf("the older reading changed: %v", err)
	}
}
