package conflict

import (
	"strconv"

	"shinsa/review/fault"
)

// Assessment is what a declaration leads to under a policy, and why.
type Assessment struct {
	Outcome Outcome    // what the member may do
	Floor   Outcome    // what no one can make milder; interests of kind Other are the secretariat's to weigh
	Reasons fault.List // one finding per interest, severity by what it leads to
}

// Assess derives the outcome from what was declared (Art. 7). The strictest of all interests counts, and of all fiscal years the
// highest. A declaration that is incomplete is not assessed milder for it: check it first.
func Assess(d *Declaration, p Policy) Assessment {
	a := Assessment{Outcome: Clear, Floor: Clear}
	for _, i := range d.Interests {
		if !i.Held {
			continue
		}
		if (i.Kind == Post || i.Kind == KinPost) && p.past(i.Until, d.On) {
			a.note(fault.Info, "conflict_interest_past", i.Kind, "until", i.Until.String())
			continue
		}
		o, ok := p.Kinds[i.Kind]
		if !ok {
			o = Recuse
		}
		a.weigh(o, i.Kind)
	}
	var highest Income
	for _, m := range d.Money {
		b := m.Band
		if m.Amount > 0 {
			b = higher(b, p.BandOf(m.Amount))
		}
		if highest.Band == "" || higher(highest.Band, b) != highest.Band {
			highest = Income{Year: m.Year, Band: b}
		}
	}
	if highest.Band != "" && highest.Band != BandNone {
		a.weigh(ByBand(highest.Band), Money, "year", strconv.Itoa(highest.Year))
	}
	for _, m := range d.Matches {
		if m.Pinned && m.State == Dismissed {
			// The secretariat's knowledge stands until the secretariat withdraws it.
			a.weigh(stated(p, m.Kind), m.Kind)
		}
	}
	if d.Withdraw {
		a.Outcome, a.Floor = Recuse, Recuse
		a.note(fault.Must, "conflict_member_withdraws", "")
	}
	return a
}

func stated(p Policy, k Kind) Outcome {
	if o, ok := p.Kinds[k]; ok {
		return o
	}
	return Recuse
}

func (a *Assessment) weigh(o Outcome, k Kind, args ...string) {
	a.Outcome = Stricter(a.Outcome, o)
	if k != Other {
		a.Floor = Stricter(a.Floor, o)
	}
	switch o {
	case Clear:
		a.note(fault.Info, "conflict_interest_noted", k, args...)
	case SpeakNoVote:
		a.note(fault.Should, "conflict_no_vote", k, args...)
	default:
		a.note(fault.Must, "conflict_must_recuse", k, args...)
	}
}

func (a *Assessment) note(s fault.Severity, code string, k Kind, args ...string) {
	a.Reasons = append(a.Reasons, finding(s, code, k, args...))
}

// finding returns a finding of Art. 7 about one kind of interest.
func finding(s fault.Severity, code string, k Kind, args ...string) fault.Finding {
	f := fault.Finding{Code: code, Severity: s, Clause: "7", Field: string(k)}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]string{}
		}
		f.Args[args[i]] = args[i+1]
	}
	return f
}

func higher(a, b Band) Band {
	if bandRank(b) > bandRank(a) {
		return b
	}
	return a
}

func bandRank(b Band) int {
	switch b {
	case BandNone:
		return 0
	case BandMinor:
		return 1
	case BandMajor:
		return 2
	}
	return 3
}
