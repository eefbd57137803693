package review

import (
	"context"
	"crypto/x509"
	"slices"
	"strings"
	"time"

	"shinsa/review/civil"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

// Revocation ends a card before its time.
type Revocation struct {
	On     civil.Date // from this day on nothing signed with it counts; today when zero
	Reason string     // for the register of keys, such as 紛失
}

// Revoke ends a member's card: a laptop was lost, a term is over. Cases in which the member has not given an opinion yet go on without;
// an opinion that was sealed before stays. The member enrols again from a new desk, under a new key. Only the signed register of keys
// tells other desks: see ExportKeys.
func (d *Desk) Revoke(ctx context.Context, id ident.ReviewerID, r Revocation) (Card, error) {
	if err := d.only(Secretariat); err != nil {
		return Card{}, err
	}
	if r.On.IsZero() {
		r.On = d.Today()
	}
	if r.Reason = strings.TrimSpace(r.Reason); r.Reason == "" {
		return Card{}, fault.New(fault.Invalid, "revocation_without_reason")
	}
	card, err := d.card(ctx, id)
	if err != nil {
		return Card{}, err
	}
	switch {
	case !card.Revoked.IsZero():
		return card, fault.New(fault.Conflict, "card_revoked_already", "name", card.Name, "date", card.Revoked.String())
	case !r.On.Valid() || r.On.After(d.Today()) || r.On.Before(card.Issued):
		return card, fault.New(fault.Invalid, "revocation_date_unfit", "date", r.On.String())
	}
	card.Revoked, card.Reason = r.On, r.Reason
	_, err = d.update(ctx, "revoke", "", func(tx Tx, e *journal.Entry) error {
		e.Subject, e.Old, e.New = string(id), card.Fingerprint, sum(card)
		if err := release(tx, id); err != nil {
			return err
		}
		return tx.Put(KindCard, string(id), card)
	})
	return card, err
}

// release takes a member out of every case that still waits for the member's opinion.
func release(tx Tx, id ident.ReviewerID) error {
	cases, err := list[Case](tx, KindCase, "")
	if err != nil {
		return err
	}
	for _, c := range cases {
		if c.State != Sent {
			continue
		}
		before := len(c.Members)
		c.Members = slices.DeleteFunc(c.Members, func(a Assignment) bool {
			return a.Reviewer == id && a.Outcome != "opined" && a.Outcome != "recused"
		})
		if len(c.Members) == before {
			continue
		}
		if c.settle(); len(c.Members) == 0 {
			c.State = Received
		}
		if err := putCase(tx, c); err != nil {
			return err
		}
	}
	return nil
}

// KeysFormat and KeysVersion head the register.json of a register of keys.
const (
	KeysFormat  = "shinsa/keys"
	KeysVersion = 1
)

// KeyRegister is every card that the scheme ever issued and what became of it. It replaces any with a smaller serial number.
type KeyRegister struct {
	Format  string     `json:"format"`
	Version int        `json:"version"`
	Serial  int        `json:"serial"`
	On      civil.Date `json:"on"`
	Cards   []KeyEntry `json:"cards"` // by id
}

// KeyEntry is one card. The certificate itself is not in the register, so that it shows no recipient.
type KeyEntry struct {
	ID          ident.ReviewerID `json:"id"`
	Name        string           `json:"name"`
	Fingerprint ident.Digest     `json:"fingerprint"`
	Issued      civil.Date       `json:"issued"`
	NotAfter    civil.Date       `json:"not_after"`
	Revoked     civil.Date       `json:"revoked,omitzero"`
	Reason      string           `json:"reason,omitempty"`
}

// ExportKeys writes the signed register of keys for every member's desk, and for whoever verifies without one.
func (d *Desk) ExportKeys(ctx context.Context, out Outbox) (Handed, error) {
	if err := d.only(Secretariat); err != nil {
		return Handed{}, err
	}
	r := KeyRegister{Format: KeysFormat, Version: KeysVersion, On: d.Today(), Cards: []KeyEntry{}}
	_, err := d.update(ctx, "keys", "", func(tx Tx, e *journal.Entry) error {
		cards, err := list[Card](tx, KindCard, "")
		if err != nil {
			return err
		}
		for _, c := range cards {
			r.Cards = append(r.Cards, KeyEntry{c.ID, c.Name, c.Fingerprint, c.Issued, c.NotAfter, c.Revoked, c.Reason})
		}
		r.Serial, err = count(tx, keysSeries)
		e.New = sum(r)
		return err
	})
	if err != nil {
		return Handed{}, err
	}
	return d.handRegister(ctx, out, "keys", r.On, r)
}

// TakeKeys takes the register of keys in: from now on this desk refuses what revoked cards sign. An older register than the one
// held is refused with fault.Stale "keys_older"; the same again changes nothing.
func (d *Desk) TakeKeys(ctx context.Context, in Incoming) (*KeyRegister, error) {
	if err := d.only(Member); err != nil {
		return nil, err
	}
	p, err := d.unpack(in, dossier.Register)
	if err != nil {
		return nil, err
	}
	r, err := readKeys(p)
	if err != nil {
		return nil, err
	}
	_, err = d.update(ctx, "keys", "", func(tx Tx, e *journal.Entry) error {
		held, _, err := get[int](tx, KindCounter, "keys-held")
		if err == nil {
			err = takeOver(r.Serial, held, "keys_older", r.On)
		}
		if err != nil {
			return err
		}
		e.Subject, e.New = string(p.ID), sum(r)
		if _, err := seen(tx, p); err != nil {
			return err
		}
		for _, k := range r.Cards {
			c := Card{ID: k.ID, Name: k.Name, Fingerprint: k.Fingerprint, Issued: k.Issued, NotAfter: k.NotAfter, Revoked: k.Revoked, Reason: k.Reason}
			if err := tx.Put(KindCard, string(k.ID), c); err != nil {
				return err
			}
		}
		return tx.Put(KindCounter, "keys-held", r.Serial)
	})
	return r, known(err)
}

func readKeys(p *dossier.Parcel) (*KeyRegister, error) {
	var r KeyRegister
	_, err := p.Decode(fileRegister, KeysFormat, KeysVersion, &r)
	return &r, err
}

// ended reports whether a certificate is of a card that had been revoked at an instant. A card is its key: a certificate that was issued
// for the same key again has the same id.
func ended(cert *x509.Certificate, at time.Time, id ident.ReviewerID, print ident.Digest, on civil.Date) bool {
	if on.IsZero() || civil.Of(at).Before(on) {
		return false
	}
	return seal.Fingerprint(cert) == print || seal.SubjectOf(cert).ID == string(id)
}
