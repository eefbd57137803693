package intake_test

import (
	"archive/zip"
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"shinsa/review/fault"
	"shinsa/review/intake"
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
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			app, err := intake.Read(t.Context(), p)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if c.code == "" && (err != nil || app.Answers["31.2"].Value.String() != "99.9") {
				t.Errorf("Read = %v", err)
			}
			if c.code != "" && (fault.KindOf(err) != fault.Invalid || !app.Findings.Has(c.code) || len(app.Answers) > 0) {
				t.Errorf("Read = %v, want %s", err, c.code)
			}
			t.Logf("%v, %d MiB allocated in all", took.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20)
			if took > 30*time.Second { // five on the target machine; this one may be shared
				t.Errorf("took %v", took)
			}
		})
	}
}
