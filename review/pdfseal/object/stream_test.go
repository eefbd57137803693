package object_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"shinsa/review/pdfseal/object"
)

// packed writes a file with an object stream (4) that holds catalog and pages, and a cross-reference stream (5).
func packed(t testing.TB, predictor int, change func(string) string) []byte {
	t.Helper()
	pages := "<</Type /Pages /Kids [] /Count 0>>"
	head := fmt.Sprintf("1 0 2 %d ", len(catalog)+1)
	inner := object.Flate(object.NewDict("Type", object.Name("ObjStm"), "N", 2, "First", len(head)), []byte(head+catalog+" "+pages))
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	third := b.Len()
	b.WriteString("3 0 obj\n(third)\nendobj\n")
	fourth := b.Len()
	b.WriteString("4 0 obj\n")
	object.Write(&b, inner)
	b.WriteString("\nendobj\n")
	fifth := b.Len()
	rows := [][4]byte{{0, 0, 0, 255}, {2, 0, 4, 0}, {2, 0, 4, 1}, {1, 0, byte(third), 0}, {1, byte(fourth >> 8), byte(fourth), 0}, {1, byte(fifth >> 8), byte(fifth), 0}}
	d := object.NewDict("Type", object.Name("XRef"), "Size", 6, "W", object.Array{1, 2, 1}, "Root", object.Ref{Num: 1})
	if predictor > 0 {
		d.Set("DecodeParms", object.NewDict("Predictor", predictor, "Columns", 4))
	}
	b.WriteString("5 0 obj\n")
	object.Write(&b, object.Flate(d, predicted(rows, predictor)))
	fmt.Fprintf(&b, "\nendobj\nstartxref\n%d\n%%%%EOF\n", fifth)
	if change == nil {
		return b.Bytes()
	}
	return []byte(change(b.String()))
}

// predicted applies PNG filters, a different one to each row.
func predicted(rows [][4]byte, predictor int) []byte {
	var out []byte
	above := [4]byte{}
	for i, row := range rows {
		if predictor > 0 {
			out = append(out, byte(i%5))
		}
		for k, v := range row {
			var left, upLeft byte
			if k > 0 {
				left, upLeft = row[k-1], above[k-1]
			}
			if predictor > 0 {
				v -= pngPredict(i%5, left, above[k], upLeft)
			}
			out = append(out, v)
		}
		above = row
	}
	return out
}

func pngPredict(kind int, left, up, upLeft byte) byte {
	switch kind {
	case 1:
		return left
	case 2:
		return up
	case 3:
		return byte((int(left) + int(up)) / 2)
	case 4:
		p := int(left) + int(up) - int(upLeft)
		best, dist := left, max(p-int(left), int(left)-p)
		for _, c := range []byte{up, upLeft} {
			if d := max(p-int(c), int(c)-p); d < dist {
				best, dist = c, d
			}
		}
		return best
	}
	return 0
}

func TestOpen_StreamsOfObjectsAndReferences(t *testing.T) {
	for _, predictor := range []int{0, 12, 15} {
		pdf := packed(t, predictor, nil)
		f, err := object.Open(pdf)
		if err != nil {
			t.Fatalf("predictor %d: %v", predictor, err)
		}
		c, err := f.Catalog()
		if err != nil {
			t.Fatal(err)
		}
		if _, _, ok := c.Span("Pages"); ok {
			t.Error("an object inside a stream claims a place in the file")
		}
		if pages, err := f.Pages(); err != nil || len(pages) != 0 {
			t.Errorf("pages: %v", err)
		}
		u := f.Update()
		r := u.Add(object.String("new"))
		u.Set(object.Ref{Num: 3}, object.String("changed"))
		g, err := object.Open(u.Bytes())
		if err != nil {
			t.Fatalf("after an update: %v", err)
		}
		for ref, want := range map[object.Ref]string{r: "new", {Num: 3}: "changed"} {
			if v, err := g.Object(ref); err != nil || !object.Equal(v, object.String(want)) {
				t.Errorf("%v is %v, %v", ref, v, err)
			}
		}
	}
}

func TestOpen_BadStreamsAreRefused(t *testing.T) {
	for name, change := range map[string]func(string) string{
		"widths of nothing": func(s string) string { return strings.Replace(s, "/W [1 2 1]", "/W [0 0 0]", 1) },
		"widths too wide":   func(s string) string { return strings.Replace(s, "/W [1 2 1]", "/W [1 9 1]", 1) },
		"two widths":        func(s string) string { return strings.Replace(s, "/W [1 2 1]", "/W [1 2]  ", 1) },
		"too many entries":  func(s string) string { return strings.Replace(s, "/Size 6", "/Size 9", 1) },
		"no size":           func(s string) string { return strings.Replace(s, "/Size 6", "/Sise 6", 1) },
		"another type":      func(s string) string { return strings.Replace(s, "/XRef", "/Xref", 1) },
		"not an object":     func(s string) string { return strings.Replace(s, "5 0 obj", "5 0 xxx", 1) },
		"another filter": func(s string) string {
			i := strings.LastIndex(s, "/FlateDecode")
			return s[:i] + "/LZWDecode  " + s[i+12:]
		},
		"object stream's own": func(s string) string { return strings.Replace(s, "/ObjStm", "/ObjStn", 1) },
		"header too short":    func(s string) string { return strings.Replace(s, "/N 2", "/N 9", 1) },
	} {
		f, err := object.Open(packed(t, 0, change))
		if err == nil {
			_, err = f.Catalog()
		}
		if !errors.Is(err, object.ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A hybrid file says in a table what old readers know, and in a stream what newer ones know besides.
func TestOpen_Hybrid(t *testing.T) {
	base := packed(t, 0, nil)
	fifth := bytes.Index(base, []byte("5 0 obj"))
	cut := base[:bytes.LastIndex(base, []byte("startxref"))]
	third := bytes.Index(base, []byte("3 0 obj"))
	pdf := fmt.Appendf(bytes.Clone(cut), "xref\n3 1\n%010d 00000 n \ntrailer\n<</Size 6 /Root 1 0 R /XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n", third, fifth, len(cut))
	f, err := object.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Catalog(); err != nil {
		t.Errorf("what only the stream knows: %v", err)
	}
	bad := bytes.Replace(pdf, fmt.Appendf(nil, "/XRefStm %d", fifth), fmt.Appendf(nil, "/XRefStm %d", third), 1)
	if _, err := object.Open(bad); !errors.Is(err, object.ErrMalformed) {
		t.Errorf("XRefStm somewhere else: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(assemble("/Info 3 0 R", catalog, "<</Type /Pages /Kids [] /Count 0>>", "<</Title (a)>>"))
	f.Add(packed(f, 12, nil))
	f.Add([]byte("%PDF-1.7\nxref\n0 0\ntrailer<</Root 1 0 R/Prev 9>>startxref 9 %%EOF"))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := object.Open(b)
		if err != nil {
			return
		}
		for _, n := range file.Numbers() {
			v, err := file.Object(object.Ref{Num: n, Gen: file.Places()[n].Gen})
			if err != nil {
				continue
			}
			if s, ok := v.(*object.Stream); ok {
				if _, err := file.Decode(s); err == nil {
					v = s.Dict
				}
			}
			// What was read can be written, and is read the same again.
			if again, err := inFile(t, string(object.Bytes(v))); err != nil || !object.Equal(v, again) {
				t.Fatalf("object %d: %q became %q, %v", n, object.Bytes(v), object.Bytes(again), err)
			}
		}
		if _, err := file.Pages(); err != nil {
			return
		}
		if _, err := object.Open(file.Update().Bytes()); err != nil {
			t.Fatalf("cannot be read after an empty revision: %v", err)
		}
	})
}
