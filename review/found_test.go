package review_test

import (
	"bytes"
	"crypto/x509"
	"encoding/json"
	"testing"

	"shinsa/review"
	"shinsa/review/dossier"
	"shinsa/review/seal"
	"shinsa/store/mem"
)

func TestFound_RefusesWhatIsNoDesk(t *testing.T) {
	s := bare(t)
	bad := review.SampleProfile()
	bad.Number = "IPT"
	for _, c := range []struct {
		f    review.Founding
		code string
	}{
		{review.Founding{Role: review.Member, Name: " 　"}, "desk_name_missing"},
		{review.Founding{Role: "chair", Name: "x"}, "desk_role_unknown"},
		{review.Founding{Role: review.Secretariat, Name: "x", Profile: bad}, "profile_number_pattern"},
	} {
		store := mem.New(s.now)
		_, err := review.Found(s.ctx, s.services(store), c.f)
		s.refused(err, c.code)
		if _, err := review.OpenDesk(s.ctx, s.services(store)); err == nil {
			t.Errorf("%s: a desk is there all the same", c.code)
		}
	}
}

func TestFound_OneDeskInAStore(t *testing.T) {
	s := bare(t)
	d := s.found(review.Founding{Role: review.Member, Name: "審査 花子"})
	_, err := review.Found(s.ctx, s.services(d.store), review.Founding{Role: review.Member, Name: "別 人"})
	s.refused(err, "desk_exists")
	again, err := review.OpenDesk(s.ctx, s.services(d.store))
	s.must(err)
	if again.Self() != d.Self() || again.Self().Enrolled {
		t.Errorf("reopened as %+v, founded as %+v", again.Self(), d.Self())
	}
	_, err = d.ExportRecords(s.ctx, d.out)
	s.refused(err, "desk_other_role")
}

func TestEnrol_CardMakesTheDeskTrustAndSign(t *testing.T) {
	s := newScheme(t, 0)
	m := s.found(review.Founding{Role: review.Member, Name: "審査 花子", Rehearsal: true})
	_, err := m.EnrolRequest(s.ctx, m.out)
	s.must(err)
	h, card, err := s.office.EnrolApprove(s.ctx, m.out.ending(t, ".enrol"), s.office.out)
	s.must(err)
	offer, err := m.LookAtCard(s.ctx, s.office.out.file(h.Name))
	s.must(err)
	if offer.Root != seal.Fingerprint(s.office.Root().Cert) || offer.Name != "審査 花子" || offer.Body != s.office.Profile().Body {
		t.Errorf("the card offers %+v", offer)
	}
	if m.Self().Enrolled || len(m.Roots()) > 0 {
		t.Error("looking at the card has accepted it")
	}
	s.must(m.EnrolAccept(s.ctx, s.office.out.file(h.Name)))
	if !m.Self().Enrolled || m.Profile().Body != s.office.Profile().Body || len(m.Fingerprints()) != 2 || card.ID != m.Self().ID {
		t.Errorf("enrolled as %+v", m.Self())
	}
	again, err := review.OpenDesk(s.ctx, s.services(m.store))
	s.must(err)
	if !again.Self().Enrolled {
		t.Error("the card is gone after reopening")
	}
	members, err := s.office.Members(s.ctx)
	s.must(err)
	if len(members) != 1 || members[0].ID != m.Self().ID || members[0].NotAfter.Year != 2031 {
		t.Errorf("members %+v", members)
	}
}

func TestEnrol_ChangedRequestIsRefused(t *testing.T) {
	s := newScheme(t, 0)
	m := s.found(review.Founding{Role: review.Member, Name: "審査 花子", Rehearsal: true})
	other := s.found(review.Founding{Role: review.Member, Name: "偽 物", Rehearsal: true})
	for _, d := range []*seat{m, other} {
		_, err := d.EnrolRequest(s.ctx, d.out)
		s.must(err)
	}
	request := func(d *seat) string {
		p, err := s.office.Unpack(d.out.ending(t, ".enrol"), dossier.Enrolment)
		s.must(err)
		b, err := p.ReadFile(review.FileRequest, 1<<20)
		s.must(err)
		var f struct{ Request string }
		s.must(json.Unmarshal(b, &f))
		return f.Request
	}
	file := func(id, pem string) review.Incoming {
		var b bytes.Buffer
		_, err := dossier.Create(&b, dossier.Outgoing{
			Kind: dossier.Enrolment, Created: s.at, Rehearsal: true, Sender: dossier.Party{ID: id, Name: "審査 花子"},
			Payload: []dossier.File{s.json(review.FileRequest, map[string]any{"format": review.RequestFormat, "version": 1, "request": pem})},
		}, nil)
		s.must(err)
		return incoming("x.enrol", b.Bytes())
	}
	pem := request(m)
	body := []byte(pem)
	body[len(body)/2] ^= 1
	for _, c := range []struct {
		name string
		in   review.Incoming
		code string
	}{
		{"another's key under my id", file(string(m.Self().ID), request(other)), "request_id_differs"},
		{"id of nobody", file("m-000000000000", pem), "request_id_differs"},
		{"changed request", file(string(m.Self().ID), string(body)), ""},
		{"changed file", flipped(m.out.ending(t, ".enrol"), inside(t, m.out.ending(t, ".enrol"), review.FileRequest)), "parcel_not_taken"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := newFolder()
			_, _, err := s.office.EnrolApprove(s.ctx, c.in, out)
			if f := asFault(err); f == nil || c.code != "" && f.Code != c.code {
				t.Errorf("error %v, want the refusal %s", err, c.code)
			}
			if members, err := s.office.Members(s.ctx); err != nil || len(members) > 0 || len(out.files) > 0 {
				t.Errorf("a refused request has left %d members, %d cards, %v", len(members), len(out.files), err)
			}
		})
	}
}

func TestEnrol_CardsThatAreNotMine(t *testing.T) {
	s := newScheme(t, 1)
	m := s.members[0]
	roots := m.Roots()

	// A stranger's scheme makes a card for this member's key.
	stranger := newScheme(t, 0)
	key, err := m.Signer()
	s.must(err)
	cert, err := stranger.office.Root().Issue(key.Key.Public(), key.Subject(), s.at, s.at.AddDate(1, 0, 0))
	s.must(err)
	foreign := stranger.card(m, cert)
	s.refused(m.EnrolAccept(s.ctx, foreign), "parcel_not_taken")

	// The own office makes one for another key.
	newcomer := s.found(review.Founding{Role: review.Member, Name: "新任 四郎", Rehearsal: true})
	_, err = newcomer.EnrolRequest(s.ctx, newcomer.out)
	s.must(err)
	h, _, err := s.office.EnrolApprove(s.ctx, newcomer.out.ending(t, ".enrol"), s.office.out)
	s.must(err)
	s.refused(m.EnrolAccept(s.ctx, s.office.out.file(h.Name)), "parcel_not_taken")

	if len(m.Roots()) != 1 || !m.Roots()[0].Equal(roots[0]) {
		t.Error("a card that is not mine has changed whom I trust")
	}
	s.refused(s.office.EnrolAccept(s.ctx, foreign), "desk_other_role")
}

// card is a card file of this scheme's office with any certificate.
func (s *scheme) card(m *seat, cert *x509.Certificate) review.Incoming {
	s.Helper()
	return incoming("foreign.card", s.parcel(s.office, dossier.Card, "", func(o *dossier.Outgoing) {
		o.Round = 0
		o.Recipient = dossier.Party{ID: string(m.Self().ID), Name: m.Self().Name}
		o.Payload = []dossier.File{s.json("card.json", map[string]any{
			"format": review.CardFormat, "version": review.CardVersion,
			"certificates": string(seal.MarshalCertificates(cert, s.office.Root().Cert)), "profile": s.office.Profile(),
		})}
	}))
}

func TestRehearsal_StaysApartFromRealWork(t *testing.T) {
	s := newScheme(t, 0)
	m := s.found(review.Founding{Role: review.Member, Name: "審査 花子"})
	_, err := m.EnrolRequest(s.ctx, m.out)
	s.must(err)
	_, _, err = s.office.EnrolApprove(s.ctx, m.out.ending(t, ".enrol"), s.office.out)
	s.refused(err, "parcel_of_rehearsal")
}

func TestDesk_WithoutACardCannotSign(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.found(review.Founding{Role: review.Member, Name: "審査 花子", Rehearsal: true})
	_, err := m.OpenDossier(s.ctx, s.dossier(id, s.members[0]))
	s.refused(err, "dossier_before_card")
	_, err = m.ExportRecords(s.ctx, m.out)
	s.refused(err, "desk_other_role")
}
