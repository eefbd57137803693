package grid

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// Dialect is how a program writes the same workbook.
type Dialect struct {
	Inline   bool // texts in the cells, no table of shared strings
	NoRefs   bool // cells and rows without their places, where nothing is left out
	Prefix   bool // elements under a namespace prefix
	Strict   bool // the namespaces of ISO 29500 Strict
	Absolute bool // relationships from the root of the package
	NoBounds bool // no dimension
	Formulas bool // texts as results of formulas
	Preserve bool // spaces marked, as Excel does
	Trailing bool // the parts of the package in an unusual order
	Stored   bool // not compressed
}

// Dialects draws one.
func Dialects(r *rand.Rand) Dialect {
	coin := func() bool { return r.IntN(3) == 0 }
	return Dialect{coin(), coin(), coin(), coin(), coin(), coin(), false, coin(), coin(), coin()}
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "_x000D_", "\n", "&#10;").Replace(s)
}

// sheetWriter writes one workbook in a Dialect.
type sheetWriter struct {
	Dialect
	shared  []string
	index   map[string]int
	formats []string
}

func (w *sheetWriter) si(b Box) string {
	if len(b.Runs) == 0 {
		out := w.t(b.Text)
		if b.Ruby != "" {
			out += fmt.Sprintf(`<rPh sb="0" eb="%d">%s</rPh><phoneticPr fontId="0"/>`, len([]rune(b.Text)), w.t(b.Ruby))
		}
		return out
	}
	var out strings.Builder
	for _, x := range b.Runs {
		out.WriteString("<r><rPr>")
		if x.Bold {
			out.WriteString("<b/>")
		}
		if x.Struck {
			out.WriteString("<strike/>")
		}
		if x.Under {
			out.WriteString("<u/>")
		}
		out.WriteString("</rPr>" + w.t(x.Text) + "</r>")
	}
	return out.String()
}

func (w *sheetWriter) t(s string) string {
	if w.Preserve || strings.TrimSpace(s) != s {
		return `<t xml:space="preserve">` + escape(s) + "</t>"
	}
	return "<t>" + escape(s) + "</t>"
}

func (w *sheetWriter) style(format string) int {
	if format == "" {
		return 0
	}
	i := slices.Index(w.formats, format)
	if i < 0 {
		i = len(w.formats)
		w.formats = append(w.formats, format)
	}
	return i + 1
}

func (w *sheetWriter) cell(p Place, b Box) string {
	at := ` r="` + p.Name() + `"`
	if w.NoRefs {
		at = ""
	}
	switch {
	case b.Empty():
		return "<c" + at + "/>"
	case b.Format != "":
		formula := ""
		if b.Formula != "" {
			formula = "<f>" + escape(b.Formula) + "</f>"
		}
		return fmt.Sprintf(`<c%s s="%d">%s<v>%v</v></c>`, at, w.style(b.Format), formula, b.Number)
	case b.Formula != "":
		return fmt.Sprintf(`<c%s t="str"><f>%s</f><v>%s</v></c>`, at, escape(b.Formula), escape(b.Text))
	case w.Inline:
		return fmt.Sprintf(`<c%s t="inlineStr"><is>%s</is></c>`, at, w.si(b))
	}
	si := w.si(b)
	i, known := w.index[si]
	if !known {
		i = len(w.shared)
		w.index[si] = i
		w.shared = append(w.shared, si)
	}
	return fmt.Sprintf(`<c%s t="s"><v>%d</v></c>`, at, i)
}

func (w *sheetWriter) body(s *Sheet) string {
	var out strings.Builder
	rows, cols := s.Size()
	if !w.NoBounds {
		fmt.Fprintf(&out, `<dimension ref="A1:%s"/>`, Place{max(rows, 1), max(cols, 1)}.Name())
	}
	if len(s.HiddenCols) > 0 {
		out.WriteString("<cols>")
		for _, c := range slices.Sorted(maps.Keys(s.HiddenCols)) {
			fmt.Fprintf(&out, `<col min="%d" max="%d" width="9" hidden="1"/>`, c, c)
		}
		out.WriteString("</cols>")
	}
	out.WriteString("<sheetData>")
	for r := 1; r <= rows; r++ {
		var line strings.Builder
		for c := 1; c <= cols; c++ {
			b, ok := s.Cells[Place{r, c}]
			if ok || w.NoRefs {
				line.WriteString(w.cell(Place{r, c}, b))
			}
		}
		at, hide := fmt.Sprintf(` r="%d"`, r), ""
		if w.NoRefs {
			at = ""
		}
		if s.HiddenRows[r] {
			hide = ` hidden="1"`
		}
		if line.Len() > 0 || w.NoRefs {
			out.WriteString("<row" + at + hide + ">" + line.String() + "</row>")
		}
	}
	out.WriteString("</sheetData>")
	if len(s.Merges) > 0 {
		out.WriteString("<mergeCells>")
		for _, m := range s.Merges {
			fmt.Fprintf(&out, `<mergeCell ref="%s:%s"/>`, m[0].Name(), m[1].Name())
		}
		out.WriteString("</mergeCells>")
	}
	return out.String()
}

// XLSX writes the workbook as a program of that Dialect would.
func (g *Book) XLSX(d Dialect) ([]byte, error) {
	w := &sheetWriter{Dialect: d, index: map[string]int{}}
	main, rel := "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	if d.Strict {
		main, rel = "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"
	}
	root := func(name, body string) string {
		if !d.Prefix {
			return fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?><%s xmlns=%q xmlns:r=%q>%s</%s>`, name, main, rel, body, name)
		}
		return fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?><x:%s xmlns:x=%q xmlns:r=%q>%s</x:%s>`, name, main, rel, prefixed(body), name)
	}
	parts := map[string]string{}
	base := ""
	if d.Absolute {
		base = "/xl/"
	}
	var list, links strings.Builder
	for i, s := range g.Sheets {
		state := ""
		if s.Hidden {
			state = ` state="hidden"`
		}
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, escape(s.Name), i+1, state, i+1)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/worksheet" Target="%sworksheets/sheet%d.xml"/>`, i+1, rel, base, i+1)
		name := fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		body := w.body(s)
		parts[name], parts[fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", i+1)] = root("worksheet", body+s.hyperlinks()), s.relations(rel, i)
		if notes := s.notes(); notes != "" {
			parts[fmt.Sprintf("xl/comments%d.xml", i+1)] = root("comments", "<authors><author>経理</author></authors><commentList>"+notes+"</commentList>")
		}
	}
	if !d.Inline {
		var sst strings.Builder
		for _, s := range w.shared {
			sst.WriteString("<si>" + s + "</si>")
		}
		parts["xl/sharedStrings.xml"] = root("sst", sst.String())
		links.WriteString(fmt.Sprintf(`<Relationship Id="rIdS" Type="%s/sharedStrings" Target="%ssharedStrings.xml"/>`, rel, base))
	}
	if len(w.formats) > 0 {
		parts["xl/styles.xml"] = root("styleSheet", w.styleSheet())
		links.WriteString(fmt.Sprintf(`<Relationship Id="rIdT" Type="%s/styles" Target="%sstyles.xml"/>`, rel, base))
	}
	day := ""
	if g.Date1904 {
		day = `<workbookPr date1904="1"/>`
	}
	parts["xl/workbook.xml"] = root("workbook", day+"<sheets>"+list.String()+"</sheets>")
	parts["xl/_rels/workbook.xml.rels"] = relationships(links.String())
	target := "xl/workbook.xml"
	if d.Absolute {
		target = "/" + target
	}
	parts["_rels/.rels"] = relationships(fmt.Sprintf(`<Relationship Id="rId1" Type="%s/officeDocument" Target=%q/>`, rel, target))
	parts["[Content_Types].xml"] = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
	return packed(parts, d)
}

func relationships(body string) string {
	return `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + body + "</Relationships>"
}

func (w *sheetWriter) styleSheet() string {
	var formats, xfs strings.Builder
	xfs.WriteString(`<xf numFmtId="0" fontId="0"/>`)
	for i, f := range w.formats {
		fmt.Fprintf(&formats, `<numFmt numFmtId="%d" formatCode="%s"/>`, 164+i, escape(f))
		fmt.Fprintf(&xfs, `<xf numFmtId="%d" fontId="0" applyNumberFormat="1"/>`, 164+i)
	}
	return "<numFmts>" + formats.String() + "</numFmts><fonts><font/></fonts><cellXfs>" + xfs.String() + "</cellXfs>"
}

func (s *Sheet) notes() string {
	var out strings.Builder
	for _, p := range s.Places() {
		if note := s.Cells[p].Note; note != "" {
			fmt.Fprintf(&out, `<comment ref="%s" authorId="0"><text><t>%s</t></text></comment>`, p.Name(), escape(note))
		}
	}
	return out.String()
}

func (s *Sheet) hyperlinks() string {
	var out strings.Builder
	for _, p := range s.Places() {
		if s.Cells[p].Link != "" {
			fmt.Fprintf(&out, `<hyperlink ref="%s" r:id="rId%s"/>`, p.Name(), p.Name())
		}
	}
	if out.Len() == 0 {
		return ""
	}
	return "<hyperlinks>" + out.String() + "</hyperlinks>"
}

func (s *Sheet) relations(rel string, i int) string {
	var out strings.Builder
	for _, p := range s.Places() {
		if link := s.Cells[p].Link; link != "" {
			fmt.Fprintf(&out, `<Relationship Id="rId%s" Type="%s/hyperlink" Target="%s" TargetMode="External"/>`, p.Name(), rel, escape(link))
		}
	}
	if s.notes() != "" {
		fmt.Fprintf(&out, `<Relationship Id="rIdN" Type="%s/comments" Target="../comments%d.xml"/>`, rel, i+1)
	}
	return relationships(out.String())
}

// prefixed puts every element of a body under the prefix x.
func prefixed(body string) string {
	var out strings.Builder
	for i := 0; i < len(body); i++ {
		out.WriteByte(body[i])
		if body[i] == '<' {
			if i+1 < len(body) && body[i+1] == '/' {
				i++
				out.WriteByte('/')
			}
			out.WriteString("x:")
		}
	}
	return out.String()
}

func packed(parts map[string]string, d Dialect) ([]byte, error) {
	names := slices.Sorted(maps.Keys(parts))
	if d.Trailing {
		slices.Reverse(names)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if d.Stored {
			h.Method = zip.Store
		}
		f, err := z.CreateHeader(h)
		if err != nil {
			return nil, fmt.Errorf("pack workbook: %w", err)
		}
		if _, err := f.Write([]byte(parts[name])); err != nil {
			return nil, fmt.Errorf("pack workbook: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("pack workbook: %w", err)
	}
	return b.Bytes(), nil
}
