package workbook_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shinsa/assets"
	"shinsa/review/fault"
	"shinsa/review/intake/workbook"
)

// form returns the workbook of a sample dossier.
func form(t testing.TB, name string) []byte {
	t.Helper()
	fsys, err := assets.Sample(name)
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(fsys, "*.xlsx")
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	b, err := fs.ReadFile(fsys, files[0])
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestSameCells: every text that the common library finds in the samples is found here, and nothing else.
func TestSameCells(t *testing.T) {
	for _, name := range []string{"case-1", "case-2", "case-3"} {
		b := form(t, name)
		book, err := workbook.Read(t.Context(), b, workbook.Default)
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range book.Sheets {
			rows, err := f.GetRows(s.Name, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			for r := range max(len(rows), s.Rows) {
				for c := range s.Cols {
					want := ""
					if r < len(rows) && c < len(rows[r]) {
						want = rows[r][c]
					}
					got := s.Own(workbook.Ref{Row: r + 1, Col: c + 1})
					if got == nil {
						got = &workbook.Cell{}
					}
					if got.Text != want {
						t.Errorf("%s %s: %q, want %q", name, s.Name, got.Text, want)
					}
				}
			}
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// part is a part of a workbook made by hand.
type part struct{ name, body string }

const (
	types    = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
	rootRels = `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookXML  = `<workbook><sheets><sheet name="A" sheetId="1" r:id="r1" xmlns:r="x"/></sheets></workbook>`
	bookRels = `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>`
	texts    = `<sst><si><t>甲</t><rPh><t>コウ</t></rPh></si><si><r><t>古</t><rPr><strike/></rPr></r></si><si><r><rPr><strike/></rPr><t>旧</t></r><r><t>新_x000D_</t></r></si></sst>`
	styleXML = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0&quot;人&quot;"/></numFmts><fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf numFmtId="164"/><xf fontId="1"/><xf numFmtId="14"/></cellXfs></styleSheet>`
)

// build makes a workbook of one sheet; more parts replace those of the same name.
func build(t testing.TB, sheet string, more ...part) []byte {
	t.Helper()
	parts := []part{
		{"[Content_Types].xml", types},
		{"_rels/.rels", rootRels},
		{"xl/workbook.xml", bookXML},
		{"xl/_rels/workbook.xml.rels", bookRels},
		{"xl/sharedStrings.xml", texts},
		{"xl/styles.xml", styleXML},
		{"xl/worksheets/sheet1.xml", sheet},
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		for _, m := range more {
			if m.name == p.name {
				p.body = m.body
			}
		}
		write(t, z, p)
	}
	for _, m := range more {
		if !strings.Contains("[Content_Types].xml _rels/.rels xl/workbook.xml xl/_rels/workbook.xml.rels xl/sharedStrings.xml xl/styles.xml", m.name) {
			write(t, z, m)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func write(t testing.TB, z *zip.Writer, p part) {
	t.Helper()
	w, err := z.Create(p.name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, p.body); err != nil {
		t.Fatal(err)
	}
}

func TestCells(t *testing.T) {
	b := build(t, `<worksheet><cols><col min="3" max="4" hidden="1"/></cols><sheetData>
		<row r="1"><c r="A1" t="s"><v>0</v></c><c t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><r><t>a</t></r><r><t> b</t></r></is></c></row>
		<row hidden="1"><c t="n" s="1"><v>6999901000002</v></c><c><f>1+1</f><v>2</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c></row>
		<row r="5"><c r="A5" s="2" t="str"><v>消</v></c><c r="B5"/><c r="C5" s="3"><v>45397</v></c></row>
		</sheetData><mergeCells><mergeCell ref="A5:B6"/></mergeCells></worksheet>`)
	book, err := workbook.Read(t.Context(), b, workbook.Default)
	if err != nil {
		t.Fatal(err)
	}
	s := book.Sheets[0]
	get := func(row, col int) *workbook.Cell { return s.Cell(workbook.Ref{Row: row, Col: col}) }
	if c := get(1, 1); c.Text != "甲" {
		t.Errorf("furigana: %q", c.Text)
	}
	if c := get(1, 2); c.Text != "旧新\r" || c.Kept != "新\r" || !c.Struck() {
		t.Errorf("struck-out run: %q %q", c.Text, c.Kept)
	}
	if c := get(1, 4); c.Text != "a b" {
		t.Errorf("inline text: %q", c.Text)
	}
	if c := get(2, 1); c.Text != "6999901000002" || c.Number == nil || c.Format != `0"人"` || !s.RowHidden(2) {
		t.Errorf("number: %+v", c)
	}
	if c := get(2, 2); !c.Formula || c.Text != "2" {
		t.Errorf("formula: %+v", c)
	}
	if get(2, 3).Text != "TRUE" || !get(2, 4).Error {
		t.Error("bool or error")
	}
	if c := get(6, 2); c == nil || c.Text != "消" || c.Kept != "" || s.Own(workbook.Ref{Row: 6, Col: 2}) != nil {
		t.Errorf("merged and struck-out cell: %+v", c)
	}
	if c := get(5, 3); c.Format != "yyyy/m/d" || !s.ColHidden(3) || s.ColHidden(5) {
		t.Errorf("date: %+v", c)
	}
	if s.Rows != 5 || s.Cols != 4 || (workbook.Ref{Row: 3, Col: 28}).Name() != "AB3" {
		t.Errorf("size %d × %d", s.Rows, s.Cols)
	}
}

// TestRefused: a workbook that cannot be read whole is refused with its reason; never part of its rows.
func TestRefused(t *testing.T) {
	const good = `<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>`
	valid := build(t, good)
	cells := func(n int) string {
		return `<worksheet><sheetData><row>` + strings.Repeat(`<c><v>1</v></c>`, n) + `</row></sheetData></worksheet>`
	}
	rows := func(n int) string {
		return `<worksheet><sheetData>` + strings.Repeat(`<row><c><v>1</v></c></row>`, n) + `</sheetData></worksheet>`
	}
	many := make([]part, 2100)
	for i := range many {
		many[i] = part{"xl/media/" + strconv.Itoa(i), ""}
	}
	for _, c := range []struct {
		name, code string
		b          []byte
	}{
		{"nothing", "form_not_workbook", nil},
		{"a picture", "form_not_workbook", []byte("\x89PNG\r\n\x1a\n\x00\x00")},
		{"a quote that never ends", "form_damaged", []byte("No,項目\n1.1,\"a\n")},
		{"a PDF", "form_is_pdf", []byte("%PDF-1.7\n")},
		{"old Excel", "form_legacy", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook")},
		{"password", "form_encrypted", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")},
		{"OpenDocument text", "form_other_format", []byte("PK\x03\x04\x14\x00mimetypeapplication/vnd.oasis.opendocument.text")},
		{"text document", "form_not_workbook", build(t, good, part{"_rels/.rels", `<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>`})},
		{"ZIP cut short", "form_damaged", valid[:len(valid)-40]},
		{"sheet cut short", "form_damaged", build(t, good[:60])},
		{"sheet empty", "form_damaged", build(t, "")},
		{"sheet missing", "form_damaged", build(t, good, part{"xl/_rels/workbook.xml.rels", `<Relationships/>`})},
		{"two roots", "form_damaged", build(t, good+"<x>")},
		{"text that is not there", "form_damaged", build(t, strings.Replace(good, "<v>0", "<v>9", 1))},
		{"rows out of order", "form_damaged", build(t, `<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>`)},
		{"cell in another row", "form_damaged", build(t, `<worksheet><sheetData><row r="2"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`)},
		{"no number", "form_damaged", build(t, `<worksheet><sheetData><row><c><v>abc</v></c></row></sheetData></worksheet>`)},
		{"entities", "form_hostile", build(t, `<!DOCTYPE x [<!ENTITY a "aaaa">]>`+good)},
		{"external entity", "form_hostile", build(t, `<!DOCTYPE x SYSTEM "file:///etc/passwd">`+good)},
		{"undefined entity", "form_damaged", build(t, strings.Replace(good, "<v>0", "<v>&a;", 1))},
		{"deep", "form_hostile", build(t, strings.Repeat("<a>", 100)+strings.Repeat("</a>", 100))},
		{"part twice", "form_hostile", build(t, good, part{"XL/Worksheets/Sheet1.xml", good})},
		{"too many parts", "form_too_large", build(t, good, many...)},
		{"too many cells", "form_too_large", build(t, cells(200_001))},
		{"a million rows", "form_too_large", build(t, rows(250_000))},
		{"a bomb", "form_too_large", build(t, `<worksheet><x>`+strings.Repeat(" ", 25<<20)+`</x></worksheet>`)},
		{"a sheet merged away", "form_too_large", build(t, `<worksheet><sheetData/><mergeCells><mergeCell ref="A1:Z1000000"/></mergeCells></worksheet>`)},
	} {
		t.Run(c.name, func(t *testing.T) {
			book, err := workbook.Read(t.Context(), c.b, workbook.Default)
			var e *fault.Error
			if book != nil || !errors.As(err, &e) || e.Code != c.code {
				t.Errorf("Read = %v, want %s", err, c.code)
			}
		})
	}
	if _, err := workbook.Read(t.Context(), valid, workbook.Default); err != nil {
		t.Errorf("the unchanged workbook: %v", err)
	}
}

func TestNotes(t *testing.T) {
	const sheet = `<worksheet><sheetData/></worksheet>`
	b := build(t, sheet,
		part{"xl/vbaProject.bin", "x"}, part{"xl/externalLinks/externalLink1.xml", "<externalLink/>"},
		part{"xl/drawings/drawing1.xml", `<xdr:wsDr xmlns:xdr="x" xmlns:a="y"><a:p><a:t>図形の文字</a:t></a:p></xdr:wsDr>`})
	book, err := workbook.Read(t.Context(), b, workbook.Default)
	if err != nil {
		t.Fatal(err)
	}
	if !book.Macros || !book.External || strings.Join(book.Drawn, "|") != "図形の文字" {
		t.Errorf("notes: %+v", book)
	}
}

func TestRead_Cancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := workbook.Read(ctx, form(t, "case-1"), workbook.Default); !errors.Is(err, context.Canceled) {
		t.Errorf("Read = %v", err)
	}
}

// FuzzRead: no bytes make the reader panic, and what it refuses it refuses with a reason.
func FuzzRead(f *testing.F) {
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`)
	f.Add(`<worksheet><mergeCells><mergeCell ref="B2:A1"/></mergeCells></worksheet>`)
	f.Add(`<worksheet><sheetData><row><c t="inlineStr"><is><rPh><t>x</t></rPh></is></c></row></sheetData></worksheet>`)
	f.Fuzz(func(t *testing.T, sheet string) {
		book, err := workbook.Read(t.Context(), build(t, sheet), workbook.Default)
		if err != nil && fault.KindOf(err) != fault.Invalid || err == nil && book == nil {
			t.Errorf("Read = %v, %v", book, err)
		}
	})
}
