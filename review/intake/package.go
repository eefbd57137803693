package intake

import (
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

// Facts is what the body's own records say about the applicant and the service.
type Facts struct {
	FeeReceived   bool       // Art. 5
	Revoked       civil.Date // day the service's certification was revoked (Art. 17), none when it never was
	Certification string     // number in force, of a renewal or change
	ValidUntil    civil.Date // its last day
	Rule          term.Rule  // the scheme's periods; the zero rule means term.Default
	Designated    []string   // titles of further documents the body asks for (Art. 4-1(3))
}
