package review

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"shinsa/review/civil"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/pdfseal"
	"shinsa/review/register"
)

// SnapshotFormat and SnapshotVersion head the register.json of a snapshot of the register (台帳).
const (
	SnapshotFormat  = "shinsa/register"
	SnapshotVersion = 1
)

// Snapshot is the register of certifications on a day, for whoever asks whether a certificate is in force. It replaces any with a smaller
// serial number.
type Snapshot struct {
	Format         string                   `json:"format"`
	Version        int                      `json:"version"`
	Serial         int                      `json:"serial"`
	On             civil.Date               `json:"on"`
	Certifications []register.Certification `json:"certifications"` // by serial, then number
	Source         string                   `json:"-"`              // name of the file it was read from; "" for the desk's own register
}

// Standing is what is known of a certification on a day.
type Standing struct {
	No       ident.CertificateNo `json:"no"`
	Service  string              `json:"service"`
	Operator string              `json:"operator"`
	From     civil.Date          `json:"from"`
	To       civil.Date          `json:"to"`
	On       civil.Date          `json:"on"`              // the day asked
	State    register.State      `json:"state,omitempty"` // on that day; "" when the register does not have it
	Since    civil.Date          `json:"since,omitzero"`  // from when on
	AsOf     civil.Date          `json:"as_of,omitzero"`  // day of the register; zero without one: then State follows from the certificate's own period alone
	Source   string              `json:"source,omitempty"`
}

// ExportRegister writes the signed snapshot of the register of certifications, for anyone who verifies certificates.
func (d *Desk) ExportRegister(ctx context.Context, out Outbox) (Handed, error) {
	if err := d.only(Secretariat); err != nil {
		return Handed{}, err
	}
	s := Snapshot{Format: SnapshotFormat, Version: SnapshotVersion, On: d.Today(), Certifications: []register.Certification{}}
	_, err := d.update(ctx, "snapshot", "", func(tx Tx, e *journal.Entry) error {
		cs, err := list[register.Certification](tx, KindCertification, "")
		if err != nil {
			return err
		}
		register.Sort(cs)
		s.Certifications = append(s.Certifications, cs...)
		s.Serial, err = count(tx, snapshotSeries)
		e.New = sum(s)
		return err
	})
	if err != nil {
		return Handed{}, err
	}
	return d.handRegister(ctx, out, "register", s.On, s)
}

// handRegister hands a register over in a parcel of its own: of keys or of certifications, as the document's format says.
func (d *Desk) handRegister(ctx context.Context, out Outbox, name string, on civil.Date, register any) (Handed, error) {
	o, err := d.outgoing(dossier.Register, "", 0, d.Now())
	if err != nil {
		return Handed{}, err
	}
	f, err := dossier.JSONFile(fileRegister, register)
	if err != nil {
		return Handed{}, err
	}
	o.Payload = []dossier.File{f}
	b, _, err := d.create(o)
	if err != nil {
		return Handed{}, err
	}
	return d.handOver(ctx, out, string(dossier.Register), name+"_"+on.String()+dossier.Register.Extension(), writeBytes(b))
}

// fileRegister is the payload of a register parcel; its format says of what.
const fileRegister = "register.json"

// takeOver finds out whether a register with a serial number replaces the one held: errKnown for the same, fault.Stale with the code for an
// older one.
func takeOver(serial, held int, code string, on civil.Date) error {
	switch {
	case serial == held:
		return errKnown
	case serial < held:
		return fault.New(fault.Stale, code, "date", on.String())
	}
	return nil
}

// settingRegister is where a member's desk keeps the newest snapshot that it was given.
const settingRegister = "register"

// TakeRegister takes a register in, of keys or of certifications, whichever the file holds: see TakeKeys. An older one than the one held
// is refused with fault.Stale "register_older"; the same again changes nothing.
func (d *Desk) TakeRegister(ctx context.Context, in Incoming) error {
	if err := d.only(Member); err != nil {
		return err
	}
	p, err := d.unpack(in, dossier.Register)
	if err != nil {
		return err
	}
	var s Snapshot
	if _, err := p.Decode(fileRegister, SnapshotFormat, SnapshotVersion, &s); errors.Is(err, &fault.Error{Code: "parcel_format_unknown"}) {
		_, err := d.TakeKeys(ctx, in)
		return err
	} else if err != nil {
		return err
	}
	_, err = d.update(ctx, "snapshot", "", func(tx Tx, e *journal.Entry) error {
		held, _, err := get[Snapshot](tx, KindSetting, settingRegister)
		if err == nil {
			err = takeOver(s.Serial, held.Serial, "register_older", s.On)
		}
		if err != nil {
			return err
		}
		e.Subject, e.New = string(p.ID), sum(s)
		if _, err := seen(tx, p); err != nil {
			return err
		}
		return tx.Put(KindSetting, settingRegister, s)
	})
	return known(err)
}

// ownSnapshot is the register as this desk has it: the secretariat's own, or what a member was given; nil when a member was given none.
func (d *Desk) ownSnapshot() (*Snapshot, error) {
	var s *Snapshot
	err := d.Store.View(context.Background(), func(tx Tx) error {
		if d.Self().Role == Secretariat {
			cs, err := list[register.Certification](tx, KindCertification, "")
			s = &Snapshot{On: d.Today(), Certifications: cs}
			return err
		}
		held, ok, err := get[Snapshot](tx, KindSetting, settingRegister)
		if ok {
			s = &held
		}
		return err
	})
	return s, err
}

// Known is what registers beside the files tell a verifier. The zero value knows nothing.
type Known struct {
	keys     *KeyRegister
	snapshot *Snapshot
}

// Learn reads a signed register of keys or of certifications; it has to be genuine by what v believes. From then on v knows which cards
// were revoked, or which certifications are in force. Of two the one with the greater serial number counts.
func (v *Verifier) Learn(in Incoming) error {
	trust := v.trust
	trust.At = time.Time{} // a register may be younger than the day that is asked about
	p, l := dossier.Check(in.R, in.Size, dossier.Trust{Trust: trust, Kinds: []dossier.Kind{dossier.Register}})
	if p == nil || len(musts(l)) > 0 {
		return refusedParcel(in.Name, l)
	}
	s := &Snapshot{Source: in.Name}
	_, err := p.Decode(fileRegister, SnapshotFormat, SnapshotVersion, s)
	if err == nil {
		if v.known.snapshot == nil || v.known.snapshot.Serial < s.Serial {
			v.known.snapshot = s
		}
		return nil
	}
	if !errors.Is(err, &fault.Error{Code: "parcel_format_unknown"}) {
		return err
	}
	k, err := readKeys(p)
	if err == nil && (v.known.keys == nil || v.known.keys.Serial < k.Serial) {
		v.known.keys = k
	}
	return err
}

// revoked adds what a register of keys says to what is known already, which may be nil.
func (k Known) revoked(before func(*x509.Certificate, time.Time) bool) func(*x509.Certificate, time.Time) bool {
	if k.keys == nil {
		return before
	}
	return func(cert *x509.Certificate, at time.Time) bool {
		return before != nil && before(cert, at) ||
			slices.ContainsFunc(k.keys.Cards, func(e KeyEntry) bool { return ended(cert, at, e.ID, e.Fingerprint, e.Revoked) })
	}
}

// paperOf names a paper by the data that it carries.
var paperOf = map[string]string{
	fileOpinion: "report", fileDeclaration: "declaration", fileReceipt: "receipt", "meeting.json": "committee", "correction.json": "correction",
	"inquiry.json": "inquiry", fileCertificate: kindCertificate, "notice.json": "notice", "refusal.json": "refusal",
	"minutes.json": "minutes", "renewal.json": "renewal", "improvement.json": "improvement", "revocation.json": "revocation",
}

const fileCertificate = kindCertificate + ".json"

// describe says of a genuine PDF which paper it is and, of a certificate, where the certification stands on the day asked.
func (v *Verifier) describe(out *Verification, pdf []byte) {
	files, err := pdfseal.Attachments(pdf)
	if err != nil {
		return // the paper says itself what it is; what is attached is only for programs
	}
	for _, f := range files {
		out.Paper = paperOf[f.Name]
		if f.Name != fileCertificate {
			continue
		}
		var c register.Certification
		if json.Unmarshal(f.Content, &c) == nil && c.No != "" {
			out.Standing = v.standing(c, out)
		}
	}
}

// standing looks a certification up in the newest register at hand; without one the certificate's own period has to do.
func (v *Verifier) standing(c register.Certification, out *Verification) *Standing {
	s := &Standing{No: c.No, Service: c.Service, Operator: c.Operator, From: c.From, To: c.To, On: v.day}
	at := v.known.snapshot
	if at == nil && v.own != nil {
		at, _ = v.own() // a desk that cannot be read says so at its next act; here it knows nothing
	}
	switch {
	case at == nil:
		out.note("certificate_without_register")
	default:
		s.AsOf, s.Source = at.On, at.Source
		i := slices.IndexFunc(at.Certifications, func(r register.Certification) bool { return r.No == c.No })
		if i < 0 {
			out.note("certificate_not_in_register")
			return s
		}
		c = at.Certifications[i]
		s.From, s.To = c.From, c.To
	}
	life := c.Life(v.day).On(v.day)
	s.State, s.Since = life.State, life.Since
	return s
}

// stamped reports whether the last signature of a PDF has a time stamp, be it of an authority that is believed or not.
func (v Verification) stamped() bool {
	if len(v.Signers) == 0 {
		return false
	}
	last := v.Signers[len(v.Signers)-1]
	return last.Stamped != nil || slices.ContainsFunc(v.Reasons, func(f fault.Finding) bool { return f.Code == "pdf_stamp_unknown" && f.At == last.Field })
}

// note adds what a reader should know of a genuine file.
func (v *Verification) note(code string) {
	v.Reasons = append(v.Reasons, fault.Finding{Code: code, Severity: fault.Should, Clause: "9-1"})
}
