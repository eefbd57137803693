package review_test

import (
	"bytes"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// keysOf writes the register of keys and returns it as others receive it.
func (s *scheme) keysOf() review.Incoming {
	s.Helper()
	h, err := s.office.ExportKeys(s.ctx, s.office.out)
	s.must(err)
	if h.Verdict != string(seal.Genuine) {
		s.Fatalf("the register of keys is %s", h.Verdict)
	}
	return s.office.out.file(h.Name)
}

// A laptop is lost: what is signed with its card from that day on counts nowhere, what was signed before stays.
func TestArt20_ARevokedCardSignsNothingMore(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	before := s.submit(id, s.members[0])
	s.later(3)
	lost := s.members[0].Self().ID
	card, err := s.office.Revoke(s.ctx, lost, review.Revocation{Reason: "端末の紛失"})
	s.must(err)
	if card.Revoked != s.office.Today() || card.Reason != "端末の紛失" {
		t.Errorf("revoked %+v", card)
	}
	keys := s.keysOf()
	got, err := s.members[1].Receive(s.ctx, []review.Incoming{keys}, s.members[1].out)
	s.must(err)
	if len(got.Taken) != 1 || got.Taken[0].Kind != "register" {
		t.Fatalf("received %+v", got)
	}
	opinion := before[1]
	for name, d := range map[string]*seat{"the office": s.office, "another member": s.members[1]} {
		if v := d.Verify(s.ctx, opinion); v.Verdict != seal.Genuine {
			t.Errorf("%s calls what was signed before %s: %v", name, v.Verdict, v.Reasons)
		}
		late := s.signedBy(s.members[0], 0)
		if v := d.Verify(s.ctx, late); v.Verdict != seal.Invalid || !v.Reasons.Has("seal_certificate_revoked") {
			t.Errorf("%s calls what was signed after %s: %v", name, v.Verdict, v.Reasons)
		}
	}
	// Without a desk, by root and register alone.
	v := review.NewVerifier(s.office.Roots(), civil.Date{}, nil)
	late := s.signedBy(s.members[0], 0)
	if one := v.Verify(s.ctx, late); !one.Good() {
		t.Errorf("without the register nothing is known: %v", one.Reasons)
	}
	s.must(v.Learn(keys))
	if one := v.Verify(s.ctx, late); one.Good() {
		t.Error("with the register the late file is genuine")
	}
}

// signedBy is a parcel signed by a member some days from now.
func (s *scheme) signedBy(m *seat, days int) review.Incoming {
	s.Helper()
	signer, err := m.Signer()
	s.must(err)
	o, err := m.Outgoing(dossier.Opinion, "C2026-0001", 1, s.at.AddDate(0, 0, days))
	s.must(err)
	o.Payload = []dossier.File{dossier.BytesFile("opinion.json", []byte("{}"))}
	var b bytes.Buffer
	_, err = dossier.Create(&b, o, signer)
	s.must(err)
	return incoming("late.opinion", b.Bytes())
}

func TestRevocationBoundaries(t *testing.T) {
	s := newScheme(t, 1)
	m := s.members[0].Self().ID
	issued := s.office.Today()
	s.later(10)
	for _, c := range []struct {
		name string
		r    review.Revocation
		code string
	}{
		{"no reason", review.Revocation{Reason: "  "}, "revocation_without_reason"},
		{"tomorrow", review.Revocation{On: s.office.Today().AddDays(1), Reason: "x"}, "revocation_date_unfit"},
		{"before it was issued", review.Revocation{On: issued.AddDays(-1), Reason: "x"}, "revocation_date_unfit"},
	} {
		_, err := s.office.Revoke(s.ctx, m, c.r)
		s.refused(err, c.code)
	}
	_, err := s.office.Revoke(s.ctx, "m-nobody", review.Revocation{Reason: "x"})
	s.refused(err, "no_such_member")
	_, err = s.members[0].Revoke(s.ctx, m, review.Revocation{Reason: "x"})
	s.refused(err, "desk_other_role")
	if _, err := s.office.Revoke(s.ctx, m, review.Revocation{On: issued, Reason: "任期満了"}); err != nil {
		t.Fatal(err)
	}
	_, err = s.office.Revoke(s.ctx, m, review.Revocation{Reason: "x"})
	s.refused(err, "card_revoked_already")
	keys := s.keysOf()
	s.must(errOf(s.members[0].TakeKeys(s.ctx, keys)))
	for days, good := range map[int]bool{-11: true, -10: false, -9: false, 0: false} { // the day before, the day of, the day after
		v := s.office.Verify(s.ctx, s.signedBy(s.members[0], days))
		if v.Reasons.Has("seal_certificate_revoked") == good {
			t.Errorf("signed %d days from now: %v", days, v.Reasons)
		}
	}
	// Its key is not given another card.
	h, err := s.members[0].EnrolRequest(s.ctx, s.members[0].out)
	s.must(err)
	_, _, err = s.office.EnrolApprove(s.ctx, s.members[0].out.file(h.Name), s.office.out)
	s.refused(err, "card_key_revoked")
}

func errOf[T any](_ T, err error) error { return err }

// The case goes on without the lost card, and with the member's new one.
func TestAMemberEnrolsAgainAfterALoss(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	files := s.submit(id, s.members[1])
	_, err := s.office.Merge(s.ctx, files, s.office.out)
	s.must(err)
	s.later(1)
	if _, err := s.office.Revoke(s.ctx, s.members[0].Self().ID, review.Revocation{Reason: "紛失"}); err != nil {
		t.Fatal(err)
	}
	if st := s.state(s.office, id); st != review.Gathered {
		t.Errorf("without the lost card the case is %s", st)
	}
	// What the lost card still sends is not taken, whatever day it claims.
	_, err = s.office.Merge(s.ctx, s.submit(id, s.members[0]), s.office.out)
	s.refused(err, "seal_certificate_revoked")
	again := s.found(review.Founding{Role: review.Member, Name: memberNames[0], Rehearsal: true})
	s.enrol(again)
	cards, err := s.office.Members(s.ctx)
	if err != nil || len(cards) != 3 {
		t.Errorf("%d cards, %v", len(cards), err)
	}
	_, err = s.office.Pack(s.ctx, id, review.Sending{To: []ident.ReviewerID{s.members[0].Self().ID}}, s.office.out)
	s.refused(err, "case_past_packing")
}

func TestTheRegisterOfKeysDoesNotGoBack(t *testing.T) {
	s := newScheme(t, 2)
	first := s.keysOf()
	s.later(1)
	if _, err := s.office.Revoke(s.ctx, s.members[1].Self().ID, review.Revocation{Reason: "退任"}); err != nil {
		t.Fatal(err)
	}
	second := s.keysOf()
	m := s.members[0]
	for range 2 { // the same again changes nothing
		r, err := m.TakeKeys(s.ctx, second)
		if err != nil || len(r.Cards) != 2 {
			t.Fatalf("took %+v, %v", r, err)
		}
	}
	_, err := m.TakeKeys(s.ctx, first)
	s.refused(err, "keys_older")
	b := bytes.Clone(s.office.out.files["keys_"+s.office.Today().String()+".register"])
	b[len(b)/2] ^= 1
	if _, err := m.TakeKeys(s.ctx, incoming("keys", b)); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a changed register: %v", err)
	}
	if _, err := m.TakeKeys(s.ctx, s.signedBy(s.members[1], 0)); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a member's file as the register: %v", err)
	}
}
