package intake_test

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
)

// rewrite returns a workbook with the text of one part changed.
func rewrite(t *testing.T, b []byte, part string, change func(string) string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	changed := false
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			body, changed = []byte(change(string(body))), true
		}
		e, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Write(body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if !changed {
		t.Fatalf("no part %s", part)
	}
	return out.Bytes()
}

// TestHostileParts: other parts of a workbook made to cost, each within its limits or refused.
func TestHostileParts(t *testing.T) {
	p := sample(t, "case-1", "2024-04-16")
	for _, c := range []struct {
		name, part string
		change     func(string) string
	}{
		{"two hundred thousand shared texts", "xl/sharedStrings.xml", func(s string) string {
			return strings.Replace(s, "</sst>", strings.Repeat("<si><t>長い文字列がここにあります</t></si>", 200_000)+"</sst>", 1)
		}},
		{"a hundred thousand styles", "xl/styles.xml", func(s string) string {
			return strings.Replace(s, "</cellXfs>", strings.Repeat(`<xf numFmtId="1" fontId="0" fillId="0"/>`, 100_000)+"</cellXfs>", 1)
		}},
		{"a hundred thousand names", "xl/workbook.xml", func(s string) string {
			names := strings.Repeat(`<definedName name="a">B</definedName>`, 100_000)
			return strings.Replace(s, "</workbook>", "<definedNames>"+names+"</definedNames></workbook>", 1)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if o := bounded(t, rewrite(t, p.Form, c.part, c.change)); !o.Refused && o.Target != "99.9" {
				t.Errorf("%+v", o)
			}
		})
	}
}

// TestHostileForms: a form made to cost time or memory is read or refused within bounds, never half read.
func TestHostileForms(t *testing.T) {
	const sheet = "xl/worksheets/sheet2.xml"
	end := func(add string) func(string) string {
		return func(s string) string { return strings.Replace(s, "</sheetData>", add+"</sheetData>", 1) }
	}
	for _, c := range []struct {
		name, code string // "" means read
		change     func(string) string
	}{
		{"a million empty rows", "", end(strings.Repeat("<row/>", 1_000_000))},
		{"a cell at the far end", "", end(`<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>`)},
		{"a hundred thousand answers for one item", "", end(strings.Repeat(`<row><c t="str"><v>31.2</v></c><c/><c/><c/><c/><c t="str"><v>氏名</v></c></row>`, 90_000))},
		{"half a million cells", "form_too_large", end(strings.Repeat("<row>"+strings.Repeat("<c><v>1</v></c>", 50)+"</row>", 10_000))},
		{"a hundred megabytes of nothing", "form_too_large", end(strings.Repeat(" ", 100<<20))},
		{"deep in itself", "form_hostile", end(strings.Repeat("<row>", 10_000))},
		{"a hundred thousand long texts", "form_too_large", end(strings.Repeat(`<row><c t="str"><v>`+strings.Repeat("長", 200)+`</v></c></row>`, 100_000))},
		{"a row before its time", "form_damaged", end(`<row r="3"/>`)},
		{"cut in the middle", "form_damaged", func(s string) string { return s[:len(s)/2] }},
		{"a document type", "form_hostile", func(s string) string {
			return strings.Replace(s, "?>", `?><!DOCTYPE x [<!ENTITY a "a">]>`, 1)
		}},
		{"merged everywhere", "form_too_large", func(s string) string {
			i := strings.Index(s, "<mergeCell ")
			return s[:i] + strings.Repeat(`<mergeCell ref="A2000:Z3000"/>`, 500) + s[i:]
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := sample(t, "case-1", "2024-04-16")
			p.Files = nil
			p.Form = rewrite(t, p.Form, sheet, c.change)
			o := bounded(t, p.Form)
			if c.code == "" && (o.Refused || o.Target != "99.9") {
				t.Errorf("%+v", o)
			}
			if c.code != "" && (!o.Refused || !slices.Contains(o.Codes, c.code) || o.Answers > 0) {
				t.Errorf("%+v, want %s", o, c.code)
			}
		})
	}
}
