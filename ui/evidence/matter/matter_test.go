package matter_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"shinsa/review/fault"
	"shinsa/ui/evidence/matter"
)

func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

func document(body string) string {
	return `<?xml version="1.0"?><w:document ` + ns + `><w:body>` + body + `</w:body></w:document>`
}

func p(words string) string { return `<w:p><w:r><w:t>` + words + `</w:t></w:r></w:p>` }

// said writes blocks as lines, to be compared.
func said(bs []matter.Block) string {
	var out []string
	for _, b := range bs {
		s := strings.Repeat("#", map[bool]int{true: b.Level}[b.Kind == matter.Heading])
		if b.NewSet {
			s = "=" + s
		}
		if b.Table == nil {
			for _, part := range []string{b.Mark, b.Text} {
				if part != "" {
					s = strings.TrimPrefix(s+" "+part, " ")
				}
			}
			out = append(out, s)
			continue
		}
		for _, r := range b.Table.Rows {
			var cells []string
			for _, c := range r {
				text := c.Text
				if c.Span > 1 {
					text += strings.Repeat("<", c.Span-1)
				}
				if c.Below {
					text = "^"
				}
				cells = append(cells, text)
			}
			out = append(out, "| "+strings.Join(cells, " | "))
		}
	}
	return strings.Join(out, "\n")
}

func TestDOCX(t *testing.T) {
	styles := `<w:styles ` + ns + `><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
		<w:style w:styleId="a"><w:name w:val="見出し"/><w:basedOn w:val="1"/></w:style></w:styles>`
	numbering := `<w:numbering ` + ns + `><w:abstractNum w:abstractNumId="7">
		<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="第%1条"/></w:lvl>
		<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="aiueoFullWidth"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
		<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>`
	notes := `<w:footnotes ` + ns + `><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">` + p("月間の値") + `</w:footnote></w:footnotes>`
	item := func(level, words string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>` + words + `</w:t></w:r></w:p>`
	}
	for name, c := range map[string]struct{ body, want string }{
		"paragraphs": {p("一つ目") + p("二つ目"), "一つ目\n二つ目"},
		"heading by style": {
			`<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>概要</w:t></w:r></w:p>`, "# 概要",
		},
		"heading by outline": {`<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>節</w:t></w:r></w:p>`, "## 節"},
		"list":               {item("0", "目的") + item("1", "甲") + item("1", "乙") + item("0", "定義") + item("1", "丙"), "第1条 目的\n（ア） 甲\n（イ） 乙\n第2条 定義\n（ア） 丙"},
		"runs, tabs, breaks": {
			`<w:p><w:r><w:t xml:space="preserve">稼働率 </w:t></w:r><w:r><w:t>99.9%</w:t><w:br/><w:t>以上</w:t><w:tab/><w:t>とする</w:t></w:r></w:p>`,
			"稼働率 99.9%\n以上　とする",
		},
		"tracked changes": {
			`<w:p><w:ins><w:r><w:t>新しい</w:t></w:r></w:ins><w:del><w:r><w:delText>古い</w:delText></w:r></w:del></w:p>`, "新しい",
		},
		"hidden text and furigana": {
			`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>秘密</w:t></w:r><w:r><w:ruby><w:rt><w:r><w:t>かどう</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>稼働</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>`,
			"稼働",
		},
		"field": {`<w:p><w:r><w:instrText>DDEAUTO c:\\x</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>`, "3"},
		"page break": {
			p("前") + `<w:p><w:r><w:br w:type="page"/></w:r></w:p>` + p("後"), "前\n= 後",
		},
		"footnote": {`<w:p><w:r><w:t>稼働率</w:t><w:footnoteReference w:id="2"/></w:r></w:p>`, "稼働率※1\n※1 月間の値"},
		"table": {
			`<w:tbl><w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="200"/></w:tblGrid>
			<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p("見出し") + `</w:tc></w:tr>
			<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + p("甲") + `</w:tc><w:tc>` + p("一") + p("二") + `</w:tc></w:tr>
			<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>` + p("三") + `</w:tc></w:tr></w:tbl>`,
			"| 見出し<\n| 甲 | 一\n二\n| ^ | 三",
		},
		"table in a cell": {
			`<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>` + p("中") + `</w:tc><w:tc>` + p("右") + `</w:tc></w:tr></w:tbl>` + p("外") + `</w:tc></w:tr></w:tbl>`,
			"| 中　右\n外",
		},
		"picture":         {`<w:p><w:r><w:drawing><wp:inline xmlns:wp="x"/></w:drawing></w:r></w:p>`, matter.Picture},
		"text box":        {`<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing><w:txbxContent>` + p("箱") + `</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + p("箱") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "箱"},
		"content control": {`<w:sdt><w:sdtContent>` + p("中身") + `</w:sdtContent></w:sdt>`, "中身"},
	} {
		got, err := matter.Package(t.Context(), packed(t, "word/document.xml", document(c.body), "word/styles.xml", styles, "word/numbering.xml", numbering, "word/footnotes.xml", notes))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(c.want, said(got)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestPPTX(t *testing.T) {
	const a = `xmlns:a="a" xmlns:p="p" xmlns:r="r"`
	slide := func(show, shapes string) string {
		return `<p:sld ` + a + show + `><p:cSld><p:spTree>` + shapes + `</p:spTree></p:cSld></p:sld>`
	}
	shape := func(kind, words string) string {
		return `<p:sp><p:nvSpPr><p:nvPr><p:ph type="` + kind + `"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>` + words + `</a:t></a:r></a:p></p:txBody></p:sp>`
	}
	table := `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc gridSpan="2"><a:txBody><a:p><a:r><a:t>甲乙</a:t></a:r></a:p></a:txBody></a:tc><a:tc hMerge="1"/></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
	b := packed(t,
		"ppt/presentation.xml", `<p:presentation `+a+`><p:sldIdLst><p:sldId id="256" r:id="r2"/><p:sldId id="257" r:id="r1"/></p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="r1" Target="slides/slide1.xml"/><Relationship Id="r2" Target="slides/slide2.xml"/></Relationships>`,
		"ppt/slides/slide1.xml", slide(` show="0"`, shape("title", "最後")+`<p:pic/>`+shape("sldNum", "9")),
		"ppt/slides/slide2.xml", slide("", shape("title", "最初")+shape("body", "本文")+table))
	got, err := matter.Package(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("1　最初\n本文\n| 甲乙<\n= 2　最後［非表示］\n［図］", said(got)); diff != "" {
		t.Error(diff)
	}
}

func TestXLSX(t *testing.T) {
	f := excelize.NewFile()
	set := func(sheet, cell string, v any) {
		if err := f.SetCellValue(sheet, cell, v); err != nil {
			t.Fatal(err)
		}
	}
	style := func(cell string, format int) {
		id, err := f.NewStyle(&excelize.Style{NumFmt: format})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", cell, cell, id); err != nil {
			t.Fatal(err)
		}
	}
	set("Sheet1", "B2", "月")
	set("Sheet1", "C2", "稼働率")
	set("Sheet1", "B3", 46113)
	style("B3", 14) // 2026-04-01
	set("Sheet1", "C3", 0.9995)
	style("C3", 10) // 0.00%
	set("Sheet1", "D3", 1234567890123)
	set("Sheet1", "B4", "備考")
	if err := errors.Join(f.MergeCell("Sheet1", "B4", "C5"), f.SetColVisible("Sheet1", "D", false)); err != nil {
		t.Fatal(err)
	}
	if _, err := f.NewSheet("内訳"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetSheetVisible("内訳", false); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	got, err := matter.Package(t.Context(), b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	want := "Sheet1\n| 月 | 稼働率\n| 2026-04-01 | 99.95% | ［非表示］1234567890123\n| 備考<\n= 内訳［非表示］"
	if diff := cmp.Diff(want, said(got)); diff != "" {
		t.Error(diff)
	}
}

func TestTextIsReadAsItIsWritten(t *testing.T) {
	const words = "稼働率は、99.9％以上とする。\n①髙橋～"
	in := func(b []byte, err error) []byte {
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, b := range map[string][]byte{
		"UTF-8":           []byte(words),
		"UTF-8 with mark": []byte("\ufeff" + words),
		"CP932":           in(japanese.ShiftJIS.NewEncoder().Bytes([]byte(words))),
		"UTF-16LE":        in(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(words))),
		"UTF-16BE":        in(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(words))),
		"CRLF":            []byte(strings.ReplaceAll(words, "\n", "\r\n")),
	} {
		got, err := matter.Text(b)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if s := said(got); s != words {
			t.Errorf("%s: %q", name, s)
		}
	}
	plain := "稼働率は、九十九パーセント以上とする。"
	for name, b := range map[string][]byte{
		"EUC-JP":      in(japanese.EUCJP.NewEncoder().Bytes([]byte(plain))),
		"ISO-2022-JP": in(japanese.ISO2022JP.NewEncoder().Bytes([]byte(plain))),
	} {
		if got, err := matter.Text(b); err != nil || said(got) != plain {
			t.Errorf("%s: %q, %v", name, said(got), err)
		}
	}
	if got, err := matter.Text([]byte("甲\t乙\n１２\t丙丁戊己\t終\n")); err != nil || said(got) != "甲      乙\n１２    丙丁戊己        終" {
		t.Errorf("tabs: %q, %v", said(got), err)
	}
}

func TestCSVBecomesATable(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"commas": {"月,稼働率\n4月,99.95%\n", "| 月 | 稼働率\n| 4月 | 99.95%"},
		"quoted": {"a,b\n\"x,\n\"\"y\"\"\",2\n", "| a | b\n| x,\n\"y\" | 2"},
		"tabs":   {"a\tb\n1\t2\n", "| a | b\n| 1 | 2"},
		"prose":  {"はい、そうです, 多分\nいいえ\n", "はい、そうです, 多分\nいいえ"},
		"one":    {"a,b\n", "a,b"},
	} {
		got, err := matter.Text([]byte(c.text))
		if err != nil || said(got) != c.want {
			t.Errorf("%s: %q, %v", name, said(got), err)
		}
	}
}

func TestHostilePackagesAreRefused(t *testing.T) {
	deep := strings.Repeat("<w:sdt>", 300) + strings.Repeat("</w:sdt>", 300)
	encrypted := packed(t, "word/document.xml", document(p("秘密")))
	for _, at := range []int{bytes.Index(encrypted, []byte("PK\x03\x04")) + 6, bytes.Index(encrypted, []byte("PK\x01\x02")) + 8} {
		encrypted[at] |= 1
	}
	whole := packed(t, "word/document.xml", document(p("本文")))
	for name, c := range map[string]struct {
		b    []byte
		code string
	}{
		"no ZIP":             {[]byte("PK\x03\x04……"), "evidence_unreadable"},
		"cut":                {whole[:len(whole)-30], "evidence_unreadable"},
		"neither of the two": {packed(t, "mimetype", "application/vnd.oasis.opendocument.text"), "evidence_media_unknown"},
		"entity":             {packed(t, "word/document.xml", `<!DOCTYPE x [<!ENTITY a "b">]>`+document(p("&a;"))), "evidence_unreadable"},
		"not closed":         {packed(t, "word/document.xml", `<w:document `+ns+`><w:body>`), "evidence_unreadable"},
		"nested":             {packed(t, "word/document.xml", document(deep)), "evidence_unreadable"},
		"twice":              {packed(t, "word/document.xml", document(""), "WORD/document.xml", document("")), "evidence_unreadable"},
		"encrypted":          {encrypted, "evidence_legacy_office"},
		"bomb":               {packed(t, "word/document.xml", document(p(strings.Repeat("あ", 12<<20)))), "evidence_too_large"},
		"slide that is gone": {packed(t, "ppt/presentation.xml", `<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="1" r:id="x"/></p:sldIdLst></p:presentation>`), "evidence_unreadable"},
	} {
		_, err := matter.Package(t.Context(), c.b)
		if !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: c.code}) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := matter.Package(ctx, whole); !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
}

func FuzzPackage(f *testing.F) {
	f.Add(document(p("本文")), `<w:styles `+ns+`/>`)
	f.Add(document(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr></w:tc></w:tr></w:tbl>`), "")
	f.Fuzz(func(t *testing.T, doc, styles string) {
		if bs, err := matter.Package(t.Context(), packed(t, "word/document.xml", doc, "word/styles.xml", styles)); err == nil {
			said(bs)
		}
	})
}
