package review

import (
	"context"

	"shinsa/review/civil"
	"shinsa/review/dossier"
	"shinsa/review/ident"
	"shinsa/review/paper"
)

// replyTo writes receipts, and keys under the strict gate.
func (d *Desk) replyTo(ctx context.Context, all []answered, m *Merged, w merging) error {
	for _, a := range all {
		h, err := d.receiptFor(ctx, a, w.out)
		if err != nil {
			return err
		}
		m.Receipts = append(m.Receipts, h)
		if a.declaration == nil || !w.release {
			continue
		}
		h, ok, err := d.releaseFor(ctx, a, w.out)
		if err != nil {
			return err
		}
		if ok {
			m.Released = append(m.Released, h)
		}
	}
	return nil
}

func (d *Desk) receiptFor(ctx context.Context, a answered, out Outbox) (Handed, error) {
	row, err := d.Case(ctx, a.parcel.Case)
	if err != nil {
		return Handed{}, err
	}
	now := d.Now()
	r := Receipt{
		Format: ReceiptFormat, Version: ReceiptVersion, Case: row.ID, Reviewer: ident.ReviewerID(a.parcel.Sender.ID), Kind: a.parcel.Kind,
		Parcel: a.blob, On: civil.Of(now), By: d.Self().Name,
	}
	counts := []paper.Count{}
	if a.opinion != nil {
		r.Items, r.Evidence = len(a.opinion.Marks), len(a.opinion.Evidence)
		counts = append(counts, paper.Count{Label: "判定", N: r.Items, Unit: "項目"}, paper.Count{Label: "根拠資料", N: r.Evidence, Unit: "点"})
	}
	doc, err := d.Press.Receipt(d.Profile().letterhead(), d.receiptPaper(row, a, r, counts))
	if err != nil {
		return Handed{}, err
	}
	pdf, err := d.sign(doc, r, fileReceipt, d.officeStamp(now, false))
	if err != nil {
		return Handed{}, err
	}
	f, err := dossier.JSONFile(fileReceipt, r)
	if err != nil {
		return Handed{}, err
	}
	o, err := d.outgoing(dossier.Receipt, row.ID, a.parcel.Round, now)
	if err != nil {
		return Handed{}, err
	}
	o.Answers, o.Recipient = a.parcel.ID, a.parcel.Sender
	o.Payload = []dossier.File{f, dossier.BytesFile(fileReceiptPDF, pdf)}
	b, _, err := d.create(o)
	if err != nil {
		return Handed{}, err
	}
	name := string(row.ID) + "_" + a.parcel.Sender.ID + "_" + string(a.parcel.Kind) + roundSuffix(a.parcel.Round) + dossier.Receipt.Extension()
	return d.handOver(ctx, out, string(dossier.Receipt), name, writeBytes(b))
}

// releaseFor hands the key of a strict dossier to a member whose declaration was accepted; false under the recorded gate, and for a
// member who is recused.
func (d *Desk) releaseFor(ctx context.Context, a answered, out Outbox) (Handed, bool, error) {
	var sent packed
	var decl declared
	err := d.Store.View(ctx, func(tx Tx) error {
		if c, err := theCase(tx, a.parcel.Case); err != nil || c.Round != a.parcel.Round {
			return err // nothing to open of a round that is over
		}
		if err := tx.Get(KindDeclaration, part(a.parcel.Case, a.parcel.Sender.ID), &decl); err != nil {
			return err
		}
		return tx.Get(KindDossier, part(a.parcel.Case, a.parcel.Sender.ID), &sent)
	})
	if err != nil || sent.Gate != dossier.Strict || decl.recused() {
		return Handed{}, false, err
	}
	card, err := d.card(ctx, ident.ReviewerID(a.parcel.Sender.ID))
	if err != nil {
		return Handed{}, false, err
	}
	o, err := d.outgoing(dossier.Release, a.parcel.Case, a.parcel.Round, d.Now())
	if err != nil {
		return Handed{}, false, err
	}
	f, err := dossier.JSONFile(fileRelease, releaseKey{ReleaseFormat, ReleaseVersion, sent.ID, sent.Secret})
	if err != nil {
		return Handed{}, false, err
	}
	o.Answers, o.Recipient, o.Sealed = a.parcel.ID, a.parcel.Sender, []dossier.File{f}
	o.To = append(o.To, card.To())
	b, _, err := d.create(o)
	if err != nil {
		return Handed{}, false, err
	}
	name := string(a.parcel.Case) + "_" + a.parcel.Sender.ID + dossier.Release.Extension()
	h, err := d.handOver(ctx, out, string(dossier.Release), name, writeBytes(b))
	if err != nil {
		return h, true, err
	}
	return h, true, d.recordRelease(ctx, a.parcel.Case, ident.ReviewerID(a.parcel.Sender.ID), h.Digest)
}
