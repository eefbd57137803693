package term

import "shinsa/review/civil"

// State is what a certification is on a day.
type State string

// The states.
const (
	Before    State = "before"    // not yet certified
	InForce   State = "in_force"  // 有効
	Continued State = "continued" // 効力継続: past its last day, by an act under Art. 12-2
	Over      State = "expired"   // 満了, Art. 9-1
	Lapsed    State = "lapsed"    // 失効, Art. 9-2
	Revoked   State = "revoked"   // 取消し, Art. 17
	Withdrawn State = "withdrawn" // 終了届, Art. 13-2
)

// Holds reports whether the certification has effect in this state: the mark may be used, the certificate is in force.
func (s State) Holds() bool { return s == InForce || s == Continued }

// Life is everything about one certification that its state follows from. A zero date is an event that has not happened.
type Life struct {
	Period    Period        `json:"period"`
	Continued *Continuation `json:"continued,omitempty"`
	Lapsed    civil.Date    `json:"lapsed,omitzero"`    // business transferred, merger, split, inheritance
	Revoked   civil.Date    `json:"revoked,omitzero"`   // the body's decision
	Withdrawn civil.Date    `json:"withdrawn,omitzero"` // the service ended
}

// Standing is a state, the clause it rests on and the day it began.
type Standing struct {
	State  State      `json:"state"`
	Clause string     `json:"clause"`
	Since  civil.Date `json:"since"`
}

// On returns what the certification is on d. An event takes effect on its own day. The first end is the one that counts; of several on
// one day the revocation, then the lapse. A certification that is over cannot end again.
func (l Life) On(d civil.Date) Standing {
	if d.Before(l.Period.First) {
		return Standing{State: Before, Clause: "9-1"}
	}
	if end, ok := l.end(); ok && !d.Before(end.Since) {
		return end
	}
	if !d.After(l.Period.Last) {
		return Standing{State: InForce, Clause: "9-1", Since: l.Period.First}
	}
	if c := l.continued(); c.Contains(d) {
		return Standing{State: Continued, Clause: "12-2", Since: c.First}
	} else if !c.First.IsZero() && d.After(c.Last) {
		return Standing{State: Over, Clause: "9-1", Since: c.Last.AddDays(1)}
	}
	return Standing{State: Over, Clause: "9-1", Since: l.Period.Last.AddDays(1)}
}

// end returns the first event that ended the certification while it had effect.
func (l Life) end() (Standing, bool) {
	var first Standing
	for _, e := range []Standing{
		{Revoked, "17-1", l.Revoked},
		{Lapsed, "9-2", l.Lapsed},
		{Withdrawn, "13-2", l.Withdrawn},
	} {
		had := l.Period.Contains(e.Since) || l.continued().Contains(e.Since)
		if !e.Since.IsZero() && had && (first.Since.IsZero() || e.Since.Before(first.Since)) {
			first = e
		}
	}
	return first, !first.Since.IsZero()
}

// continued returns the days of continued effect: from the day after the last one, or from the act where that came later, to the day
// before the decision. Without a decision it runs on.
func (l Life) continued() Period {
	if l.Continued == nil || l.Continued.Act.IsZero() {
		return Period{}
	}
	p := Period{First: l.Period.Last.AddDays(1), Last: civil.Date{Year: 9999, Month: 12, Day: 31}}
	if l.Continued.Act.After(p.First) {
		p.First = l.Continued.Act
	}
	if d := l.Continued.Decided; !d.IsZero() {
		p.Last = d.AddDays(-1)
	}
	if p.Last.Before(p.First) {
		return Period{}
	}
	return p
}
