package form

import (
	"regexp"

	"shinsa/review/intake/normal"
	"shinsa/review/intake/workbook"
)

// heading is what a column holds, told by the words at its top.
type heading string

// The columns of FormB and FormC.
const (
	colNo       heading = "no"
	colCategory heading = "category"
	colTitle    heading = "title"
	colAsk      heading = "ask"
	colDuty     heading = "duty"
	colAnswer   heading = "answer"
	colEvidence heading = "evidence"
	colFile     heading = "file"
	colName     heading = "name"
	colPages    heading = "pages"
	colSecret   heading = "confidential"
)

type headingWords struct {
	column heading
	words  *regexp.Regexp
}

// The words are matched against normal.Key of the heading, in this order.
var (
	formBWords = []headingWords{
		{colAnswer, regexp.MustCompile(`^(?:情報開示内容|開示内容|申請内容|回答内容|開示情報|回答|回答欄|記入欄|記載欄)`)},
		{colEvidence, regexp.MustCompile(`根拠資料|エビデンス|証跡|添付資料|^資料番号|^資料no`)},
		{colDuty, regexp.MustCompile(`^(?:必須選択|必須任意|必須|選択)`)},
		{colAsk, regexp.MustCompile(`^(?:記述内容|記載内容|記載事項|記述事項|内容説明)`)},
		{colCategory, regexp.MustCompile(`^(?:審査対象項目大|大項目|大分類|分類|区分|中項目)`)},
		{colTitle, regexp.MustCompile(`^(?:審査対象項目小|審査対象項目|審査項目|小項目|小分類|項目名|項目)$`)},
		{colNo, regexp.MustCompile(`^(?:no|number|番号|項番|項目番号|項目no|審査項目番号)$`)},
	}
	formCWords = []headingWords{
		{colFile, regexp.MustCompile(`ファイル名|ファイル|^filename`)},
		{colSecret, regexp.MustCompile(`非公開|公開非公開|公開可否|公開の別|機密`)},
		{colPages, regexp.MustCompile(`^(?:頁|頁数|総頁数|ページ|ページ数|枚数|pages?)$`)},
		{colNo, regexp.MustCompile(`^(?:資料番号|資料no|番号|no|根拠資料番号|添付番号)$`)},
		{colName, regexp.MustCompile(`^(?:資料名|資料名称|名称|書類名|根拠資料名|タイトル|資料の名称)`)},
	}
)

// table is a table found on a sheet: where its headings are and which column holds what.
type table struct {
	sheet  *workbook.Sheet
	top    int // last row of the headings
	column map[heading]int
}

// at returns the place of a column in a row; false where the table has no such column.
func (t table) at(row int, h heading) (workbook.Ref, bool) {
	col, ok := t.column[h]
	return workbook.Ref{Row: row, Col: col}, ok
}

// text returns the text of a column in a row, "" where the table has no such column.
func (t table) text(row int, h heading) string {
	ref, ok := t.at(row, h)
	if !ok {
		return ""
	}
	return t.sheet.Text(ref)
}

// maxWidth is how many columns are looked at: no form is wider, and a stray cell at the far end of a sheet must not cost time.
const maxWidth = 128

func width(s *workbook.Sheet) int { return min(s.Cols, maxWidth) }

// rowsBelow returns the rows under the headings that hold something.
func (t table) rowsBelow() []int {
	var rows []int
	for _, p := range t.sheet.Places() {
		if p.Row > t.top && (len(rows) == 0 || rows[len(rows)-1] != p.Row) {
			rows = append(rows, p.Row)
		}
	}
	return rows
}

// headingRows is how far down headings are looked for: forms carry titles, notes and stamps above them.
const headingRows = 60

// findTable looks for the row of headings that names the most columns, needed ones included; headings may take two rows.
func findTable(s *workbook.Sheet, words []headingWords, needed ...[]heading) (table, bool) {
	best := table{sheet: s}
	keys := headingKeys(s)
	for row := 1; row <= min(s.Rows, headingRows); row++ {
		if len(best.column) > len(words)/2 && row > best.top+5 {
			break // most headings stand in one place; what follows are answers
		}
		for tall := range 2 {
			t := table{sheet: s, top: row + tall, column: columns(s, keys, row, row+tall, words)}
			if len(t.column) == 0 {
				break
			}
			if len(t.column) > len(best.column) && t.names(needed) {
				best = t
			}
		}
	}
	return best, len(best.column) > 0
}

// names reports whether one heading of every needed set is there.
func (t table) names(needed [][]heading) bool {
	for _, set := range needed {
		found := false
		for _, h := range set {
			_, has := t.column[h]
			found = found || has
		}
		if !found {
			return false
		}
	}
	return true
}

// longHeading is the most bytes a heading has: longer texts are notes.
const longHeading = 120

// headingKeys returns the keys of the texts that may be headings.
func headingKeys(s *workbook.Sheet) map[workbook.Ref]string {
	keys := map[workbook.Ref]string{}
	for _, ref := range s.Places() {
		if c := s.Own(ref); ref.Row <= headingRows+1 && ref.Col <= maxWidth && len(c.Text) <= longHeading {
			keys[ref] = normal.Key(c.Text)
		}
	}
	return keys
}

func columns(s *workbook.Sheet, keys map[workbook.Ref]string, from, to int, words []headingWords) map[heading]int {
	out := map[heading]int{}
	for col := 1; col <= width(s); col++ {
		key := ""
		var last workbook.Ref
		for row := from; row <= to; row++ {
			if a := s.Anchor(workbook.Ref{Row: row, Col: col}); a != last && a.Col == col {
				key += keys[a]
				last = a
			}
		}
		if key == "" {
			continue
		}
		for _, w := range words {
			if _, taken := out[w.column]; !taken && w.words.MatchString(key) {
				out[w.column] = col
				break
			}
		}
	}
	return out
}

// formBTables returns the tables of FormB in the book, visible sheets first.
func formBTables(b *workbook.Book) []table {
	return tables(b, formBWords, []heading{colAnswer}, []heading{colNo, colTitle})
}

// formCTables returns the tables of FormC; the first one counts.
func formCTables(b *workbook.Book) []table {
	return tables(b, formCWords, []heading{colFile}, []heading{colNo, colName})
}

func tables(b *workbook.Book, words []headingWords, needed ...[]heading) []table {
	var shown, hidden []table
	for _, s := range b.Sheets {
		t, ok := findTable(s, words, needed...)
		switch {
		case !ok:
		case s.Hidden:
			hidden = append(hidden, t)
		default:
			shown = append(shown, t)
		}
	}
	if len(shown) == 0 {
		return hidden
	}
	return shown
}
