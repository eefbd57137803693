package conflict

import (
	"slices"
	"strconv"
	"strings"

	"shinsa/review/canon"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Check returns everything that keeps a declaration from being signed or taken in, for the cover it answers: kinds and years without
// an answer, statements without words, answers that contradict each other or the cover, undecided matches, a pledge not given. A
// member who withdraws says why, and need answer nothing else: nothing will be opened.
func Check(d *Declaration, c *Cover, p Policy) fault.List {
	k := checker{d: d, c: c, p: p}
	k.head()
	k.pledge()
	if d.Withdraw {
		if blank(d.Reason) {
			k.add("conflict_reason_missing", "", "reason")
		}
	} else {
		k.interests()
		k.money()
		k.matches()
	}
	k.late()
	return k.found
}

type checker struct {
	d     *Declaration
	c     *Cover
	p     Policy
	found fault.List
}

// add reports a finding about one kind of interest, "" for the declaration as a whole, at a field of the declaration.
func (k *checker) add(code string, kind Kind, at string, args ...string) {
	f := finding(fault.Must, code, kind, args...)
	f.At = at
	k.found = append(k.found, f)
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

func (k *checker) head() {
	d := k.d
	if d.Case != k.c.Case || !d.Case.Valid() {
		k.add("conflict_other_case", "", "case")
	}
	if !d.Reviewer.Valid() || k.c.Reviewer != "" && d.Reviewer != k.c.Reviewer {
		k.add("conflict_other_reviewer", "", "reviewer")
	}
	if !d.On.Valid() {
		k.add("conflict_date_missing", "", "on")
	}
	if d.Cover != "" {
		if sum, err := canon.Digest(k.c); err != nil || sum != d.Cover {
			k.add("conflict_other_cover", "", "cover")
		}
	}
	if d.Outcome != "" {
		if a := Assess(d, k.p); Stricter(d.Outcome, a.Outcome) != d.Outcome {
			k.add("conflict_outcome_too_mild", "", "outcome")
		}
	}
}

func (k *checker) pledge() {
	p := k.d.Pledge
	if !p.Agreed && k.d.Withdraw {
		return
	}
	if !p.Agreed {
		k.found = append(k.found, fault.Finding{Code: "conflict_pledge_missing", Severity: fault.Must, Clause: "20-1", Field: "pledge"})
		return
	}
	if p.Version != k.c.Pledge.Version || p.Text != k.c.Pledge.Digest() {
		k.found = append(k.found, fault.Finding{Code: "conflict_pledge_other_text", Severity: fault.Must, Clause: "20-1", Field: "pledge"})
	}
}

func (k *checker) interests() {
	held, not := map[Kind]bool{}, map[Kind]bool{}
	for n, i := range k.d.Interests {
		at := "interests." + strconv.Itoa(n)
		if !slices.Contains(Kinds(), i.Kind) {
			k.add("conflict_kind_unknown", "", at)
			continue
		}
		if !i.Held {
			not[i.Kind] = true
			continue
		}
		held[i.Kind] = true
		if blank(i.Party) && blank(i.Detail) {
			k.add("conflict_detail_missing", i.Kind, at)
		}
		if !i.Until.IsZero() && (!i.Until.Valid() || i.Until.After(k.d.On)) {
			k.add("conflict_until_in_future", i.Kind, at)
		}
	}
	for _, kind := range Kinds() {
		switch {
		case held[kind] && not[kind]:
			k.add("conflict_contradicts_itself", kind, "interests")
		case !held[kind] && !not[kind]:
			k.add("conflict_kind_unanswered", kind, "interests")
		}
	}
}

func (k *checker) money() {
	years := map[int]bool{}
	for n, m := range k.d.Money {
		at := "money." + strconv.Itoa(n)
		year := strconv.Itoa(m.Year)
		switch {
		case !m.Band.Known():
			k.add("conflict_band_unknown", Money, at, "year", year)
		case m.Amount < 0 || m.Amount > canon.MaxInteger:
			k.add("conflict_amount_unusable", Money, at, "year", year)
		case m.Amount > 0 && k.p.BandOf(m.Amount) != m.Band:
			k.add("conflict_amount_outside_band", Money, at, "year", year)
		}
		if years[m.Year] {
			k.add("conflict_year_twice", Money, at, "year", year)
		}
		years[m.Year] = true
	}
	for _, y := range k.p.Years(k.d.On) {
		if !years[y] {
			k.add("conflict_year_unanswered", Money, "money", "year", strconv.Itoa(y))
		}
	}
}

// matches checks what was made of each match, and that what the cover pins was answered at all. What is pinned stands on the cover, not in
// the declaration.
func (k *checker) matches() {
	pins, answered := map[ident.Digest]bool{}, map[ident.Digest]bool{}
	for _, pin := range k.c.Pins {
		pins[pinned(pin).ID] = true
	}
	for _, m := range k.d.Matches {
		at := "matches." + string(m.ID)
		answered[m.ID] = true
		switch m.State {
		case Confirmed:
			if !k.d.Holds(m.Kind) {
				k.add("conflict_confirmed_not_declared", m.Kind, at, "theirs", m.Theirs)
			}
		case Dismissed:
			if m.Pinned || pins[m.ID] {
				k.add("conflict_pinned_dismissed", m.Kind, at)
			}
			if blank(m.Reason) {
				k.add("conflict_dismissed_without_reason", m.Kind, at, "theirs", m.Theirs)
			}
		default:
			k.add("conflict_match_undecided", m.Kind, at, "theirs", m.Theirs)
		}
	}
	for _, pin := range k.c.Pins {
		if m := pinned(pin); !answered[m.ID] {
			k.add("conflict_pin_unanswered", pin.Kind, "matches."+string(m.ID))
		}
	}
}

func (k *checker) late() {
	l := k.d.Late
	if l == nil {
		return
	}
	if !l.Discovered.Valid() || l.Discovered.After(k.d.On) {
		k.add("conflict_late_date", "", "late.discovered")
	}
	if blank(l.Reason) {
		k.add("conflict_late_reason_missing", "", "late.reason")
	}
	if !l.Replaces.Valid() {
		k.add("conflict_late_replaces_nothing", "", "late.replaces")
	}
}
