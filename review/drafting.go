package review

import (
	"context"
	"slices"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// Drafted is a draft of the criteria after one change: durable, with the change that takes it back.
type Drafted struct {
	Saved
	Edition *criteria.Edition
	Back    criteria.Alteration
}

// Drafting is what a new draft begins with.
type Drafting struct {
	ID    ident.EditionID
	Title criteria.Text
	From  ident.EditionID // the edition it amends; none for an empty draft
	First criteria.Text   // title of the one heading and item of an empty draft
}

// StartDraft begins an amendment (Art. 22): a draft with everything of the edition it amends, or an empty one. An id that is taken is
// refused: fault.Conflict edition_exists.
func (d *Desk) StartDraft(ctx context.Context, s Drafting) (*criteria.Edition, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	head := criteria.Head{ID: s.ID, Title: s.Title, Status: criteria.Draft}
	groups := []criteria.Group{{ID: "G1", Title: s.First}}
	items := []criteria.Item{{
		ID: "1", Group: "G1", Category: s.First, Title: s.First, Duty: criteria.Mandatory, Answer: criteria.Answer{Type: criteria.TextAnswer},
	}}
	if s.From != "" {
		was, err := d.Edition(ctx, s.From)
		if err != nil {
			return nil, err
		}
		head.Sample, head.Note, head.Sources = was.Sample(), was.Note(), was.Head().Sources
		groups, items = was.Groups(), was.Items()
	}
	e, err := criteria.Compose(head, groups, items)
	if err != nil {
		return nil, err
	}
	_, err = d.update(ctx, "edition", "", func(tx Tx, j *journal.Entry) error {
		if _, err := d.edition(tx, s.ID); err == nil {
			return fault.New(fault.Conflict, "edition_exists", "edition", string(s.ID))
		}
		j.Subject, j.New = string(s.ID), e.Digest()
		return tx.Put(KindEdition, string(s.ID), string(e.Bytes()))
	})
	return e, err
}

// AlterDraft makes one change of a draft durable. What was deliberated is frozen: fault.By 22 edition_frozen; a change that the draft
// cannot bear is refused whole with the findings of criteria.Compose.
func (d *Desk) AlterDraft(ctx context.Context, id ident.EditionID, a criteria.Alteration) (Drafted, error) {
	out, back, err := d.AlterDraftAll(ctx, id, []criteria.Alteration{a})
	if err == nil {
		out.Back = back[0]
	}
	return out, err
}

// AlterDraftAll makes changes of a draft durable, one after the other, all of them or none, under the conditions of AlterDraft. It also
// returns the changes that take them back, in the order to make them.
func (d *Desk) AlterDraftAll(ctx context.Context, id ident.EditionID, as []criteria.Alteration) (Drafted, []criteria.Alteration, error) {
	var out Drafted
	if err := d.only(Secretariat); err != nil {
		return out, nil, err
	}
	if d.shipped(id) {
		return out, nil, fault.By("22", "edition_shipped", "edition", string(id))
	}
	back := make([]criteria.Alteration, len(as))
	at, err := d.update(ctx, "edition", "", func(tx Tx, j *journal.Entry) error {
		was, err := d.edition(tx, id)
		if err != nil {
			return err
		}
		out.Edition, j.Subject = was, string(id)
		for i, a := range as {
			if out.Edition, back[len(as)-1-i], err = out.Edition.Alter(a); err != nil {
				return err
			}
			j.Subject += " " + string(a.Kind)
		}
		j.Old, j.New = was.Digest(), out.Edition.Digest()
		return tx.Put(KindEdition, string(id), string(out.Edition.Bytes()))
	})
	d.parsed.Delete(id)
	if err != nil {
		return Drafted{}, nil, err
	}
	d.parsed.Store(id, out.Edition)
	out.At = at
	return out, back, nil
}

// DropDraft takes a draft away that was never deliberated: fault.By 22 edition_frozen otherwise.
func (d *Desk) DropDraft(ctx context.Context, id ident.EditionID) error {
	if err := d.only(Secretariat); err != nil {
		return err
	}
	_, err := d.update(ctx, "edition-drop", "", func(tx Tx, j *journal.Entry) error {
		was, err := d.edition(tx, id)
		if err != nil {
			return err
		}
		if was.Status() != criteria.Draft || d.shipped(id) {
			return fault.By("22", "edition_frozen", "edition", string(id))
		}
		j.Subject, j.Old = string(id), was.Digest()
		if err := tx.Delete(KindAmendment, string(id)); err != nil {
			return err
		}
		return tx.Delete(KindEdition, string(id))
	})
	d.parsed.Delete(id)
	return err
}

// shipped reports whether an edition came with the program.
func (d *Desk) shipped(id ident.EditionID) bool {
	return slices.ContainsFunc(d.Shipped, func(e *criteria.Edition) bool { return e.ID() == id })
}
