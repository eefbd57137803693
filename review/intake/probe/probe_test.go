package probe_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"shinsa/review/intake"
	"shinsa/review/intake/probe"
)

// pdf writes numbered objects one after the other, as sloppy producers do: the cross-reference is left out.
func pdf(trailer string, objects ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		if o != "" {
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
		}
	}
	b.WriteString("trailer\n<< /Root 1 0 R " + trailer + ">>\n%%EOF\n")
	return []byte(b.String())
}

func stream(dict, data string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(data)) //nolint:errcheck // into memory
	z.Close()             //nolint:errcheck // into memory
	return fmt.Sprintf("<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", dict, b.Len(), b.String())
}

const (
	catalog = "<< /Type /Catalog /Pages 2 0 R >>"
	onePage = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	page    = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>"
	text    = "BT /F1 12 Tf 72 700 Td (abc) Tj ET"
	picture = "q 100 0 0 100 0 0 cm /Im1 Do Q"
)

func TestBytes(t *testing.T) {
	for _, c := range []struct {
		name string
		b    []byte
		want intake.Probe
	}{
		{"text", pdf("", catalog, onePage, page, stream("", text)), intake.Probe{Content: intake.HasText, Pages: 1}},
		{"plain stream", pdf("", catalog, onePage, page, "<< /Length 34 >>\nstream\n"+text+"\nendstream"), intake.Probe{Content: intake.HasText, Pages: 1}},
		{"array of text", pdf("", catalog, onePage, page, stream("", "BT [(a) -20 (b)] TJ ET")), intake.Probe{Content: intake.HasText, Pages: 1}},
		{"scan", pdf("", catalog, onePage, page, stream("", picture)), intake.Probe{Content: intake.ImageOnly, Pages: 1}},
		{"text only inside a picture's data", pdf("", catalog, onePage, page, stream("", picture), stream("/Subtype /Image", text)), intake.Probe{Content: intake.ImageOnly, Pages: 1}},
		{"three pages in a tree", pdf("", catalog, "<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 3 >>", page, stream("", text),
			"<< /Type /Pages /Kids [6 0 R 7 0 R] >>", "<< /Type /Page >>", "<< /Type /Page >>", "<< /Type /Page >>"), intake.Probe{Content: intake.HasText, Pages: 3}},
		{"a page that was replaced", append(pdf("", catalog, onePage, page, stream("", picture)), pdf("", "", "", "", stream("", text))[9:]...), intake.Probe{Content: intake.HasText, Pages: 1}},
		{"broken tree", pdf("", catalog, "<< /Type /Pages /Kids [9 0 R] >>", page, stream("", text), "<< /Type /Page >>"), intake.Probe{Content: intake.HasText, Pages: 2}},
		{"tree in a circle", pdf("", catalog, "<< /Type /Pages /Kids [2 0 R 3 0 R] >>", page, stream("", text)), intake.Probe{Content: intake.HasText, Pages: 1}},
		{"objects in a stream", pdf("", catalog, "", "", stream("", text),
			stream("/Type /ObjStm /N 2 /First 10", "2 0 3 42  "+"<< /Type /Pages /Kids [3 0 R] /Count 1 >> "+"<< /Type /Page /Contents 4 0 R >>")), intake.Probe{Content: intake.HasText, Pages: 1}},
		{"locked", pdf("/Encrypt 9 0 R", catalog, onePage, page, stream("", text)), intake.Probe{Content: intake.Encrypted}},
		{"script", pdf("", "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>", onePage, page, stream("", text)), intake.Probe{Content: intake.HasText, Pages: 1, Active: true}},
		{"script under another spelling", pdf("", "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /J#61vaScript >> >>", onePage, page, stream("", text)), intake.Probe{Content: intake.HasText, Pages: 1, Active: true}},
		{"launch", pdf("", catalog, onePage, page, stream("", text), "<< /S /Launch /F (calc.exe) >>"), intake.Probe{Content: intake.HasText, Pages: 1, Active: true}},
		{"no pages", pdf("", catalog), intake.Probe{Content: intake.Unreadable}},
		{"head only", []byte("%PDF-1.4\n"), intake.Probe{Content: intake.Unreadable}},
		{"photograph", []byte("\xff\xd8\xff\xe0JFIF"), intake.Probe{Content: intake.ImageOnly, Pages: 1}},
		{"spreadsheet", []byte("PK\x03\x04"), intake.Probe{Content: intake.OtherKind}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := probe.Bytes(c.b); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestReader(t *testing.T) {
	b := pdf("", catalog, onePage, page, stream("", text))
	f := intake.File{Name: "a.pdf", Size: int64(len(b)), Data: bytes.NewReader(b)}
	if got := (probe.Reader{}).Probe(f); got.Pages != 1 {
		t.Errorf("Probe = %+v", got)
	}
	f.Size += 10
	if got := (probe.Reader{}).Probe(f); got.Content != intake.Unreadable {
		t.Errorf("a file shorter than it says: %+v", got)
	}
	if got := (probe.Reader{}).Probe(intake.File{}); got.Content != intake.Empty {
		t.Errorf("an empty file: %+v", got)
	}
}

// TestBounded: a stream that expands without end stops at the limit.
func TestBounded(t *testing.T) {
	b := pdf("", catalog, onePage, page, stream("", strings.Repeat(" ", 200<<20)))
	if got := probe.Bytes(b); got.Pages != 1 {
		t.Errorf("Probe = %+v", got)
	}
}

func FuzzBytes(f *testing.F) {
	f.Add(pdf("", catalog, onePage, page, stream("", text)))
	f.Add([]byte("%PDF-1.7\n1 0 obj<</Type/ObjStm/N 9/First 3>>stream\n1 2\nendstream"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if p := probe.Bytes(append([]byte("%PDF-1.7\n"), b...)); p.Pages < 0 {
			t.Error(p)
		}
	})
}
