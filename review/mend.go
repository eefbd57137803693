package review

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

// Mend takes the documents of an opened case out of its dossier again where the desk's own copies are lost or damaged, and returns how many. What
// the member wrote is not touched. The dossier is the one the desk keeps; where that is damaged too, taking the same file in again mends both
// (OpenDossier). Under the strict gate the desk does not keep the key: fault.Sealed "mend_needs_key" says that taking the release in again
// mends. A case that is not open, or no longer, has nothing to mend.
func (d *Desk) Mend(ctx context.Context, id ident.CaseID) (int, error) {
	if err := d.only(Member); err != nil {
		return 0, err
	}
	return d.mend(ctx, id, nil)
}

// mend is Mend; released is the key of a strict dossier, nil for none.
func (d *Desk) mend(ctx context.Context, id ident.CaseID, released *seal.Box) (int, error) {
	var hand inHand
	var app *intake.Application
	err := d.Store.View(ctx, func(tx Tx) error {
		c, err := theCase(tx, id)
		if err == nil {
			err = readable(c)
		}
		if err != nil || c.Edition == "" { // declared, and not unpacked yet
			return err
		}
		if app, err = theApplication(tx, id); err != nil {
			return err
		}
		return tx.Get(KindDossier, string(id), &hand)
	})
	if err != nil || app == nil {
		return 0, err
	}
	lost, err := d.lost(ctx, app)
	if err != nil || len(lost) == 0 {
		return 0, err
	}
	boxes := d.boxes()
	switch {
	case released != nil:
		boxes = []*seal.Box{released}
	case hand.Gate == dossier.Strict:
		return 0, fault.New(fault.Sealed, "mend_needs_key", "case", string(id))
	}
	n, err := d.restore(ctx, hand, lost, boxes)
	if err != nil || n == 0 {
		return 0, err
	}
	_, err = d.update(ctx, "mend", id, func(_ Tx, e *journal.Entry) error {
		e.Subject, e.New = strconv.Itoa(n), hand.ID
		return nil
	})
	return n, err
}

// lost returns the documents of an application that the desk cannot read to their end as they were.
func (d *Desk) lost(ctx context.Context, app *intake.Application) (map[ident.Digest]bool, error) {
	out := map[ident.Digest]bool{}
	for _, e := range app.Evidence {
		if !e.Present || out[e.Digest] {
			continue
		}
		err := d.sound(ctx, e.Digest)
		if kind := fault.KindOf(err); kind == fault.Missing || kind == fault.Corrupt {
			out[e.Digest], err = true, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// sound reads a blob to its end.
func (d *Desk) sound(ctx context.Context, x ident.Digest) error {
	b, err := d.Store.Blobs().Open(x)
	if err != nil {
		return err
	}
	defer b.Close()
	_, g := gauged(ctx, b.Size())
	_, _, err = digestOf(g.over(ctx, Incoming{R: b, Size: b.Size()}))
	return stopped(ctx, err)
}

// restore puts the documents that are lost in place again, from the dossier in hand, and returns how many. Each is told by its digest, so that one
// of them is right or is not kept, whatever else is wrong with the dossier.
func (d *Desk) restore(ctx context.Context, hand inHand, lost map[ident.Digest]bool, boxes []*seal.Box) (int, error) {
	blob, err := d.Store.Blobs().Open(hand.Parcel)
	if err != nil {
		return 0, lostDossier(err)
	}
	defer blob.Close()
	n := 0
	take := func(name string, sum ident.Digest, r io.Reader) error {
		if !strings.HasPrefix(name, dirEvidence) || !lost[sum] {
			return nil
		}
		got, _, err := d.Store.Blobs().Put(ctx, r)
		switch {
		case err != nil:
			return err
		case got != sum:
			return errors.Join(fault.New(fault.Invalid, "evidence_digest_differs"), d.Store.Blobs().Remove(got))
		}
		n++
		return nil
	}
	opened, _, err := dossier.Open(blob, blob.Size(), d.believe(time.Time{}, dossier.Dossier), take, boxes...)
	if err != nil {
		return 0, stopped(ctx, err)
	}
	if opened.Inner == nil || n < len(lost) {
		return 0, fault.New(fault.Corrupt, "dossier_lost")
	}
	return n, nil
}

// lostDossier says of a dossier in hand that is lost or damaged what can be done about it.
func lostDossier(err error) error {
	if kind := fault.KindOf(err); kind == fault.Missing || kind == fault.Corrupt {
		return fault.Wrap(fault.Corrupt, "dossier_lost", err)
	}
	return err
}

// lostDocument says of a document that cannot be read because its copy on this desk is lost or damaged what can be done about it.
func (d *Desk) lostDocument(no string, err error) error {
	var e *fault.Error
	if !errors.As(err, &e) || e.Code != "no_such_blob" && e.Code != "blob_damaged" {
		return err
	}
	code := "evidence_lost"
	if d.Self().Role == Secretariat {
		code = "evidence_lost_office"
	}
	return fault.Wrap(e.Kind, code, err, "evidence", no)
}

// careful reads a document and says what can be done when it turns out damaged.
type careful struct {
	io.ReaderAt
	tell func(error) error
}

// ReadAt implements io.ReaderAt.
func (c careful) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(p, off)
	if err != nil && err != io.EOF {
		err = c.tell(err)
	}
	return n, err
}
