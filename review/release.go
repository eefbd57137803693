package review

import (
	"context"

	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// Gated is a member's declaration under the strict gate as the secretariat has it: the key of the dossier is sent after a look at it.
type Gated struct {
	Reviewer    ident.ReviewerID     `json:"reviewer"`
	Name        string               `json:"name"`
	Declaration conflict.Declaration `json:"declaration"`
	Clearance   *conflict.Clearance  `json:"clearance,omitempty"`
	Recused     bool                 `json:"recused"`           // no key is ever sent
	Released    civil.Date           `json:"released,omitzero"` // when the key was sent first; no date while it waits
}

// Gated returns the declarations of the present round of a strict case, in the order of its members; none under the recorded gate.
func (d *Desk) Gated(ctx context.Context, id ident.CaseID) ([]Gated, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	var out []Gated
	err := d.Store.View(ctx, func(tx Tx) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		for _, m := range c.Members {
			sent, packed, err := get[packed](tx, KindDossier, part(id, string(m.Reviewer)))
			if err != nil {
				return err
			}
			decl, answered, err := get[declared](tx, KindDeclaration, part(id, string(m.Reviewer)))
			if err != nil {
				return err
			}
			if packed && answered && sent.Gate == dossier.Strict {
				out = append(out, Gated{m.Reviewer, m.Name, decl.Declaration, decl.Clearance, decl.recused(), sent.Released})
			}
		}
		return nil
	})
	return out, err
}

// ReleaseKey hands the key of a strict dossier to the member whose declaration was taken in; sent again, it is the same key. It is
// refused with fault.Missing "no_declaration_taken" before a declaration, fault.Sealed "key_not_due" under the recorded gate and for a
// member who is recused, and for a declaration that is no longer genuine, as when its card was revoked since.
func (d *Desk) ReleaseKey(ctx context.Context, id ident.CaseID, member ident.ReviewerID, out Outbox) (Handed, error) {
	if err := d.only(Secretariat); err != nil {
		return Handed{}, err
	}
	var decl declared
	err := d.Store.View(ctx, func(tx Tx) error {
		var ok bool
		var err error
		if _, err = theCase(tx, id); err != nil {
			return err
		}
		if decl, ok, err = get[declared](tx, KindDeclaration, part(id, string(member))); err == nil && !ok {
			err = fault.New(fault.Missing, "no_declaration_taken", "case", string(id))
		}
		return err
	})
	if err != nil {
		return Handed{}, err
	}
	p, err := d.keptParcel(decl.Parcel, dossier.Declaration)
	if err != nil {
		return Handed{}, err
	}
	h, ok, err := d.releaseFor(ctx, answered{parcel: p}, out)
	if err == nil && !ok {
		err = fault.New(fault.Sealed, "key_not_due", "case", string(id))
	}
	return h, err
}

// keptParcel reads a parcel that was taken in, and checks it as if it came now.
func (d *Desk) keptParcel(x ident.Digest, kind dossier.Kind) (*dossier.Parcel, error) {
	b, err := d.Store.Blobs().Open(x)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	return d.unpack(Incoming{Name: string(kind), R: b, Size: b.Size()}, kind)
}

// recordRelease notes when a key was sent first.
func (d *Desk) recordRelease(ctx context.Context, id ident.CaseID, member ident.ReviewerID, parcel ident.Digest) error {
	_, err := d.update(ctx, "release-key", id, func(tx Tx, e *journal.Entry) error {
		var sent packed
		if err := tx.Get(KindDossier, part(id, string(member)), &sent); err != nil {
			return err
		}
		if !sent.Released.IsZero() {
			return errKnown
		}
		sent.Released = civil.Of(tx.Now())
		e.Subject, e.New = string(member), parcel
		return tx.Put(KindDossier, part(id, string(member)), sent)
	})
	return known(err)
}
