package term

import (
	"strconv"

	"shinsa/review/civil"
	"shinsa/review/fault"
)

// Window is when the renewal of a certification may be handed in (Art. 12-1).
type Window struct {
	Remind civil.Date `json:"remind"` // the notice goes out
	Opens  civil.Date `json:"opens"`  // first day
	Closes civil.Date `json:"closes"` // last day
	Expiry civil.Date `json:"expiry"` // last day of validity
}

// Timing says where a day stands to a window.
type Timing string

// The timings, in the order of time.
const (
	Early   Timing = "early"   // before the window
	InTime  Timing = "in_time" // in it
	Late    Timing = "late"    // after it, the certification still valid
	Expired Timing = "expired" // after the last day of validity
)

// Window returns the renewal window of a certification whose last day of validity is last.
func (r Rule) Window(last civil.Date) Window {
	return Window{
		Remind: last.AddMonths(-r.Reminder),
		Opens:  last.AddDays(-r.Opens),
		Closes: last.AddDays(-r.Closes),
		Expiry: last,
	}
}

// On returns where d stands to the window.
func (w Window) On(d civil.Date) Timing {
	switch {
	case d.Before(w.Opens):
		return Early
	case !d.After(w.Closes):
		return InTime
	case !d.After(w.Expiry):
		return Late
	}
	return Expired
}

// Due reports whether the renewal notice has to be out on d: from the reminder day until the window closes.
func (w Window) Due(d civil.Date) bool { return !d.Before(w.Remind) && !d.After(w.Closes) }

// Check returns the finding of Art. 12-1 for a renewal handed in on d, nil when it is in time.
func (w Window) Check(d civil.Date) fault.List {
	code := ""
	switch w.On(d) {
	case InTime:
		return nil
	case Early:
		code = "renewal_early"
	case Late:
		code = "renewal_late"
	case Expired:
		code = "renewal_expired"
	}
	return fault.List{{
		Code: code, Severity: fault.Must, Clause: "12-1", Field: "application_date",
		Args: map[string]string{
			"day": d.String(), "opens": w.Opens.String(), "closes": w.Closes.String(), "expiry": w.Expiry.String(),
			"days": strconv.Itoa(d.DaysUntil(w.Expiry)),
		},
	}}
}

// Continuation is the act by which the effect of a certification goes on after its last day until the renewal is decided (Art. 12-2).
type Continuation struct {
	Applied civil.Date `json:"applied"`          // the renewal was handed in
	Act     civil.Date `json:"act"`              // the body let the effect continue
	Decided civil.Date `json:"decided,omitzero"` // the renewal was decided; none while it is open
}

// Check returns what stands against continuing the effect of a certification with this window.
func (c Continuation) Check(w Window) fault.List {
	var l fault.List
	add := func(code string, sev fault.Severity, d civil.Date) {
		l = append(l, fault.Finding{
			Code: code, Severity: sev, Clause: "12-2", Args: map[string]string{"day": d.String(), "expiry": w.Expiry.String()},
		})
	}
	switch {
	case c.Applied.IsZero():
		add("continuation_without_application", fault.Must, c.Act)
	case c.Applied.After(w.Expiry):
		add("continuation_applied_after_expiry", fault.Must, c.Applied)
	case c.Act.Before(c.Applied):
		add("continuation_before_application", fault.Must, c.Act)
	}
	if c.Act.After(w.Expiry) {
		add("continuation_leaves_gap", fault.Should, c.Act)
	}
	if !c.Decided.IsZero() && c.Decided.Before(c.Act) {
		add("continuation_after_decision", fault.Must, c.Decided)
	}
	return l
}
