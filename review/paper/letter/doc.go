// Package letter composes the letters of the body: notices of a decision, requests, reminders and receipts.
//
// They share the manners of an official letter: number and date at the right, the addressee with 様 or 御中, the sender with the place of
// the seal, the subject, what is said, and the particulars between 記 and 以上. A refusal, an improvement request and a revocation name the
// clause they rest on (Arts 6-4, 16, 17-2) and are refused without their grounds.
package letter

import (
	"shinsa/review/civil"
	"shinsa/review/paper/frame"
)

// Letters writes letters. It is safe for concurrent use.
type Letters struct{ stock *frame.Stock }

// New returns the letters that are made from a stock.
func New(s *frame.Stock) Letters { return Letters{s} }

// composer is one letter in the making.
type composer struct{ *frame.Paper }

func (p Letters) begin(kind frame.Kind, profile frame.Profile, title string, on civil.Date, sample bool) (*composer, error) {
	c, err := p.stock.Begin(kind, profile, title, on, sample)
	return &composer{c}, err
}
