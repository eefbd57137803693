package review

import (
	"context"
	"strconv"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// NoticeDays is how long an amendment is announced before it comes into force, at the least. Art. 22-2 asks for a fair time (相当の周知期間)
// and gives no number: a shorter one is a finding, never a refusal.
const NoticeDays = 30

// AmendmentStep is one step of an edition on its way into force (Art. 22): proposed (To is Draft), deliberated by the committee, announced,
// in force.
type AmendmentStep struct {
	To      criteria.Status `json:"to"`
	On      civil.Date      `json:"on"`                // of the proposal, the deliberation, the announcement, the coming into force
	InForce civil.Date      `json:"in_force,omitzero"` // fixed by the announcement
	Text    string          `json:"text,omitempty"`    // the proposal's reason, the minutes' reference, what was published
}

// Amendment is the record of an edition's way into force: an item of the committee's agenda like a case.
type Amendment struct {
	Edition ident.EditionID `json:"edition"`
	Steps   []AmendmentStep `json:"steps"`
}

// Amendment returns what was recorded of an edition; one without steps for an edition that was imported as it is.
func (d *Desk) Amendment(ctx context.Context, id ident.EditionID) (Amendment, error) {
	a := Amendment{Edition: id}
	err := d.Store.View(ctx, func(tx Tx) error {
		kept, ok, err := get[Amendment](tx, KindAmendment, string(id))
		if ok {
			a = kept
		}
		return err
	})
	return a, err
}

// Advance takes an edition one step on its way into force and returns it with what a person should know, such as a short notice. No step can
// be left out, none lies in the future or before the one before it, and no edition is in force before its announced day: all of it refused
// under Art. 22. What was deliberated cannot change any more; only its stage and the day it is in force from are added.
func (d *Desk) Advance(ctx context.Context, id ident.EditionID, s AmendmentStep) (*criteria.Edition, fault.List, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, nil, err
	}
	if d.shipped(id) {
		return nil, nil, fault.By("22", "edition_shipped", "edition", string(id))
	}
	s.Text = strings.TrimSpace(s.Text)
	var next *criteria.Edition
	var found fault.List
	_, err := d.update(ctx, "amend", "", func(tx Tx, j *journal.Entry) error {
		was, err := d.edition(tx, id)
		if err != nil {
			return err
		}
		if next, found, err = d.advance(tx, was, s); err != nil {
			return err
		}
		j.Subject, j.Old, j.New = string(id)+" "+string(s.To), was.Digest(), next.Digest()
		return nil
	})
	d.parsed.Delete(id)
	return next, found, err
}

// advance is Advance inside a transaction, after which the edition as it was must be forgotten.
func (d *Desk) advance(tx Tx, was *criteria.Edition, s AmendmentStep) (*criteria.Edition, fault.List, error) {
	id := was.ID()
	a, _, err := get[Amendment](tx, KindAmendment, string(id))
	if err != nil {
		return nil, nil, err
	}
	found, err := d.checkStep(was.InForceFrom(), a.Steps, s)
	if err != nil {
		return nil, nil, err
	}
	next := was
	if s.To != criteria.Draft || was.Status() != criteria.Draft {
		if next, err = was.Advance(s.To, s.InForce); err != nil {
			return nil, nil, err
		}
	}
	a.Edition, a.Steps = id, append(a.Steps, s)
	if err := tx.Put(KindAmendment, string(id), a); err != nil {
		return nil, nil, err
	}
	return next, found, tx.Put(KindEdition, string(id), string(next.Bytes()))
}

// checkStep checks the dates of a step against Art. 22: steps are those before it, inForce the day that was announced.
func (d *Desk) checkStep(inForce civil.Date, steps []AmendmentStep, s AmendmentStep) (fault.List, error) {
	if s.To == criteria.Superseded {
		return nil, fault.By("22", "criteria_stage_skipped") // an edition is superseded by the next one's day, not by an act
	}
	if !s.On.Valid() || s.On.After(d.Today()) {
		return nil, fault.By("22", "amendment_day_invalid", "date", s.On.String())
	}
	if n := len(steps); n > 0 && s.On.Before(steps[n-1].On) {
		return nil, fault.By("22", "amendment_day_before_last", "date", s.On.String(), "last", steps[n-1].On.String())
	}
	var found fault.List
	switch s.To {
	case criteria.Announced:
		if !s.InForce.Valid() || !s.InForce.After(s.On) {
			return nil, fault.By("22-2", "amendment_without_notice", "date", s.On.String())
		}
		if n := s.On.DaysUntil(s.InForce); n < NoticeDays {
			found = append(found, fault.Finding{
				Code: "amendment_notice_short", Severity: fault.Should, Clause: "22-2", Args: map[string]string{"n": strconv.Itoa(n), "usual": strconv.Itoa(NoticeDays)},
			})
		}
		if s.Text == "" {
			found = append(found, fault.Finding{Code: "amendment_without_text", Severity: fault.Should, Clause: "22-2"})
		}
	case criteria.InForce:
		if s.On.Before(inForce) {
			return nil, fault.By("22-2", "amendment_before_its_day", "date", inForce.String())
		}
	}
	return found, nil
}

// Standing is where an edition stands today: the stage it was written with, or superseded when a later one has come into force.
func (d *Desk) Standing(ctx context.Context, e *criteria.Edition) (criteria.Status, error) {
	if e.Status() != criteria.InForce || e.InForceFrom().After(d.Today()) {
		return e.Status(), nil
	}
	now, err := d.editionOn(ctx, d.Today())
	if err != nil {
		return "", err
	}
	if e.InForceFrom().Before(now.InForceFrom()) {
		return criteria.Superseded, nil
	}
	return criteria.InForce, nil
}
