package form

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/intake/workbook"
)

// Kind is the kind of file a form is. The values are the ends of file names.
type Kind string

// The kinds of form.
const (
	Sheet Kind = "xlsx"
	Text  Kind = "txt"
)

// Ends are the ends of the names of files that may be a form that comes back.
func Ends() []string { return []string{"." + string(Sheet), ".ods", "." + string(Text)} }

// KindOf returns the kind that a file name asks for; false when its end is no form's.
func KindOf(name string) (Kind, bool) {
	i := strings.LastIndexByte(name, '.')
	k := Kind(strings.ToLower(name[i+1:]))
	return k, i >= 0 && (k == Sheet || k == Text)
}

// MaxBytes bounds a form that is read.
const MaxBytes = 16 << 20

// Mark of the format, in the first field of a form.
const format = "shinsa-form 1"

// Head says for which examination a form was made, and who wrote in it.
type Head struct {
	Case          ident.CaseID     `json:"case"`
	Round         int              `json:"round"`
	Reviewer      ident.ReviewerID `json:"reviewer"`
	Name          string           `json:"name"` // the member's
	Edition       ident.EditionID  `json:"edition"`
	EditionDigest ident.Digest     `json:"edition_digest"`
	Dossier       ident.Digest     `json:"dossier"`
	Scribe        string           `json:"scribe,omitempty"` // 代筆者: who wrote it for the member; empty when the member did
}

// Values is what a form asks of an item.
type Values struct {
	Verdict   checklist.Verdict   `json:"verdict"`
	Disclosed checklist.Disclosed `json:"disclosed"`
	Level     checklist.Level     `json:"level"`
	Remark    string              `json:"remark"`
	Inquiry   string              `json:"inquiry"`
}

// ValuesOf returns a mark's part in a form. White space around a text does not count.
func ValuesOf(m checklist.Mark) Values {
	v := Values{m.Verdict, m.Disclosed, m.Level, tidy(m.Remark), tidy(m.Inquiry)}
	if v.Verdict == "" {
		v.Verdict = checklist.Unseen
	}
	return v
}

// tidy is a text without what editors and spreadsheets change by themselves: ends of lines, and blanks before them.
func tidy(s string) string {
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRightFunc(line, unicode.IsSpace)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// Entry is what a form says of one item.
type Entry struct {
	Item ident.ItemID
	Base int    // revision of the mark that the form was made from; 0 for a blank one
	At   string // where it stands: L12, or sheet!row
	Values

	title  string // the item's, as the row of a sheet shows it
	silent fields // which the form does not have
}

// fields is a set of fields.
type fields uint8

func (s fields) has(f Field) bool { return s&f.bit() != 0 }

func (f Field) bit() fields { return 1 << slices.Index(Fields, f) }

// Form is a form as read.
type Form struct {
	Head
	Kind    Kind
	Entries []Entry
}

// Blank is a form to be filled in: the head, what it shows, and the marks as they are now.
type Blank struct {
	Head
	Operator string
	Service  string
	Title    string // of the edition
	On       civil.Date
	Due      civil.Date
	Rows     []Row
}

// Row is an item of a blank form.
type Row struct {
	Entry
	Group    string
	Title    string
	Ask      string
	Guidance string
	Duty     criteria.Duty
	Level    string         // the required level in words; empty where the item has none
	State    criteria.State // of the disclosure
	Answer   string         // what was disclosed
	Evidence string         // where the applicant says it is shown
	Earlier  *Earlier       // nil in a first round
}

// Earlier is what was disclosed and found in the round before.
type Earlier struct {
	Answer  string
	Changed bool // the disclosure is another now
	Verdict checklist.Verdict
	Remark  string
	Inquiry string // what the member asked the applicant then
}

// Write makes the file of a form.
func Write(k Kind, b Blank) ([]byte, error) {
	if k == Sheet {
		return writeSheet(b)
	}
	return writeText(b), nil
}

// Read reads a form of either kind, as it was written or as another program saved it since: a spreadsheet comes back as XLSX or as
// OpenDocument. Everything that cannot be read is in the findings of the refusal: a fault.Invalid error "offline_form_unreadable".
func Read(ctx context.Context, b []byte) (*Form, error) {
	switch {
	case len(b) > MaxBytes:
		return nil, notForm()
	case workbook.FormatOf(b) == workbook.Text:
		return readText(b)
	}
	return readSheet(ctx, b)
}
