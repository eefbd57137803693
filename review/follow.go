package review

import (
	"slices"

	"shinsa/review/civil"
	"shinsa/review/decision"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
	"shinsa/review/register"
)

// A renewal (Art. 12) and a change (Art. 13) are about a certification that exists already: its number stays, and so does the day of the
// first certification. A renewal begins another period of validity, a change does not.

// followed finds the certification that a case is about and says whether a grant could follow it. It goes by the number in the
// application, then by the case that was taken in as the previous one.
func followed(tx Tx, f *File, on civil.Date) (register.Certification, decision.Followed, error) {
	if f.Kind != intake.RenewalApplication && f.Kind != intake.ChangeApplication {
		return register.Certification{}, decision.FollowsNone, nil
	}
	cs, err := list[register.Certification](tx, KindCertification, "")
	if err != nil {
		return register.Certification{}, decision.FollowsNone, err
	}
	c := subject(cs, f.Application, f.Case.Previous)
	if c == nil {
		return register.Certification{}, decision.FollowsUnknown, nil
	}
	_, over := c.Over()
	if over || f.Kind == intake.ChangeApplication && !c.On(on).Holds() {
		return *c, decision.FollowsOver, nil
	}
	return *c, decision.FollowsHeld, nil
}

// subject finds the certification that an application is about: by the number in it, then by the case before it; nil where there is none.
func subject(cs []register.Certification, app *intake.Application, previous ident.CaseID) *register.Certification {
	no := register.Fold(ident.CertificateNo(app.Header.CertificationNumber.Text()))
	i := slices.IndexFunc(cs, func(c register.Certification) bool { return no != "" && register.Fold(c.No) == no })
	if i < 0 && no == "" && previous != "" {
		i = slices.IndexFunc(cs, func(c register.Certification) bool { return c.Case == previous })
	}
	if i < 0 {
		return nil
	}
	return &cs[i]
}

// renewed is the certification as the grant of a renewal or of a change leaves it.
func (d *Desk) renewed(f *File, c register.Certification, on civil.Date) register.Certification {
	next := c
	if c.Case != "" {
		next.Before = append(slices.Clone(c.Before), c.Case)
	}
	next.Case, next.Operator, next.Service = f.ID, f.Operator, f.Service
	h := f.Application.Header
	next.Corporate, next.Classes, next.URL = h.CorporateNumber.Text(), h.ServiceClass.Value, h.ServiceURL.Text()
	next.Sample = f.Rehearsal || f.Edition.Sample()
	next.Events = slices.Clone(c.Events)
	if f.Kind == intake.ChangeApplication {
		next.Events = append(next.Events, register.Event{Kind: register.Changed, On: on, Clause: "13-1"})
		return next
	}
	p := d.Profile().Term.Renewal(on, c.To)
	next.Earlier, next.From, next.To = c.Periods(), p.First, p.Last
	next.Events = append(next.Events, register.Event{Kind: register.Renewed, On: on, Clause: "12"})
	return next
}

// prepareEntry works out what the register will hold: a new entry with the next number, or the one that a renewal or a change is about.
func (d *Desk) prepareEntry(tx Tx, w *issuing, n numbers) error {
	was, state, err := followed(tx, w.f, w.x.On)
	if err != nil {
		return err
	}
	if state == decision.FollowsHeld {
		w.was = &was
	}
	switch {
	case w.x.Outcome != decision.Grant:
		return nil
	case state == decision.FollowsNone:
		if w.serial, err = n.next(tx, certificateSeries); err == nil {
			w.cert = d.certification(w)
		}
		return err
	case state != decision.FollowsHeld: // since the decision
		return fault.By("12-1", "followed_certification_over", "no", string(was.No))
	}
	next := d.renewed(w.f, was, w.x.On)
	w.cert = &next
	return nil
}

// recordEntry changes the register. What it is changed from has to be as it was when the papers were drawn.
func (d *Desk) recordEntry(tx Tx, w *issuing, e *journal.Entry) error {
	if w.was != nil {
		held, err := certification(tx, w.was.No)
		if err != nil {
			return err
		}
		if sum(held) != sum(w.was) {
			return fault.New(fault.Conflict, "certification_changed_meanwhile")
		}
		e.Old = sum(held)
	}
	switch {
	case w.cert == nil && w.was == nil:
		return nil
	case w.cert == nil && w.f.Kind == intake.RenewalApplication:
		event := register.Event{Kind: register.Declined, On: w.x.On, Clause: "6-4"}
		e.Subject, e.New = string(w.was.No), sum(event)
		return happens(tx, *w.was, event)
	case w.cert == nil:
		return nil
	case w.serial != 0:
		n, err := count(tx, certificateSeries)
		if err != nil {
			return err
		}
		if n != w.serial {
			return fault.New(fault.Conflict, "number_taken_meanwhile")
		}
	}
	e.Subject, e.New = string(w.cert.No), sum(w.cert)
	return tx.Put(KindCertification, string(w.cert.No), w.cert)
}
