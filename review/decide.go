package review

import (
	"context"

	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/decision"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
	"shinsa/review/opinion"
	"shinsa/review/register"
)

// DecisionBasis returns what a decision on the case would rest on now, and what is still open.
func (d *Desk) DecisionBasis(ctx context.Context, id ident.CaseID) (*decision.Basis, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	var b *decision.Basis
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		b, err = d.basis(tx, id)
		return err
	})
	return b, err
}

func (d *Desk) basis(tx Tx, id ident.CaseID) (*decision.Basis, error) {
	f, err := d.file(tx, id)
	if err != nil {
		return nil, err
	}
	b := &decision.Basis{Case: id, FeeReceived: f.Fee != nil, Earliest: f.Received}
	ground := func(g decision.Ground) {
		b.Grounds = append(b.Grounds, g)
		if g.On.After(b.Earliest) {
			b.Earliest = g.On
		}
	}
	ground(decision.Ground{Kind: "application", ID: string(id), Name: f.Operator, On: f.Received, Digest: f.Application.Form.Digest})
	decls, err := declarationsOf(tx, id)
	if err != nil {
		return nil, err
	}
	for _, x := range decls {
		if x.recused() {
			ground(decision.Ground{Kind: "recusal", ID: string(x.Declaration.Reviewer), Name: x.Declaration.Name, On: x.Declaration.On, Digest: x.Parcel})
		}
	}
	opinions, err := opinionsOf(tx, id)
	if err != nil {
		return nil, err
	}
	for _, o := range opinions {
		ground(decision.Ground{Kind: "opinion", ID: string(o.Opinion.Reviewer), Name: o.Opinion.Name, On: o.Opinion.On, Digest: o.Digest})
	}
	m, met, err := get[opinion.Meeting](tx, KindMeeting, string(id))
	if err != nil {
		return nil, err
	}
	if met {
		b.Committee, b.Overall = true, m.Overall
		ground(decision.Ground{Kind: "committee", ID: string(id), Name: m.Chair, On: m.On, Digest: sum(m)})
	}
	b.Open = unresolved(f, m)
	if b.Barred, err = d.barred(tx, f); err != nil {
		return nil, err
	}
	_, b.Followed, err = followed(tx, f, d.Today())
	return b, err
}

// unresolved returns the mandatory items on which no settled or unanimous verdict says that they conform or do not apply.
func unresolved(f *File, m opinion.Meeting) []ident.ItemID {
	settled := map[ident.ItemID]checklist.Verdict{}
	for _, s := range m.Settled {
		settled[s.Item] = s.Verdict
	}
	open := []ident.ItemID{}
	for _, line := range matrixOf(f).Lines {
		it, _ := f.Edition.Item(line.Item)
		if it.Duty != criteria.Mandatory {
			continue
		}
		v, ok := settled[line.Item]
		if !ok {
			v = unanimous(line)
		}
		if v != checklist.Conforming && v != checklist.NotApplicable {
			open = append(open, line.Item)
		}
	}
	return open
}

func unanimous(l opinion.Line) checklist.Verdict {
	var v checklist.Verdict
	for _, c := range l.Cells {
		if c.Verdict == "" {
			continue
		}
		if v != "" && v != c.Verdict {
			return checklist.Query
		}
		v = c.Verdict
	}
	return v
}

// barred reports whether the service had its certification revoked within the year before the application (Art. 8).
func (d *Desk) barred(tx Tx, f *File) (bool, error) {
	on, err := revocation(tx, f.Application)
	return d.Profile().Term.Barred(on, applied(f.Application)), err
}

// lastRevocation returns when the service of an application was last revoked; no date when it never was.
func (d *Desk) lastRevocation(ctx context.Context, app *intake.Application) (civil.Date, error) {
	var on civil.Date
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		on, err = revocation(tx, app)
		return err
	})
	return on, err
}

func revocation(tx Tx, app *intake.Application) (civil.Date, error) {
	var last civil.Date
	cs, err := list[register.Certification](tx, KindCertification, "")
	h := app.Header
	for _, c := range cs {
		on, revoked := c.Revocation()
		same := c.Service == h.ServiceName.Text() && (c.Corporate == h.CorporateNumber.Text() || c.Operator == h.OperatorName.Text())
		if revoked && same && on.After(last) {
			last = on
		}
	}
	return last, err
}

// applied is the application day as written, or the day it came in.
func applied(app *intake.Application) civil.Date {
	if on := app.Header.ApplicationDate.Date(); !on.IsZero() {
		return on
	}
	return app.Received
}

// CheckDecision returns everything that stands against a decision as things are now.
func (d *Desk) CheckDecision(ctx context.Context, x decision.Decision) (fault.List, error) {
	b, err := d.DecisionBasis(ctx, x.Case)
	if err != nil {
		return nil, err
	}
	return x.Check(*b), nil
}

// Decide records the body's decision (Art. 6). What stands against it refuses it, each reason with its article. What it rests on is
// kept with it, by digest.
func (d *Desk) Decide(ctx context.Context, x decision.Decision) error {
	if err := d.only(Secretariat); err != nil {
		return err
	}
	if x.On.IsZero() {
		x.On = d.Today()
	}
	_, err := d.update(ctx, "decide", x.Case, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, x.Case)
		if err != nil {
			return err
		}
		if c.State == Decided || c.State == Issued {
			return fault.New(fault.Sealed, "case_decided", "case", string(x.Case))
		}
		b, err := d.basis(tx, x.Case)
		if err != nil {
			return err
		}
		if l := musts(x.Check(*b)); len(l) > 0 {
			return &fault.Error{Kind: fault.Forbidden, Code: "decision_blocked", Clause: "6", Findings: l}
		}
		x.Basis, c.State = b.Grounds, Decided
		e.Subject, e.New = string(x.Outcome), sum(x)
		if err := tx.Put(KindDecision, string(x.Case), x); err != nil {
			return err
		}
		return putCase(tx, c)
	})
	return err
}

// Decision returns the recorded decision on a case; false when there is none.
func (d *Desk) Decision(ctx context.Context, id ident.CaseID) (decision.Decision, bool, error) {
	var x decision.Decision
	var ok bool
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		x, ok, err = get[decision.Decision](tx, KindDecision, string(id))
		return err
	})
	return x, ok, err
}

// Register returns every certification, by serial.
func (d *Desk) Register(ctx context.Context) ([]register.Certification, error) {
	var cs []register.Certification
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		cs, err = list[register.Certification](tx, KindCertification, "")
		return err
	})
	register.Sort(cs)
	return cs, err
}
