// Package decision holds the body's decision on a case (認定の決定, Art. 6).
//
// The decision is the body's own: the committee's opinion is one of the things it rests on and may be missing (Art. 6-2). A grant
// needs every mandatory item resolved, or an explicit reason for each that is not (Art. 6-1). A refusal needs reasons tied to items,
// because they are notified to the applicant (Art. 6-4). A service revoked within the past year is refused whatever else is
// true (Art. 8), and nothing is decided before the fee was received (Art. 5).
package decision

import (
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

// Outcome is what the body decided.
type Outcome string

// The outcomes.
const (
	Grant  Outcome = "grant"  // 認定
	Refuse Outcome = "refuse" // 不認定
)

// Decision is the body's decision on one case.
type Decision struct {
	Case    ident.CaseID     `json:"case" yaml:"case"`
	Outcome Outcome          `json:"outcome" yaml:"outcome"`
	On      civil.Date       `json:"on" yaml:"on"`
	By      string           `json:"by" yaml:"by"`                               // who decided for the body
	Reasons []opinion.Reason `json:"reasons,omitempty" yaml:"reasons,omitempty"` // of a refusal: for the applicant
	Despite []opinion.Reason `json:"despite,omitempty" yaml:"despite,omitempty"` // of a grant: one for each open mandatory item
	Remark  string           `json:"remark,omitempty" yaml:"remark,omitempty"`   // kept in the file, not notified
	Basis   []Ground         `json:"basis,omitempty" yaml:"-"`                   // set when the decision is recorded
}

// Ground is one document the decision rests on.
type Ground struct {
	Kind   string       `json:"kind"` // application, opinion, recusal, committee
	ID     string       `json:"id"`
	Name   string       `json:"name,omitempty"`
	On     civil.Date   `json:"on"`
	Digest ident.Digest `json:"sha256"`
}

// Followed says where the certification stands that a renewal or a change is about.
type Followed string

// What is known of it.
const (
	FollowsNone    Followed = ""        // a new application
	FollowsUnknown Followed = "unknown" // the register does not have it
	FollowsOver    Followed = "over"    // it was revoked, has lapsed or was ended; of a change, also: it is not in force
	FollowsHeld    Followed = "held"
)

// Basis is the state of a case as the decision finds it.
type Basis struct {
	Case        ident.CaseID    `json:"case"`
	Grounds     []Ground        `json:"grounds"`
	Open        []ident.ItemID  `json:"open"`         // mandatory items that are not resolved
	FeeReceived bool            `json:"fee_received"` // Art. 5
	Barred      bool            `json:"barred"`       // Art. 8
	Committee   bool            `json:"committee"`    // a committee opinion was recorded
	Earliest    civil.Date      `json:"earliest"`     // no decision before the last of its grounds
	Overall     opinion.Overall `json:"overall,omitempty"`
	Followed    Followed        `json:"followed,omitempty"` // Arts. 12, 13
}

// Check returns everything that stands against the decision on this basis.
func (d Decision) Check(b Basis) fault.List {
	var l fault.List
	add := func(clause, code string, sev fault.Severity, item ident.ItemID) {
		l = append(l, fault.Finding{Code: code, Severity: sev, Clause: clause, Criterion: string(item)})
	}
	if d.On.IsZero() || d.On.Before(b.Earliest) {
		add("6-1", "decision_date_too_early", fault.Must, "")
	}
	if strings.TrimSpace(d.By) == "" {
		add("6-1", "decision_without_signatory", fault.Must, "")
	}
	if !b.FeeReceived {
		add("5", "fee_not_received", fault.Must, "")
	}
	if !b.Committee {
		add("6-2", "decision_without_committee", fault.Info, "")
	}
	switch d.Outcome {
	case Grant:
		l = append(l, d.checkGrant(b)...)
	case Refuse:
		if !tied(d.Reasons) {
			add("6-4", "refusal_without_reasons", fault.Must, "")
		}
	default:
		add("6-1", "decision_without_outcome", fault.Must, "")
	}
	return l
}

func (d Decision) checkGrant(b Basis) fault.List {
	var l fault.List
	if b.Barred {
		l = append(l, fault.Finding{Code: "grant_barred_by_revocation", Severity: fault.Must, Clause: "8"})
	}
	switch b.Followed {
	case FollowsUnknown:
		l = append(l, fault.Finding{Code: "followed_certification_unknown", Severity: fault.Must, Clause: "12-1"})
	case FollowsOver:
		l = append(l, fault.Finding{Code: "followed_certification_over", Severity: fault.Must, Clause: "12-1"})
	}
	given := map[ident.ItemID]bool{}
	for _, r := range d.Despite {
		if strings.TrimSpace(r.Text) != "" {
			given[r.Item] = true
		}
	}
	for _, id := range b.Open {
		if !given[id] {
			l = append(l, fault.Finding{Code: "grant_item_unresolved", Severity: fault.Must, Clause: "6-1", Criterion: string(id)})
		}
	}
	return l
}

// tied reports whether at least one reason has words, and every reason with words names an item or concerns a bar on the whole.
func tied(rs []opinion.Reason) bool {
	items := 0
	for _, r := range rs {
		if strings.TrimSpace(r.Text) == "" {
			return false
		}
		if r.Item != "" {
			items++
		}
	}
	return items > 0
}
