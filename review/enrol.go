package review

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"time"

	"shinsa/review/civil"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

// Formats of the enrolment's two files.
const (
	RequestFormat  = "shinsa/enrolment"
	RequestVersion = 1
	CardFormat     = "shinsa/card"
	CardVersion    = 1
)

// enrolment is request.json: a certificate request (PKCS#10), which proves that who asks holds the key.
type enrolment struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Request string `json:"request"` // PEM
}

// cardFile is card.json: the member's certificate with what it hangs on, and the scheme's data.
type cardFile struct {
	Format       string           `json:"format"`
	Version      int              `json:"version"`
	Certificates string           `json:"certificates"`         // PEM: the member's, the office's, the root
	Recipients   []seal.Recipient `json:"recipients,omitempty"` // where parcels for the member are encrypted to, the one preferred last
	Profile      Profile          `json:"profile"`
}

// EnrolRequest writes the request with which a member asks the secretariat for a card.
func (d *Desk) EnrolRequest(ctx context.Context, out Outbox) (Handed, error) {
	if err := d.only(Member); err != nil {
		return Handed{}, err
	}
	var k storedKey
	if err := d.Store.View(ctx, func(tx Tx) error { return tx.Get(KindKey, idSign, &k) }); err != nil {
		return Handed{}, err
	}
	key, err := d.keyOf(k)
	if err != nil {
		return Handed{}, err
	}
	if err := d.ensureHybrid(ctx); err != nil {
		return Handed{}, err
	}
	me := d.Self()
	request, err := seal.NewRequest(key, seal.Subject{
		Name: me.Name, ID: string(me.ID), Role: seal.Member, Recipient: d.box.Recipient(), Hybrid: d.boxes()[1].Recipient(),
	})
	if err != nil {
		return Handed{}, err
	}
	f, err := dossier.JSONFile(fileRequest, enrolment{RequestFormat, RequestVersion, string(request)})
	if err != nil {
		return Handed{}, err
	}
	o, err := d.outgoing(dossier.Enrolment, "", 0, d.Now())
	if err != nil {
		return Handed{}, err
	}
	o.Sender, o.Payload, o.Journal = dossier.Party{ID: string(me.ID), Name: me.Name}, []dossier.File{f}, nil
	var buf bytes.Buffer
	if _, err := dossier.Create(&buf, o, nil); err != nil {
		return Handed{}, err
	}
	return d.handOver(ctx, out, string(dossier.Enrolment), string(me.ID)+dossier.Enrolment.Extension(), writeBytes(buf.Bytes()))
}

// ensureHybrid gives a desk that was made before there were hybrid boxes its own.
func (d *Desk) ensureHybrid(ctx context.Context) error {
	if len(d.boxes()) > 1 {
		return nil
	}
	if err := d.Store.Update(ctx, putHybrid); err != nil {
		return err
	}
	return d.Store.View(ctx, d.load)
}

// EnrolApprove reads a member's request and writes the card. The person compares the fingerprint with the member by another way; the
// desk checks that the request is signed by its own key and that the id follows from it.
func (d *Desk) EnrolApprove(ctx context.Context, in Incoming, out Outbox) (Handed, Card, error) {
	if err := d.only(Secretariat); err != nil {
		return Handed{}, Card{}, err
	}
	p, err := d.unpack(in, dossier.Enrolment)
	if err != nil {
		return Handed{}, Card{}, err
	}
	var e enrolment
	if _, err := p.Decode(fileRequest, RequestFormat, RequestVersion, &e); err != nil {
		return Handed{}, Card{}, err
	}
	request, err := seal.ParseRequest([]byte(e.Request))
	if err != nil {
		return Handed{}, Card{}, err
	}
	id, err := newID(Member, request.Key)
	if err != nil {
		return Handed{}, Card{}, err
	}
	if string(id) != request.Subject.ID || request.Subject.ID != p.Sender.ID {
		return Handed{}, Card{}, fault.New(fault.Invalid, "request_id_differs")
	}
	switch was, err := d.card(ctx, id); {
	case err == nil && !was.Revoked.IsZero():
		return Handed{}, Card{}, fault.New(fault.Forbidden, "card_key_revoked", "name", was.Name, "date", was.Revoked.String())
	case err != nil && fault.KindOf(err) != fault.Missing:
		return Handed{}, Card{}, err
	}
	card, chain, err := d.issueCard(request, id)
	if err != nil {
		return Handed{}, Card{}, err
	}
	b, err := d.cardParcel(card, chain)
	if err != nil {
		return Handed{}, Card{}, err
	}
	h, err := d.handOver(ctx, out, string(dossier.Card), string(id)+dossier.Card.Extension(), writeBytes(b))
	if err != nil {
		return Handed{}, Card{}, err
	}
	_, err = d.update(ctx, "enrol", "", func(tx Tx, j *journal.Entry) error {
		j.Subject, j.New = string(id), card.Fingerprint
		return tx.Put(KindCard, string(id), card)
	})
	if err != nil {
		return Handed{}, Card{}, errors.Join(err, out.Remove(h.Name))
	}
	return h, card, nil
}

// issueCard makes the member's certificate under the root.
func (d *Desk) issueCard(r *seal.Request, id ident.ReviewerID) (Card, []*x509.Certificate, error) {
	d.mu.RLock()
	root := d.root
	d.mu.RUnlock()
	from := d.Now().Add(-time.Hour)
	to := from.AddDate(CardYears, 0, 0)
	s := r.Subject
	s.ID, s.Role, s.Organization, s.Hybrid = string(id), seal.Member, d.Profile().Body, ""
	cert, err := root.Issue(r.Key, s, from, to)
	if err != nil {
		return Card{}, nil, err
	}
	card := Card{
		ID: id, Name: s.Name, Recipient: s.Recipient, Hybrid: r.Subject.Hybrid, Certificate: string(seal.MarshalCertificates(cert)), Fingerprint: seal.Fingerprint(cert),
		Issued: d.Today(), NotAfter: civil.Of(to),
	}
	return card, []*x509.Certificate{cert, root.Cert}, nil
}

func (d *Desk) cardParcel(card Card, chain []*x509.Certificate) ([]byte, error) {
	o, err := d.outgoing(dossier.Card, "", 0, d.Now())
	if err != nil {
		return nil, err
	}
	to := []seal.Recipient{card.Recipient}
	if card.Hybrid != "" {
		to = append(to, card.Hybrid)
	}
	f, err := dossier.JSONFile(fileCard, cardFile{CardFormat, CardVersion, string(seal.MarshalCertificates(chain...)), to, d.Profile()})
	if err != nil {
		return nil, err
	}
	o.Recipient, o.Payload = dossier.Party{ID: string(card.ID), Name: card.Name}, []dossier.File{f}
	b, _, err := d.create(o)
	return b, err
}

// CardOffer is what a card file says before it is accepted: the member compares the root's fingerprint with the one the body
// published, because the first card is what makes this desk trust the scheme.
type CardOffer struct {
	Body string       `json:"body"`
	Root ident.Digest `json:"root"`
	Name string       `json:"name"`
}

// LookAtCard returns what a card would make this desk trust.
func (d *Desk) LookAtCard(_ context.Context, in Incoming) (CardOffer, error) {
	_, f, certs, err := d.readCard(in)
	if err != nil {
		return CardOffer{}, err
	}
	return CardOffer{f.Profile.Body, seal.Fingerprint(certs[len(certs)-1]), seal.SubjectOf(certs[0]).Name}, nil
}

// readCard checks a card: for this member's key, signed by an office under the root it brings; under the known root when there is one.
func (d *Desk) readCard(in Incoming) (*dossier.Parcel, cardFile, []*x509.Certificate, error) {
	var f cardFile
	p, l := dossier.Check(in.R, in.Size, d.believe(time.Time{}, dossier.Card))
	if p == nil || len(d.Roots()) > 0 && l.Count(fault.Must) > 0 {
		return nil, f, nil, refusedParcel(in.Name, l)
	}
	if _, err := p.Decode(fileCard, CardFormat, CardVersion, &f); err != nil {
		return nil, f, nil, err
	}
	certs, err := seal.ParseCertificates([]byte(f.Certificates))
	if err != nil {
		return nil, f, nil, err
	}
	trust := d.believe(time.Time{}, dossier.Card)
	trust.Roots = certs[len(certs)-1:]
	if p, l = dossier.Check(in.R, in.Size, trust); p == nil || l.Count(fault.Must) > 0 {
		return nil, f, nil, refusedParcel(in.Name, l)
	}
	if p.Rehearsal != d.Self().Rehearsal {
		return nil, f, nil, fault.New(fault.Invalid, "parcel_of_rehearsal", "name", in.Name)
	}
	return p, f, certs, nil
}

// EnrolAccept takes the card in: from now on this desk trusts the scheme's root and can sign.
func (d *Desk) EnrolAccept(ctx context.Context, in Incoming) error {
	if err := d.only(Member); err != nil {
		return err
	}
	p, f, certs, err := d.readCard(in)
	if err != nil {
		return err
	}
	_, err = d.update(ctx, "card", "", func(tx Tx, e *journal.Entry) error {
		if _, err := seen(tx, p); err != nil {
			return err
		}
		var k storedKey
		if err := tx.Get(KindKey, idSign, &k); err != nil {
			return err
		}
		key, err := d.keyOf(k)
		if err != nil {
			return err
		}
		signer, err := seal.NewSigner(key, certs[0], certs[1:]...)
		if err != nil {
			return err
		}
		self := d.Self()
		self.Enrolled, self.Name = true, signer.Subject().Name
		e.Subject, e.New = string(self.ID), seal.Fingerprint(certs[0])
		if err := putSigner(tx, idSign, signer); err != nil {
			return err
		}
		if err := tx.Put(KindProfile, idProfile, f.Profile); err != nil {
			return err
		}
		return tx.Put(KindSelf, idSelf, self)
	})
	if err != nil {
		return err
	}
	return d.Store.View(ctx, d.load)
}

// Members returns every enrolled member, by name.
func (d *Desk) Members(ctx context.Context) ([]Card, error) {
	var cards []Card
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		cards, err = list[Card](tx, KindCard, "")
		return err
	})
	return cards, err
}

func (d *Desk) card(ctx context.Context, id ident.ReviewerID) (Card, error) {
	var c Card
	err := d.Store.View(ctx, func(tx Tx) error {
		var ok bool
		var err error
		if c, ok, err = get[Card](tx, KindCard, string(id)); err == nil && !ok {
			err = fault.New(fault.Missing, "no_such_member", "id", string(id))
		}
		return err
	})
	return c, err
}

// Setting returns a preference of the window, "" when it was never set.
func (d *Desk) Setting(ctx context.Context, name string) string {
	var v string
	if err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		v, _, err = get[string](tx, KindSetting, prefixWindow+name)
		return err
	}); err != nil {
		return "" // a preference that cannot be read is not set; the next act that matters says why
	}
	return v
}

// SetSetting keeps a preference of the window. Preferences are not acts and are not journalled. One that belongs to a case
// ("minutes.C2026-0001") holds what a person wrote there, and every state of it is kept: see Written.
func (d *Desk) SetSetting(ctx context.Context, name, value string) error {
	return d.Store.Update(ctx, func(tx Tx) error {
		if ofCase(name) {
			return tx.Edit(KindSetting, prefixWindow+name, value, 0)
		}
		return tx.Put(KindSetting, prefixWindow+name, value)
	})
}

// prefixWindow begins the settings of the window.
const prefixWindow = "window/"
