package mess

import (
	"fmt"
	"slices"

	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// The headings of FormC.
var headsC = [][]string{
	{"資料番号", "資料No.", "番号", "No", "根拠資料番号"},
	{"資料名", "資料名称", "書類名", "名称", "資料の名称"},
	{"ファイル名", "ファイル", "電子ファイル名", "ファイル名（拡張子を含む）"},
	{"頁", "ページ数", "頁数", "総頁数", "枚数"},
	{"非公開の別", "公開／非公開", "公開・非公開の別", "公開可否"},
}

func (g *generator) layC() {
	s := NewSheet("申請書C")
	g.sheetC = s
	s.Put(1, 1, Words("情報開示認定　申請書Ｃ（根拠資料一覧）"))
	order := []int{0, 1, 2, 3, 4}
	if g.r.IntN(2) == 0 {
		g.r.Shuffle(5, func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	for i, k := range order {
		s.Put(3, i+1, Words(pick(g.r, headsC[k])))
	}
	for n, e := range [][2]string{{"履歴事項全部証明書", "01_履歴事項全部証明書.pdf"}, {"サービス仕様書", "02_サービス仕様書.pdf"}, {"SLA", "03_SLA.pdf"}} {
		number := pick(g.r, []string{"資料%d", "%d", "資料 %d", "No.%d"})
		line := []string{fmt.Sprintf(number, n+1), e[0], e[1], "4", pick(g.r, []string{"公開", "非公開"})}
		for i, k := range order {
			s.Put(4+n, i+1, Words(line[k]))
		}
		g.form.Evidence = append(g.form.Evidence, fmt.Sprintf("資料%d", n+1))
	}
}

// transform lays the form out anew.
func (g *generator) transform() {
	for _, x := range []struct {
		what string
		odds int
		do   func()

		looks bool // lost in a text file
	}{
		{"answers merged over their rows", 4, g.tall, true},
		{"comments", 3, g.comments, true},
		{"hidden rows", 4, g.hide, true},
		{"formulas", 4, g.formulas, true},
		{"links", 4, g.links, true},
		{"answer beside its column", 4, g.beside, false},
		{"rows in between", 3, g.gaps, false},
		{"split over two sheets", 4, g.split, false},
		{"all on one sheet", 6, g.stack, false},
		{"rows above", 3, g.above, false},
		{"columns at the left", 3, func() { g.each(func(s *Sheet) { s.InsertCols(1, 1+g.r.IntN(2)) }) }, false},
		{"an empty column among them", 4, g.gapColumn, false},
		{"sheets renamed", 2, g.rename, false},
		{"sheets in another order", 2, func() {
			g.r.Shuffle(len(g.book.Sheets), func(i, j int) { g.book.Sheets[i], g.book.Sheets[j] = g.book.Sheets[j], g.book.Sheets[i] })
		}, false},
		{"further sheets", 2, g.further, true},
	} {
		if g.r.IntN(x.odds) == 0 && !(g.textOnly && x.looks) {
			g.done(x.what)
			x.do()
		}
	}
}

func (g *generator) above() {
	g.each(func(s *Sheet) {
		s.InsertRows(1, 1+g.r.IntN(6))
		s.Put(1, 1, Words("受付印　　　No."))
	})
}

func (g *generator) each(f func(*Sheet)) {
	for _, s := range g.book.Sheets {
		f(s)
	}
}

// some draws a few items.
func (g *generator) some(n int) []criteria.Item {
	items := slices.Clone(g.edition.Items())
	g.r.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	return items[:n]
}

// shift moves the rows after one down.
func (g *generator) shift(after, n int) {
	g.sheetB.InsertRows(after+1, n)
	for id, row := range g.rows {
		if row > after {
			g.rows[id] = row + n
		}
	}
}

// tall gives some items two rows: number, title and the rest merged, the answer merged or going on in the second row.
func (g *generator) tall() {
	for _, it := range g.some(5) {
		row := g.rows[it.ID]
		g.shift(row, 1)
		a := g.form.Answers[it.ID]
		goesOn := a.Box.Text != "" && it.Answer.Type == criteria.TextAnswer && a.Kind == "" && a.Codes == nil && it.Answer.Pattern == "" && it.Answer.Format == "" && len(it.Answer.Parts) == 0
		for i, c := range g.b {
			if c.key == "answer" && goesOn {
				g.sheetB.Put(row+1, i+1, Words("続きの行。"))
				a.Value += "\n続きの行。"
				g.form.Answers[it.ID] = a
				continue
			}
			g.sheetB.Merges = append(g.sheetB.Merges, [2]Place{spot(row, i+1), spot(row+1, i+1)})
		}
	}
}

func (g *generator) comments() {
	for _, it := range g.some(3) {
		p := spot(g.rows[it.ID], g.col("answer"))
		if b, ok := g.sheetB.Cells[p]; ok {
			b.Note = "確認中"
			g.sheetB.Cells[p] = b
			g.expect(it.ID, "cell_comment")
		}
	}
}

func (g *generator) expect(id ident.ItemID, code string) {
	a := g.form.Answers[id]
	a.Codes = append(slices.Clone(a.Codes), code)
	g.form.Answers[id] = a
}

func (g *generator) hide() {
	for _, it := range g.some(2) {
		g.sheetB.HiddenRows[g.rows[it.ID]] = true
		g.expect(it.ID, "hidden_row")
	}
}

func (g *generator) formulas() {
	for _, it := range g.some(4) {
		p := spot(g.rows[it.ID], g.col("answer"))
		if b, ok := g.sheetB.Cells[p]; ok && len(b.Runs) == 0 && b.Ruby == "" && !b.Empty() && g.form.Answers[it.ID].Kind != criteria.StateBlank {
			b.Formula = "Z1&Z2"
			g.sheetB.Cells[p] = b
			g.expect(it.ID, "formula_cell")
		}
	}
}

func (g *generator) links() {
	for _, it := range g.some(2) {
		p := spot(g.rows[it.ID], g.col("answer"))
		if b, ok := g.sheetB.Cells[p]; ok && !b.Empty() && g.form.Answers[it.ID].Kind != criteria.StateBlank {
			b.Link = "https://elsewhere.example/"
			g.sheetB.Cells[p] = b
			g.expect(it.ID, "link_differs")
		}
	}
}

// beside writes an answer into the remarks, and leaves its own cell empty.
func (g *generator) beside() {
	col := g.col("remark")
	if col == 0 {
		return
	}
	for _, it := range g.some(2) {
		row := g.rows[it.ID]
		p := spot(row, g.col("answer"))
		b := g.sheetB.Cells[p]
		if len(b.Runs) > 0 || b.Empty() || b.Format != "" || b.Formula != "" || b.Link != "" || b.Note != "" || g.form.Answers[it.ID].Kind == criteria.StateBlank || slices.Contains(dashed, b.Text) {
			continue
		}
		delete(g.sheetB.Cells, p)
		g.sheetB.Put(row, col, b)
		a := Answer{Kind: criteria.StateBlank, Codes: []string{"answer_in_remarks"}}
		if g.sheetB.HiddenRows[row] {
			a.Codes = append(a.Codes, "hidden_row")
		}
		g.form.Answers[it.ID] = a
	}
}

func (g *generator) gaps() {
	for _, it := range g.some(6) {
		if row := g.rows[it.ID]; !g.merged(row) {
			g.shift(row, 1)
		}
	}
}

func (g *generator) merged(row int) bool {
	for _, m := range g.sheetB.Merges {
		if m[0].Row <= row && m[1].Row > row {
			return true
		}
	}
	_, goesOn := g.sheetB.Cells[spot(row+1, g.col("answer"))]
	return goesOn
}

// gapColumn puts an empty column somewhere into FormB.
func (g *generator) gapColumn() {
	if len(g.book.Sheets) == 3 {
		g.sheetB.InsertCols(1+g.r.IntN(len(g.b)), 1)
	}
}

// split takes the second half of FormB to a sheet of its own, with headings.
func (g *generator) split() {
	items := g.edition.Items()
	from := g.rows[items[len(items)/2].ID]
	second := NewSheet("申請書B（2）")
	for p, b := range g.sheetB.Cells {
		if p.Row >= from {
			delete(g.sheetB.Cells, p)
			second.Cells[spot(p.Row-from+3, p.Col)] = b
		}
	}
	var kept [][2]Place
	for _, m := range g.sheetB.Merges {
		if m[0].Row >= from {
			m[0].Row, m[1].Row = m[0].Row-from+3, m[1].Row-from+3
			second.Merges = append(second.Merges, m)
			continue
		}
		kept = append(kept, m)
	}
	g.sheetB.Merges = kept
	for r := range g.sheetB.HiddenRows {
		if r >= from {
			delete(g.sheetB.HiddenRows, r)
			second.HiddenRows[r-from+3] = true
		}
	}
	g.headings(second, 2)
	g.book.Sheets = slices.Insert(g.book.Sheets, 2, second)
}

// stack puts the three forms one below the other on one sheet.
func (g *generator) stack() {
	if len(g.book.Sheets) != 3 {
		return
	}
	one := NewSheet("申請書一式")
	at := 0
	for _, s := range g.book.Sheets {
		for p, b := range s.Cells {
			one.Cells[spot(p.Row+at, p.Col)] = b
		}
		for _, m := range s.Merges {
			one.Merges = append(one.Merges, [2]Place{spot(m[0].Row+at, m[0].Col), spot(m[1].Row+at, m[1].Col)})
		}
		for r := range s.HiddenRows {
			one.HiddenRows[r+at] = true
		}
		rows, _ := s.Size()
		at += rows + 2
	}
	g.book.Sheets = []*Sheet{one}
}

func (g *generator) rename() {
	names := []string{"Sheet", "様式 ", "　Ｓｈｅｅｔ", "(", "シート"}
	for i, s := range g.book.Sheets {
		s.Name = fmt.Sprintf("%s%d", pick(g.r, names), i+1)
	}
}

// further adds sheets that are none of the forms: instructions, an empty sheet, words for drop-downs.
func (g *generator) further() {
	notes := NewSheet("記入要領")
	notes.Put(1, 1, Words("記入要領"))
	notes.Put(3, 1, Words("申請書Ｂの「情報開示内容」欄は、認定後に公表されます。"))
	notes.Put(4, 1, Words("事業者名は正式な商号を記入してください。"))
	lists := NewSheet("リスト")
	lists.Hidden = true
	for i, w := range []string{"有", "無", "公開", "非公開", "新規", "更新", "変更"} {
		lists.Put(i+1, 1, Words(w))
	}
	g.book.Sheets = append([]*Sheet{notes}, append(g.book.Sheets, NewSheet("Sheet9"), lists)...)
}
