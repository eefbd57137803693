package archive_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/pdfseal/archive"
	"shinsa/review/pdfseal/object"
	"shinsa/review/typeface"
)

var created = time.Date(2026, 6, 15, 9, 30, 0, 0, civil.Japan)

// mincho is a font of the characters of text.
func mincho(t testing.TB, text string) archive.Font {
	t.Helper()
	ttf, err := os.ReadFile("../../../assets/fonts/BIZUDMincho-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	f, err := typeface.Parse(ttf)
	if err != nil {
		t.Fatal(err)
	}
	cut := f.CutText([]rune(text))
	font := archive.Font{Key: "f1", Name: f.Name(), File: cut.File, Widths: cut.Widths, Box: f.Box(), Ascent: f.Ascent(), Descent: f.Descent()}
	for _, r := range text {
		font.Text = append(font.Text, string(r))
	}
	return font
}

// text is what draw writes: glyphs 1, 2, …
const text = "認定証 第一号 Certificate"

// draw makes a file of two pages with text, a rectangle and a link.
func draw(t testing.TB) []byte {
	t.Helper()
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetCompression(false)
	p.SetCatalogSort(true)
	p.SetCreationDate(created)
	p.SetModificationDate(created)
	for range 2 {
		p.AddPage()
		p.Bookmark("cover", 0, 0)
		p.SetFillColor(200, 30, 30)
		p.Rect(20, 100, 30, 10, "F")
		p.LinkString(20, 20, 50, 10, "https://example.jp/")
		glyphs := ""
		for i := range []rune(text) {
			glyphs += fmt.Sprintf("%04X", i+1)
		}
		p.RawWriteStr("BT /f1 14 Tf 60 740 Td <" + glyphs + "> Tj ET")
	}
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func options(t testing.TB) archive.Options {
	t.Helper()
	return archive.Options{
		Title: "認定証 <C-2026-0001> & 見本", Author: "見本協会", Lang: "ja", Program: "Shinsa 0.1", Created: created,
		Fonts: []archive.Font{mincho(t, text)},
		Attachments: []archive.Attachment{
			{Name: "認定証.json", Description: "機械可読の内容", MIME: "application/json", Content: []byte(`{"a":1}`)},
			{Name: "a.csv", MIME: "text/csv", Relation: archive.Supplement, Content: []byte("a,b\n")},
		},
		Fields: []archive.Field{
			{Name: "office", Label: "認定機関", Page: 0, Rect: archive.Millimetres(120, 240, 70, 25, 297)},
			{Name: "chair", Label: "委員長", Page: 1},
		},
	}
}

func finish(t testing.TB, pdf []byte, o archive.Options) []byte {
	t.Helper()
	out, err := archive.Finish(pdf, o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestFinish_SameInputSameBytes(t *testing.T) {
	pdf := draw(t)
	first := finish(t, bytes.Clone(pdf), options(t))
	for range 3 {
		if again := finish(t, bytes.Clone(pdf), options(t)); !bytes.Equal(first, again) {
			t.Fatal("the same drawing finished twice differs")
		}
	}
	o := options(t)
	o.Title = "別"
	if bytes.Equal(first, finish(t, pdf, o)) {
		t.Error("another title, the same bytes")
	}
}

func TestFinish_LeavesTheDrawingAlone(t *testing.T) {
	pdf := draw(t)
	before := bytes.Clone(pdf)
	finish(t, pdf, options(t))
	if !bytes.Equal(pdf, before) {
		t.Error("the caller's bytes were changed")
	}
}

func TestFinish_CatalogAndFields(t *testing.T) {
	f, err := object.Open(finish(t, draw(t), options(t)))
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := f.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []object.Name{"Metadata", "OutputIntents", "Lang", "AF", "Names", "AcroForm", "Outlines"} {
		if catalog.Get(k) == nil {
			t.Errorf("catalog has no %s", k)
		}
	}
	form, err := f.Dict(catalog.Get("AcroForm"))
	if err != nil {
		t.Fatal(err)
	}
	fields, err := f.Array(form.Get("Fields"))
	if err != nil || len(fields) != 2 {
		t.Fatalf("%d fields, %v", len(fields), err)
	}
	office, err := f.Dict(fields[0])
	if err != nil {
		t.Fatal(err)
	}
	want := object.Array{object.Number("340.157"), object.Number("90.709"), object.Number("538.583"), object.Number("161.575")}
	if !object.Equal(office.Get("Rect"), want) || !object.Equal(office.Get("T"), object.String("office")) || office.Get("V") != nil {
		t.Errorf("field is %s", object.Bytes(office))
	}
	pages, err := f.Pages()
	if err != nil || len(pages) != 2 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for i, p := range pages {
		d, err := f.Dict(p)
		if err != nil {
			t.Fatal(err)
		}
		annots, err := f.Array(d.Get("Annots"))
		if err != nil || len(annots) != 2 {
			t.Fatalf("page %d has %d annotations, %v", i, len(annots), err)
		}
		for _, a := range annots {
			ad, err := f.Dict(a)
			if flags, _ := object.Int(ad.Get("F")); err != nil || flags&4 == 0 {
				t.Errorf("annotation of page %d is not printed", i)
			}
		}
	}
}

func TestFinish_Refusals(t *testing.T) {
	pdf := draw(t)
	core := gofpdf.New("P", "mm", "A4", "")
	core.AddPage()
	core.SetFont("Helvetica", "", 12)
	core.Cell(10, 10, "x")
	var unembedded bytes.Buffer
	if err := core.Output(&unembedded); err != nil {
		t.Fatal(err)
	}
	with := func(f func(*archive.Options)) archive.Options { o := options(t); f(&o); return o }
	for name, tt := range map[string]struct {
		pdf  []byte
		o    archive.Options
		code string
	}{
		"not a PDF":           {[]byte("text"), options(t), "pdf_unreadable"},
		"half a PDF":          {pdf[:len(pdf)/2], options(t), "pdf_unreadable"},
		"font not embedded":   {unembedded.Bytes(), options(t), "pdf_font_not_embedded"},
		"no time":             {pdf, with(func(o *archive.Options) { o.Created = time.Time{} }), "pdf_time_missing"},
		"font twice":          {pdf, with(func(o *archive.Options) { o.Fonts = append(o.Fonts, o.Fonts[0]) }), "pdf_name_twice"},
		"attachment twice":    {pdf, with(func(o *archive.Options) { o.Attachments[1].Name = o.Attachments[0].Name }), "pdf_name_twice"},
		"field twice":         {pdf, with(func(o *archive.Options) { o.Fields[1].Name = "office" }), "pdf_name_twice"},
		"field after the end": {pdf, with(func(o *archive.Options) { o.Fields[0].Page = 2 }), "pdf_field_page"},
		"field before page 0": {pdf, with(func(o *archive.Options) { o.Fields[0].Page = -1 }), "pdf_field_page"},
	} {
		if out, err := archive.Finish(tt.pdf, tt.o); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: tt.code}) || out != nil {
			t.Errorf("%s: %v, want %s", name, err, tt.code)
		}
	}
}

// A glyph stands for whatever text it is said to: beyond the basic plane, and several characters at once.
func TestFinish_GlyphsBecomeText(t *testing.T) {
	o := options(t)
	for i, r := range []rune(text) {
		switch r {
		case '一':
			o.Fonts[0].Text[i] = "𠮷"
		case '号':
			o.Fonts[0].Text[i] = "葛\U000E0100"
		}
	}
	got := judge(t, "pdftotext", finish(t, draw(t), o), "-raw", "FILE", "-")
	if !strings.Contains(got, "認定証 第𠮷葛\U000E0100 Certificate") {
		t.Errorf("text is %q", got)
	}
}

// A large font is compressed, and is the same font.
func TestFinish_LargeFonts(t *testing.T) {
	var all []rune
	for r := rune(0x4E00); r < 0x5800; r++ {
		all = append(all, r)
	}
	o := options(t)
	o.Fonts[0] = mincho(t, text+string(all))
	out := finish(t, draw(t), o)
	if file := o.Fonts[0].File; len(out) > len(file) || bytes.Contains(out, file) {
		t.Errorf("a font of %d bytes makes a file of %d", len(file), len(out))
	}
	if got := judge(t, "pdftotext", out, "-raw", "FILE", "-"); !strings.Contains(got, text) {
		t.Errorf("text is %q", got)
	}
}

func TestFinish_QPDFFindsNothing(t *testing.T) {
	out := judge(t, "qpdf", finish(t, draw(t), options(t)), "--check", "FILE")
	if !strings.Contains(out, "No syntax or stream encoding errors found") {
		t.Error(out)
	}
}

func TestFinish_AttachmentsComeOutAgain(t *testing.T) {
	out := judge(t, "qpdf", finish(t, draw(t), options(t)), "--show-attachment=認定証.json", "FILE")
	if out != `{"a":1}` {
		t.Errorf("attachment is %q", out)
	}
}

func TestFinish_VeraPDF(t *testing.T) {
	dir := t.TempDir()
	o := options(t)
	write(t, dir, "full.pdf", finish(t, draw(t), o))
	o.Fields, o.Attachments, o.Author, o.Program = nil, nil, "", ""
	write(t, dir, "bare.pdf", finish(t, draw(t), o))
	if out, ok := veraPDF(t, dir); !ok {
		t.Errorf("veraPDF:\n%s", out)
	}
	write(t, dir, "drawn.pdf", draw(t))
	if out, ok := veraPDF(t, dir); ok {
		t.Errorf("veraPDF takes the bare drawing for an archival file:\n%s", out)
	}
}

// veraPDF asks the checker of the PDF Association whether every file of a folder is PDF/A-3b.
func veraPDF(t *testing.T, dir string) (report string, ok bool) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "bash", "testdata/verapdf.sh", dir).CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 3 && os.Getenv("SHINSA_JUDGES") == "" {
		t.Skip("veraPDF is not set up; SHINSA_JUDGES=1 makes this fail")
	}
	if err != nil && (exit == nil || exit.ExitCode() != 1) {
		t.Fatalf("veraPDF: %v\n%s", err, out)
	}
	return string(out), err == nil
}

func write(t testing.TB, dir, name string, b []byte) string {
	t.Helper()
	p := filepath.Join(dir, name)
	if err := os.WriteFile(p, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// judge runs an outside program on a file, whose place in the arguments FILE holds, and returns what it says.
func judge(t *testing.T, tool string, pdf []byte, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		if os.Getenv("SHINSA_JUDGES") != "" {
			t.Fatal(tool + " is missing")
		}
		t.Skip(tool + " is missing; SHINSA_JUDGES=1 makes this fail")
	}
	file := write(t, t.TempDir(), "f.pdf", pdf)
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "FILE", file)
	}
	out, err := exec.CommandContext(t.Context(), tool, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", tool, err, out)
	}
	return string(out)
}

func BenchmarkFinish(b *testing.B) {
	pdf, o := draw(b), options(b)
	for b.Loop() {
		finish(b, pdf, o)
	}
}

func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		draw(b)
	}
}

// An outline says how many of its entries show: the first level open, what is deeper closed.
func TestFinish_CountsTheOutline(t *testing.T) {
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetCompression(false)
	p.SetCatalogSort(true)
	p.SetCreationDate(created)
	p.SetModificationDate(created)
	p.AddPage()
	for _, e := range []struct {
		name  string
		level int
	}{{"cover", 0}, {"section", 0}, {"group", 1}, {"item", 2}, {"item", 2}, {"group", 1}, {"end", 0}} {
		p.Bookmark(e.name, e.level, 0)
	}
	var drawn bytes.Buffer
	if err := p.Output(&drawn); err != nil {
		t.Fatal(err)
	}
	pdf, err := archive.Finish(drawn.Bytes(), archive.Options{Title: "t", Created: created})
	if err != nil {
		t.Fatal(err)
	}
	f, err := object.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := f.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	var counts []int
	var walk func(v any)
	walk = func(v any) {
		d, err := f.Dict(v)
		if err != nil {
			t.Fatal(err)
		}
		if d == nil {
			return
		}
		n, _ := object.Int(d.Get("Count"))
		counts = append(counts, n)
		walk(d.Get("First"))
		walk(d.Get("Next"))
	}
	walk(catalog.Get("Outlines"))
	if want := []int{5, 0, 2, -2, 0, 0, 0, 0}; !slices.Equal(counts, want) {
		t.Errorf("counts %v, want %v", counts, want)
	}
}
