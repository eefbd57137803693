// Package register holds the certifications and what is known of them on a day (台帳, Arts 9 to 17).
//
// A certification begins with a grant, is valid for the period of Art. 9-1, and ends in one of three ways that are never mixed up:
// expiry (満了, 9-1), lapse (失効, 9-2) and revocation (取消し, 17). What happened to it is a list of dated events; its state on a day is
// computed from them and never stored.
package register

import (
	"cmp"
	"slices"

	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/term"
)

// EventKind is something that happened to a certification.
type EventKind string

// The kinds of event.
const (
	Granted  EventKind = "granted"  // 認定, 6-1
	Renewed  EventKind = "renewed"  // 更新, 12
	Changed  EventKind = "changed"  // 変更の届出による再交付, 13-1
	Continue EventKind = "continue" // 効力の継続, 12-2
	Declined EventKind = "declined" // 更新の不認定, 6-4, 12-3: it ends a continued effect
	Lapsed   EventKind = "lapsed"   // 失効, 9-2
	Revoked  EventKind = "revoked"  // 取消し, 17
	Ended    EventKind = "ended"    // 終了の届出, 13-2
	Returned EventKind = "returned" // 認定証の返納, 10-8, 13-3
)

// Event is one dated fact.
type Event struct {
	Kind   EventKind    `json:"kind"`
	On     civil.Date   `json:"on"`
	Until  civil.Date   `json:"until,omitzero"`
	Clause string       `json:"clause,omitempty"` // such as "17-1(3)"
	Text   string       `json:"text,omitempty"`
	Paper  ident.Digest `json:"paper,omitempty"`
}

// Certification is one entry of the register.
type Certification struct {
	No        ident.CertificateNo `json:"no"`
	Serial    int                 `json:"serial"`
	Case      ident.CaseID        `json:"case,omitempty"`          // that granted what holds now; empty for one entered from older papers
	Before    []ident.CaseID      `json:"earlier_cases,omitempty"` // before the renewals and changes, oldest first
	Operator  string              `json:"operator"`
	Corporate string              `json:"corporate_number"`
	Service   string              `json:"service"`
	Classes   []string            `json:"service_class"`
	URL       string              `json:"url,omitempty"`
	First     civil.Date          `json:"first"` // day of the first certification, which the number keeps
	From      civil.Date          `json:"from"`
	To        civil.Date          `json:"to"`                        // last day of validity
	Earlier   []term.Period       `json:"earlier_periods,omitempty"` // before the renewals, oldest first
	Events    []Event             `json:"events"`
	Sample    bool                `json:"sample,omitempty"`
}

// State is what a certification is on one day; see package term, which has the rules.
type State = term.State

// The states, by the names this room uses.
const (
	NotYet    = term.Before
	InForce   = term.InForce
	Continued = term.Continued
	Expired   = term.Over
	IsLapsed  = term.Lapsed
	IsRevoked = term.Revoked
	HasEnded  = term.Withdrawn
)

// On returns the state on day d.
func (c Certification) On(d civil.Date) State { return c.Life(d).On(d).State }

// Life gathers what the state on day d follows from: the period that had begun by then, the first where none had, and the events. A renewal
// and the refusal of one both end a continued effect (Art. 12-2).
func (c Certification) Life(d civil.Date) term.Life {
	periods := c.Periods()
	n := 0
	for n+1 < len(periods) && !d.Before(periods[n+1].First) {
		n++
	}
	l := term.Life{Period: periods[n]}
	decided := civil.Date{}
	if n+1 < len(periods) {
		decided = periods[n+1].First
	}
	for _, e := range c.Events {
		switch e.Kind {
		case Revoked:
			l.Revoked = e.On
		case Lapsed:
			l.Lapsed = e.On
		case Ended:
			l.Withdrawn = e.On
		case Continue:
			if e.On.Before(l.Period.First) || !decided.IsZero() && !e.On.Before(decided) {
				continue
			}
			l.Continued = &term.Continuation{Act: e.On, Decided: decided}
			if !e.Until.IsZero() {
				l.Continued.Decided = e.Until.AddDays(1)
			}
		case Declined:
			if l.Continued != nil && l.Continued.Decided.IsZero() {
				l.Continued.Decided = e.On
			}
		}
	}
	return l
}

// Periods returns every period of validity, oldest first.
func (c Certification) Periods() []term.Period {
	return append(slices.Clone(c.Earlier), term.Period{First: c.From, Last: c.To})
}

// Certified returns the day of the decision that holds now: the grant, or the last renewal.
func (c Certification) Certified() civil.Date {
	for _, e := range slices.Backward(c.Events) {
		if e.Kind == Granted || e.Kind == Renewed {
			return e.On
		}
	}
	return c.From
}

// Over reports whether something other than time has ended the certification for good, and what: Lapsed, Revoked or Ended. Such a one cannot
// be renewed, changed or ended again.
func (c Certification) Over() (EventKind, bool) {
	for _, e := range c.Events {
		switch e.Kind {
		case Revoked, Lapsed, Ended:
			return e.Kind, true
		}
	}
	return "", false
}

// OverOn returns the day from which the certification is over for good, and false when it is not.
func (c Certification) OverOn() (civil.Date, bool) {
	for _, e := range c.Events {
		switch e.Kind {
		case Revoked, Lapsed, Ended:
			return e.On, true
		}
	}
	return civil.Date{}, false
}

// Sort orders certifications by serial, then number.
func Sort(cs []Certification) {
	slices.SortFunc(cs, func(a, b Certification) int {
		return cmp.Or(cmp.Compare(a.Serial, b.Serial), cmp.Compare(a.No, b.No))
	})
}

// Revocation returns the day the certification was revoked, and false when it was not.
func (c Certification) Revocation() (civil.Date, bool) {
	for _, e := range c.Events {
		if e.Kind == Revoked {
			return e.On, true
		}
	}
	return civil.Date{}, false
}

// ReturnedOn returns the day the certificate came back after the last grant or renewal, and false when it did not.
func (c Certification) ReturnedOn() (civil.Date, bool) {
	for _, e := range slices.Backward(c.Events) {
		switch e.Kind {
		case Returned:
			return e.On, true
		case Granted, Renewed:
			return civil.Date{}, false
		}
	}
	return civil.Date{}, false
}
