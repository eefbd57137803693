package workbook_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"shinsa/review/fault"
	"shinsa/review/intake/workbook"
)

// odsFile packs one sheet's table as an OpenDocument spreadsheet.
func odsFile(tb testing.TB, styles, table string, more ...part) []byte {
	tb.Helper()
	content := `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:fo="f" xmlns:xlink="l"><office:automatic-styles>` +
		styles + `</office:automatic-styles><office:body><office:spreadsheet>` + table + `</office:spreadsheet></office:body></office:document-content>`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range append([]part{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}}, more...) {
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate}
		if p.name == "mimetype" {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte(p.body))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestOpenDocument_Cells(t *testing.T) {
	b := odsFile(t,
		`<style:style style:name="gone"><style:text-properties style:text-line-through-style="solid"/></style:style>`+
			`<style:style style:name="loud"><style:text-properties fo:font-weight="bold"/></style:style>`+
			`<style:style style:name="out"><style:table-properties table:display="false"/></style:style>`,
		`<table:table table:name="申請書B"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>`+
			`<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`+
			`<table:table-row table:visibility="collapse"><table:table-cell/><table:table-cell office:value-type="string" table:number-rows-spanned="2" table:number-columns-spanned="1">`+
			`<office:annotation><text:p>確認中</text:p></office:annotation><text:p>旧<text:span text:style-name="gone">消</text:span>新<text:span text:style-name="loud">太</text:span></text:p><text:p>二行<text:s text:c="2"/>目</text:p></table:table-cell>`+
			`<table:table-cell office:value-type="percentage" office:value="0.999"><text:p>99.9%</text:p></table:table-cell>`+
			`<table:table-cell office:value-type="date" office:date-value="2026-04-20T00:00:00"><text:p>令和8年4月20日</text:p></table:table-cell>`+
			`<table:table-cell office:value-type="float" office:value="4812300000"><text:p>4,812,300千円</text:p></table:table-cell>`+
			`<table:table-cell office:value-type="float" office:value="7999901000001"><text:p>7.9999E+12</text:p></table:table-cell>`+
			`<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>`+
			`<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p><text:a xlink:href="https://x.example/">見る</text:a></text:p></table:table-cell>`+
			`<table:table-cell office:value-type="string"><text:p><text:ruby><text:ruby-base>髙橋</text:ruby-base><text:ruby-text>タカハシ</text:ruby-text></text:ruby></text:p></table:table-cell>`+
			`</table:table-row><table:table-row><table:table-cell/><table:covered-table-cell/></table:table-row></table:table>`+
			`<table:table table:name="隠し" table:style-name="out"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>`,
		part{"Basic/Standard/Module1.xml", "x"})
	book, err := workbook.Read(t.Context(), b, workbook.Default)
	if err != nil {
		t.Fatal(err)
	}
	s := book.Sheets[0]
	for _, c := range []struct {
		col        int
		text, kept string
	}{
		{2, "旧消新太\n二行  目", "旧新太\n二行  目"},
		{3, "0.999", "0.999"},
		{4, "2026-04-20", "2026-04-20"},
		{5, "4,812,300千円", "4,812,300千円"},
		{6, "7999901000001", "7999901000001"},
		{7, "2", "2"},
		{8, "見る", "見る"},
		{9, "見る", "見る"},
		{10, "髙橋", "髙橋"},
	} {
		got := s.Own(workbook.Ref{Row: 3, Col: c.col})
		if got == nil || got.Text != c.text || got.Kept != c.kept {
			t.Errorf("column %d: %+v, want %q %q", c.col, got, c.text, c.kept)
		}
	}
	at := func(col int) *workbook.Cell { return s.Own(workbook.Ref{Row: 3, Col: col}) }
	if at(2).Strong != "太" || s.Comment(workbook.Ref{Row: 3, Col: 2}) != "確認中" || !at(7).Formula || at(3).Format != "0.00%" {
		t.Errorf("looks, comment, formula, format: %+v %+v", at(2), at(7))
	}
	if s.Link(workbook.Ref{Row: 3, Col: 9}) != "https://x.example/" || !s.RowHidden(3) || !s.ColHidden(3) || s.ColHidden(2) {
		t.Error("link, hidden row or hidden column")
	}
	if s.Anchor(workbook.Ref{Row: 4, Col: 2}) != (workbook.Ref{Row: 3, Col: 2}) || !book.Sheets[1].Hidden || !book.Macros {
		t.Error("merged cells, hidden sheet or macros")
	}
}

func TestOpenDocument_Refused(t *testing.T) {
	cell := `<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>`
	for name, c := range map[string]struct {
		code string
		b    []byte
	}{
		"password":            {"form_encrypted", odsFile(t, "", "", part{"META-INF/manifest.xml", `<m><file-entry><encryption-data/></file-entry></m>`})},
		"no table":            {"form_not_workbook", odsFile(t, "", "")},
		"filled without end":  {"form_too_large", odsFile(t, "", `<table:table><table:table-row table:number-rows-repeated="1048576">`+cell+`</table:table-row></table:table>`)},
		"past the last row":   {"form_too_large", odsFile(t, "", `<table:table>`+strings.Repeat(`<table:table-row table:number-rows-repeated="1048576"/>`, 2)+`<table:table-row>`+cell+`</table:table-row></table:table>`)},
		"merged everywhere":   {"form_too_large", odsFile(t, "", `<table:table><table:table-row><table:table-cell table:number-rows-spanned="1000000" table:number-columns-spanned="1000"/></table:table-row></table:table>`)},
		"merged past the end": {"form_damaged", odsFile(t, "", `<table:table><table:table-row><table:table-cell table:number-rows-spanned="1048576" table:number-columns-spanned="1048576"/></table:table-row></table:table>`)},
		"a cell nowhere":      {"form_damaged", odsFile(t, "", cell)},
		"cut":                 {"form_damaged", odsFile(t, "", "<table:table>")},
	} {
		t.Run(name, func(t *testing.T) {
			book, err := workbook.Read(t.Context(), c.b, workbook.Default)
			if e, ok := errors.AsType[*fault.Error](err); !ok || e.Code != c.code {
				t.Errorf("Read = %v, %v, want %s", book, err, c.code)
			}
		})
	}
}

func TestText_EncodingsAndSeparators(t *testing.T) {
	const want = "項番|回答\n2.1|見本、\n株式会社|\n\n3|①"
	body := "項番,回答\r\n2.1,\"見本、\n株式会社\",\r\n\r\n3,①\r\n"
	encode := func(s string, err error) []byte {
		if err != nil {
			t.Fatal(err)
		}
		return []byte(s)
	}
	for name, b := range map[string][]byte{
		"UTF-8":          []byte(body),
		"UTF-8 and mark": []byte("\xef\xbb\xbf" + body),
		"CP932":          encode(japanese.ShiftJIS.NewEncoder().String(body)),
		"UTF-16 LE":      encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(body)),
		"UTF-16 BE":      encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(body)),
		"tabs":           []byte(strings.ReplaceAll(body, ",", "\t")),
		"semicolons":     []byte(strings.ReplaceAll(body, ",", ";")),
	} {
		book, err := workbook.Read(t.Context(), b, workbook.Default)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		s := book.Sheets[0]
		got := func(row, col int) string { return s.Text(workbook.Ref{Row: row, Col: col}) }
		if got(1, 1) != "項番" || got(2, 2) != "見本、\n株式会社" || s.Rows < 4 || got(s.Rows, 2) != "①" {
			t.Errorf("%s: %d rows of %q", name, s.Rows, want)
		}
	}
}

// FuzzOpenDocument: no content makes the reader panic, and what it refuses it refuses with a reason.
// TestTexts: a ZIP file of text files is one workbook; with any other file in it, it is none.
func TestTexts(t *testing.T) {
	pack := func(files map[string]string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, name := range slices.Sorted(maps.Keys(files)) {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(files[name])); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	sjis, err := japanese.ShiftJIS.NewEncoder().String("項番,回答\r\n2.1,①\r\n")
	if err != nil {
		t.Fatal(err)
	}
	book, err := workbook.Read(t.Context(), pack(map[string]string{"x/FormA.csv": "申請区分,新規\n", "x/FormB.CSV": sjis, "x/.DS_Store": "", "__MACOSX/x/._FormA.csv": "\x00"}), workbook.Default)
	if err != nil || len(book.Sheets) != 2 || book.Sheets[0].Name != "FormA" || book.Sheets[1].Text(workbook.Ref{Row: 2, Col: 2}) != "①" {
		t.Errorf("%+v %v", book, err)
	}
	for name, files := range map[string]map[string]string{
		"a picture among them":     {"FormA.csv": "a,b\n", "b.png": "\x89PNG"},
		"a file that is no text":   {"FormA.csv": "\x00\x01\x02"},
		"a quote that never ends":  {"FormA.csv": "a,\"b\n"},
		"more than a form can say": {"FormA.csv": strings.Repeat("1,2\n", 200_000)},
	} {
		if _, err := workbook.Read(t.Context(), pack(files), workbook.Default); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzOpenDocument(f *testing.F) {
	f.Add(`<style:style style:name="a"/>`, `<table:table><table:table-row><table:table-cell table:number-columns-repeated="3"><text:p>a<text:span text:style-name="a">b</text:span></text:p></table:table-cell></table:table-row></table:table>`)
	f.Add("", `<table:table><table:table-row table:number-rows-repeated="9"><table:covered-table-cell/></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, styles, table string) {
		book, err := workbook.Read(t.Context(), odsFile(t, styles, table), workbook.Default)
		if err != nil && fault.KindOf(err) != fault.Invalid || err == nil && book == nil {
			t.Errorf("Read = %v, %v", book, err)
		}
	})
}

// FuzzBytes: no bytes at all make the reader panic.
func FuzzBytes(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "\xff\xfea\x00", "PK\x03\x04", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "%PDF-1.7"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		book, err := workbook.Read(t.Context(), b, workbook.Default)
		if err != nil && fault.KindOf(err) != fault.Invalid || err == nil && book == nil {
			t.Errorf("Read = %v, %v", book, err)
		}
	})
}
