package dossier_test

import (
	"bytes"
	"crypto/x509"
	"errors"
	"io"
	"testing"
	"time"

	"shinsa/review/dossier"
	"shinsa/review/seal"
)

func TestCheck_CardValidityAndRevocation(t *testing.T) {
	pp := newPeople(t)
	o := pp.sealedDossier()
	o.Created = noon.AddDate(2, 0, 0) // the card was valid for one year
	b, _ := create(t, o, pp.office)
	if p, l := check(b, pp.trust()); !l.Has("seal_certificate_not_in_force") || dossier.Verdict(p, l) != seal.Invalid {
		t.Errorf("%v", l.Codes())
	}
	b, _ = create(t, pp.sealedDossier(), pp.office)
	trust := pp.trust()
	trust.Revoked = func(c *x509.Certificate, at time.Time) bool { return c.Equal(pp.office.Cert) && !at.Before(noon) }
	if p, l := check(b, trust); !l.Has("seal_certificate_revoked") || p.Good() {
		t.Errorf("%v", l.Codes())
	}
	stranger := newPeople(t)
	b, _ = create(t, stranger.sealedDossier(), stranger.office)
	p, l := check(b, pp.trust())
	if !l.Has("seal_signer_unknown") || dossier.Verdict(p, l) != seal.UnknownSigner {
		t.Errorf("%v", l.Codes())
	}
	if _, err := p.Open("cover.json"); err == nil {
		t.Error("a stranger's dossier can be read")
	}
}

// A card brings the root: its text can be looked at while the signer alone is unknown, and for no other reason.
func TestCard_IsReadBeforeItsRootIsKnown(t *testing.T) {
	pp := newPeople(t)
	card := dossier.Outgoing{
		Kind: dossier.Card, Recipient: dossier.Party{ID: "m-2f61a0c4"}, Created: noon, Payload: []dossier.File{dossier.BytesFile("card.json", []byte(`{}`))},
	}
	b, _ := create(t, card, pp.office)
	trust := pp.trust()
	trust.Roots = nil
	p, l := check(b, trust)
	if !l.Has("seal_signer_unknown") || p.Good() {
		t.Fatalf("%v", l)
	}
	if got, err := p.ReadFile("card.json", 100); err != nil || string(got) != `{}` {
		t.Errorf("%s, %v", got, err)
	}
	f := takeApart(t, b)
	edit(f, "data/card.json", func([]byte) []byte { return []byte(`[]`) })
	if p, _ := check(putTogether(t, f), trust); p == nil {
		t.Error("no header")
	} else if _, err := p.ReadFile("card.json", 100); err == nil {
		t.Error("an altered card can be read")
	}
}

func TestCheck_UnwantedKind(t *testing.T) {
	pp := newPeople(t)
	b, _ := create(t, pp.sealedDossier(), pp.office)
	trust := pp.trust()
	trust.Kinds = []dossier.Kind{dossier.Opinion, dossier.Declaration}
	if p, l := check(b, trust); !l.Has("parcel_kind_unwanted") || p.Good() {
		t.Errorf("%v", l)
	}
}

// changing is a file that somebody overwrites while it is read.
type changing struct {
	b   []byte
	now bool
}

func (c *changing) ReadAt(p []byte, off int64) (int, error) {
	n, err := bytes.NewReader(c.b).ReadAt(p, off)
	if c.now {
		for i := range p[:n] {
			if p[i] == 'R' {
				p[i] = 'Q'
			}
		}
	}
	return n, err
}

func TestOpen_FileChangesAfterTheCheck(t *testing.T) {
	pp := newPeople(t)
	o := dossier.Outgoing{Kind: dossier.Register, Created: noon, Payload: []dossier.File{
		dossier.BytesFile("register.json", []byte(`{}`)), dossier.BytesFile("x.pdf", bytes.Repeat([]byte("R"), 100_000)),
	}}
	b, _ := create(t, o, pp.office)
	c := &changing{b: b}
	p, l := dossier.Check(c, int64(len(b)), pp.trust())
	if len(l) != 0 {
		t.Fatal(l)
	}
	c.now = true
	if _, err := p.ReadFile("x.pdf", 1<<20); err == nil {
		t.Error("changed content came to a clean end")
	}
}

func TestCheck_ReaderFails(t *testing.T) {
	pp := newPeople(t)
	b, _ := create(t, pp.sealedDossier(), pp.office)
	for after := range 40 {
		r := &failing{r: bytes.NewReader(b), after: after}
		if p, l := dossier.Check(r, int64(len(b)), pp.trust()); r.failed && p != nil && p.Good() && len(l) == 0 {
			t.Fatalf("good although reading failed after %d reads", after)
		}
	}
}

type failing struct {
	r      io.ReaderAt
	after  int
	failed bool
}

func (f *failing) ReadAt(p []byte, off int64) (int, error) {
	if f.after--; f.after < 0 {
		f.failed = true
		return 0, errors.New("cancelled")
	}
	return f.r.ReadAt(p, off)
}
