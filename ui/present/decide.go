package present

import (
	"shinsa/review/criteria"
	"shinsa/review/decision"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

// Ground is one document a decision rests on, as listed.
type Ground struct {
	Kind, Name, On, Digest string
}

// Grounds lists what the decision rests on.
func Grounds(t Text, b *decision.Basis) []Ground {
	out := make([]Ground, 0, len(b.Grounds))
	for _, g := range b.Grounds {
		out = append(out, Ground{t.T("ground." + g.Kind), g.Name, Date(t, g.On), Digest(g.Digest)})
	}
	return out
}

// OpenItem is a mandatory item that is not resolved; a grant gives a reason for it.
type OpenItem struct {
	Item  ident.ItemID
	Title string
}

// OpenItems lists the unresolved items of a basis with their titles.
func OpenItems(t Text, e *criteria.Edition, b *decision.Basis) []OpenItem {
	out := make([]OpenItem, 0, len(b.Open))
	for _, id := range b.Open {
		it, _ := e.Item(id)
		out = append(out, OpenItem{id, it.Title.In(t.Lang())})
	}
	return out
}

// OutcomeSign returns 認定 or 不認定.
func OutcomeSign(t Text, o decision.Outcome) Sign {
	switch o {
	case decision.Grant:
		return Sign{Good, t.T("outcome.grant")}
	case decision.Refuse:
		return Sign{Bad, t.T("outcome.refuse")}
	}
	return Sign{Hollow, t.T("outcome.none")}
}

// DecisionForm is what is typed on the decision screen.
type DecisionForm struct {
	Outcome decision.Outcome        `json:"outcome"`
	On      string                  `json:"on"` // a date as people write it
	By      string                  `json:"by"`
	Remark  string                  `json:"remark"`
	Reasons []opinion.Reason        `json:"reasons"`
	Despite map[ident.ItemID]string `json:"despite"`
}

// Decision makes the decision of a form; empty reasons are left out. An unreadable date is no date, which Check then finds.
func (f DecisionForm) Decision(b *decision.Basis) decision.Decision {
	d := decision.Decision{Case: b.Case, Outcome: f.Outcome, On: DateTyped(f.On), By: f.By, Remark: f.Remark}
	switch f.Outcome {
	case decision.Refuse:
		for _, r := range f.Reasons {
			if r.Item != "" || r.Text != "" {
				d.Reasons = append(d.Reasons, r)
			}
		}
	case decision.Grant:
		for _, id := range b.Open {
			if text := f.Despite[id]; text != "" {
				d.Despite = append(d.Despite, opinion.Reason{Item: id, Text: text})
			}
		}
	}
	return d
}

// DecisionStanding splits what stands against a decision: what blocks it, and what is only to be known.
func DecisionStanding(t Text, e *criteria.Edition, l fault.List) (blocks, notes []Finding) {
	for _, f := range Findings(t, e, l) {
		if f.Severity == fault.Must {
			blocks = append(blocks, f)
		} else {
			notes = append(notes, f)
		}
	}
	return blocks, notes
}

// DecisionFormOf returns the form of a decision that was recorded.
func DecisionFormOf(x decision.Decision) DecisionForm {
	f := DecisionForm{Outcome: x.Outcome, On: x.On.String(), By: x.By, Remark: x.Remark, Reasons: x.Reasons, Despite: map[ident.ItemID]string{}}
	for _, r := range x.Despite {
		f.Despite[r.Item] = r.Text
	}
	return f
}

// SuggestedReasons returns a line for every unresolved item, without words: the items a refusal is likely to name.
func SuggestedReasons(b *decision.Basis) []opinion.Reason {
	if len(b.Open) == 0 {
		return []opinion.Reason{{}}
	}
	out := make([]opinion.Reason, 0, len(b.Open))
	for _, id := range b.Open {
		out = append(out, opinion.Reason{Item: id})
	}
	return out
}

// BasisPoint is one thing the rules make of a case before the decision.
type BasisPoint struct {
	Sign            Sign
	Clause, Article string
}

// BasisPoints says how the case stands to the fee (Art. 5), to the bar of a revoked service (Art. 8), to the committee (Art. 6-2) and to
// its unresolved items (Art. 6-1).
func BasisPoints(t Text, b *decision.Basis) []BasisPoint {
	point := func(good bool, otherwise Tone, yes, no, clause string) BasisPoint {
		s := Sign{Good, yes}
		if !good {
			s = Sign{otherwise, no}
		}
		return BasisPoint{s, clause, t.Clause(clause)}
	}
	committee := ""
	if b.Committee {
		committee = t.T("decide.committee_yes", "overall", Overall(t, b.Overall).Word)
	}
	return []BasisPoint{
		point(b.FeeReceived, Bad, t.T("decide.fee_yes"), t.T("decide.fee_no"), "5"),
		point(!b.Barred, Bad, t.T("decide.bar_no"), t.T("decide.bar_yes"), "8"),
		point(b.Committee, Neutral, committee, t.T("decide.committee_no"), "6-2"),
		point(len(b.Open) == 0, Caution, t.T("decide.open_no"), t.N("decide.open_yes", len(b.Open)), "6-1"),
	}
}
