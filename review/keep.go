package review

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"shinsa/review/checklist"
	"shinsa/review/conflict"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/opinion"
)

var missing = &fault.Error{Kind: fault.Missing}

// get reads one document; ok is false when there is none.
func get[T any](tx Tx, k Kind, id string) (v T, ok bool, err error) {
	switch err = tx.Get(k, id, &v); {
	case err == nil:
		return v, true, nil
	case errors.Is(err, missing):
		return v, false, nil
	}
	return v, false, err
}

// list reads every document under a prefix.
func list[T any](tx Tx, k Kind, prefix string) ([]T, error) {
	recs, err := tx.List(k, prefix)
	if err != nil {
		return nil, err
	}
	out := make([]T, len(recs))
	for i, r := range recs {
		if err := json.Unmarshal(r.Body, &out[i]); err != nil {
			return nil, fmt.Errorf("decode %s: %w", k, err)
		}
	}
	return out, nil
}

// theCase reads a case; fault.Missing "no_such_case" when the desk has none of that number.
func theCase(tx Tx, id ident.CaseID) (Case, error) {
	c, ok, err := get[Case](tx, KindCase, string(id))
	if err == nil && !ok {
		err = fault.New(fault.Missing, "no_such_case", "case", string(id))
	}
	return c, err
}

func putCase(tx Tx, c Case) error { return tx.Put(KindCase, string(c.ID), c) }

func theApplication(tx Tx, id ident.CaseID) (*intake.Application, error) {
	a, ok, err := get[*intake.Application](tx, KindApplication, string(id))
	if err == nil && !ok {
		err = fault.New(fault.Missing, "no_such_case", "case", string(id))
	}
	return a, err
}

// part is the id of a document that belongs to a part of a case.
func part(c ident.CaseID, rest string) string { return string(c) + "/" + rest }

// prefixRound begins the ids of what belongs to a round that is over, so that no list of a case has it.
const prefixRound = "round/"

// ofRound is the id of a document after its round is over; id is the one it had before.
func ofRound(round int, id string) string { return prefixRound + strconv.Itoa(round) + "/" + id }

// declared is a declaration as kept: what it says, and the signed parcel that says it.
type declared struct {
	Declaration conflict.Declaration `json:"declaration"`
	Parcel      ident.Digest         `json:"parcel"`
	Clearance   *conflict.Clearance  `json:"clearance,omitempty"` // the secretariat's act of confirming it
}

// recused reports whether the member is out of the case, by the own word or by what the secretariat made of it.
func (d declared) recused() bool {
	return d.Declaration.Recused() || d.Clearance != nil && !d.Clearance.Outcome.Opens()
}

// held is an opinion as kept by the secretariat, or by the member who sealed it.
type held struct {
	Opinion opinion.Opinion `json:"opinion"`
	Parcel  ident.Digest    `json:"parcel"` // of the .opinion file
	Digest  ident.Digest    `json:"digest"` // of the canonical opinion
}

func opinionsOf(tx Tx, c ident.CaseID) ([]held, error) {
	return list[held](tx, KindOpinion, part(c, ""))
}

func declarationsOf(tx Tx, c ident.CaseID) ([]declared, error) {
	return list[declared](tx, KindDeclaration, part(c, ""))
}

// evidenceUse returns what was on screen, by evidence number.
func evidenceUse(tx Tx, c ident.CaseID) (map[string]opinion.EvidenceUse, error) {
	uses, err := list[opinion.EvidenceUse](tx, KindEvidenceUse, part(c, ""))
	if err != nil {
		return nil, err
	}
	out := make(map[string]opinion.EvidenceUse, len(uses))
	for _, u := range uses {
		out[u.No] = u
	}
	return out, nil
}

func markMap(marks []checklist.Mark) map[ident.ItemID]checklist.Mark {
	out := make(map[ident.ItemID]checklist.Mark, len(marks))
	for _, m := range marks {
		out[m.Item] = m
	}
	return out
}

// keepAll stores files before anything names them. It returns those that were not held before, also when it fails half-way: they are
// the caller's to take back with removeAll when the act is refused after all.
func (d *Desk) keepAll(ctx context.Context, files []Incoming) (fresh []ident.Digest, err error) {
	for _, f := range files {
		digest, _, err := digestOf(f)
		if err != nil {
			return fresh, err
		}
		held, err := d.Store.Blobs().Has(digest)
		if err != nil {
			return fresh, err
		}
		if !held {
			fresh = append(fresh, digest)
		}
		// What is held may be damaged; then it is replaced.
		if _, _, err := d.Store.Blobs().Put(ctx, f.whole()); err != nil {
			return fresh, err
		}
	}
	return fresh, nil
}

// removeAll destroys what was stored for an act that was refused.
func (d *Desk) removeAll(blobs []ident.Digest) error {
	var errs []error
	for _, b := range blobs {
		errs = append(errs, d.Store.Blobs().Remove(b))
	}
	return errors.Join(errs...)
}
