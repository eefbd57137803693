package intake

import (
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Load says how far a package could be read.
type Load string

// The outcomes of reading.
const (
	Loaded             Load = "ok"
	LoadedWithFindings Load = "ok_with_findings" // part of the package could not be read
	Refused            Load = "refuse"           // the form could not be read; nothing was taken in
)

// Application is a package as read (申請).
type Application struct {
	Load     Load                              `json:"load"`
	Received civil.Date                        `json:"received_on"`
	Edition  EditionRef                        `json:"criteria"`
	Form     Form                              `json:"workbook"`
	Header   Header                            `json:"header"`
	Counts   Counts                            `json:"counts"`
	Answers  Answers                           `json:"answers"`
	Levels   map[ident.ItemID]criteria.Outcome `json:"levels"`
	Evidence []Evidence                        `json:"evidence"`
	Unlisted []Unlisted                        `json:"unlisted_evidence,omitempty"`
	Files    []FileDigest                      `json:"evidence_files"`
	Window   *Window                           `json:"renewal_window,omitempty"`
	Changes  *Changes                          `json:"changes,omitempty"`
	Findings fault.List                        `json:"findings"`

	Typed      *TypedBy    `json:"typed,omitempty"`      // of an application that came on paper: who typed it in
	Migrations []Migration `json:"migrations,omitempty"` // changes of edition since it was read, the oldest first (Art. 22)
}

// EditionRef names the edition the application was read against.
type EditionRef struct {
	ID     ident.EditionID `json:"id"`
	Digest ident.Digest    `json:"digest"`
	Items  int             `json:"items"`
	Sample bool            `json:"sample,omitempty"`
}

// Form is the workbook that was read.
type Form struct {
	File   string            `json:"file"`
	Bytes  int               `json:"bytes"`
	Digest ident.Digest      `json:"sha256"`
	Sheets map[string]string `json:"sheets,omitempty"` // A, B, C → name of the sheet
}

// Counts are the disclosures by kind.
type Counts struct {
	Answered       int `json:"answered"`
	Blank          int `json:"blank"`
	ByReference    int `json:"by_reference"`
	NotApplicable  int `json:"not_applicable"`
	MandatoryBlank int `json:"mandatory_blank"`
}

// Window is where a renewal stands to its window (Art. 12-1).
type Window struct {
	Expiry   civil.Date `json:"expiry"`
	Earliest civil.Date `json:"earliest"`
	Latest   civil.Date `json:"latest"`
	Filed    civil.Date `json:"filed"`
	Days     int        `json:"days_before_expiry"`
	Within   bool       `json:"within"`
}

// Changes are the differences from the previous application.
type Changes struct {
	Header  []HeaderChange `json:"header"`
	Answers []AnswerChange `json:"answers"`
}

// HeaderChange is a field of FormA that says something else.
type HeaderChange struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// AnswerChange is an item whose text is another one. Value is false where only the wording changed, not what it comes to.
type AnswerChange struct {
	Item  ident.ItemID `json:"criterion"`
	Value bool         `json:"value_changed"`
	Was   string       `json:"was,omitempty"`
	New   bool         `json:"new,omitempty"` // the previous application had no answer to the item

	From  []ident.ItemID `json:"from,omitempty"`            // its numbers in the edition of the previous application, where they are others
	Asked bool           `json:"asked_otherwise,omitempty"` // the item asks something else than before, whatever the answer says
}

// Renewed is where an answer of a renewal or change stands to the application before it.
type Renewed string

// What became of an answer.
const (
	Unchanged Renewed = "unchanged" // 変更なし
	Reworded  Renewed = "reworded"  // other words or another day for the same value
	Changed   Renewed = "changed"   // 変更
	Added     Renewed = "new"       // the application before had no answer to it
)

// Of returns what became of the answer to an item; Unchanged for a list without it.
func (c *Changes) Of(id ident.ItemID) Renewed {
	for _, a := range c.Answers {
		switch {
		case a.Item != id:
		case a.New:
			return Added
		case a.Value || a.Asked:
			return Changed
		default:
			return Reworded
		}
	}
	return Unchanged
}
