package review

import (
	"context"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
	"shinsa/review/register"
	"shinsa/review/term"
)

// ContinueEffect lets the effect of a certification go on after its last day until its renewal is decided (Art. 12-2). A renewal has to have
// come in by that last day and to be undecided; it refuses with the findings of term.Continuation.Check ("continuation_refused"), a second
// time with Conflict "continuation_known".
func (d *Desk) ContinueEffect(ctx context.Context, no ident.CertificateNo, on civil.Date) error {
	if err := d.only(Secretariat); err != nil {
		return err
	}
	on, err := d.happenedOn(on)
	if err != nil {
		return err
	}
	_, err = d.update(ctx, "continue", "", func(tx Tx, e *journal.Entry) error {
		c, err := certification(tx, no)
		if err != nil {
			return err
		}
		if _, over := c.Over(); over || on.Before(c.From) {
			return fault.By("12-2", "certification_not_in_force", "no", string(no), "on", on.String())
		}
		if c.Life(on).Continued != nil {
			return fault.New(fault.Conflict, "continuation_known", "no", string(no))
		}
		applied, err := d.renewalOf(tx, c)
		if err != nil {
			return err
		}
		w := d.Profile().Term.Window(c.To)
		if l := musts(term.Continuation{Applied: applied, Act: on}.Check(w)); len(l) > 0 {
			return &fault.Error{Kind: fault.Forbidden, Code: "continuation_refused", Clause: "12-2", Findings: l}
		}
		event := register.Event{Kind: register.Continue, On: on, Clause: "12-2"}
		e.Case, e.Subject, e.New = c.Case, string(no), sum(event)
		return happens(tx, c, event)
	})
	return err
}

// renewalOf returns the day on which the open renewal of a certification came in; no day when there is none.
func (d *Desk) renewalOf(tx Tx, c register.Certification) (civil.Date, error) {
	cases, err := list[Case](tx, KindCase, "")
	if err != nil {
		return civil.Date{}, err
	}
	for _, x := range cases {
		if x.Kind != intake.RenewalApplication || x.State == Issued || x.State == Purged {
			continue
		}
		f, err := d.file(tx, x.ID)
		if err != nil {
			return civil.Date{}, err
		}
		about, _, err := followed(tx, f, c.To)
		if err != nil {
			return civil.Date{}, err
		}
		if about.No == c.No {
			return applied(f.Application), nil
		}
	}
	return civil.Date{}, nil
}
