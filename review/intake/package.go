package intake

import (
	"io"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/term"
)

// Package is what one applicant sent, with what the desk knows beside it.
type Package struct {
	Form     []byte            // the workbook; of an application on paper, what was typed in, as it is kept
	FormName string            // its file name as received
	Paper    *Paper            // in place of the workbook: an application on paper
	Files    []File            // evidence as received
	Received civil.Date        // the day it came in; "today" for the checks
	Edition  *criteria.Edition // the criteria it is read against

	Previous *Application      // of a renewal or change: the last accepted application of the service
	Mapping  *criteria.Mapping // from the edition of Previous to Edition, where they differ
	Facts    Facts
	Prober   Prober // reads facts of evidence files; nil leaves pages and text unknown
}

// File is one piece of evidence as received.
type File struct {
	Name string
	Size int64
	Data io.ReaderAt

	Archive bool   // a ZIP file whose files stand beside it in the list
	From    string // of a file that came in a ZIP file: the name of that
	Decoded bool   // the name was converted from the code page of Japanese Windows, which a person has to confirm
}

// Facts is what the body's own records say about the applicant and the service.
type Facts struct {
	FeeReceived   bool       // Art. 5
	Revoked       civil.Date // day the service's certification was revoked (Art. 17), none when it never was
	Certification string     // number in force, of a renewal or change
	ValidUntil    civil.Date // its last day
	Rule          term.Rule  // the scheme's periods; the zero rule means term.Default
	Designated    []string   // titles of further documents the body asks for (Art. 4-1(3))
}

// Prober tells what an evidence file is, by its bytes.
type Prober interface {
	Probe(f File) Probe
}

// Probe is what a Prober found. Pages is 0 where it could not be told.
type Probe struct {
	Content Content
	Pages   int
	Active  bool // scripts, launch actions, attached programs
}
