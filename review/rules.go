package review

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/journal"
	"shinsa/review/statute"
)

// RulesEdition is an edition of the operating rules (運用規程) on its way into force, like one of the criteria (Art. 22). The program
// knows the editions of statute.Editions; an amendment after them is recorded here with its publication text. What the program enforces
// stays as it is until the program itself is replaced: an amendment says so by being named.
type RulesEdition struct {
	ID          string          `json:"id"`
	Title       criteria.Text   `json:"title"`
	InForceFrom civil.Date      `json:"in_force_from,omitzero"`
	Status      criteria.Status `json:"status"`
	Steps       []AmendmentStep `json:"steps,omitempty"`
	Known       bool            `json:"known"` // the program knows and enforces it
}

// RulesEditions returns the editions of the operating rules in order of time, those without a day last, each where it stands today.
func (d *Desk) RulesEditions(ctx context.Context) ([]RulesEdition, error) {
	var out []RulesEdition
	for _, e := range statute.Editions() {
		out = append(out, RulesEdition{
			ID: "rules-" + e.InForceFrom.String(), Title: criteria.Text{JA: e.Title.JA, EN: e.Title.EN}, InForceFrom: e.InForceFrom,
			Status: criteria.InForce, Known: true,
		})
	}
	err := d.Store.View(ctx, func(tx Tx) error {
		kept, err := list[RulesEdition](tx, KindRules, "")
		out = append(out, kept...)
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(out, func(a, b RulesEdition) int {
		if a.InForceFrom.IsZero() != b.InForceFrom.IsZero() {
			if a.InForceFrom.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(a.InForceFrom.Compare(b.InForceFrom), cmp.Compare(a.ID, b.ID))
	})
	later := false
	for i := len(out) - 1; i >= 0; i-- {
		if out[i].Status != criteria.InForce {
			continue
		}
		if later {
			out[i].Status = criteria.Superseded
		}
		later = later || !out[i].InForceFrom.After(d.Today())
	}
	return out, nil
}

// ProposeRules puts an amendment of the operating rules on the committee's agenda. An id that is taken is refused: fault.Conflict
// edition_exists.
func (d *Desk) ProposeRules(ctx context.Context, id string, title criteria.Text, s AmendmentStep) error {
	if err := d.only(Secretariat); err != nil {
		return err
	}
	s.To, s.Text = criteria.Draft, strings.TrimSpace(s.Text)
	r := RulesEdition{ID: strings.TrimSpace(id), Title: title, Status: criteria.Draft, Steps: []AmendmentStep{s}}
	if r.ID == "" || strings.TrimSpace(title.JA) == "" {
		return fault.New(fault.Invalid, "rules_without_name")
	}
	if !s.On.Valid() || s.On.After(d.Today()) {
		return fault.By("22", "amendment_day_invalid", "date", s.On.String())
	}
	all, err := d.RulesEditions(ctx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(e RulesEdition) bool { return e.ID == r.ID }) {
		return fault.New(fault.Conflict, "edition_exists", "edition", r.ID)
	}
	_, err = d.update(ctx, "amend-rules", "", func(tx Tx, j *journal.Entry) error {
		j.Subject, j.New = r.ID+" "+string(r.Status), sum(r)
		return tx.Put(KindRules, r.ID, r)
	})
	return err
}

// AdvanceRules takes an amendment of the operating rules one step on its way, under the same conditions as Advance.
func (d *Desk) AdvanceRules(ctx context.Context, id string, s AmendmentStep) (RulesEdition, fault.List, error) {
	var r RulesEdition
	if err := d.only(Secretariat); err != nil {
		return r, nil, err
	}
	s.Text = strings.TrimSpace(s.Text)
	var found fault.List
	_, err := d.update(ctx, "amend-rules", "", func(tx Tx, j *journal.Entry) error {
		was, _, err := get[RulesEdition](tx, KindRules, id)
		if err != nil {
			return err
		}
		if r, found, err = d.advanceRules(tx, id, s); err != nil {
			return err
		}
		j.Subject, j.Old, j.New = r.ID+" "+string(r.Status), sum(was), sum(r)
		return nil
	})
	return r, found, err
}

// advanceRules is AdvanceRules inside a transaction.
func (d *Desk) advanceRules(tx Tx, id string, s AmendmentStep) (RulesEdition, fault.List, error) {
	r, ok, err := get[RulesEdition](tx, KindRules, id)
	if err != nil {
		return r, nil, err
	}
	if !ok {
		return r, nil, fault.New(fault.Missing, "no_such_document")
	}
	found, err := d.checkStep(r.InForceFrom, r.Steps, s)
	if err != nil {
		return r, nil, err
	}
	if next, ok := criteria.NextStatus(r.Status); !ok || next != s.To {
		return r, nil, fault.By("22", "criteria_stage_skipped")
	}
	r.Status, r.Steps = s.To, append(r.Steps, s)
	if s.To == criteria.Announced {
		r.InForceFrom = s.InForce
	}
	return r, found, tx.Put(KindRules, r.ID, r)
}
