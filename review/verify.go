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
	"shinsa/review/seal"
)

// Verifier judges files. It needs no desk: only the roots to believe.
type Verifier struct {
	trust seal.Trust
}

// NewVerifier judges by the given roots as of a day (its end in Japan); no day means the time each signer claims. Revoked may be nil.
func NewVerifier(roots []*x509.Certificate, on civil.Date, revoked func(*x509.Certificate, time.Time) bool) *Verifier {
	v := &Verifier{seal.Trust{Roots: roots, Revoked: revoked}}
	if !on.IsZero() {
		v.trust.At = time.Date(on.Year, on.Month, on.Day, 23, 59, 59, 0, civil.Japan)
	}
	return v
}

// Verifier returns a verifier that believes what this desk believes.
func (d *Desk) Verifier(on civil.Date) *Verifier { return NewVerifier(d.Roots(), on, d.revoked) }

// Verify judges one file as of today.
func (d *Desk) Verify(ctx context.Context, in Incoming) Verification {
	return d.Verifier(civil.Date{}).Verify(ctx, in)
}

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

func (v *Verifier) pdf(in Incoming) Verification {
	out := Verification{Name: in.Name, Kind: "pdf", Verdict: seal.Invalid, Signers: []Signature{}, Reasons: fault.List{}}
	b, err := in.bytes(maxPaper * 4)
	if err != nil {
		out.Reasons = append(out.Reasons, reasons(in.Name, err)...)
		return out
	}
	r := pdfseal.Verify(b, v.trust)
	out.Verdict, out.Reasons = r.Verdict, append(out.Reasons, r.Findings...)
	for _, s := range r.Signatures {
		one := Signature{Verdict: s.Verdict, When: stampTime(s.Time), Field: s.Field, Whole: s.Whole}
		if s.Signed != nil {
			one.Name, one.Role, one.ID = s.Signed.Subject.Name, string(s.Signed.Subject.Role), s.Signed.Subject.ID
		}
		out.Signers = append(out.Signers, one)
		out.Reasons = append(out.Reasons, s.Findings...)
	}
	return out
}

func (v *Verifier) parcel(in Incoming) Verification {
	p, l := dossier.Check(in.R, in.Size, dossier.Trust{Trust: v.trust})
	out := Verification{Name: in.Name, Verdict: dossier.Verdict(p, l), Signers: []Signature{}, Reasons: append(fault.List{}, l...)}
	if p == nil {
		return out
	}
	out.Kind, out.Case = string(p.Kind), p.Case
	if s := p.Signature; s != nil {
		out.Signers = append(out.Signers, Signature{
			Verdict: s.Verdict, Name: s.Subject.Name, Role: string(s.Subject.Role), ID: s.Subject.ID, When: stampTime(s.SigningTime), Whole: out.Good(),
		})
	}
	return out
}

func stampTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(civil.Japan).Format(time.RFC3339)
}
