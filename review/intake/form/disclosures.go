package form

import (
	"regexp"
	"strconv"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/answer"
	"shinsa/review/intake/drawn"
	"shinsa/review/intake/normal"
	"shinsa/review/intake/record"
	"shinsa/review/intake/table"
	"shinsa/review/intake/workbook"
)

// formB reads the disclosures from the tables of FormB.
type formB struct {
	book    *workbook.Book
	edition *criteria.Edition
	titles  map[string][]ident.ItemID
	groups  map[string]bool // keys of the titles of groups and categories, which stand over items
	answers record.Answers
	list    fault.List
	told    drawn.Told
	strange int          // rows whose number is none of the edition's
	last    ident.ItemID // item of the row above
	lastRow int
}

// answerRow is one row of FormB that was matched with an item.
type answerRow struct {
	table  table.Table
	row    int
	item   criteria.Item
	answer workbook.Ref
}

func readFormB(b *workbook.Book, e *criteria.Edition, tables []table.Table, marks drawn.Told) (record.Answers, string, fault.List) {
	f := &formB{book: b, edition: e, told: marks, titles: titleIndex(e), groups: groupTitles(e), answers: make(record.Answers, len(e.Items()))}
	if len(tables) == 0 {
		f.list = fault.List{{Code: "form_b_missing", Severity: fault.Must, Clause: "4-1(1)"}}
	}
	for _, t := range tables {
		f.table(t)
	}
	for _, it := range e.Items() {
		if _, ok := f.answers[it.ID]; ok {
			continue
		}
		f.answers[it.ID] = record.Disclosure{Kind: criteria.StateBlank, Type: it.Answer.Type}
		if len(tables) > 0 {
			f.find("item_row_missing", fault.Should, it.ID, "title", it.Title.JA)
		}
	}
	if f.strange > 0 {
		f.find("numbers_unknown", fault.Info, "", "n", strconv.Itoa(f.strange))
	}
	name := ""
	if len(tables) > 0 {
		name = tables[0].Sheet.Name
	}
	return f.answers, name, f.list
}

func titleIndex(e *criteria.Edition) map[string][]ident.ItemID {
	index := map[string][]ident.ItemID{}
	for _, it := range e.Items() {
		for _, title := range append([]string{it.Title.JA}, it.Earlier...) {
			k := normal.Key(title)
			index[k] = append(index[k], it.ID)
		}
	}
	return index
}

func groupTitles(e *criteria.Edition) map[string]bool {
	out, seen := map[string]bool{}, map[string]bool{}
	for _, it := range e.Items() {
		if seen[it.Category.JA+it.Group] {
			continue
		}
		seen[it.Category.JA+it.Group] = true
		out[normal.Key(it.Category.JA)] = true
		if g, ok := e.Group(it.Group); ok {
			out[normal.Key(g.Title.JA)] = true
		}
	}
	return out
}

func (f *formB) find(code string, sev fault.Severity, item ident.ItemID, args ...string) {
	f.list = append(f.list, fault.Finding{Code: code, Severity: sev, Clause: "4-1(1)", Criterion: string(item), Args: record.Args(args...)})
}

func (f *formB) table(t table.Table) {
	f.last = ""
	f.rivals(t)
	for _, row := range t.RowsBelow() {
		answer, _ := t.At(row, table.Answer)
		if f.isHeading(t, row) || f.note(t, row, answer) || f.sample(t, row) {
			continue
		}
		if f.continues(t, row, answer) {
			f.extend(t, answer)
			f.lastRow = row
			continue
		}
		id := f.match(t, row)
		if id == "" {
			if normal.Clean(t.Sheet.Text(answer)) != "" {
				f.find("row_unknown", fault.Should, "", "cell", t.Sheet.Name+"!"+answer.Name())
			}
			continue
		}
		it, _ := f.edition.Item(id)
		f.take(answerRow{t, row, it, answer})
		f.last, f.lastRow = id, row
	}
}

var (
	noteLine = regexp.MustCompile(`^\s*(?:[※＊*]|[(\[]?注|[(\[]?備考|以\s*上\s*[。.]?$|記入要領)`)
	theEnd   = regexp.MustCompile(`^\s*以\s*上\s*[。.]?\s*$`)
)

// note reports whether a row is a note under the items: without number and title, in the words of a note. It is told, and no answer.
func (f *formB) note(t table.Table, row int, answer workbook.Ref) bool {
	no, hasNo := t.At(row, table.No)
	title, hasTitle := t.At(row, table.Title)
	c := t.Sheet.Own(answer)
	if hasNo && t.Sheet.Cell(no) != nil || hasTitle && t.Sheet.Cell(title) != nil || c == nil {
		return false
	}
	text := normal.Fold(c.Kept).S
	if !noteLine.MatchString(text) {
		return false
	}
	if !theEnd.MatchString(text) {
		f.find("note_in_form", fault.Info, "", "cell", t.Sheet.Name+"!"+answer.Name(), "note", normal.Clean(c.Kept))
	}
	return true
}

// isHeading reports whether a row is a heading over items: one cell runs from the first column over the answer, or all that stands in the row
// is the title of a group.
func (f *formB) isHeading(t table.Table, row int) bool {
	answer, _ := t.At(row, table.Answer)
	if c := t.Sheet.Own(answer); c != nil && t.Alone(answer) && f.groups[normal.Key(c.Text)] {
		return true
	}
	for _, h := range []table.Heading{table.No, table.Title, table.Category} {
		if ref, ok := t.At(row, h); ok && ref.Col != answer.Col {
			a := t.Sheet.Anchor(ref)
			return a == t.Sheet.Anchor(answer) && a != ref || a == t.Sheet.Anchor(answer) && t.Sheet.Merge(a).From != t.Sheet.Merge(a).To
		}
	}
	return false
}

// continues reports whether a row only goes on with the answer of the row above: its number is the same merged cell, or it has neither
// number nor title and follows it without a gap.
func (f *formB) continues(t table.Table, row int, answer workbook.Ref) bool {
	if f.last == "" || row == t.Top+1 {
		return false
	}
	no, hasNo := t.At(row, table.No)
	title, hasTitle := t.At(row, table.Title)
	above := func(r workbook.Ref) bool { return t.Sheet.Anchor(r).Row < row }
	if hasNo && t.Sheet.Cell(no) != nil {
		return above(no) && (!hasTitle || above(title) || t.Sheet.Cell(title) == nil)
	}
	return (!hasTitle || t.Sheet.Cell(title) == nil || above(title)) && t.Sheet.Own(answer) != nil && row == f.lastRow+1
}

// extend adds a further row to the answer above.
func (f *formB) extend(t table.Table, ref workbook.Ref) {
	c := t.Sheet.Own(ref)
	it, ok := f.edition.Item(f.last)
	if c == nil || !ok || normal.Clean(c.Kept) == "" {
		return
	}
	d := f.answers[f.last]
	joined := &workbook.Cell{Ref: c.Ref, Text: c.Text, Kept: c.Kept}
	if before := d.Wording(); d.Kind != criteria.StateBlank && before != "" {
		joined.Text, joined.Kept = before+"\n"+c.Text, before+"\n"+c.Kept
	}
	next, list := answer.Read(f.book, it, joined)
	if joined.Text != c.Text && t.Sheet.Anchor(workbook.Ref{Row: ref.Row, Col: t.Column[table.No]}).Row == ref.Row {
		list = append(list, fault.Finding{
			Code: "answer_over_rows", Severity: fault.Info, Clause: "4-1(1)", Criterion: string(it.ID), Args: record.Args("cell", t.Sheet.Name+"!"+ref.Name()),
		})
	}
	next.Remark = d.Remark
	next.At, next.Evidence, next.EvidenceRaw = d.At, d.Evidence, d.EvidenceRaw
	f.drop(f.last)
	f.list = append(f.list, list...)
	f.answers[f.last] = next
}

// about are the findings on what surrounds an answer, which hold whatever it says.
var about = map[string]bool{
	"number_column_conflict": true, "hidden_row": true, "cell_comment": true, "struck_text": true, "link_differs": true, "formula_cell": true,
	"merged_answer": true, "title_differs": true, "drawn_mark": true, "answer_over_columns": true, "text_beside_answer": true, "hidden_text": true, "answer_over_rows": true,
}

// drop forgets what was said of an answer that is read again.
func (f *formB) drop(id ident.ItemID) {
	kept := f.list[:0]
	for _, x := range f.list {
		if x.Criterion != string(id) || about[x.Code] {
			kept = append(kept, x)
		}
	}
	f.list = kept
}

// take reads the answer of a row. A second row for the same item that says something else is a finding; the first one stays.
func (f *formB) take(r answerRow) {
	c := f.whole(r)
	at := r.table.Sheet.Name + "!" + r.answer.Name()
	if prev, twice := f.answers[r.item.ID]; twice {
		text := ""
		if c != nil {
			text = normal.Clean(c.Kept)
		}
		if text != "" && f.wasSample(r.item.ID) {
			f.drop(r.item.ID)
			delete(f.answers, r.item.ID)
			f.take(r)
			return
		}
		if text != "" && text != normal.Clean(prev.Wording()) {
			f.find("answered_twice", fault.Must, r.item.ID, "first", prev.At, "second", at)
		}
		return
	}
	d, list := answer.Read(f.book, r.item, c)
	d.At = at
	f.list = append(f.list, list...)
	f.surroundings(&d, r, c)
	f.drawn(&d, r)
	f.answers[r.item.ID] = d
}

// surroundings records what stands around an answer: comment, hidden row, merged rows, formula, struck-out text.
func (f *formB) surroundings(d *record.Disclosure, r answerRow, c *workbook.Cell) {
	s := r.table.Sheet
	d.EvidenceRaw = normal.Clean(r.table.Text(r.row, table.Evidence))
	d.Remark = normal.Clean(r.table.Text(r.row, table.Remark))
	if d.Kind == criteria.StateBlank && d.Remark != "" && !normal.IsDash(d.Remark) {
		f.find("answer_in_remarks", fault.Should, r.item.ID, "raw", d.Remark)
	}
	if note := ownNote(s.Comment(r.answer)); note != "" {
		d.Comment = note
		f.find("cell_comment", fault.Should, r.item.ID, "comment", note)
	}
	if s.RowHidden(r.row) || s.ColHidden(r.answer.Col) {
		d.HiddenRow = true
		f.find("hidden_row", fault.Should, r.item.ID, "cell", d.At)
	}
	if m := s.Merge(r.answer); m.From.Row < r.row && c != nil {
		d.Ambiguous, d.Doubt = true, "merged"
		f.find("merged_answer", fault.Should, r.item.ID, "cell", s.Name+"!"+m.From.Name())
	}
	f.beside(d, r)
	if c == nil {
		return
	}
	if c.Unseen {
		f.find("hidden_text", fault.Should, r.item.ID, "cell", d.At, "raw", c.Text)
	}
	if c.Formula {
		f.find("formula_cell", fault.Info, r.item.ID, "cell", d.At)
	}
	if c.Error {
		f.find("cell_error", fault.Must, r.item.ID, "cell", d.At)
	}
	if c.Struck() {
		f.find("struck_text", fault.Should, r.item.ID, "raw", c.Text, "kept", c.Kept)
	}
	if link := s.Link(r.answer); link != "" && !strings.Contains(c.Text, strings.TrimSuffix(link, "/")) && !strings.HasPrefix(link, "mailto:") {
		d.Flags = append(d.Flags, "link: "+link)
		f.find("link_differs", fault.Info, r.item.ID, "link", link)
	}
}

// Requested begins what the body has written into a form that went back for correction; what the applicant wrote stands above it.
const Requested = "【補正】"

// ownNote is a comment without the body's own requests for correction, which come back with the form.
func ownNote(note string) string {
	if i := strings.Index(note, Requested); i >= 0 {
		note = strings.TrimRight(note[:i], "―\n ")
	}
	return note
}
