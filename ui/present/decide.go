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
	Outcome decision.Outcome
	On      string // a date as people write it
	By      string
	Remark  string
	Reasons []opinion.Reason
	Despite map[ident.ItemID]string
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

// Standing splits what stands against a decision: what blocks it, and what is only to be known.
func Standing(t Text, e *criteria.Edition, l fault.List) (blocks, notes []Finding) {
	for _, f := range Findings(t, e, l) {
		if f.Severity == fault.Must {
			blocks = append(blocks, f)
		} else {
			notes = append(notes, f)
		}
	}
	return blocks, notes
}
