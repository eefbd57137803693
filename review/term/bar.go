package term

import (
	"strconv"

	"shinsa/review/civil"
	"shinsa/review/fault"
)

// Barred reports whether an application must be refused because of a revocation (Art. 8): the application day is the first day
// counted back, so it is barred while the revocation lies after the day of the same number a year earlier.
func (r Rule) Barred(revoked, application civil.Date) bool {
	return !revoked.IsZero() && revoked.After(application.AddYears(-r.BarYears))
}

// FreeFrom returns the first application day that a revocation no longer bars.
func (r Rule) FreeFrom(revoked civil.Date) civil.Date {
	same := revoked.AddYears(r.BarYears)
	if same.Day != revoked.Day { // revoked on a 29 February: the day of the same number comes no sooner than 1 March
		same = same.AddDays(1)
	}
	return same
}

// CheckBar returns the finding of Art. 8 for a service that was revoked on that day; the zero day is "never".
func (r Rule) CheckBar(revoked, application civil.Date) fault.List {
	if !r.Barred(revoked, application) {
		return nil
	}
	return fault.List{{
		Code: "application_barred_by_revocation", Severity: fault.Must, Clause: "8", Field: "application_date",
		Args: map[string]string{
			"revoked": revoked.String(), "application": application.String(),
			"free": r.FreeFrom(revoked).String(), "years": strconv.Itoa(r.BarYears),
		},
	}}
}
