package review

import (
	"context"
	"errors"
	"io"

	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// HandAgain writes the files of a sealed opinion once more, byte for byte as they were signed: for who lost them on the way. Nothing is
// signed anew, so the secretariat takes them in once whichever copy arrives. Before the seal, and after the content was destroyed, there
// is nothing to write: fault.Missing "nothing_sealed".
func (d *Desk) HandAgain(ctx context.Context, id ident.CaseID, out Outbox) ([]Handed, error) {
	if err := d.only(Member); err != nil {
		return nil, err
	}
	var c Case
	var own held
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		if c, err = theCase(tx, id); err != nil {
			return err
		}
		own, _, err = get[held](tx, KindOpinion, part(id, string(d.Self().ID)))
		return err
	})
	if err != nil {
		return nil, err
	}
	if c.State != Submitted && c.State != Receipted || own.Parcel == "" {
		return nil, fault.New(fault.Missing, "nothing_sealed", "case", string(id))
	}
	report, opinion := sealedNames(c, d.Self().ID)
	first, taken, err := d.copyOut(ctx, out, "report", report, own.Opinion.Report)
	if err != nil {
		return nil, err
	}
	undo := func(err error) error {
		if taken {
			return err // it stood there before, as it is now
		}
		return errors.Join(err, out.Remove(first.Name))
	}
	second, taken2, err := d.copyOut(ctx, out, string(dossier.Opinion), opinion, own.Parcel)
	if err != nil {
		return nil, undo(err)
	}
	_, err = d.update(ctx, "submit-again", id, func(_ Tx, e *journal.Entry) error {
		e.New = own.Parcel
		return nil
	})
	if err != nil {
		if !taken2 {
			err = errors.Join(err, out.Remove(second.Name))
		}
		return nil, undo(err)
	}
	return []Handed{first, second}, nil
}

// sealedNames are the names of the report and of the opinion of a case.
func sealedNames(c Case, member ident.ReviewerID) (report, opinion string) {
	base := string(c.ID) + "_" + string(member) + roundSuffix(c.Round)
	return base + "_report.pdf", base + dossier.Opinion.Extension()
}

// copyOut hands out bytes that the desk holds. It also reports whether a file of that name stood there.
func (d *Desk) copyOut(ctx context.Context, out Outbox, kind, name string, held ident.Digest) (h Handed, taken bool, err error) {
	b, err := d.Store.Blobs().Open(held)
	if err != nil {
		return h, false, err
	}
	defer b.Close()
	if _, done, err := out.Read(name); err == nil {
		taken = true
		if err := done(); err != nil {
			return h, taken, err
		}
	}
	h, err = d.handOver(ctx, out, kind, name, func(w io.Writer) error {
		_, err := io.Copy(w, io.NewSectionReader(b, 0, b.Size()))
		return err
	})
	return h, taken, err
}

// sealedReport returns the signed report of a case that was handed over.
func (d *Desk) sealedReport(ctx context.Context, id ident.CaseID) ([]byte, error) {
	var own held
	err := d.Store.View(ctx, func(tx Tx) error { return tx.Get(KindOpinion, part(id, string(d.Self().ID)), &own) })
	if err != nil {
		return nil, err
	}
	b, err := d.Store.Blobs().Open(own.Opinion.Report)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	return io.ReadAll(b)
}
