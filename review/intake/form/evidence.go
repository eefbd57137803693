package form

import (
	"regexp"
	"strconv"
	"strings"

	"shinsa/review/fault"
	"shinsa/review/intake/choice"
	"shinsa/review/intake/drawn"
	"shinsa/review/intake/normal"
	"shinsa/review/intake/record"
	"shinsa/review/intake/table"
	"shinsa/review/intake/workbook"
)

// readFormC reads the list of evidence. Numbers are kept in one form: 資料１, 資料 1 and a bare 1 are all 資料1.
func readFormC(tables []table.Table, marks drawn.Told) ([]record.Evidence, string, fault.List) {
	if len(tables) == 0 {
		return []record.Evidence{}, "", fault.List{{Code: "form_c_missing", Severity: fault.Must, Clause: "4-1(1)"}}
	}
	r := &formC{rows: []record.Evidence{}, seen: map[string]bool{}, told: marks}
	for _, t := range tables {
		for _, row := range t.RowsBelow() {
			r.row(t, row)
		}
	}
	return r.rows, tables[0].Sheet.Name, r.list
}

// formC gathers the rows of evidence.
type formC struct {
	rows []record.Evidence
	list fault.List
	seen map[string]bool
	told drawn.Told
}

func (r *formC) find(f fault.Finding, e record.Evidence) {
	f.Evidence = e.No
	r.list = append(r.list, f)
}

func (r *formC) row(t table.Table, row int) {
	e, ok := evidenceRow(t, row)
	if !ok {
		return
	}
	if ref, _ := t.At(row, table.File); t.Alone(ref) && !fileEnd.MatchString(e.File) {
		r.list = append(r.list, fault.Finding{Code: "note_in_form", Severity: fault.Info, Args: record.Args("cell", e.At, "note", e.File)})
		return
	}
	names := fileNames(e.File)
	for i, name := range names {
		part := e
		if part.File = name; i > 0 {
			part.No += "-" + strconv.Itoa(i+1)
		}
		r.add(t, row, part)
	}
	if len(names) > 1 {
		r.find(fault.Finding{Code: "evidence_row_of_several", Severity: fault.Info, Clause: "4-1(3)", Args: record.Args("n", strconv.Itoa(len(names)))}, e)
	}
}

// fileEnd is the end of a file's name, such as .pdf.
var fileEnd = regexp.MustCompile(`(?i)\.[a-z0-9]{2,5}\s*$`)

// fileNames parts a cell that names several files, each with its own end; any other text is one name.
func fileNames(text string) []string {
	names := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '、' || r == ';' || r == '；' })
	for i, n := range names {
		names[i] = normal.Clean(strings.TrimLeft(n, "・ 　"))
		if !fileEnd.MatchString(normal.Fold(n).S) {
			return []string{text}
		}
	}
	if len(names) < 2 {
		return []string{text}
	}
	return names
}

// add takes one document in.
func (r *formC) add(t table.Table, row int, e record.Evidence) {
	if e.No == "" {
		e.No = "資料" + strconv.Itoa(len(r.rows)+1)
		r.find(fault.Finding{Code: "evidence_number_missing", Severity: fault.Should, Clause: "4-1(3)", File: e.File}, e)
	}
	if r.seen[e.No] {
		r.find(fault.Finding{Code: "evidence_number_twice", Severity: fault.Should, Clause: "4-1(3)", File: e.File}, e)
	}
	r.seen[e.No] = true
	if t.Sheet.RowHidden(row) {
		r.find(fault.Finding{Code: "hidden_row", Severity: fault.Should, Args: record.Args("cell", e.At)}, e)
	}
	if e.Confidential == nil {
		r.find(fault.Finding{Code: "evidence_confidentiality_unstated", Severity: fault.Info, Clause: "20"}, e)
	}
	for _, col := range t.Column {
		if marks := t.Sheet.Marks(workbook.Ref{Row: row, Col: col}); len(marks) > 0 {
			r.told.Add(t.Sheet, marks)
			r.find(fault.Finding{Code: "drawn_mark", Severity: fault.Should, Clause: "4-1(3)", Args: record.Args("cell", t.Sheet.Name+"!"+workbook.Ref{Row: row, Col: col}.Name(), "mark", drawn.Text(marks), "readings", "－")}, e)
			break
		}
	}
	r.rows = append(r.rows, e)
}

func evidenceRow(t table.Table, row int) (record.Evidence, bool) {
	no := normal.Clean(t.Text(row, table.No))
	e := record.Evidence{
		No: evidenceNumber(no), Title: normal.Clean(t.Text(row, table.Name)), File: normal.Clean(t.Text(row, table.File)),
		Raw: record.EvidenceRaw{No: no, Pages: normal.Clean(t.Text(row, table.Pages)), Confidential: normal.Clean(t.Text(row, table.Secret))},
	}
	noRef, hasNo := t.At(row, table.No)
	fileRef, _ := t.At(row, table.File)
	if hasNo && t.Sheet.Anchor(noRef) == t.Sheet.Anchor(fileRef) {
		return e, false // a note that runs over the columns
	}
	if normal.IsDash(e.File) {
		e.File = ""
	}
	e.At = t.Sheet.Name + "!" + fileRef.Name()
	e.Confidential = confidential(e.Raw.Confidential, normal.Key(t.Sheet.Text(workbook.Ref{Row: t.Top, Col: t.Column[table.Secret]})))
	return e, e.File != "" || e.Title != "" && no != ""
}

// confidential reads 公開 and 非公開; a circle means what the heading asks.
func confidential(text, head string) *bool {
	key := normal.Key(text)
	secret := strings.HasPrefix(head, "非公開") || strings.Contains(head, "機密")
	switch {
	case text == "" || normal.IsDash(text):
		return nil
	case strings.Contains(strings.ReplaceAll(key, "非公開", ""), "公開") && strings.Contains(key, "非公開"): // 公開・非公開, one of them marked or none
		if names := circled(text, openness); len(names) == 1 {
			return truth(names[0] == "非公開")
		}
		return nil
	case strings.Contains(key, "非公開") || strings.Contains(key, "公開不可") || strings.Contains(key, "社外秘") || strings.Contains(key, "機密"):
		return truth(true)
	case strings.Contains(key, "公開"):
		return truth(false)
	}
	if v := normal.ReadYesNo(text, false); v.Value != nil {
		return truth(*v.Value == secret)
	}
	return nil
}

var openness = []choice.Option{{Name: "非公開"}, {Name: "公開"}}

func truth(b bool) *bool { return &b }

var bareNumber = regexp.MustCompile(`^(?:no\.?|#)?\s*([0-9]+)$`)

// evidenceNumber returns an evidence number in its one form.
func evidenceNumber(text string) string {
	s := strings.Join(strings.Fields(normal.Fold(text).S), "")
	if m := bareNumber.FindStringSubmatch(strings.ToLower(s)); m != nil {
		return "資料" + m[1]
	}
	return s
}
