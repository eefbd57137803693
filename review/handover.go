package review

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"shinsa/review/canon"
	"shinsa/review/civil"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/opinion"
	"shinsa/review/paper"
)

// draftOpinion is the opinion as it would be sealed now.
func (d *Desk) draftOpinion(f *File, on civil.Date) opinion.Opinion {
	me := d.Self()
	marks := f.Sheet().Marks()
	for i := range marks {
		marks[i].Restores = 0
	}
	return opinion.Opinion{
		Format: opinion.Format, Version: opinion.Version, Case: f.ID, Round: f.Round, Reviewer: me.ID, Name: me.Name, Role: "member",
		Edition: f.Edition.ID(), EditionDigest: f.Edition.Digest(), Dossier: f.Dossier, On: on, Draft: f.Draft, Marks: marks,
		Evidence: evidenceUses(f.Application, f.EvidenceUse), Scribes: f.Scribes,
	}
}

// Preview composes the report as it would be signed now; after the seal it is the signed report itself.
func (d *Desk) Preview(ctx context.Context, id ident.CaseID) ([]byte, error) {
	f, err := d.File(ctx, id)
	if err != nil {
		return nil, err
	}
	if f.State == Submitted || f.State == Receipted {
		return d.sealedReport(ctx, id)
	}
	r := d.report(f, d.draftOpinion(f, d.Today()))
	r.Draft = true
	doc, err := d.Press.Report(d.Profile().letterhead(), r)
	if err != nil {
		return nil, err
	}
	return finish(doc, nil, "")
}

// Submit seals the opinion: the signed report (PDF) and the .opinion file for the secretariat, both read back and checked. After that
// nothing of the case can change on this desk. Everything that stands against sealing is returned with the refusal.
func (d *Desk) Submit(ctx context.Context, id ident.CaseID, passphrase string, out Outbox) ([]Handed, error) {
	if err := d.Confirm(passphrase); err != nil {
		return nil, err
	}
	f, err := d.File(ctx, id)
	if err != nil {
		return nil, err
	}
	if f.State != Open {
		return nil, fault.New(fault.Sealed, "case_not_open", "case", string(id))
	}
	if l := musts(opinion.Check(f.Sheet(), f.Draft)); len(l) > 0 {
		return nil, &fault.Error{Kind: fault.Forbidden, Code: "opinion_not_ready", Clause: "6-2", Findings: l}
	}
	o := d.draftOpinion(f, d.Today())
	report, parcel, err := d.sealOpinion(f, &o)
	if err != nil {
		return nil, err
	}
	reportName, opinionName := sealedNames(f.Case, o.Reviewer)
	first, err := d.handOver(ctx, out, "report", reportName, writeBytes(report))
	if err != nil {
		return nil, err
	}
	second, err := d.handOver(ctx, out, string(dossier.Opinion), opinionName, writeBytes(parcel))
	if err != nil {
		return nil, errors.Join(err, out.Remove(first.Name))
	}
	if err := d.recordOpinion(ctx, o, report, parcel); err != nil {
		return nil, errors.Join(err, out.Remove(first.Name), out.Remove(second.Name))
	}
	return []Handed{first, second}, nil
}

// sealOpinion makes the signed report and the parcel that carries it with the opinion, whose Report it sets.
func (d *Desk) sealOpinion(f *File, o *opinion.Opinion) (report, parcel []byte, err error) {
	doc, err := d.Press.Report(d.Profile().letterhead(), d.report(f, *o))
	if err != nil {
		return nil, nil, err
	}
	now := d.Now()
	report, err = d.sign(doc, o, fileOpinion, signing{field: paper.FieldMember, role: roleWordMember, seal: sealOf(o.Name), at: now})
	if err != nil {
		return nil, nil, err
	}
	o.Report = ident.Sum(report)
	parcel, err = d.answer(f.Row, reply{dossier.Opinion, now, fileOpinion, o, dossier.BytesFile(fileReport, report)})
	return report, parcel, err
}

func (d *Desk) recordOpinion(ctx context.Context, o opinion.Opinion, report, parcel []byte) error {
	if _, _, err := d.Store.Blobs().Put(ctx, bytes.NewReader(report)); err != nil {
		return err
	}
	blob, _, err := d.Store.Blobs().Put(ctx, bytes.NewReader(parcel))
	if err != nil {
		return err
	}
	digest, err := canon.Digest(o)
	if err != nil {
		return err
	}
	_, err = d.update(ctx, "submit", o.Case, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, o.Case)
		if err != nil {
			return err
		}
		if err := writable(c); err != nil {
			return err
		}
		c.State = Submitted
		e.New = digest
		if err := tx.Put(KindOpinion, part(o.Case, string(o.Reviewer)), held{o, blob, digest}); err != nil {
			return err
		}
		return putCase(tx, c)
	})
	return err
}

// ReceiptFormat and ReceiptVersion head every receipt.json.
const (
	ReceiptFormat  = "shinsa/receipt"
	ReceiptVersion = 1
)

// Receipt confirms what the secretariat took in; with it a member may destroy the content of the case.
type Receipt struct {
	Format   string           `json:"format"`
	Version  int              `json:"version"`
	Case     ident.CaseID     `json:"case"`
	Reviewer ident.ReviewerID `json:"reviewer"`
	Kind     dossier.Kind     `json:"kind"`   // declaration or opinion
	Parcel   ident.Digest     `json:"parcel"` // of the file taken in
	Items    int              `json:"items"`  // verdicts taken in
	Evidence int              `json:"evidence"`
	On       civil.Date       `json:"on"`
	By       string           `json:"by"`
}

// TakeReceipt takes the secretariat's receipt in: it has to be about exactly the file this desk handed in. The same again changes nothing.
func (d *Desk) TakeReceipt(ctx context.Context, in Incoming) (ident.CaseID, error) {
	if err := d.only(Member); err != nil {
		return "", err
	}
	p, err := d.unpack(in, dossier.Receipt)
	if err != nil {
		return "", err
	}
	var r Receipt
	if _, err := p.Decode(fileReceipt, ReceiptFormat, ReceiptVersion, &r); err != nil {
		return "", err
	}
	_, err = d.update(ctx, "receipt", r.Case, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, r.Case)
		if err != nil {
			return err
		}
		if err := d.matches(tx, r); err != nil {
			return err
		}
		was, _, err := get[Receipt](tx, KindReceipt, part(r.Case, string(r.Kind)))
		if err != nil {
			return err
		}
		if was.Parcel == r.Parcel {
			return errKnown
		}
		e.Subject, e.New = string(r.Kind), p.ID
		if _, err := seen(tx, p); err != nil {
			return err
		}
		if c.State == Submitted && r.Kind == dossier.Opinion {
			c.State = Receipted
		}
		if err := tx.Put(KindReceipt, part(r.Case, string(r.Kind)), r); err != nil {
			return err
		}
		return putCase(tx, c)
	})
	return r.Case, known(err)
}

// matches refuses a receipt for another person, or for bytes that are not the ones this desk handed in.
func (d *Desk) matches(tx Tx, r Receipt) error {
	me := d.Self().ID
	var sent ident.Digest
	switch r.Kind {
	case dossier.Opinion:
		o, _, err := get[held](tx, KindOpinion, part(r.Case, string(me)))
		if err != nil {
			return err
		}
		sent = o.Parcel
	case dossier.Declaration:
		x, _, err := get[declared](tx, KindDeclaration, part(r.Case, string(me)))
		if err != nil {
			return err
		}
		sent = x.Parcel
	}
	if r.Reviewer != me || sent == "" || r.Parcel != sent {
		return fault.New(fault.Conflict, "receipt_does_not_match", "case", string(r.Case))
	}
	return nil
}

// Purge destroys the content of a case after its receipt (Art. 20): application, evidence, marks with their history, notes, draft and
// the dossier. What remains is the record that it was there: the case's head, the declaration, the sealed opinion's digest and the
// receipt.
func (d *Desk) Purge(ctx context.Context, id ident.CaseID) error {
	if err := d.only(Member); err != nil {
		return err
	}
	_, err := d.update(ctx, "purge", id, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		if c.State != Receipted {
			return fault.By("20-1", "purge_without_receipt", "case", string(id))
		}
		content, err := d.contentOf(tx, id)
		if err == nil {
			err = doom(tx, id, content)
		}
		if err != nil {
			return err
		}
		c.State = Purged
		e.Old = c.Dossier
		if err := d.forget(tx, id); err != nil {
			return err
		}
		return putCase(tx, c)
	})
	if err != nil {
		return err
	}
	return d.finish(ctx)
}

// forget removes the documents of a case that hold content.
func (d *Desk) forget(tx Tx, id ident.CaseID) error {
	if err := tx.DropMarks(id); err != nil {
		return err
	}
	for _, k := range []Kind{KindApplication, KindDraft, KindDossier, KindEarlier} {
		if err := tx.Delete(k, string(id)); err != nil {
			return err
		}
	}
	for _, k := range []Kind{KindNote, KindEvidenceUse, KindForm} {
		if err := deleteAll(tx, k, part(id, "")); err != nil {
			return err
		}
	}
	if err := errors.Join(tx.DropStates(KindNote, part(id, "")), tx.DropStates(KindDraft, string(id))); err != nil {
		return err
	}
	own, ok, err := get[held](tx, KindOpinion, part(id, string(d.Self().ID)))
	if err != nil || !ok {
		return err
	}
	own.Opinion = opinion.Opinion{Format: own.Opinion.Format, Version: own.Opinion.Version, Case: id, Reviewer: own.Opinion.Reviewer, On: own.Opinion.On, Report: own.Opinion.Report}
	return tx.Put(KindOpinion, part(id, string(d.Self().ID)), own)
}

// destroy removes blobs that no other case still needs.
func (d *Desk) destroy(ctx context.Context, ds []ident.Digest) error {
	needed := map[ident.Digest]bool{}
	err := d.Store.View(ctx, func(tx Tx) error {
		recs, err := tx.List(KindApplication, "")
		if err != nil {
			return err
		}
		for _, r := range recs {
			var app evidenceList
			if err := json.Unmarshal(r.Body, &app); err != nil {
				return fmt.Errorf("decode %s: %w", KindApplication, err)
			}
			for _, ev := range app.Evidence {
				needed[ev.Digest] = true
			}
		}
		typed, err := list[Typed](tx, KindTyped, "")
		for _, t := range typed {
			for _, scan := range t.Scans {
				needed[scan.Digest] = true
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, x := range ds {
		if x != "" && !needed[x] {
			if err := d.Store.Blobs().Remove(x); err != nil {
				return err
			}
		}
	}
	return nil
}
