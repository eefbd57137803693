package review_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"testing"
	"time"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/pdfseal/stamp/stamptest"
	"shinsa/review/seal"
)

// tsa is a time-stamp authority and who may ask it.
type tsa struct {
	*stamptest.Authority
	asked int
	away  bool
}

const tsaAddress = "http://tsa.example/"

func newTSA(s *scheme) *tsa { return &tsa{Authority: stamptest.New(s, s.now)} }

func (a *tsa) ask(_ context.Context, address string, request []byte) ([]byte, error) {
	a.asked++
	if a.away || address != tsaAddress {
		return nil, errors.New("no route")
	}
	return a.Answer(request)
}

func (a *tsa) setting() review.Authority {
	return review.Authority{Address: tsaAddress, Roots: string(seal.MarshalCertificates(a.Cert))}
}

func TestStamp_PapersAreStampedWhenAnAuthorityIsNamed(t *testing.T) {
	s, id := granted(t)
	a := newTSA(s)
	s.office.Ask = a.ask
	s.must(s.office.SetAuthority(s.ctx, a.setting()))
	hs, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	for _, h := range hs {
		v := s.office.Verify(s.ctx, s.office.out.file(h.Name))
		if !v.Good() || len(h.Notes) > 0 || len(v.Signers) != 1 || v.Signers[0].Stamped == nil || v.Signers[0].Stamped.By != stamptest.Name {
			t.Errorf("%s: %+v, notes %v", h.Name, v, h.Notes)
		}
		if !v.Signers[0].Changes.Has("pdf_changed_upkeep") || v.Signers[0].Changes.Count("must") > 0 {
			t.Errorf("%s keeps nothing for validation: %v", h.Name, v.Signers[0].Changes)
		}
		// Who does not know the authority sees that there is a stamp, and a genuine paper all the same.
		stranger := review.NewVerifier(s.office.Roots(), civil.Date{}, nil)
		if v := stranger.Verify(s.ctx, s.office.out.file(h.Name)); !v.Good() || !v.Reasons.Has("pdf_stamp_unknown") || v.Signers[0].Stamped != nil {
			t.Errorf("%s for a stranger: %+v", h.Name, v)
		}
	}
	if a.asked != len(hs) {
		t.Errorf("asked %d times for %d papers", a.asked, len(hs))
	}
}

// An authority that does not answer stops nothing, is told plainly, and is left alone for a while.
func TestStamp_WithoutAnAnswerThePaperStays(t *testing.T) {
	s, id := granted(t)
	a := newTSA(s)
	a.away, s.office.Ask = true, a.ask
	s.must(s.office.SetAuthority(s.ctx, a.setting()))
	hs, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	for _, h := range hs {
		if v := s.office.Verify(s.ctx, s.office.out.file(h.Name)); !v.Good() || v.Signers[0].Stamped != nil || !h.Notes.Has("handed_without_stamp") {
			t.Errorf("%s: %+v, notes %v", h.Name, v, h.Notes)
		}
	}
	if len(hs) < 2 || a.asked != 1 {
		t.Errorf("asked %d times for %d papers", a.asked, len(hs))
	}
	a.away = false
	s.at = s.at.Add(time.Hour)
	in := s.office.out.file(hs[0].Name)
	h, err := s.office.Timestamp(s.ctx, in, s.office.out)
	s.must(err)
	v := s.office.Verify(s.ctx, s.office.out.file(h.Name))
	if h.Name != review.StampedName(hs[0].Name) || !v.Good() || len(v.Stamps) != 1 || v.Signers[0].Stamped == nil || len(h.Notes) > 0 {
		t.Errorf("stamped later: %+v, %+v", h, v)
	}
	if again := s.office.out.file(hs[0].Name); !bytes.Equal(bytesOf(t, in), bytesOf(t, again)) {
		t.Error("the original was changed")
	}
}

func bytesOf(tb testing.TB, in review.Incoming) []byte {
	tb.Helper()
	b := make([]byte, in.Size)
	if _, err := in.R.ReadAt(b, 0); err != nil {
		tb.Fatal(err)
	}
	return b
}

func TestPromise4_NoAuthorityIsAskedUnlessNamed(t *testing.T) {
	s, id := granted(t)
	a := newTSA(s)
	s.office.Ask = a.ask
	s.must(s.office.SetAuthority(s.ctx, a.setting()))
	s.must(s.office.SetAuthority(s.ctx, review.Authority{})) // and taken back
	hs, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	if len(hs[0].Notes) > 0 || a.asked > 0 {
		t.Errorf("asked %d times, notes %v", a.asked, hs[0].Notes)
	}
	_, err = s.office.Timestamp(s.ctx, s.office.out.file(hs[0].Name), s.office.out)
	s.refused(err, "authority_missing")
	if a.asked > 0 {
		t.Errorf("asked %d times", a.asked)
	}
}

func TestTimestamp_OnlyWhatIsSigned(t *testing.T) {
	s, id := granted(t)
	a := newTSA(s)
	s.office.Ask = a.ask
	s.must(s.office.SetAuthority(s.ctx, a.setting()))
	preview, err := s.office.PreviewIssue(s.ctx, id)
	s.must(err)
	hs, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	asked := a.asked
	certificate := s.office.out.file(hs[0].Name)
	for _, in := range map[string]review.Incoming{
		"altered": flipped(certificate, certificate.Size/3), "unsigned": incoming("preview.pdf", preview[0].PDF), "a parcel": s.members[0].out.ending(t, ".opinion"),
		"text": incoming("a.txt", []byte("text")),
	} {
		_, err := s.office.Timestamp(s.ctx, in, s.office.out)
		refused(t, err, "timestamp_unfit")
	}
	if a.asked != asked {
		t.Error("the authority was asked about what is not stamped")
	}
	a.away = true
	_, err = s.office.Timestamp(s.ctx, certificate, s.office.out)
	s.refused(err, "pdf_stamp_unavailable")
}

func TestSetAuthority_Refusals(t *testing.T) {
	s := newScheme(t, 0)
	for _, address := range []string{"tsa.example", "ftp://tsa.example/", "http://", "::", "file:///etc/passwd"} {
		s.refused(s.office.SetAuthority(s.ctx, review.Authority{Address: address}), "authority_address")
	}
	s.refused(s.office.SetAuthority(s.ctx, review.Authority{Address: tsaAddress, Roots: "text"}), "seal_certificate_unreadable")
	if got, err := s.office.Authority(s.ctx); err != nil || got != (review.Authority{}) {
		t.Errorf("%+v, %v", got, err)
	}
}

// A certificate in DER is no text: what is kept has to be readable again.
func TestSetAuthority_TakesDER(t *testing.T) {
	s := newScheme(t, 0)
	a := newTSA(s)
	s.must(s.office.SetAuthority(s.ctx, review.Authority{Address: tsaAddress, Roots: string(a.Cert.Raw)}))
	if got, err := s.office.Authority(s.ctx); err != nil || got != a.setting() {
		t.Errorf("%+v, %v", got, err)
	}
}

// What is kept with a file at the secretariat names the cards that were revoked.
func TestMaterial_NamesRevokedCards(t *testing.T) {
	s := newScheme(t, 2)
	if _, err := s.office.Revoke(s.ctx, s.members[0].Self().ID, review.Revocation{Reason: "紛失"}); err != nil {
		t.Fatal(err)
	}
	certs, lists, err := s.office.Material(s.ctx)
	s.must(err)
	if len(certs) != 2 || len(lists) != 1 {
		t.Fatalf("%d certificates, %d lists", len(certs), len(lists))
	}
	l, err := x509.ParseRevocationList(lists[0])
	s.must(err)
	if err := l.CheckSignatureFrom(s.office.Roots()[0]); err != nil || len(l.RevokedCertificateEntries) != 1 {
		t.Errorf("%+v, %v", l.RevokedCertificateEntries, err)
	}
	if certs, lists, err := s.members[1].Material(s.ctx); err != nil || len(certs) == 0 || len(lists) != 0 {
		t.Errorf("a member has %d certificates and %d lists, %v", len(certs), len(lists), err)
	}
}
