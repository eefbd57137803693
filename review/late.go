package review

import (
	"bytes"
	"context"
	"errors"

	"shinsa/review/canon"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/opinion"
)

// Documents that were replaced or withdrawn stay, under ids that no list of a case begins with.
const (
	prefixReplaced  = "replaced/"
	prefixWithdrawn = "withdrawn/"
)

// DeclareLate signs a declaration that replaces the one the case was opened with, because an interest was found in mid-review (Art. 7);
// decl.Late says when and what. When it recuses the member, the content of the case is destroyed here, the opinion included, and the
// secretariat withdraws the opinion when it takes the file in; the record that they were there stays. It returns the state the case is
// in now. A case that was not declared before, or was recused, is refused with fault.Sealed "late_without_declaration".
func (d *Desk) DeclareLate(ctx context.Context, id ident.CaseID, decl conflict.Declaration, out Outbox) (Handed, State, error) {
	if err := d.only(Member); err != nil {
		return Handed{}, "", err
	}
	row, err := d.Case(ctx, id)
	if err != nil {
		return Handed{}, "", err
	}
	if decl.Late, err = d.lateness(ctx, row, decl.Late); err != nil {
		return Handed{}, "", err
	}
	decl, b, err := d.signDeclaration(ctx, row, decl)
	if err != nil {
		return Handed{}, "", err
	}
	name := string(id) + "_" + string(decl.Reviewer) + roundSuffix(row.Round) + "_late" + dossier.Declaration.Extension()
	h, err := d.handOver(ctx, out, string(dossier.Declaration), name, writeBytes(b))
	if err != nil {
		return Handed{}, "", err
	}
	state, err := d.recordLate(ctx, id, decl, b)
	if err != nil {
		return Handed{}, "", errors.Join(err, out.Remove(name))
	}
	return h, state, d.finish(ctx)
}

// lateness completes what is said of a late declaration: today when no day is given, and the declaration it replaces.
func (d *Desk) lateness(ctx context.Context, row Row, l *conflict.Late) (*conflict.Late, error) {
	switch row.State {
	case Open, Awaiting, Submitted, Receipted, Purged:
	default:
		return nil, fault.New(fault.Sealed, "late_without_declaration", "case", string(row.ID))
	}
	full := conflict.Late{}
	if l != nil {
		full = *l
	}
	if full.Discovered.IsZero() {
		full.Discovered = d.Today()
	}
	err := d.Store.View(ctx, func(tx Tx) error {
		filled, err := d.replacing(tx, row.ID, &full)
		if err == nil {
			full = *filled
		}
		return err
	})
	return &full, err
}

// replacing names the declaration that a late one replaces; nil stays nil.
func (d *Desk) replacing(tx Tx, id ident.CaseID, l *conflict.Late) (*conflict.Late, error) {
	if l == nil {
		return nil, nil
	}
	var was declared
	if err := tx.Get(KindDeclaration, part(id, string(d.Self().ID)), &was); err != nil {
		return nil, err
	}
	full := *l
	var err error
	full.Replaces, err = canon.Digest(was.Declaration)
	return &full, err
}

// recordLate keeps the new declaration in the place of the old one, which stays as replaced.
func (d *Desk) recordLate(ctx context.Context, id ident.CaseID, decl conflict.Declaration, parcel []byte) (State, error) {
	blob, _, err := d.Store.Blobs().Put(ctx, bytes.NewReader(parcel))
	if err != nil {
		return "", err
	}
	var state State
	_, err = d.update(ctx, "declare-late", id, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		was, err := replace(tx, part(id, string(decl.Reviewer)), declared{Declaration: decl, Parcel: blob})
		if err != nil {
			return err
		}
		e.Subject, e.Old, e.New = string(decl.Outcome), was.Parcel, blob
		if decl.Recused() {
			content, err := d.contentOf(tx, id)
			if err == nil {
				err = doom(tx, id, content)
			}
			if err == nil {
				err = d.forget(tx, id)
			}
			if err != nil {
				return err
			}
			c.State = Recused
		}
		state = c.State
		return putCase(tx, c)
	})
	return state, err
}

// replace puts a declaration in the place of another and keeps that one as replaced.
func replace(tx Tx, id string, now declared) (was declared, err error) {
	if err := tx.Get(KindDeclaration, id, &was); err != nil {
		return was, err
	}
	if err := tx.Put(KindDeclaration, prefixReplaced+id+"/"+string(was.Parcel), was); err != nil {
		return was, err
	}
	return was, tx.Put(KindDeclaration, id, now)
}

// withdrawn is an opinion that no longer counts.
type withdrawn struct {
	held
	On civil.Date   `json:"on"`
	By ident.Digest `json:"by"` // the declaration's parcel
}

// mergeLate takes a late declaration in on the secretariat's desk. A recusal withdraws the opinion: it stays as a record and counts
// nowhere. After the committee's opinion it is refused (Art. 7): the committee has to sit again without the member.
func (d *Desk) mergeLate(tx Tx, c Case, i int, a answered, m *Merged) error {
	decl, id := *a.declaration, part(c.ID, string(c.Members[i].Reviewer))
	var was declared
	if err := tx.Get(KindDeclaration, id, &was); err != nil {
		return err
	}
	if replaced, err := canon.Digest(was.Declaration); err != nil || replaced != decl.Late.Replaces {
		return errors.Join(err, fault.New(fault.Conflict, "late_replaces_other", "name", c.Members[i].Name))
	}
	if c.State != Sent && c.State != Gathered {
		return fault.By("7", "late_after_committee", "name", c.Members[i].Name, "case", string(c.ID))
	}
	act := conflict.Act{On: civil.Of(tx.Now()), By: d.Self().Name}
	clearance, err := conflict.Confirm(&decl, &a.cover, d.Profile().Conflict, act)
	if err != nil {
		return err
	}
	kept := declared{decl, a.blob, clearance}
	if _, err := replace(tx, id, kept); err != nil {
		return err
	}
	m.Declarations++
	if !kept.recused() {
		return nil
	}
	m.Recusals++
	taken, err := withdraw(tx, id, withdrawn{On: act.On, By: a.blob})
	if err != nil {
		return err
	}
	if taken {
		m.Withdrawn++
	}
	c.Members[i].Outcome, c.Members[i].Answered = "recused", decl.On
	c.settle()
	return putCase(tx, c)
}

// withdraw takes an opinion out of the case and keeps it as withdrawn; false when there was none.
func withdraw(tx Tx, id string, w withdrawn) (bool, error) {
	o, ok, err := get[held](tx, KindOpinion, id)
	if err != nil || !ok {
		return false, err
	}
	w.held = o
	if err := tx.Put(KindOpinion, prefixWithdrawn+id, w); err != nil {
		return false, err
	}
	return true, tx.Delete(KindOpinion, id)
}

// takenBefore reports whether an answer was taken in once and has been replaced or withdrawn since: it changes nothing now.
func takenBefore(tx Tx, a answered) (bool, error) {
	id := part(a.parcel.Case, a.parcel.Sender.ID)
	if a.declaration != nil {
		_, ok, err := get[declared](tx, KindDeclaration, prefixReplaced+id+"/"+string(a.blob))
		return ok, err
	}
	w, ok, err := get[withdrawn](tx, KindOpinion, prefixWithdrawn+id)
	return ok && w.Parcel == a.blob, err
}

// Withdrawn returns the opinions of a case that were withdrawn by late declarations: a record, counted nowhere.
func (d *Desk) Withdrawn(ctx context.Context, id ident.CaseID) ([]opinion.Opinion, error) {
	var out []opinion.Opinion
	err := d.Store.View(ctx, func(tx Tx) error {
		all, err := list[withdrawn](tx, KindOpinion, prefixWithdrawn+part(id, ""))
		for _, w := range all {
			out = append(out, w.Opinion)
		}
		return err
	})
	return out, err
}
