package review

import (
	"context"
	"crypto/x509"
	"io"

	"shinsa/review/criteria"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

// ReleaseFormat and ReleaseVersion head every release.json.
const (
	ReleaseFormat  = "shinsa/release"
	ReleaseVersion = 1
)

// releaseKey is what a release parcel brings: the secret that opens one dossier.
type releaseKey struct {
	Format  string       `json:"format"`
	Version int          `json:"version"`
	Dossier ident.Digest `json:"dossier"` // id of the dossier's parcel
	Secret  string       `json:"secret"`
}

// Release takes the key of a dossier in, which the secretariat sends under the strict gate after it accepted the declaration.
func (d *Desk) Release(ctx context.Context, in Incoming) (ident.CaseID, error) {
	if err := d.only(Member); err != nil {
		return "", err
	}
	p, err := d.unpack(in, dossier.Release)
	if err != nil {
		return "", err
	}
	inner, l := p.Unseal(d.believe(p.Created), d.boxes()...)
	if inner == nil || len(l) > 0 {
		return "", refusedParcel(in.Name, l)
	}
	var k releaseKey
	if _, err := inner.Decode(fileRelease, ReleaseFormat, ReleaseVersion, &k); err != nil {
		return "", err
	}
	row, err := d.Case(ctx, p.Case)
	switch {
	case err != nil:
		return "", err
	case row.State == Open && row.Dossier == k.Dossier:
		return p.Case, nil
	case row.State != Awaiting || row.Dossier != k.Dossier:
		return "", fault.New(fault.Conflict, "release_not_awaited", "case", string(p.Case))
	}
	box, err := seal.ParseBox(k.Secret)
	if err != nil {
		return "", err
	}
	// Noted by itself: that the office sent this file is true also when the body does not open.
	if err := d.Store.Update(ctx, func(tx Tx) error { _, err := seen(tx, p); return err }); err != nil {
		return "", err
	}
	return p.Case, d.openBody(ctx, p.Case, box)
}

// openBody decrypts the body of a dossier and takes it apart. This is the only place where that happens, and it happens only after the
// declaration is on disk (Arts 7, 20): the transaction that opens the case reads it again.
func (d *Desk) openBody(ctx context.Context, id ident.CaseID, boxes ...*seal.Box) error {
	var hand inHand
	err := d.Store.View(ctx, func(tx Tx) error {
		if err := d.mayOpen(tx, id); err != nil {
			return err
		}
		return tx.Get(KindDossier, string(id), &hand)
	})
	if err != nil {
		return err
	}
	blob, err := d.Store.Blobs().Open(hand.Parcel)
	if err != nil {
		return err
	}
	defer blob.Close()
	outer, err := d.unpack(Incoming{Name: string(id), R: blob, Size: blob.Size()}, dossier.Dossier)
	if err != nil {
		return err
	}
	inner, l := outer.Unseal(d.believe(outer.Created), boxes...)
	if inner == nil || l.Count(fault.Must) > 0 {
		return refusedParcel(string(id), l)
	}
	app, edition, err := d.takeBody(ctx, inner)
	if err != nil {
		return err
	}
	earlier, err := readEarlier(inner)
	if err != nil {
		return err
	}
	_, err = d.update(ctx, "unseal", id, func(tx Tx, e *journal.Entry) error {
		if err := d.mayOpen(tx, id); err != nil {
			return err
		}
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		c.State, c.Edition, c.EditionDigest = Open, edition.ID(), edition.Digest()
		e.Old, e.New = hand.ID, inner.ID
		if err := d.putEdition(tx, edition); err != nil {
			return err
		}
		if err := tx.Put(KindApplication, string(id), app); err != nil {
			return err
		}
		if err := keepEarlier(tx, c, earlier); err != nil {
			return err
		}
		return putCase(tx, c)
	})
	return err
}

// mayOpen refuses to open a body before the declaration is kept, or when it was a recusal.
func (d *Desk) mayOpen(tx Tx, id ident.CaseID) error {
	own, ok, err := get[declared](tx, KindDeclaration, part(id, string(d.Self().ID)))
	switch {
	case err != nil:
		return err
	case !ok:
		return fault.By("7", "declare_first")
	case own.Declaration.Recused() || !own.Declaration.Pledge.Agreed:
		return fault.By("7", "case_recused")
	}
	return nil
}

// takeBody reads the sealed files: the evidence goes into the blob store, and every document the application names must be there.
func (d *Desk) takeBody(ctx context.Context, p *dossier.Parcel) (*intake.Application, *criteria.Edition, error) {
	text, err := p.ReadFile(fileEdition, criteria.MaxBytes)
	if err != nil {
		return nil, nil, err
	}
	if err := dossier.Fit(fileEdition, criteria.Format, text); err != nil {
		return nil, nil, err
	}
	edition, err := criteria.Parse(text)
	if err != nil {
		return nil, nil, err
	}
	app, err := readApplication(p)
	if err != nil {
		return nil, nil, err
	}
	for _, ev := range app.Evidence {
		if !ev.Present {
			continue
		}
		if err := d.takeFile(ctx, p, dirEvidence+string(ev.Digest), ev.Digest); err != nil {
			return nil, nil, err
		}
	}
	return app, edition, nil
}

func (d *Desk) takeFile(ctx context.Context, p *dossier.Parcel, name string, want ident.Digest) error {
	r, err := p.Open(name)
	if err != nil {
		return err
	}
	got, _, err := d.Store.Blobs().Put(ctx, struct{ io.Reader }{r})
	if cerr := r.Close(); err == nil {
		err = cerr
	}
	if err == nil && got != want {
		err = fault.New(fault.Invalid, "evidence_digest_differs")
	}
	return err
}

// putEdition keeps an edition that did not come with the program; the same id with other content is refused.
func (d *Desk) putEdition(tx Tx, e *criteria.Edition) error {
	was, err := d.edition(tx, e.ID())
	if err == nil {
		if was.Digest() != e.Digest() {
			return fault.New(fault.Conflict, "edition_differs", "edition", string(e.ID()))
		}
		return nil
	}
	return tx.Put(KindEdition, string(e.ID()), string(e.Bytes()))
}

// ImportEdition adds a criteria edition to the desk. The same edition again changes nothing. A draft can be replaced by another draft of the
// same id; what was deliberated is frozen (Art. 22): edition_differs.
func (d *Desk) ImportEdition(ctx context.Context, e *criteria.Edition) error {
	_, err := d.update(ctx, "edition", "", func(tx Tx, j *journal.Entry) error {
		j.Subject, j.New = string(e.ID()), e.Digest()
		if was, err := d.edition(tx, e.ID()); err == nil && was.Status() == criteria.Draft && e.Status() == criteria.Draft {
			j.Old = was.Digest()
			return tx.Put(KindEdition, string(e.ID()), string(e.Bytes()))
		}
		return d.putEdition(tx, e)
	})
	d.parsed.Delete(e.ID())
	return err
}

// Fingerprints returns the certificates this desk relies on: the roots of the scheme and its own.
func (d *Desk) Fingerprints() []Fingerprint {
	var out []Fingerprint
	add := func(c *x509.Certificate) {
		s := seal.SubjectOf(c)
		out = append(out, Fingerprint{s.Role, s.Name, seal.Fingerprint(c)})
	}
	for _, r := range d.Roots() {
		add(r)
	}
	if s, err := d.signing(); err == nil {
		add(s.Cert)
	}
	return out
}
