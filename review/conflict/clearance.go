package conflict

import (
	"strings"

	"shinsa/review/canon"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Clearance is the secretariat's confirmation of a declaration against the operator's own list: a dated act of its own (Art. 7). In
// strict mode the release key goes out only with one that opens.
type Clearance struct {
	Case        ident.CaseID     `json:"case"`
	Reviewer    ident.ReviewerID `json:"reviewer"`
	Declaration ident.Digest     `json:"declaration"` // canonical digest of what was confirmed
	Outcome     Outcome          `json:"outcome"`
	Assessed    Outcome          `json:"assessed"` // what followed from the declaration alone
	On          civil.Date       `json:"on"`
	By          string           `json:"by"`
	Reason      string           `json:"reason,omitempty"` // where Outcome is not Assessed
}

// Act is the secretariat's part of a clearance.
type Act struct {
	Outcome Outcome // "" confirms what was assessed
	On      civil.Date
	By      string
	Reason  string
}

// Confirm makes the clearance of a declaration that Check found in order. The secretariat may always be stricter, with a reason, and
// milder only as far as an interest of kind Other goes. Refusals are Forbidden under Art. 7: conflict_clearance_too_mild,
// conflict_clearance_without_reason, conflict_clearance_undated, or conflict_declaration_unusable with every finding.
func Confirm(d *Declaration, c *Cover, p Policy, act Act) (*Clearance, error) {
	if l := Check(d, c, p); len(l) > 0 {
		return nil, &fault.Error{Kind: fault.Forbidden, Code: "conflict_declaration_unusable", Clause: "7", Findings: l}
	}
	a := Assess(d, p)
	outcome := act.Outcome
	if outcome == "" {
		outcome = a.Outcome
	}
	switch {
	case !outcome.Known() || Stricter(outcome, a.Floor) != outcome:
		return nil, fault.By("7", "conflict_clearance_too_mild")
	case outcome != a.Outcome && strings.TrimSpace(act.Reason) == "":
		return nil, fault.By("7", "conflict_clearance_without_reason")
	case !act.On.Valid() || act.On.Before(d.On) || strings.TrimSpace(act.By) == "":
		return nil, fault.By("7", "conflict_clearance_undated")
	}
	sum, err := canon.Digest(d)
	if err != nil {
		return nil, err
	}
	return &Clearance{
		Case: d.Case, Reviewer: d.Reviewer, Declaration: sum, Outcome: outcome, Assessed: a.Outcome,
		On: act.On, By: act.By, Reason: act.Reason,
	}, nil
}
