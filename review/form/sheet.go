package form

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"shinsa/review/intake/workbook"
)

// The sheets of the workbook and its places.
const (
	sheetName  = "審査票"
	hiddenName = "_shinsa"
	scribeCell = "C4"
	headingRow = 6
	firstRow   = headingRow + 1
	firstField = 9 // column I, the first that is filled in
	columnItem = 1
	columnPast = 8
	lastColumn = 13

	hiddenItems  = "item"
	headingItem  = "項目"
	headingTitle = "審査対象項目"
)

// What stands above the table, besides the case.
const (
	topTitle  = "審査票（書面様式）　取扱注意：申請者の非公開の情報を含みます（運用規程第20条）"
	topHow    = "黄色の欄に記入してください。所見と照会は自由に書けます（改行は Alt+Enter）。記入後、委員本人のデスクで取り込みます。"
	topScribe = "ほかの人が委員に代わって記入したときは、左の欄に氏名を書いてください。提出には委員本人の署名が必要です。"
)

// columns are the headings with their widths in characters.
var columns = []struct {
	name  string
	width float64
}{
	{headingItem, 7},
	{"分類", 11},
	{headingTitle, 18},
	{"記述内容", 30},
	{"区分", 6},
	{"要件", 18},
	{"情報開示内容", 36},
	{"前回の開示・判定", 24},
	{"判定", 9},
	{"開示", 8},
	{"水準", 11},
	{"所見", 38},
	{"照会", 30},
}

// book writes a workbook; the first error stays.
type book struct {
	f     *excelize.File
	err   error
	style map[string]int
}

func (b *book) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) set(sheet string, column, row int, value any) {
	cell, err := excelize.CoordinatesToCellName(column, row)
	b.do(err)
	if s, ok := value.(string); ok {
		b.do(b.f.SetCellStr(sheet, cell, inXML(s))) // never a formula
		return
	}
	b.do(b.f.SetCellValue(sheet, cell, value))
}

// writeSheet makes the workbook.
func writeSheet(blank Blank) ([]byte, error) {
	b := &book{f: excelize.NewFile().SetZipWriter(func(w io.Writer) excelize.ZipWriter { return growing{zip.NewWriter(w)} })}
	b.do(b.f.SetSheetName("Sheet1", sheetName))
	b.styles()
	b.top(blank)
	for i, r := range blank.Rows {
		b.row(firstRow+i, r)
	}
	b.offer(blank.Rows)
	b.print(blank)
	b.protect()
	b.hidden(blank)
	if b.err != nil {
		return nil, fmt.Errorf("write form: %w", b.err)
	}
	out, err := b.f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write form: %w", err)
	}
	return out.Bytes(), b.f.Close()
}

// Colours of the sheet: what can be filled in stands out by its ground and its frame.
const (
	ink, frame    = "1F2328", "9AA0A6"
	shade, yellow = "E8EAF0", "FFFBE6"
)

func (b *book) styles() {
	b.style = map[string]int{}
	edges := func(colour string) []excelize.Border {
		var out []excelize.Border
		for _, side := range []string{"left", "right", "top", "bottom"} {
			out = append(out, excelize.Border{Type: side, Color: colour, Style: 1})
		}
		return out
	}
	font := func(size float64, bold bool) *excelize.Font {
		return &excelize.Font{Family: "Yu Gothic", Size: size, Bold: bold, Color: ink}
	}
	wrapped := &excelize.Alignment{Vertical: "top", WrapText: true}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	for name, s := range map[string]*excelize.Style{
		"title":   {Font: font(14, true)},
		"note":    {Font: font(10, false)},
		"heading": {Font: font(10, true), Fill: fill(shade), Border: edges(frame), Alignment: wrapped},
		"shown":   {Font: font(10, false), Border: edges(frame), Alignment: wrapped, NumFmt: 49},
		"field": {
			Font: font(10, false), Fill: fill(yellow), Border: edges(frame), Alignment: wrapped, NumFmt: 49,
			Protection: &excelize.Protection{Locked: false},
		},
	} {
		id, err := b.f.NewStyle(s)
		b.do(err)
		b.style[name] = id
	}
}

func (b *book) paint(style string, column, row, toColumn, toRow int) { //nolint:unparam // a place is four numbers
	from, err := excelize.CoordinatesToCellName(column, row)
	b.do(err)
	to, err := excelize.CoordinatesToCellName(toColumn, toRow)
	b.do(err)
	b.do(b.f.SetCellStyle(sheetName, from, to, b.style[style]))
}

// top is what stands above the table.
func (b *book) top(blank Blank) {
	b.set(sheetName, 1, 1, topTitle)
	b.paint("title", 1, 1, 1, 1)
	b.set(sheetName, 1, 2, fmt.Sprintf("案件 %s（第%d回）　%s　%s　委員 %s", blank.Case, blank.Round, blank.Operator, blank.Service, blank.Name))
	b.set(sheetName, 1, 3, topHow)
	b.set(sheetName, 1, 4, scribe)
	b.do(b.f.SetCellStr(sheetName, scribeCell, inXML(blank.Scribe)))
	b.set(sheetName, 4, 4, topScribe)
	b.paint("note", 1, 2, lastColumn, 4)
	b.paint("field", 3, 4, 3, 4)
	for i, c := range columns {
		b.set(sheetName, i+1, headingRow, c.name)
		name, err := excelize.ColumnNumberToName(i + 1)
		b.do(err)
		b.do(b.f.SetColWidth(sheetName, name, name, c.width))
	}
	b.paint("heading", 1, headingRow, lastColumn, headingRow)
}

func (b *book) row(at int, r Row) {
	shown := []string{string(r.Item), r.Group, r.Title, joined(r.Ask, r.Guidance), r.duty(), r.Level, joined(r.answer(), bracketed(r.Evidence)), earlierText(r.Earlier)}
	for _, f := range Fields {
		value := Word(f, r.Of(f))
		if f == Level && r.Level == "" {
			value = noLevel
		}
		shown = append(shown, value)
	}
	for i, s := range shown {
		b.set(sheetName, i+1, at, s)
	}
	b.height(at, shown)
	b.paint("shown", columnItem, at, firstField-1, at)
	b.paint("field", firstField, at, lastColumn, at)
	if r.Level == "" {
		b.paint("shown", firstField+2, at, firstField+2, at)
	}
}

func earlierText(e *Earlier) string {
	if e == nil {
		return ""
	}
	return joined(e.disclosed(), e.found())
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

func joined(texts ...string) string {
	out := ""
	for _, t := range texts {
		if t = tidy(t); t == "" {
			continue
		}
		if out != "" {
			out += "\n"
		}
		out += t
	}
	return out
}

// offer puts the words into drop-downs; a level is offered only where one is asked for.
func (b *book) offer(rows []Row) {
	all := func(Row) bool { return true }
	for i, list := range []struct {
		words []word
		asked func(Row) bool
	}{
		{verdictWords, all},
		{disclosedWords, all},
		{levelWords, func(r Row) bool { return r.Level != "" }},
	} {
		at := stretches(rows, firstField+i, list.asked)
		if at == "" {
			continue
		}
		v := excelize.NewDataValidation(true)
		v.Sqref = at
		b.do(v.SetDropList(choices(list.words)))
		v.SetError(excelize.DataValidationErrorStyleStop, "審査票", "一覧から選んでください。")
		b.do(b.f.AddDataValidation(sheetName, v))
	}
}

// stretches writes the cells of a column whose rows are asked for, as a sheet names them: K8:K9 K12.
func stretches(rows []Row, column int, asked func(Row) bool) string {
	var out []string
	for i := 0; i < len(rows); i++ {
		from := i
		for i < len(rows) && asked(rows[i]) {
			i++
		}
		if i > from {
			a, z := workbook.Ref{Row: firstRow + from, Col: column}, workbook.Ref{Row: firstRow + i - 1, Col: column}
			out = append(out, a.Name()+":"+z.Name())
		}
	}
	return strings.Join(out, " ")
}

// protect leaves only the fields to be written in. There is no password: it guards against slips.
func (b *book) protect() {
	b.do(b.f.ProtectSheet(sheetName, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatRows: true, FormatColumns: true,
	}))
	b.do(b.f.ProtectWorkbook(&excelize.WorkbookProtectionOptions{LockStructure: true}))
	b.do(b.f.SetPanes(sheetName, &excelize.Panes{
		Freeze: true, XSplit: 3, YSplit: headingRow, TopLeftCell: fmt.Sprintf("D%d", firstRow), ActivePane: "bottomRight",
	}))
}

// hidden writes the sheet that says for which examination, and from which revisions, the form was made.
func (b *book) hidden(blank Blank) {
	_, err := b.f.NewSheet(hiddenName)
	b.do(err)
	row := 1
	put := func(cells ...string) {
		for i, c := range cells {
			b.set(hiddenName, i+1, row, c)
		}
		row++
	}
	put(version, format)
	for _, f := range headFields {
		if f.name != scribe {
			put(f.name, f.get(&blank.Head))
		}
	}
	for _, r := range blank.Rows {
		put(hiddenItems, string(r.Item), fmt.Sprint(r.Base))
	}
	b.do(b.f.SetSheetVisible(hiddenName, false, true))
	b.do(b.f.ProtectSheet(hiddenName, &excelize.SheetProtectionOptions{}))
	b.f.SetActiveSheet(0)
}
