package review_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/dossier"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// header is the head of the member's dossier as anyone reads it.
func (s *scheme) header(id ident.CaseID, m *seat) *dossier.Parcel {
	s.Helper()
	in := s.dossier(id, m)
	p, l := dossier.Check(in.R, in.Size, dossier.Trust{Trust: seal.Trust{Roots: s.office.Roots()}})
	if p == nil || len(review.Musts(l)) > 0 {
		s.Fatalf("findings %v", l)
	}
	return p
}

// What a member receives stays closed to who can break X25519 one day, under both gates, as far as the member's card allows it.
func TestDossiersAreSealedToTheHybridRecipientOfTheCard(t *testing.T) {
	for name, strict := range map[string]bool{"recorded": false, "strict": true} {
		t.Run(name, func(t *testing.T) {
			s := newScheme(t, 2)
			old := s.members[1]
			s.withoutHybrid(old)
			id := ready(s, strict)
			for _, m := range s.members {
				to := s.header(id, m).Sealed.To
				if len(to) != 1 || to[0].Hybrid() != (m != old) {
					t.Errorf("sealed to %.12s…, on an old card: %v", to, m == old)
				}
				s.declare(id, m)
				if strict {
					merged := s.merge(m.out.ending(t, dossier.Declaration.Extension()))
					key := s.office.out.file(merged.Released[0].Name)
					if p, _ := dossier.Check(key.R, key.Size, dossier.Trust{}); p == nil || p.Sealed.To[0].Hybrid() != (m != old) {
						t.Error("the key is sealed to another kind of recipient than the dossier")
					}
					_, err := m.Release(s.ctx, key)
					s.must(err)
				}
				if _, err := m.File(s.ctx, id); err != nil {
					t.Errorf("the case does not open: %v", err)
				}
			}
		})
	}
}

// A desk made before there were hybrid boxes goes on as it is, and gets one when it enrols anew.
func TestAnOldDeskGetsItsHybridBoxWhenItEnrolsAnew(t *testing.T) {
	s := newScheme(t, 1)
	m := s.members[0]
	s.must(m.store.Update(s.ctx, func(tx review.Tx) error { return tx.Delete(review.KindKey, "box-hybrid") }))
	s.withoutHybrid(m)
	var err error
	m.Desk, err = review.OpenDesk(s.ctx, s.services(m.store))
	s.must(err)
	s.enrol(m)
	cards, err := s.office.Members(s.ctx)
	s.must(err)
	if len(cards) != 1 || !cards[0].To().Hybrid() || cards[0].Recipient.Hybrid() {
		t.Fatalf("the new card has %.12s… and %.12s…", cards[0].Recipient, cards[0].Hybrid)
	}
	id := ready(s, false)
	s.declare(id, m)
	if _, err := m.File(s.ctx, id); err != nil {
		t.Error(err)
	}
}

// withoutHybrid makes the office's card of a member one from before.
func (s *scheme) withoutHybrid(m *seat) {
	s.Helper()
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error {
		var c review.Card
		if err := tx.Get(review.KindCard, string(m.Self().ID), &c); err != nil {
			return err
		}
		c.Hybrid = ""
		return tx.Put(review.KindCard, string(c.ID), c)
	}))
}
