package review

import (
	"bytes"
	"context"
	"crypto/x509"
	"io"
	"slices"
	"time"

	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

// The files of payloads.
const (
	fileCover          = "cover.json"
	fileDeclaration    = "declaration.json"
	fileDeclarationPDF = "declaration.pdf"
	fileOpinion        = "opinion.json"
	fileReport         = "report.pdf"
	fileReceipt        = "receipt.json"
	fileReceiptPDF     = "receipt.pdf"
	fileRequest        = "request.json"
	fileCard           = "card.json"
	fileRelease        = "release.json"
	fileRecords        = "records.json"
	fileApplication    = "application.json"
	fileEdition        = "edition.json"
	fileEarlier        = "earlier.json"
	dirEvidence        = "evidence/"
)

// maxPaper bounds a PDF that travels in a parcel.
const maxPaper = 64 << 20

// believe is what this desk trusts when it reads a parcel of the given kinds.
func (d *Desk) believe(at time.Time, kinds ...dossier.Kind) dossier.Trust {
	return dossier.Trust{
		Trust:  seal.Trust{Roots: d.Roots(), At: at, Revoked: d.revoked},
		Reader: string(d.Self().ID), Kinds: kinds,
	}
}

// revoked reports whether a card had been revoked at an instant, as far as this desk knows.
func (d *Desk) revoked(cert *x509.Certificate, at time.Time) bool {
	gone := false
	err := d.Store.View(context.Background(), func(tx Tx) error {
		cards, err := list[Card](tx, KindCard, "")
		for _, c := range cards {
			gone = gone || ended(cert, at, c.ID, c.Fingerprint, c.Revoked)
		}
		return err
	})
	return gone || err != nil
}

// unpack checks a parcel whole and refuses it with every finding unless it is genuine, of a wanted kind, and for this desk. What is refused is
// also held to the format of its document and to what this desk has, so that nobody mends one fault to meet the next.
func (d *Desk) unpack(in Incoming, kinds ...dossier.Kind) (*dossier.Parcel, error) {
	p, l := dossier.Check(in.R, in.Size, d.believe(time.Time{}, kinds...))
	if p == nil {
		return nil, refusedParcel(in.Name, l)
	}
	document := p.Against(documents[p.Kind].name, documents[p.Kind].formats)
	strange := p.Rehearsal != d.Self().Rehearsal
	if len(musts(l))+len(document) > 0 {
		amiss, err := d.misplaced(in, p)
		if err != nil {
			return nil, err
		}
		if strange {
			amiss = append(amiss, against("parcel_of_rehearsal", "name", in.Name))
		}
		if len(musts(l))+len(amiss) > 0 { // the document alone is refused by who decodes it
			return nil, refusedParcel(in.Name, slices.Concat(l, document, amiss))
		}
	}
	if strange {
		return nil, fault.New(fault.Invalid, "parcel_of_rehearsal", "name", in.Name)
	}
	return p, nil
}

// outgoing is a parcel of this desk with its head filled in.
func (d *Desk) outgoing(kind dossier.Kind, c ident.CaseID, round int, at time.Time) (dossier.Outgoing, error) {
	o := dossier.Outgoing{Kind: kind, Case: c, Round: round, Created: at, Rehearsal: d.Self().Rehearsal}
	err := d.Store.View(context.Background(), func(tx Tx) error {
		h, err := tx.Head()
		if err != nil || h.Seq == 0 {
			return err
		}
		o.Journal = &journal.Head{Seq: h.Seq, Hash: h.Hash}
		if !betweenDesks(kind) {
			return nil
		}
		entries, err := tx.Journal(max(0, h.Seq-journal.TrailLines), 0)
		if err != nil {
			return err
		}
		trail, err := journal.TrailOf(entries)
		o.Trail = &trail
		return err
	})
	return o, err
}

// betweenDesks reports whether a kind goes from one desk to another, and not to anyone, to the records or to its owner.
func betweenDesks(k dossier.Kind) bool {
	return k != dossier.Register && k != dossier.Records && k != dossier.Backup && k != dossier.Enrolment
}

// create writes a small parcel in memory and returns its bytes and its id.
func (d *Desk) create(o dossier.Outgoing) ([]byte, ident.Digest, error) {
	signer, err := d.signing()
	if err != nil {
		return nil, "", err
	}
	var buf bytes.Buffer
	id, err := dossier.Create(&buf, o, signer)
	return buf.Bytes(), id, err
}

func writeBytes(b []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	}
}

// whole is a reader over all of an incoming file.
func (in Incoming) whole() io.Reader { return io.NewSectionReader(in.R, 0, in.Size) }

// refusedParcel carries every finding against a parcel that is not taken in.
func refusedParcel(name string, l fault.List) error {
	return &fault.Error{Kind: fault.Invalid, Code: "parcel_not_taken", Findings: musts(l), Args: map[string]string{"name": name}}
}
