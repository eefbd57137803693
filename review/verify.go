package review

import (
	"bytes"
	"context"
	"crypto/x509"
	"io"
	"time"

	"shinsa/review/civil"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/pdfseal"
	"shinsa/review/pdfseal/stamp"
	"shinsa/review/seal"
)

// Verifier judges files. It needs no desk: only the roots to believe.
type Verifier struct {
	trust seal.Trust
	day   civil.Date // for which a certification is looked up
	own   func() (*Snapshot, error)
	known Known
}

// NewVerifier judges by the given roots as of a day (its end in Japan); no day means the time each signer claims. Revoked may be nil.
func NewVerifier(roots []*x509.Certificate, on civil.Date, revoked func(*x509.Certificate, time.Time) bool) *Verifier {
	v := &Verifier{trust: seal.Trust{Roots: roots, Revoked: revoked}, day: on}
	if !on.IsZero() {
		v.trust.At = time.Date(on.Year, on.Month, on.Day, 23, 59, 59, 0, civil.Japan)
	}
	return v
}

// Believe adds the roots of authorities whose time stamps count.
func (v *Verifier) Believe(authorities ...*x509.Certificate) {
	v.trust.Authorities = append(v.trust.Authorities, authorities...)
}

// Verifier returns a verifier that believes what this desk believes and knows the certifications that it knows.
func (d *Desk) Verifier(on civil.Date) *Verifier {
	v := NewVerifier(d.Roots(), on, d.revoked)
	if v.own = d.ownSnapshot; on.IsZero() {
		v.day = d.Today()
	}
	if a, err := d.Authority(context.Background()); err == nil && a.Roots != "" { // what cannot be read is not believed
		if roots, err := seal.ParseCertificates([]byte(a.Roots)); err == nil {
			v.Believe(roots...)
		}
	}
	return v
}

// Verify judges one file as of today.
func (d *Desk) Verify(ctx context.Context, in Incoming) Verification {
	return d.Verifier(civil.Date{}).Verify(ctx, in)
}

// Question is what verifying is asked beside the files.
type Question struct {
	On    civil.Date // the day for which a certification is looked up, today when zero; signers are judged at the time each claims
	Known *Known     // registers shown before; those among the files are added. It may be nil
}

// VerifyAll judges files brought together: the registers among them first, so that they count for the others. Progress may be nil.
func (d *Desk) VerifyAll(ctx context.Context, files []Incoming, q Question, progress func(done int)) ([]Verification, error) {
	if q.Known == nil {
		q.Known = &Known{}
	}
	v := d.Verifier(civil.Date{})
	if v.known = *q.Known; !q.On.IsZero() {
		v.day = q.On
	}
	for _, in := range files {
		if err := v.Learn(in); err == nil { // what is no register, or not genuine, is judged with the rest
			*q.Known = v.known
		}
	}
	out := make([]Verification, 0, len(files))
	for i, in := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if progress != nil {
			progress(i)
		}
		out = append(out, v.Verify(ctx, in))
	}
	return out, nil
}

// kindPDF is the kind of a verified file that is no parcel.
const kindPDF = "pdf"

// Verify judges a PDF or a parcel by its content; anything else is unsigned.
func (v *Verifier) Verify(_ context.Context, in Incoming) Verification {
	head := make([]byte, 1024)
	n, err := in.R.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return Verification{Name: in.Name, Verdict: seal.Invalid, Reasons: fault.List{{Code: "file_unreadable", Severity: fault.Must, File: in.Name, Args: map[string]string{"name": in.Name}}}}
	}
	switch head = head[:n]; {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return v.parcel(in)
	case bytes.Contains(head, []byte("%PDF-")):
		return v.pdf(in)
	}
	return Verification{Name: in.Name, Verdict: seal.Unsigned, Reasons: fault.List{{Code: "file_kind_unknown", Severity: fault.Info, File: in.Name}}}
}

// whole is a file at hand as somebody would bring it.
func whole(name string, b []byte) Incoming {
	return Incoming{Name: name, R: bytes.NewReader(b), Size: int64(len(b))}
}

func (v *Verifier) pdf(in Incoming) Verification {
	out := Verification{Name: in.Name, Kind: kindPDF, Verdict: seal.Invalid, Signers: []Signature{}, Reasons: fault.List{}}
	b, err := in.bytes(maxPaper * 4)
	if err != nil {
		out.Reasons = append(out.Reasons, reasons(in.Name, err)...)
		return out
	}
	trust := v.trust
	trust.Revoked = v.known.revoked(trust.Revoked)
	r := pdfseal.Verify(b, trust)
	out.Verdict, out.Reasons = r.Verdict, append(out.Reasons, r.Findings...)
	for _, s := range r.Signatures {
		out.Signers = append(out.Signers, pdfSignature(s))
		out.Reasons = append(out.Reasons, s.Findings...)
	}
	for _, s := range r.Stamps {
		out.Stamps = append(out.Stamps, pdfSignature(s))
		out.Reasons = append(out.Reasons, s.Findings...)
	}
	if out.Good() {
		v.describe(&out, b)
	}
	return out
}

func pdfSignature(s pdfseal.Signature) Signature {
	one := Signature{
		Verdict: s.Verdict, When: stampTime(s.Time), Field: s.Field, Whole: s.Whole, Covered: s.Covered, Reason: s.Reason, Certifies: s.Permission == pdfseal.NoChanges,
		Stamped: stampedBy(s.Stamp),
	}
	if s.Signed != nil {
		one.Name, one.Role, one.ID = s.Signed.Subject.Name, string(s.Signed.Subject.Role), s.Signed.Subject.ID
	}
	seen := map[pdfseal.Change]bool{}
	for _, ch := range s.Changes {
		if seen[ch] {
			continue
		}
		seen[ch] = true
		f := fault.Finding{Code: ch.Code, Severity: fault.Must, At: s.Field}
		if ch.Allowed {
			f.Severity = fault.Info
		}
		if ch.Name != "" {
			f.Args = map[string]string{"name": ch.Name}
		}
		one.Changes = append(one.Changes, f)
	}
	return one
}

func stampedBy(s stamp.Stamp) *Stamped {
	if s.At.IsZero() {
		return nil
	}
	return &Stamped{At: stampTime(s.At), By: s.By}
}

func (v *Verifier) parcel(in Incoming) Verification {
	trust := v.trust
	trust.Revoked = v.known.revoked(trust.Revoked)
	p, l := dossier.Check(in.R, in.Size, dossier.Trust{Trust: trust})
	out := Verification{Name: in.Name, Verdict: dossier.Verdict(p, l), Signers: []Signature{}, Reasons: append(fault.List{}, l...)}
	if p == nil {
		return out
	}
	out.Kind, out.Case, out.Parcel = string(p.Kind), p.Case, contentsOf(p)
	if s := p.Signature; s != nil {
		out.Signers = append(out.Signers, Signature{
			Verdict: s.Verdict, Name: s.Subject.Name, Role: string(s.Subject.Role), ID: s.Subject.ID, When: stampTime(s.SigningTime), Whole: out.Good(),
		})
	}
	return out
}

func contentsOf(p *dossier.Parcel) *Contents {
	c := &Contents{ID: p.ID, Created: p.Created.Format(time.RFC3339), Sender: p.Sender, Recipient: p.Recipient, Files: []Content{}}
	for _, f := range p.Contents() {
		c.Files = append(c.Files, Content{Name: f.Name, Size: f.Size, SHA256: f.SHA256})
	}
	return c
}

func stampTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(civil.Japan).Format(time.RFC3339)
}
