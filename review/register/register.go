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
)

// EventKind is something that happened to a certification.
type EventKind string

// The kinds of event.
const (
	Granted  EventKind = "granted"  // 認定, 6-1
	Renewed  EventKind = "renewed"  // 更新, 12
	Continue EventKind = "continue" // 効力の継続, 12-2
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
	Case      ident.CaseID        `json:"case"`
	Operator  string              `json:"operator"`
	Corporate string              `json:"corporate_number"`
	Service   string              `json:"service"`
	Classes   []string            `json:"service_class"`
	URL       string              `json:"url,omitempty"`
	First     civil.Date          `json:"first"` // day of the first certification, which the number keeps
	From      civil.Date          `json:"from"`
	To        civil.Date          `json:"to"` // last day of validity
	Events    []Event             `json:"events"`
	Sample    bool                `json:"sample,omitempty"`
}

// State is what a certification is on one day.
type State string

// The states.
const (
	NotYet    State = "not_yet"
	InForce   State = "in_force"
	Continued State = "continued" // past its last day, effect continued under Art. 12-2
	Expired   State = "expired"
	IsLapsed  State = "lapsed"
	IsRevoked State = "revoked"
	HasEnded  State = "ended"
)

// On returns the state on day d. An ending event holds from its own day on.
func (c Certification) On(d civil.Date) State {
	if d.Before(c.From) {
		return NotYet
	}
	continued := false
	for _, e := range c.Events {
		if e.On.After(d) {
			continue
		}
		switch e.Kind {
		case Revoked:
			return IsRevoked
		case Lapsed:
			return IsLapsed
		case Ended:
			return HasEnded
		case Continue:
			continued = e.Until.IsZero() || !d.After(e.Until)
		}
	}
	switch {
	case !d.After(c.To):
		return InForce
	case continued:
		return Continued
	}
	return Expired
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
