package mess

import (
	"fmt"
	"slices"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// habits are what the people of small companies do to a form, one after the other, each now and then. They are drawn after the layout, so that a
// seed keeps its layout whatever habits are added.
func (g *generator) habits() {
	for _, h := range []struct {
		what string
		odds int
		do   func() bool // false where the layout has no place for it
	}{
		{"an example under the headings", 5, g.exampleRow},
		{"numbers of their own", 6, g.ownNumbers},
		{"number before the title", 6, g.numberInTitle},
		{"answer in two columns", 4, g.twoColumns},
		{"a word beside the answer", 5, g.wordBeside},
		{"last year's column hidden", 5, g.lastYear},
		{"headings on every printed page", 5, g.pages},
		{"marks without width", 4, g.smudge},
		{"pages of the office above", 5, g.office},
	} {
		if g.r.IntN(h.odds) == 0 && h.do() {
			g.done(h.what)
		}
	}
}

// headRows are the sheets with headings of FormB, with the rows these stand in.
func (g *generator) headRows() map[*Sheet][]int {
	out := map[*Sheet][]int{}
	head := ""
	for _, c := range g.b {
		if c.key == "answer" {
			head = c.head
		}
	}
	for _, s := range g.book.Sheets {
		for _, p := range s.Places() {
			if s.Cells[p].Text == head && s.Cells[p].Formula == "" {
				out[s] = append(out[s], p.Row)
			}
		}
	}
	return out
}

// columnsOn finds the columns of FormB by their headings in a row.
func (g *generator) columnsOn(s *Sheet, row int) map[string]int {
	out := map[string]int{}
	for _, c := range g.b {
		for col := 1; col <= 40; col++ {
			if s.Cells[spot(row, col)].Text == c.head {
				out[c.key] = col
				break
			}
		}
	}
	return out
}

// exampleRow puts an example of how to fill the form in under the first headings.
func (g *generator) exampleRow() bool {
	for s, rows := range g.headRows() {
		row, cols := rows[0], g.columnsOn(s, rows[0])
		if cols["no"] == 0 || cols["answer"] == 0 || cols["title"] == 0 {
			continue
		}
		s.InsertRows(row+1, 1)
		s.Put(row+1, cols["no"], Words(pick(g.r, []string{"例", "（例）", "記入例", "【記入例】", "記載例1"})))
		s.Put(row+1, cols["title"], Words("事業者名"))
		s.Put(row+1, cols["answer"], Words("株式会社例示システム"))
		return true
	}
	return false
}

// eachItem calls f for the rows of items, from the top, under their headings.
func (g *generator) eachItem(f func(s *Sheet, cols map[string]int, row int, it criteria.Item)) {
	for _, s := range g.book.Sheets {
		rows := g.headRows()[s]
		for i, top := range rows {
			cols := g.columnsOn(s, top)
			end, _ := s.Size()
			if i+1 < len(rows) {
				end = rows[i+1] - 1
			}
			for row := top + 1; row <= end; row++ {
				for _, it := range g.edition.Items() {
					if title := s.Cells[spot(row, cols["title"])].Text; cols["title"] > 0 && (title == it.Title.JA || title == wide(it.Title.JA)) && g.sameNumber(s, cols, row, it.ID) {
						f(s, cols, row, it)
						break
					}
				}
			}
		}
	}
}

// sameNumber reports whether the number of a row is that of an item, in any of its writings.
func (g *generator) sameNumber(s *Sheet, cols map[string]int, row int, id ident.ItemID) bool {
	b := s.Cells[spot(row, cols["no"])]
	if b.Format != "" {
		return b.String() == string(id) || strings.HasPrefix(string(id), b.String())
	}
	return slices.ContainsFunc(numbers, func(style func(string) string) bool { return style(string(id)) == b.Text })
}

// ownNumbers counts the items from 1 in place of their numbers.
func (g *generator) ownNumbers() bool {
	n := 0
	g.eachItem(func(s *Sheet, cols map[string]int, row int, it criteria.Item) {
		n++
		if p := spot(row, cols["no"]); g.onlyTitle(it) {
			s.Cells[p] = Words(fmt.Sprint(n))
		}
	})
	return n > 0
}

// onlyTitle reports whether an item can be told by its title alone.
func (g *generator) onlyTitle(it criteria.Item) bool {
	same := 0
	for _, other := range g.edition.Items() {
		if other.Title.JA == it.Title.JA {
			same++
		}
	}
	return same == 1
}

// numberInTitle writes the number before the title and leaves its own column empty.
func (g *generator) numberInTitle() bool {
	n := 0
	g.eachItem(func(s *Sheet, cols map[string]int, row int, it criteria.Item) {
		if g.r.IntN(3) > 0 {
			return
		}
		n++
		delete(s.Cells, spot(row, cols["no"]))
		title := spot(row, cols["title"])
		s.Cells[title] = Words(pick(g.r, []string{"", "（", "【"}) + string(it.ID) + pick(g.r, []string{"　", " ", "）"}) + it.Title.JA)
		if t := s.Cells[title].Text; strings.HasPrefix(t, "【") || strings.HasPrefix(t, "（") != strings.Contains(t, string(it.ID)+"）") {
			s.Cells[title] = Words(string(it.ID) + "　" + it.Title.JA)
		}
	})
	return n > 0
}

// twoColumns lets the heading of the answers run over two columns, and parts some answers: 有 | 規程名, 120 | 名.
func (g *generator) twoColumns() bool {
	done := false
	for s, rows := range g.headRows() {
		cols := g.columnsOn(s, rows[0])
		at := cols["answer"]
		if at == 0 || len(rows) != 1 || slices.ContainsFunc(s.Merges, func(m [2]Place) bool { return m[0].Col <= at && m[1].Col > at }) {
			continue
		}
		s.InsertCols(at+1, 1)
		s.Merges = append(s.Merges, [2]Place{spot(rows[0], at), spot(rows[0], at+1)})
		done = true
	}
	if !done || g.textOnly {
		return done
	}
	g.eachItem(func(s *Sheet, cols map[string]int, row int, it criteria.Item) {
		p := spot(row, cols["answer"])
		b, a := s.Cells[p], g.form.Answers[it.ID]
		if a.Kind != "" || a.Unsure || b.Text == "" || b.Ruby != "" || b.Formula != "" || b.Link != "" || b.Note != "" || g.r.IntN(3) > 0 || !g.headed(s, p.Col) {
			return
		}
		first, rest := "", ""
		switch it.Answer.Type {
		case criteria.YesNoAnswer:
			for _, w := range []string{"有（", "有\n", "あり（", "あり\n", "はい（", "○（"} {
				if strings.HasPrefix(b.Text, w) {
					first, rest = b.Text[:len(w)-len(w[strings.LastIndexAny(w, "（\n"):])], strings.Trim(b.Text[len(w)-len(w[strings.LastIndexAny(w, "（\n"):]):], "（）\n")
				}
			}
		case criteria.NumberAnswer:
			if i := strings.IndexFunc(b.Text, func(r rune) bool { return (r < '0' || r > '9') && r != ',' && r != '.' }); i > 0 {
				first, rest = b.Text[:i], b.Text[i:]
			}
		}
		if first == "" || strings.TrimSpace(rest) == "" || strings.Contains(rest, "\n") {
			return
		}
		s.Cells[p] = Words(first)
		s.Cells[spot(row, p.Col+1)] = Words(rest)
		g.expect(it.ID, "answer_over_columns")
	})
	return true
}

// headed reports whether the heading of a column was made to run over the next one.
func (g *generator) headed(s *Sheet, col int) bool {
	return slices.ContainsFunc(s.Merges, func(m [2]Place) bool { return m[0].Col == col && m[1].Col == col+1 && m[0].Row == m[1].Row })
}

// wordBeside writes a word into a column without a heading, right of an answer.
func (g *generator) wordBeside() bool {
	done := false
	for s, rows := range g.headRows() {
		at := g.columnsOn(s, rows[0])["answer"]
		if at == 0 || len(rows) != 1 || g.headed(s, at) || slices.ContainsFunc(s.Merges, func(m [2]Place) bool { return m[0].Col <= at && m[1].Col > at }) {
			continue
		}
		s.InsertCols(at+1, 1)
		g.eachItem(func(on *Sheet, cols map[string]int, row int, it criteria.Item) {
			if a := g.form.Answers[it.ID]; on == s && g.r.IntN(20) == 0 && a.Kind == "" && !a.Unsure {
				s.Put(row, at+1, Words("要確認"))
				g.expect(it.ID, "text_beside_answer")
				done = true
			}
		})
	}
	return done
}

// lastYear puts a hidden column of the same heading before the answers.
func (g *generator) lastYear() bool {
	if g.textOnly {
		return false
	}
	done := false
	for s, rows := range g.headRows() {
		at := g.columnsOn(s, rows[0])["answer"]
		if at == 0 {
			continue
		}
		s.InsertCols(at, 1)
		s.HiddenCols[at] = true
		for _, row := range rows {
			s.Put(row, at, s.Cells[spot(row, at+1)])
		}
		size, _ := s.Size()
		for row := rows[0] + 1; row <= size; row++ {
			if p := spot(row, at+1); !slices.Contains(rows, row) && s.Cells[p].Text != "" && g.r.IntN(2) == 0 {
				s.Put(row, at, Words("有（前回）"))
			}
		}
		done = true
	}
	return done
}

// pages writes the title, the number of the page and the headings again, as a form that was typed page by page has them.
func (g *generator) pages() bool {
	done := false
	for s, rows := range g.headRows() {
		size, _ := s.Size()
		cols := g.columnsOn(s, rows[0])
		for row, page := rows[len(rows)-1]+25, 2; row < size; row, page = row+28, page+1 {
			if len(g.book.Sheets) == 1 || s.Cells[spot(row-1, cols["title"])].Text == "" || s.Cells[spot(row, cols["title"])].Text == "" || cols["title"] == 0 ||
				slices.ContainsFunc(s.Merges, func(m [2]Place) bool { return m[0].Row < row && m[1].Row >= row }) {
				continue
			}
			s.InsertRows(row, 3)
			s.Put(row, 1, Words("申請書Ｂ（続き）"))
			s.Put(row+1, 2, Words(fmt.Sprintf("－ %d ページ －", page)))
			for col := 1; col <= 40; col++ {
				s.Put(row+2, col, s.Cells[spot(rows[0], col)])
			}
			if at := cols["answer"]; g.headed(s, at) {
				s.Merges = append(s.Merges, [2]Place{spot(row+2, at), spot(row+2, at+1)})
			}
			size += 3
			done = true
		}
	}
	return done
}

// smudge writes marks without width, spaces that do not break, and characters with the choice of a form into short answers.
func (g *generator) smudge() bool {
	g.eachItem(func(s *Sheet, cols map[string]int, row int, it criteria.Item) {
		p := spot(row, cols["answer"])
		b := s.Cells[p]
		if strings.TrimSpace(b.Text) == "" || it.Answer.Type == criteria.TextAnswer || it.Answer.Type == criteria.ListAnswer || it.Answer.Type == criteria.FileAnswer || g.r.IntN(4) > 0 {
			return
		}
		b.Text = pick(g.r, []string{"\u200b" + b.Text, b.Text + "\u00a0", "\ufeff" + b.Text, "\u2060" + b.Text + "\u200b", "\u00a0" + b.Text + "\ufe0e", "\u200e" + b.Text})
		s.Cells[p] = b
	})
	return true
}

// office writes what an office puts over a form: a box for its stamp in merged cells, and a line of instructions.
func (g *generator) office() bool {
	for _, s := range g.book.Sheets {
		if len(g.book.Sheets) == 1 {
			return false
		}
		s.InsertRows(1, 3)
		s.Put(1, 1, Words("※太枠内を記入してください。"))
		s.Put(2, 1, Words("（事務局使用欄）"))
		s.Merges = append(s.Merges, [2]Place{spot(2, 1), spot(2, 3)})
	}
	return true
}
