package review

import (
	"context"
	"fmt"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
)

// nextRound begins another round of examination. A round that a revised form has begun, and that was not packed yet, is the next one.
func (d *Desk) nextRound(ctx context.Context, id ident.CaseID) error {
	_, err := d.update(ctx, "round", id, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		if c.State == Received && c.Round > 1 {
			return errKnown
		}
		app, err := theApplication(tx, id)
		if err != nil {
			return err
		}
		e.Old = sum(c.Members)
		return d.beginRound(tx, c, app)
	})
	return known(err)
}

// revised prepares reading the corrected form of a case under examination: by the edition the case is examined by, against the application
// that was certified before, of a renewal.
func (d *Desk) revised(ctx context.Context, id ident.CaseID, p *intake.Package) error {
	var c Case
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		if c, err = theCase(tx, id); err != nil {
			return err
		}
		if c.State != Received { // before the members have it, the form is put right in place
			err = mayRevise(c)
		}
		if err != nil {
			return err
		}
		p.Facts.FeeReceived = c.Fee != nil
		p.Edition, err = d.edition(tx, c.Edition)
		return err
	})
	if err != nil || c.Previous == "" {
		return err
	}
	return d.previous(ctx, c.Previous, p)
}

// mayRevise refuses a new round before the members have the case, and after the decision.
func mayRevise(c Case) error {
	if c.State != Sent && c.State != Gathered && c.State != Convened {
		return fault.New(fault.Sealed, "case_not_under_examination", "case", string(c.ID))
	}
	return nil
}

// recordRevision puts the corrected form in the place of the application. Under examination it begins the next round; before the members have
// the case, the application before stays as a record beside it. A form of another applicant is refused.
func (d *Desk) recordRevision(ctx context.Context, id ident.CaseID, app *intake.Application, typed string) error {
	_, err := d.update(ctx, "intake", id, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		was, err := theApplication(tx, id)
		if err != nil {
			return err
		}
		if was.Header.CorporateNumber.Text() != app.Header.CorporateNumber.Text() {
			return fault.New(fault.Conflict, "revision_of_other_applicant", "case", string(id))
		}
		e.Subject, e.Old, e.New = string(app.Form.Digest), was.Form.Digest, app.Form.Digest
		c.Operator, c.Service = app.Header.OperatorName.Text(), app.Header.ServiceName.Text()
		if err := takeTyped(tx, typed, id); err != nil {
			return err
		}
		if c.State == Received {
			return d.replace(tx, c, was, app)
		}
		return d.beginRound(tx, c, app)
	})
	return err
}

// replace puts an application in the place of the one before, which members have not seen.
func (d *Desk) replace(tx Tx, c Case, was, app *intake.Application) error {
	n, err := count(tx, revisionSeries(c))
	if err != nil {
		return err
	}
	if err := tx.Put(KindApplication, ofRevision(c, n), was); err != nil {
		return err
	}
	e, err := d.edition(tx, c.Edition)
	if err != nil {
		return err
	}
	if err := tx.Put(KindApplication, string(c.ID), app); err != nil {
		return err
	}
	if err := tx.Put(KindCover, string(c.ID), d.cover(c, app, e)); err != nil {
		return err
	}
	return putCase(tx, c)
}

func revisionSeries(c Case) string { return fmt.Sprintf("revision/%s/%d", c.ID, c.Round) }

// ofRevision is the id of an application that a later form of the same round has replaced.
func ofRevision(c Case, n int) string { return fmt.Sprintf("revision/%d-%d/%s", c.Round, n, c.ID) }

// Revised returns what the last corrected form of a case changed: against the form it replaced, or the one of the round before. nil for a case
// whose form was never corrected.
func (d *Desk) Revised(ctx context.Context, id ident.CaseID) (*intake.Changes, error) {
	var out *intake.Changes
	err := d.Store.View(ctx, func(tx Tx) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		n, _, err := get[int](tx, KindCounter, revisionSeries(c))
		if err != nil || n == 0 && c.Round < 2 {
			return err
		}
		before := ofRevision(c, n)
		if n == 0 {
			before = ofRound(c.Round-1, string(id))
		}
		was, ok, err := get[*intake.Application](tx, KindApplication, before)
		if err != nil || !ok {
			return err
		}
		app, err := theApplication(tx, id)
		if err != nil {
			return err
		}
		same := *was
		same.Answers = app.Renumbered(was)
		out = intake.Compare(&same, app)
		return nil
	})
	return out, err
}

// beginRound closes the present round of a case, whose answers stay under its number, and opens the next one with an application, which may
// be the same as before.
func (d *Desk) beginRound(tx Tx, c Case, app *intake.Application) error {
	if err := mayRevise(c); err != nil {
		return err
	}
	id := string(c.ID)
	was, err := theApplication(tx, c.ID)
	if err != nil {
		return err
	}
	if err := tx.Put(KindApplication, ofRound(c.Round, id), was); err != nil {
		return err
	}
	if err := moveTo(tx, KindMeeting, id, c.Round); err != nil {
		return err
	}
	for _, a := range c.Members {
		for _, k := range []Kind{KindDossier, KindDeclaration, KindOpinion} {
			if err := moveTo(tx, k, part(c.ID, string(a.Reviewer)), c.Round); err != nil {
				return err
			}
		}
	}
	c.Rounds = append(c.Rounds, PastRound{Round: c.Round, Due: c.Due, Members: c.Members})
	c.Round, c.Members, c.State = c.Round+1, nil, Received
	e, err := d.edition(tx, c.Edition)
	if err != nil {
		return err
	}
	if err := tx.Put(KindApplication, id, app); err != nil {
		return err
	}
	if err := tx.Put(KindCover, id, d.cover(c, app, e)); err != nil {
		return err
	}
	return putCase(tx, c)
}

// moveTo gives a document, where there is one, the id it has when its round is over.
func moveTo(tx Tx, k Kind, id string, round int) error {
	v, ok, err := get[any](tx, k, id)
	if err != nil || !ok {
		return err
	}
	if err := tx.Put(k, ofRound(round, id), v); err != nil {
		return err
	}
	return tx.Delete(k, id)
}

// takenInRound reports whether an answer to a round that is over was taken in while it was open: it changes nothing now.
func takenInRound(tx Tx, a answered) (bool, error) {
	id := ofRound(a.parcel.Round, part(a.parcel.Case, a.parcel.Sender.ID))
	if a.declaration != nil {
		was, ok, err := get[declared](tx, KindDeclaration, id)
		return ok && was.Parcel == a.blob, err
	}
	was, ok, err := get[held](tx, KindOpinion, id)
	return ok && was.Parcel == a.blob, err
}
