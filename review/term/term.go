// Package term counts the days of the operating rules: how long a certification is valid, until when a revoked service is barred, when
// a renewal may be handed in, and what a certification is on a given day.
//
// Rules that hold here:
//
//   - Everything is a pure function of dates and of a [Rule]. There is no clock, no zone and no business day: the rules of 民法 140–143
//     on the first day counted (起算日) and the day of the same number (応当日) are all there is.
//   - A period names its first and its last day, both inside.
//   - Expiry (満了, Art. 9-1), lapse (失効, Art. 9-2) and revocation (取消し, Art. 17) are three different ends.
//
// It serves Arts. 8, 9, 12 and, for the state on a day, 13 and 17.
package term

import (
	"shinsa/review/civil"
	"shinsa/review/fault"
)

// Rule holds the settings of the scheme profile that dates depend on.
type Rule struct {
	Years           int  `json:"years" yaml:"years"`                               // of validity, Art. 9-1
	FirstDayCounted bool `json:"first_day_counted" yaml:"first_day_counted"`       // whether the day of certification is the first of the period
	Opens           int  `json:"opens" yaml:"opens"`                               // days before the last day from which a renewal is taken, Art. 12-1
	Closes          int  `json:"closes" yaml:"closes"`                             // days before the last day until which it is taken
	Reminder        int  `json:"reminder" yaml:"reminder"`                         // months before the last day at which the notice goes out
	BarYears        int  `json:"bar_years" yaml:"bar_years"`                       // Art. 8
	RenewalFollows  bool `json:"renewal_follows,omitempty" yaml:"renewal_follows"` // whether a renewal decided in time begins when the period before it ends
}

// Default is the rule of the edition in force since 2022-04-01 and the body's practice.
func Default() Rule {
	return Rule{Years: 2, FirstDayCounted: true, Opens: 60, Closes: 30, Reminder: 4, BarYears: 1}
}

// Check returns what makes a rule unusable.
func (r Rule) Check() fault.List {
	var l fault.List
	bad := func(field string) {
		l = append(l, fault.Finding{Code: "term_rule_unusable", Severity: fault.Must, Field: field, Args: map[string]string{"field": field}})
	}
	if r.Years < 1 {
		bad("years")
	}
	if r.Closes < 0 {
		bad("closes")
	}
	if r.Opens < r.Closes {
		bad("opens")
	}
	if r.Reminder < 0 {
		bad("reminder")
	}
	if r.BarYears < 0 {
		bad("bar_years")
	}
	return l
}

// Period is a run of days from First to Last, both inside. The zero Period has no day.
type Period struct {
	First civil.Date `json:"first"`
	Last  civil.Date `json:"last"`
}

// Contains reports whether d is a day of the period.
func (p Period) Contains(d civil.Date) bool {
	return !p.First.IsZero() && !d.Before(p.First) && !d.After(p.Last)
}

// Days returns how many days the period has.
func (p Period) Days() int {
	if p.First.IsZero() {
		return 0
	}
	return p.First.DaysUntil(p.Last) + 1
}

// years returns the period of n years whose first counted day is first: it ends the day before the day of the same number, or, where
// the last month has no such day, on that month's last day (民法143条2項).
func years(first civil.Date, n int) Period {
	same := first.AddYears(n)
	if same.Day == first.Day {
		same = same.AddDays(-1)
	}
	return Period{First: first, Last: same}
}

// Validity returns the period of a certification carried out on that day (Art. 9-1). It is in force from the day itself under either
// way of counting; excluding the first day moves only the last one.
func (r Rule) Validity(certified civil.Date) Period {
	counted := certified
	if !r.FirstDayCounted {
		counted = certified.AddDays(1)
	}
	return Period{First: certified, Last: years(counted, r.Years).Last}
}

// Renewal returns the period of a renewal decided on that day, of a certification whose last day is last. Art. 12-3 applies Art. 9-1 to
// renewals, so it runs from the decision; a scheme that lets it follow the period before does so only for a decision on or before that last
// day, for no period begins before it was decided.
func (r Rule) Renewal(decided, last civil.Date) Period {
	if !r.RenewalFollows || decided.After(last) {
		return r.Validity(decided)
	}
	return years(last.AddDays(1), r.Years)
}
