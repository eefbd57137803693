package present

import (
	"shinsa/review"
	"shinsa/review/conflict"
)

// GatedLine is a member's declaration under the strict gate as a list shows it.
type GatedLine struct {
	Name string
	Sign Sign
	Sent bool // the key was made before
	Open bool // a key may be made
}

// GatedLines lists declarations with what became of their keys.
func GatedLines(t Text, gs []review.Gated) []GatedLine {
	out := make([]GatedLine, 0, len(gs))
	for _, g := range gs {
		l := GatedLine{Name: g.Name, Sign: Sign{Caution, t.T("gate.waits")}, Open: true}
		switch {
		case g.Recused:
			l.Sign, l.Open = Sign{Neutral, t.T("gate.recused")}, false
		case !g.Released.IsZero():
			l.Sign, l.Sent = Sign{Good, t.T("gate.released", "date", Date(t, g.Released))}, true
		}
		out = append(out, l)
	}
	return out
}

// Declared says in words what a declaration says: what is held, what was received, which matches were dismissed and why.
func Declared(t Text, d conflict.Declaration, p conflict.Policy) []string {
	out := []string{t.T("gate.declared_on", "date", Date(t, d.On), "outcome", Consequence(t, conflict.Assessment{Outcome: d.Outcome}).Word)}
	if d.Late != nil {
		out = append(out, t.T("gate.late", "reason", d.Late.Reason))
	}
	held := 0
	for _, i := range d.Interests {
		if i.Held {
			held++
			out = append(out, t.T("gate.interest", "kind", t.T("interest."+string(i.Kind)), "party", i.Party, "detail", i.Detail))
		}
	}
	words := map[conflict.Band]string{}
	for _, b := range MoneyBands(t, p) {
		words[b.Band] = b.Word
	}
	for _, m := range d.Money {
		if m.Band != conflict.BandNone {
			held++
			out = append(out, t.T("gate.money", "year", FiscalYear(t, m.Year), "band", words[m.Band], "from", m.From))
		}
	}
	if held == 0 {
		out = append(out, t.T("gate.no_interest"))
	}
	for _, m := range d.Matches {
		if m.State == conflict.Dismissed {
			out = append(out, t.T("gate.match", "what", MatchText(t, m), "reason", m.Reason))
		}
	}
	return out
}
