package form

import (
	"regexp"
	"slices"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/normal"
	"shinsa/review/intake/record"
	"shinsa/review/intake/table"
	"shinsa/review/intake/workbook"
)

// whole is the answer cell of a row; where the heading of the answers runs over several columns, 有 | 規程名 or 120 | 名, all that stands under it.
func (f *formB) whole(r answerRow) *workbook.Cell {
	first := r.table.Sheet.Cell(r.answer)
	if len(r.table.Answers) < 2 {
		return first
	}
	joint := "\n"
	if t := r.item.Answer.Type; t == criteria.NumberAnswer || t == criteria.DateAnswer {
		joint = ""
	}
	var cells []*workbook.Cell
	last := workbook.Ref{}
	for _, col := range r.table.Answers {
		ref := r.table.Sheet.Anchor(workbook.Ref{Row: r.row, Col: col})
		if c := r.table.Sheet.Cell(ref); ref != last && c != nil && normal.Clean(c.Text) != "" {
			cells = append(cells, c)
		}
		last = ref
	}
	switch len(cells) {
	case 0:
		return first
	case 1:
		return cells[0]
	}
	out := &workbook.Cell{Ref: cells[0].Ref}
	var text, kept []string
	for _, c := range cells {
		text, kept = append(text, normal.Clean(c.Text)), append(kept, normal.Clean(c.Kept))
		out.Formula, out.Error, out.Unseen = out.Formula || c.Formula, out.Error || c.Error, out.Unseen || c.Unseen
	}
	out.Text, out.Kept = strings.Join(text, joint), strings.Join(kept, joint)
	f.find("answer_over_columns", fault.Info, r.item.ID, "cell", r.table.Sheet.Name+"!"+r.answer.Name(), "raw", out.Text)
	return out
}

// beside tells of what stands beside an answer where no heading asks for anything, and of a second column of answers beside a blank.
func (f *formB) beside(d *record.Disclosure, r answerRow) {
	t := r.table
	cols := []int{t.Answers[len(t.Answers)-1] + 1}
	if !t.Bare(cols[0]) {
		cols = nil
	}
	if d.Kind == criteria.StateBlank {
		cols = append(cols, t.Rivals...)
	}
	for _, col := range cols {
		ref := workbook.Ref{Row: r.row, Col: col}
		c := t.Sheet.Own(ref)
		if c == nil || t.Sheet.ColHidden(col) || normal.Clean(c.Kept) == "" || normal.IsDash(c.Kept) {
			continue
		}
		f.find("text_beside_answer", fault.Should, r.item.ID, "cell", t.Sheet.Name+"!"+ref.Name(), "raw", normal.Clean(c.Kept))
		return
	}
}

// rivals tells of a table with more than one column that asks for the answer; the first is read.
func (f *formB) rivals(t table.Table) {
	if len(t.Rivals) == 0 {
		return
	}
	head := func(col int) string {
		return normal.Clean(t.Sheet.Text(workbook.Ref{Row: t.Top, Col: col})) + "（" + workbook.Ref{Row: t.Top, Col: col}.Name() + "）"
	}
	f.find("answer_columns_several", fault.Should, "", "first", head(t.Answers[0]), "second", head(t.Rivals[0]))
}

// exampleWord names a row that only shows how to fill the form in.
var exampleWord = regexp.MustCompile(`^[(\[<]?(?:例|記入例|記載例|入力例|回答例|サンプル|sample|example|ex\.?)[)\]>]?\s*\d*$`)

// longExample is the most bytes that the name of an example row has.
const longExample = 40

// sample reports whether a row is an example of how to fill the form in: it is told, and no answer.
func (f *formB) sample(t table.Table, row int) bool {
	for _, h := range []table.Heading{table.No, table.Category, table.Title, table.Duty} {
		ref, ok := t.At(row, h)
		if !ok {
			continue
		}
		if c := t.Sheet.Own(ref); c != nil && len(c.Text) <= longExample && strings.ContainsAny(c.Text, "例サSsEeＳｓＥｅ") && exampleWord.MatchString(strings.ToLower(strings.TrimSpace(normal.Fold(c.Text).S))) {
			f.find("example_row", fault.Info, "", "cell", t.Sheet.Name+"!"+ref.Name())
			return true
		}
	}
	return false
}

// wasSample reports whether what was read of an item so far is only an example that the form shows.
func (f *formB) wasSample(id ident.ItemID) bool {
	return f.answers[id].Kind == criteria.StateBlank && slices.ContainsFunc(f.list, func(x fault.Finding) bool {
		return x.Code == "placeholder_left" && x.Criterion == string(id)
	})
}
