package review

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

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

// Release takes the key of a dossier in, which the secretariat sends under the strict gate after it accepted the declaration. The
// same key again mends what the desk has lost of the case.
func (d *Desk) Release(ctx context.Context, in Incoming) (ident.CaseID, error) {
	t, err := d.release(ctx, in)
	return t.Case, err
}

func (d *Desk) release(ctx context.Context, in Incoming) (t Taken, err error) {
	if err := d.only(Member); err != nil {
		return t, err
	}
	p, err := d.unpack(in, dossier.Release)
	if err != nil {
		return t, err
	}
	inner, l := p.Unseal(d.believe(p.Created), d.boxes()...)
	if inner == nil || len(l) > 0 {
		return t, refusedParcel(in.Name, l)
	}
	var k releaseKey
	if _, err := inner.Decode(fileRelease, ReleaseFormat, ReleaseVersion, &k); err != nil {
		return t, err
	}
	row, err := d.Case(ctx, p.Case)
	known := row.State == Open && row.Dossier == k.Dossier
	switch {
	case err != nil:
		return t, err
	case known:
	case row.State != Awaiting || row.Dossier != k.Dossier:
		return t, fault.New(fault.Conflict, "release_not_awaited", "case", string(p.Case))
	}
	box, err := seal.ParseBox(k.Secret)
	if err != nil {
		return t, err
	}
	t.Case, t.Known = p.Case, known
	if known {
		t.Mended, err = d.mend(ctx, p.Case, box)
		return t, err
	}
	// Noted by itself: that the office sent this file is true also when the body does not open.
	if err := d.Store.Update(ctx, func(tx Tx) error { _, err := seen(tx, p); return err }); err != nil {
		return t, err
	}
	return t, d.openBody(ctx, p.Case, box)
}

// openBody decrypts the body of a dossier and takes it apart. This is the only place where that happens, and it happens only after the
// declaration is on disk (Arts 7, 20): the transaction that opens the case reads it again. The evidence is stored in the pass that checks
// it, before anything names it, and destroyed again unless the whole is good.
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
		return lostDossier(err)
	}
	defer blob.Close()
	t := taking{desk: d, ctx: ctx, held: map[ident.Digest]bool{}}
	ctx, g := gauged(ctx, 2*blob.Size()) // for what is outside and what is inside
	in := g.over(ctx, Incoming{Name: string(id), R: blob, Size: blob.Size()})
	if err := d.takeBody(&t, in, hand.ID, boxes); err != nil {
		if why := d.sound(ctx, hand.Parcel); why != nil && ctx.Err() == nil {
			err = lostDossier(why)
		}
		return errors.Join(stopped(ctx, err), d.removeAll(t.fresh))
	}
	return nil
}

// takeBody reads the dossier in hand and keeps what is in it.
func (d *Desk) takeBody(t *taking, in Incoming, hand ident.Digest, boxes []*seal.Box) error {
	opened, l, err := dossier.Open(in.R, in.Size, d.believe(time.Time{}, dossier.Dossier), t.take, boxes...)
	if err != nil {
		return err
	}
	inner := opened.Inner
	if inner == nil {
		return refusedParcel(in.Name, l)
	}
	if opened.Rehearsal != d.Self().Rehearsal {
		return fault.New(fault.Invalid, "parcel_of_rehearsal", "name", in.Name)
	}
	app, edition, err := readBody(inner)
	if err != nil {
		return err
	}
	if err := t.sort(app); err != nil {
		return err
	}
	earlier, err := readEarlier(inner)
	if err != nil {
		return err
	}
	_, err = d.update(t.ctx, "unseal", opened.Case, func(tx Tx, e *journal.Entry) error {
		if err := d.mayOpen(tx, opened.Case); err != nil {
			return err
		}
		c, err := theCase(tx, opened.Case)
		if err != nil {
			return err
		}
		c.State, c.Edition, c.EditionDigest = Open, edition.ID(), edition.Digest()
		e.Old, e.New = hand, inner.ID
		if err := d.putEdition(tx, edition); err != nil {
			return err
		}
		if err := tx.Put(KindApplication, string(opened.Case), app); err != nil {
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

// readBody reads the documents of a dossier's body.
func readBody(p *dossier.Parcel) (*intake.Application, *criteria.Edition, error) {
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
	return app, edition, err
}

// taking stores the evidence of a body while it is checked.
type taking struct {
	desk  *Desk
	ctx   context.Context       //nolint:containedctx // lives inside one call
	held  map[ident.Digest]bool // what came
	fresh []ident.Digest        // of it, what the desk did not have before
}

// take is a dossier.Take.
func (t *taking) take(name string, sum ident.Digest, r io.Reader) error {
	want, ok := strings.CutPrefix(name, dirEvidence)
	if !ok {
		return nil
	}
	if sum != ident.Digest(want) {
		return fault.New(fault.Invalid, "evidence_digest_differs")
	}
	had, err := t.desk.Store.Blobs().Has(sum)
	if err != nil {
		return err
	}
	if _, _, err := t.desk.Store.Blobs().Put(t.ctx, r); err != nil {
		return err
	}
	t.held[sum] = true
	if !had {
		t.fresh = append(t.fresh, sum)
	}
	return nil
}

// sort holds what came to what the application names: every document that is said to be there has to be, and what it does not name is
// not kept.
func (t *taking) sort(app *intake.Application) error {
	named := map[ident.Digest]bool{}
	for _, ev := range app.Evidence {
		if ev.Present && !t.held[ev.Digest] {
			return fault.New(fault.Missing, "parcel_no_such_file", "name", dirEvidence+string(ev.Digest))
		}
		named[ev.Digest] = ev.Present
	}
	var stray []ident.Digest
	for _, f := range t.fresh {
		if !named[f] {
			stray = append(stray, f)
		}
	}
	t.fresh = slices.DeleteFunc(t.fresh, func(f ident.Digest) bool { return !named[f] })
	return t.desk.removeAll(stray)
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
