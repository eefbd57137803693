package conflict

import (
	"time"

	"shinsa/review/civil"
	"shinsa/review/fault"
)

// Policy holds the settings of the scheme profile that an outcome depends on.
type Policy struct {
	Minor       int64            `json:"minor" yaml:"minor"`               // yen in a fiscal year up to which a member votes
	Major       int64            `json:"major" yaml:"major"`               // yen up to which a member speaks
	FiscalYears int              `json:"fiscal_years" yaml:"fiscal_years"` // that count, the current one included
	PastYears   int              `json:"past_years" yaml:"past_years"`     // for which a post that ended still counts
	Kinds       map[Kind]Outcome `json:"kinds" yaml:"kinds"`               // what a held interest leads to
}

// DefaultPolicy follows how Japanese review committees usually handle interests; a body sets its own.
func DefaultPolicy() Policy {
	return Policy{
		Minor: 500_000, Major: 5_000_000, FiscalYears: 3, PastYears: 3,
		Kinds: map[Kind]Outcome{
			Post: Recuse, KinPost: Recuse, Organization: Recuse, JointWork: Recuse, Competitor: Recuse, Shares: Recuse, Other: SpeakNoVote,
		},
	}
}

// Check returns what makes a policy unusable.
func (p Policy) Check() fault.List {
	var l fault.List
	bad := func(field string) {
		l = append(l, fault.Finding{Code: "conflict_policy_unusable", Severity: fault.Must, Clause: "7", Field: field, Args: map[string]string{"field": field}})
	}
	if p.Minor < 0 {
		bad("minor")
	}
	if p.Major < p.Minor {
		bad("major")
	}
	if p.FiscalYears < 1 {
		bad("fiscal_years")
	}
	if p.PastYears < 0 {
		bad("past_years")
	}
	for _, k := range Kinds() {
		if !p.Kinds[k].Known() {
			bad("kinds." + string(k))
		}
	}
	return l
}

// BandOf returns the band of an amount received in one fiscal year.
func (p Policy) BandOf(yen int64) Band {
	switch {
	case yen <= 0:
		return BandNone
	case yen <= p.Minor:
		return BandMinor
	case yen <= p.Major:
		return BandMajor
	}
	return BandExcess
}

// ByBand returns what a band leads to. A band that is not known leads to Recuse.
func ByBand(b Band) Outcome {
	switch b {
	case BandNone, BandMinor:
		return Clear
	case BandMajor:
		return SpeakNoVote
	}
	return Recuse
}

// Years returns the fiscal years (April to March) that a declaration made on d answers, newest first.
func (p Policy) Years(d civil.Date) []int {
	now := d.Year
	if d.Month < time.April {
		now--
	}
	out := make([]int, 0, p.FiscalYears)
	for i := range p.FiscalYears {
		out = append(out, now-i)
	}
	return out
}

// past reports whether an interest that ended on that day no longer counts on d. The day itself is the first counted back.
func (p Policy) past(until, d civil.Date) bool {
	return !until.IsZero() && !until.After(d.AddYears(-p.PastYears))
}
