package grid

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
)

// odsHead declares the namespaces and the looks that the writer uses.
const odsHead = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" ` +
	`xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>` +
	`<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>` +
	`<style:style style:name="s" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>` +
	`<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>` +
	`<style:style style:name="u" style:family="text"><style:text-properties style:text-underline-style="solid"/></style:style>` +
	`</office:automatic-styles><office:body><office:spreadsheet>`

// ODS writes the workbook as OpenDocument, empty cells and rows gathered as LibreOffice does.
func (g *Book) ODS() ([]byte, error) {
	var out strings.Builder
	out.WriteString(odsHead)
	for _, s := range g.Sheets {
		style := ""
		if s.Hidden {
			style = ` table:style-name="hidden"`
		}
		fmt.Fprintf(&out, `<table:table table:name="%s"%s>`, escape(s.Name), style)
		s.odsRows(&out)
		out.WriteString("</table:table>")
	}
	out.WriteString("</office:spreadsheet></office:body></office:document-content>")
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
		{"content.xml", out.String()},
		{"META-INF/manifest.xml", `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>`},
	} {
		h := &zip.FileHeader{Name: part[0], Method: zip.Deflate}
		if part[0] == "mimetype" {
			h.Method = zip.Store
		}
		f, err := z.CreateHeader(h)
		if err == nil {
			_, err = f.Write([]byte(part[1]))
		}
		if err != nil {
			return nil, fmt.Errorf("pack workbook: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("pack workbook: %w", err)
	}
	return b.Bytes(), nil
}

func (s *Sheet) odsRows(out *strings.Builder) {
	rows, cols := s.Size()
	for c := 1; c <= cols; c++ {
		hide := ""
		if s.HiddenCols[c] {
			hide = ` table:visibility="collapse"`
		}
		out.WriteString("<table:table-column" + hide + "/>")
	}
	empty := 0
	for r := 1; r <= rows; r++ {
		var line strings.Builder
		gap := 0
		for c := 1; c <= cols; c++ {
			cell := s.odsCell(Place{r, c})
			if cell == "" {
				gap++
				continue
			}
			if gap > 0 {
				fmt.Fprintf(&line, `<table:table-cell table:number-columns-repeated="%d"/>`, gap)
				gap = 0
			}
			line.WriteString(cell)
		}
		if line.Len() == 0 && !s.HiddenRows[r] {
			empty++
			continue
		}
		if empty > 0 {
			fmt.Fprintf(out, `<table:table-row table:number-rows-repeated="%d"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`, empty)
			empty = 0
		}
		hide := ""
		if s.HiddenRows[r] {
			hide = ` table:visibility="collapse"`
		}
		out.WriteString("<table:table-row" + hide + ">" + line.String() + "</table:table-row>")
	}
	out.WriteString(`<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`)
}

func (s *Sheet) odsCell(p Place) string {
	span := ""
	for _, m := range s.Merges {
		if p.Row < m[0].Row || p.Row > m[1].Row || p.Col < m[0].Col || p.Col > m[1].Col {
			continue
		}
		if p != m[0] {
			return "<table:covered-table-cell/>"
		}
		span = fmt.Sprintf(` table:number-rows-spanned="%d" table:number-columns-spanned="%d"`, m[1].Row-m[0].Row+1, m[1].Col-m[0].Col+1)
	}
	b, ok := s.Cells[p]
	if !ok && span == "" {
		return ""
	}
	kind := ` office:value-type="string"`
	body := b.odsText()
	switch {
	case b.Format == "":
	case strings.Contains(b.Format, "%"):
		kind = fmt.Sprintf(` office:value-type="percentage" office:value="%v"`, b.Number)
	case strings.ContainsAny(b.Format, `¥`):
		kind = fmt.Sprintf(` office:value-type="currency" office:currency="JPY" office:value="%v"`, b.Number)
	default:
		kind = fmt.Sprintf(` office:value-type="float" office:value="%v"`, b.Number)
	}
	if b.Formula != "" {
		kind += ` table:formula="of:=` + escape(b.Formula) + `"`
	}
	note := ""
	if b.Note != "" {
		note = "<office:annotation><text:p>" + escape(b.Note) + "</text:p></office:annotation>"
	}
	return "<table:table-cell" + kind + span + ">" + note + body + "</table:table-cell>"
}

func (b Box) odsText() string {
	if b.Format != "" {
		if b.Link != "" {
			return `<text:p><text:a xlink:href="` + escape(b.Link) + `">` + fmt.Sprint(b.Number) + "</text:a></text:p>"
		}
		return ""
	}
	runs := b.Runs
	if len(runs) == 0 {
		runs = []Run{{Text: b.Text}}
	}
	text := ""
	for _, r := range runs {
		words := strings.ReplaceAll(escape(r.Text), "&#10;", "</text:p><text:p>")
		words = strings.ReplaceAll(words, "  ", ` <text:s/>`)
		for on, style := range map[string]bool{"s": r.Struck, "b": r.Bold, "u": r.Under} {
			if style && !strings.Contains(words, "</text:p>") {
				words = `<text:span text:style-name="` + on + `">` + words + "</text:span>"
			}
		}
		text += words
	}
	if b.Ruby != "" {
		text = "<text:ruby><text:ruby-base>" + text + "</text:ruby-base><text:ruby-text>" + escape(b.Ruby) + "</text:ruby-text></text:ruby>"
		text = strings.ReplaceAll(text, "</text:p><text:p>", "<text:line-break/>")
	}
	if b.Link != "" {
		text = `<text:a xlink:href="` + escape(b.Link) + `">` + strings.ReplaceAll(text, "</text:p><text:p>", "<text:line-break/>") + "</text:a>"
	}
	return "<text:p>" + text + "</text:p>"
}
