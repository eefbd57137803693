package review

import (
	"context"
	"slices"

	"shinsa/review/civil"
	"shinsa/review/dossier"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
)

// Passage is one file of a case that this member's desk handed in, and what came back for it.
type Passage struct {
	Kind    dossier.Kind
	On      civil.Date
	Parcel  ident.Digest // of the file
	Late    bool         // a declaration that replaced another, or was replaced
	Receipt *Receipt     // nil while none came
}

// Holding is what the desk still has of the content of a case.
type Holding struct {
	Dossier   bool // the sealed parcel as it came
	Documents int  // of evidence
	Bytes     int64
	Marks     int
	Notes     int
}

// Empty reports that nothing of the content is left.
func (h Holding) Empty() bool { return h == Holding{} }

// Passed is what a case has come to on a member's desk: what went out and came back, what is held, and the proof of its destruction.
type Passed struct {
	Handed []Passage // by the day
	Held   Holding
	Purged *journal.Entry // nil while the content is here, or when it never was
}

// Passed tells it for the present round of a case.
func (d *Desk) Passed(ctx context.Context, id ident.CaseID) (Passed, error) {
	if err := d.only(Member); err != nil {
		return Passed{}, err
	}
	var out Passed
	err := d.Store.View(ctx, func(tx Tx) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		if out.Handed, err = d.handedIn(tx, id); err != nil {
			return err
		}
		if out.Held, err = d.holding(tx, id); err != nil {
			return err
		}
		if c.State == Purged || c.State == Recused {
			out.Purged, err = destruction(tx, id)
		}
		return err
	})
	return out, err
}

// handedIn lists declarations and the opinion with their receipts.
func (d *Desk) handedIn(tx Tx, id ident.CaseID) ([]Passage, error) {
	var out []Passage
	me := part(id, string(d.Self().ID))
	add := func(kind dossier.Kind, on civil.Date, parcel ident.Digest, late bool) error {
		r, ok, err := get[Receipt](tx, KindReceipt, part(id, string(kind)))
		p := Passage{Kind: kind, On: on, Parcel: parcel, Late: late}
		if ok && r.Parcel == parcel {
			p.Receipt = &r
		}
		out = append(out, p)
		return err
	}
	before, err := list[declared](tx, KindDeclaration, prefixReplaced+me+"/")
	if err != nil {
		return nil, err
	}
	for _, x := range before {
		if err := add(dossier.Declaration, x.Declaration.On, x.Parcel, true); err != nil {
			return nil, err
		}
	}
	now, ok, err := get[declared](tx, KindDeclaration, me)
	if err == nil && ok {
		err = add(dossier.Declaration, now.Declaration.On, now.Parcel, now.Declaration.Late != nil)
	}
	if err != nil {
		return nil, err
	}
	own, ok, err := get[held](tx, KindOpinion, me)
	if err == nil && ok {
		err = add(dossier.Opinion, own.Opinion.On, own.Parcel, false)
	}
	slices.SortStableFunc(out, func(a, b Passage) int { return a.On.Compare(b.On) })
	return out, err
}

// holding counts what is left of the content.
func (d *Desk) holding(tx Tx, id ident.CaseID) (Holding, error) {
	var h Holding
	hand, ok, err := get[inHand](tx, KindDossier, string(id))
	if err != nil {
		return h, err
	}
	h.Dossier = ok && hand.Parcel != ""
	app, ok, err := get[*intake.Application](tx, KindApplication, string(id))
	if err != nil {
		return h, err
	}
	if ok {
		for _, e := range app.Evidence {
			if !e.Present {
				continue
			}
			h.Documents++
			b, err := d.Store.Blobs().Open(e.Digest)
			if err != nil {
				return h, err
			}
			h.Bytes += b.Size()
			if err := b.Close(); err != nil {
				return h, err
			}
		}
	}
	marks, err := tx.Marks(id, d.Self().ID)
	if err != nil {
		return h, err
	}
	h.Marks = len(marks)
	notes, err := tx.List(KindNote, part(id, ""))
	h.Notes = len(notes)
	return h, err
}

// destruction returns the journal's entry of the act that destroyed the content: the last purge or recusal of the case.
func destruction(tx Tx, id ident.CaseID) (*journal.Entry, error) {
	entries, err := tx.Journal(0, 0)
	if err != nil {
		return nil, err
	}
	for _, e := range slices.Backward(entries) {
		if e.Case == id && (e.Act == "purge" || e.Act == "declare" || e.Act == "declare-late") {
			return &e, nil
		}
	}
	return nil, nil
}
