package review

import (
	"context"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
	"shinsa/review/register"
	"shinsa/review/term"
)

// Continuing says why and from when the effect of a certification goes on.
type Continuing struct {
	On     civil.Date // of the act; today when zero, never a day to come
	Reason string     // noted with the certification; may be empty
}

// Prospect is what is known before the effect of a certification is continued.
type Prospect struct {
	Last    civil.Date   // of validity: the effect goes on from the day after
	Case    ident.CaseID // the renewal that is undecided; empty where there is none
	Applied civil.Date   // the day it came in
	Doubts  fault.List   // a gap in the effect, for one that is continued after its last day
}

// ContinuationOf returns what would be continued and until which decision, or why the effect of a certification cannot be continued by an act on a
// day: what ContinueEffect refuses.
func (d *Desk) ContinuationOf(ctx context.Context, no ident.CertificateNo, on civil.Date) (Prospect, error) {
	if err := d.only(Secretariat); err != nil {
		return Prospect{}, err
	}
	on, err := d.happenedOn(on)
	if err != nil {
		return Prospect{}, err
	}
	var p Prospect
	err = d.Store.View(ctx, func(tx Tx) error {
		_, p, err = d.prospect(tx, no, on)
		return err
	})
	return p, err
}

func (d *Desk) prospect(tx Tx, no ident.CertificateNo, on civil.Date) (register.Certification, Prospect, error) {
	c, err := certification(tx, no)
	if err != nil {
		return c, Prospect{}, err
	}
	p := Prospect{Last: c.To}
	if _, over := c.Over(); over || on.Before(c.From) {
		return c, p, fault.By("12-2", "certification_not_in_force", "no", string(no), "on", on.String())
	}
	if c.Life(on).Continued != nil {
		return c, p, fault.New(fault.Conflict, "continuation_known", "no", string(no))
	}
	cs, err := list[register.Certification](tx, KindCertification, "")
	if err != nil {
		return c, p, err
	}
	open, err := renewalsOpen(tx, cs)
	if err != nil {
		return c, p, err
	}
	p.Case, p.Applied = open[c.No].c, open[c.No].applied
	found := term.Continuation{Applied: p.Applied, Act: on}.Check(d.Profile().Term.Window(c.To))
	if l := musts(found); len(l) > 0 {
		return c, p, &fault.Error{Kind: fault.Forbidden, Code: "continuation_refused", Clause: "12-2", Findings: l}
	}
	p.Doubts = found
	return c, p, nil
}

// ContinueEffect lets the effect of a certification go on after its last day until its renewal is decided (Art. 12-2). A renewal has to have
// come in by that last day and to be undecided; it refuses with the findings of term.Continuation.Check ("continuation_refused"), a second
// time with Conflict "continuation_known".
func (d *Desk) ContinueEffect(ctx context.Context, no ident.CertificateNo, x Continuing) error {
	if err := d.only(Secretariat); err != nil {
		return err
	}
	on, err := d.happenedOn(x.On)
	if err != nil {
		return err
	}
	_, err = d.update(ctx, "continue", "", func(tx Tx, e *journal.Entry) error {
		c, _, err := d.prospect(tx, no, on)
		if err != nil {
			return err
		}
		if strings.TrimSpace(x.Reason) != "" {
			if _, err := takeNote(tx, c, register.Note{Topic: register.Continuation, On: on, Text: x.Reason}); err != nil {
				return err
			}
		}
		event := register.Event{Kind: register.Continue, On: on, Clause: "12-2"}
		e.Case, e.Subject, e.New = c.Case, string(no), sum(event)
		return happens(tx, c, event)
	})
	return err
}

// renewal is a renewal that is not decided yet.
type renewal struct {
	c       ident.CaseID
	applied civil.Date
}

// renewalsOpen are the renewals that are not decided yet, by the certification that each is about.
func renewalsOpen(tx Tx, cs []register.Certification) (map[ident.CertificateNo]renewal, error) {
	cases, err := list[Case](tx, KindCase, "")
	if err != nil {
		return nil, err
	}
	out := map[ident.CertificateNo]renewal{}
	for _, x := range cases {
		if x.Kind != intake.RenewalApplication || x.State == Issued || x.State == Purged {
			continue
		}
		app, err := theApplication(tx, x.ID)
		if err != nil {
			return nil, err
		}
		if c := subject(cs, app, x.Previous); c != nil {
			if _, earlier := out[c.No]; !earlier {
				out[c.No] = renewal{x.ID, applied(app)}
			}
		}
	}
	return out, nil
}
