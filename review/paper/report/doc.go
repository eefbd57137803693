// Package report composes a member's report on a case (審査報告書): cover, figures, the opinion, and every item it rests on.
//
// Whoever reads it can follow each finding to its ground: what was asked, what the applicant disclosed, where an answer carried over from
// an earlier edition came from (Art. 22), which document, page, place and words the member pointed at, and who wrote where it was not the
// member's own hand. Codes are those of packages checklist, criteria and opinion; an unknown one stands for itself.
package report

import (
	"shinsa/review/civil"
	"shinsa/review/paper/frame"
)

// Reports writes reports. It is safe for concurrent use.
type Reports struct{ stock *frame.Stock }

// New returns the reports that are made from a stock.
func New(s *frame.Stock) Reports { return Reports{s} }

// composer is one report in the making.
type composer struct{ *frame.Paper }

func (p Reports) begin(kind frame.Kind, profile frame.Profile, title string, on civil.Date, sample bool) (*composer, error) {
	c, err := p.stock.Begin(kind, profile, title, on, sample)
	return &composer{c}, err
}
