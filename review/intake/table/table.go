// Package table finds the tables of FormB and FormC on the sheets of a book: by the words of their headings, in any order of columns, over one
// row or two, again on every printed page. What only looks like a column of the applicant's, such as the answer of the year before, is none.
package table

import (
	"regexp"
	"strings"

	"shinsa/review/intake/normal"
	"shinsa/review/intake/workbook"
)

// Heading is what a column holds, told by the words at its top.
type Heading string

// The columns of FormB and FormC.
const (
	No       Heading = "no"
	Category Heading = "category"
	Title    Heading = "title"
	Ask      Heading = "ask"
	Duty     Heading = "duty"
	Answer   Heading = "answer"
	Evidence Heading = "evidence"
	File     Heading = "file"
	Name     Heading = "name"
	Pages    Heading = "pages"
	Secret   Heading = "confidential"
	Remark   Heading = "remark"
)

type headingWords struct {
	column Heading
	words  *regexp.Regexp
}

// foreign are the words of columns that only look like one of the applicant's: the answer of the time before, an example, the office's notes.
var foreign = regexp.MustCompile(`前回|前年|昨年|旧回答|旧記載|旧内容|現行|変更前|記入例|記載例|回答例|事務局|審査員|審査欄|委員|確認欄|チェック欄|判定|英語|english`)

// The words are matched against normal.Key of the heading, in this order.
var (
	formBWords = []headingWords{
		{Answer, regexp.MustCompile(`^(?:情報開示内容|開示内容|申請内容|ご?回答内容|開示情報|ご?回答(?:$|[^日者期部担])|ご?記入欄|ご?記載欄|事業者(?:回答|記入))`)},
		{Evidence, regexp.MustCompile(`根拠資料|エビデンス|証跡|添付資料|^資料番号|^資料no`)},
		{Remark, regexp.MustCompile(`^(?:備考|補足|特記事項|コメント|注記|その他特記)`)},
		{Duty, regexp.MustCompile(`^(?:必須選択|必須任意|必須|選択)`)},
		{Ask, regexp.MustCompile(`^(?:記述内容|記載内容|記載事項|記述事項|内容説明)`)},
		{Category, regexp.MustCompile(`^(?:審査対象項目大|大項目|大分類|分類|区分|中項目)`)},
		{Title, regexp.MustCompile(`^(?:審査対象項目小|審査対象項目|審査項目|小項目|小分類|項目名|項目)$`)},
		{No, regexp.MustCompile(`^(?:no|number|番号|項番|項目番号|項目no|審査項目番号|審査項目no|通番|項)$`)},
	}
	formCWords = []headingWords{
		{File, regexp.MustCompile(`ファイル名|ファイル|^filename`)},
		{Secret, regexp.MustCompile(`非公開|公開非公開|公開可否|公開の別|機密`)},
		{Pages, regexp.MustCompile(`^(?:頁|頁数|総頁数|ページ|ページ数|総ページ数|枚数|pages?)$`)},
		{No, regexp.MustCompile(`^(?:資料番号|資料no|番号|no|根拠資料番号|添付番号|根拠資料no)$`)},
		{Name, regexp.MustCompile(`^(?:資料名|資料名称|名称|書類名|根拠資料名|タイトル|資料の名称|文書名)`)},
	}
	mayHeadB = []string{"開示", "申請内容", "回", "欄", "事業者"}
	mayHeadC = []string{"ファイル", "ﾌｧｲﾙ", "フアイル", "file", "File", "FILE"}
)

// Table is a table found on a sheet: where its headings are and which column holds what.
type Table struct {
	Sheet  *workbook.Sheet
	First  int // first row of the headings
	Top    int // last row of the headings
	Bottom int // last row that belongs to it
	Column map[Heading]int

	Answers []int // the columns that the heading of the answers runs over; one, mostly
	Rivals  []int // further columns whose headings ask for the answer
}

// At returns the place of a column in a row; false where the table has no such column.
func (t Table) At(row int, h Heading) (workbook.Ref, bool) {
	col, ok := t.Column[h]
	return workbook.Ref{Row: row, Col: col}, ok
}

// Text returns the text of a column in a row, "" where the table has no such column.
func (t Table) Text(row int, h Heading) string {
	ref, ok := t.At(row, h)
	if !ok {
		return ""
	}
	return t.Sheet.Text(ref)
}

// Alone reports whether nothing else stands in the row of a cell.
func (t Table) Alone(ref workbook.Ref) bool {
	for _, col := range t.Column {
		if col != ref.Col && t.Sheet.Cell(workbook.Ref{Row: ref.Row, Col: col}) != nil {
			return false
		}
	}
	return true
}

// MaxWidth is how many columns are looked at: no form is wider, and a stray cell at the far end of a sheet must not cost time.
const MaxWidth = 128

// Width returns how many columns of a sheet are looked at.
func Width(s *workbook.Sheet) int { return min(s.Cols, MaxWidth) }

// RowsBelow returns the rows under the headings that hold something.
func (t Table) RowsBelow() []int {
	var rows []int
	for _, p := range t.Sheet.Places() {
		if p.Row > t.Top && p.Row <= t.Bottom && (len(rows) == 0 || rows[len(rows)-1] != p.Row) {
			rows = append(rows, p.Row)
		}
	}
	return rows
}

// kind is one of the two forms that are tables.
type kind struct {
	words  []headingWords
	needed [][]Heading
	hints  []string // every heading row holds one of them, before anything is folded
}

var (
	kindB = &kind{formBWords, [][]Heading{{Answer}, {No, Title}}, mayHeadB}
	kindC = &kind{formCWords, [][]Heading{{File}, {No, Name}}, mayHeadC}
)

// located is a table with the form it is.
type located struct {
	kind *kind
	Table
}

// formTitle is the title over a form: where one stands, the table above it ends.
var formTitle = regexp.MustCompile(`^(?:情報開示認定)?(?:様式)?申請書[abc]`)

// sheetTables returns the tables of a sheet from the top: each begins with its headings, wherever they stand, and runs to the next headings or
// the next title of a form. Headings that come again in the middle begin a table of their own, with their own order of columns.
func sheetTables(s *workbook.Sheet) []located {
	keys := &keyed{sheet: s, keys: map[workbook.Ref]string{}}
	rows := lines(s)
	if all := keys.tables(rows, 3); len(all) > 0 {
		return all
	}
	return keys.tables(rows, 2)
}

// tables returns the tables whose headings name at least so many columns: two words alone may stand in a text.
func (k *keyed) tables(rows []line, columns int) []located {
	var out []located
	top := 0
	end := func(row int) {
		if n := len(out); n > 0 && out[n-1].Bottom == 0 {
			out[n-1].Bottom = row
		}
	}
	for _, l := range rows {
		if l.row <= top {
			continue
		}
		if t, ok := k.headed(l, top+1); ok && len(t.Column) >= columns {
			end(t.First - 1)
			out, top = append(out, t), t.Top
			continue
		}
		if k.title(l) {
			end(l.row - 1)
		}
	}
	end(k.sheet.Rows)
	return out
}

// line is one row with the places in it.
type line struct {
	row    int
	places []workbook.Ref
}

func lines(s *workbook.Sheet) []line {
	var out []line
	for _, p := range s.Places() {
		if n := len(out); n == 0 || out[n-1].row != p.Row {
			out = append(out, line{row: p.Row})
		}
		out[len(out)-1].places = append(out[len(out)-1].places, p)
	}
	return out
}

// headed reads a row, alone or with the row above or below it, as headings; none of them lies above first.
func (k *keyed) headed(l line, first int) (located, bool) {
	var best located
	for _, form := range []*kind{kindB, kindC} {
		if !k.hinted(l, form) {
			continue
		}
		for _, span := range [][2]int{{l.row, l.row}, {l.row, l.row + 1}, {l.row - 1, l.row}} {
			if span[0] < first {
				continue
			}
			t := Table{Sheet: k.sheet, First: span[0], Top: span[1], Column: map[Heading]int{}}
			k.columns(&t, form.words)
			if len(t.Column) > len(best.Column) && t.names(form.needed) {
				best = located{form, t}
			}
		}
	}
	return best, best.kind != nil
}

// names reports whether one heading of every needed set is there.
func (t Table) names(needed [][]Heading) bool {
	for _, set := range needed {
		found := false
		for _, h := range set {
			_, has := t.Column[h]
			found = found || has
		}
		if !found {
			return false
		}
	}
	return true
}

// LongHeading is the most bytes a heading has: longer texts are notes.
const LongHeading = 120

// keyed folds the texts of a sheet into keys, each once and only when asked.
type keyed struct {
	sheet *workbook.Sheet
	keys  map[workbook.Ref]string
}

func (k *keyed) at(ref workbook.Ref) string {
	key, known := k.keys[ref]
	if !known {
		if c := k.sheet.Own(ref); c != nil && len(c.Text) <= LongHeading {
			key = c.Text
			if strings.ContainsAny(key, "※*＊") {
				key = headingNotes.ReplaceAllString(key, "")
			}
			key = normal.Key(key)
		}
		k.keys[ref] = key
	}
	return key
}

// headingNotes are what stands in a heading beside its words.
var headingNotes = regexp.MustCompile(`[※*＊].*`)

// hinted reports whether a row holds the heading that every table of the form has, or the upper half of it.
func (k *keyed) hinted(l line, form *kind) bool {
	for _, ref := range l.places {
		c := k.sheet.Own(ref)
		if len(c.Text) > LongHeading || c.Number != nil {
			continue
		}
		for _, h := range form.hints {
			if !strings.Contains(c.Text, h) {
				continue
			}
			if key := k.at(ref); form.words[0].words.MatchString(key) || key == "情報開示" || key == "電子" {
				return true
			}
			break
		}
	}
	return false
}

// title reports whether a row is the title of a form: one cell, or several with nothing else.
func (k *keyed) title(l line) bool {
	for _, ref := range l.places {
		if c := k.sheet.Own(ref); len(c.Text) <= LongHeading && strings.ContainsAny(c.Text, "申請書") && formTitle.MatchString(k.at(ref)) {
			return true
		}
	}
	return false
}

// columns reads the headings of a table: first those of the columns that are to be seen, then, for what is lacking, those of hidden ones, which
// may be what was answered the year before.
func (k *keyed) columns(t *Table, words []headingWords) {
	for _, hidden := range []bool{false, true} {
		for col := 1; col <= Width(k.sheet); col++ {
			if k.sheet.ColHidden(col) == hidden {
				k.column(t, col, words)
			}
		}
	}
	col, ok := t.Column[Answer]
	if !ok {
		return
	}
	t.Answers = []int{col}
	for row := t.First; row <= t.Top; row++ {
		m := k.sheet.Merge(workbook.Ref{Row: row, Col: col})
		for c := col + 1; c <= m.To.Col && len(t.Answers) == c-col && !t.heads(c); c++ {
			t.Answers = append(t.Answers, c)
		}
	}
}

// column reads the heading of one column.
func (k *keyed) column(t *Table, col int, words []headingWords) {
	key := ""
	var last workbook.Ref
	for row := t.First; row <= t.Top; row++ {
		if a := k.sheet.Anchor(workbook.Ref{Row: row, Col: col}); a != last && a.Col == col {
			key += k.at(a)
			last = a
		}
	}
	if key == "" || foreign.MatchString(key) {
		return
	}
	for _, w := range words {
		if !w.words.MatchString(key) {
			continue
		}
		if _, taken := t.Column[w.column]; !taken {
			t.Column[w.column] = col
			return
		}
		if w.column == Answer && !k.sheet.ColHidden(col) {
			t.Rivals = append(t.Rivals, col)
			return
		}
	}
}

// heads reports whether a column has a heading of its own.
func (t *Table) heads(col int) bool {
	for _, c := range t.Column {
		if c == col {
			return true
		}
	}
	return false
}

// Bare reports whether a column has no heading at all.
func (t *Table) Bare(col int) bool {
	for row := t.First; row <= t.Top; row++ {
		if t.Sheet.Cell(workbook.Ref{Row: row, Col: col}) != nil {
			return false
		}
	}
	return !t.heads(col)
}

// Found are the tables of a book: of FormB, of FormC, and all by the sheet they stand on.
type Found struct {
	B, C    []Table
	onSheet map[*workbook.Sheet][]located
}

// Find looks through all sheets. Tables on hidden sheets count only where there are no others of their kind.
func Find(b *workbook.Book) Found {
	f := Found{onSheet: map[*workbook.Sheet][]located{}}
	var hiddenB, hiddenC []Table
	for _, s := range b.Sheets {
		f.onSheet[s] = sheetTables(s)
		for _, t := range f.onSheet[s] {
			list := map[bool]map[*kind]*[]Table{false: {kindB: &f.B, kindC: &f.C}, true: {kindB: &hiddenB, kindC: &hiddenC}}[s.Hidden][t.kind]
			*list = append(*list, t.Table)
		}
	}
	if len(f.B) == 0 {
		f.B = hiddenB
	}
	if len(f.C) == 0 {
		f.C = hiddenC
	}
	return f
}

// Holds reports whether a row of a sheet belongs to a table.
func (f Found) Holds(s *workbook.Sheet, row int) bool {
	for _, t := range f.onSheet[s] {
		if row >= t.First && row <= t.Bottom {
			return true
		}
	}
	return false
}
