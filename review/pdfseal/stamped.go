package pdfseal

import (
	"bytes"
	"crypto/x509"
	"errors"
	"io"
	"slices"
	"time"

	"shinsa/review/pdfseal/object"
	"shinsa/review/pdfseal/stamp"
	"shinsa/review/seal"
)

// skew is how much later than its stamp a signature may claim to be without a word: clocks differ.
const skew = 5 * time.Minute

// checkDocument checks a document time stamp. One that cannot be traced to a trusted authority is noted and proves nothing; one of other
// bytes shows that the file was altered.
func (v *verification) checkDocument(s *Signature, token []byte, content io.Reader) {
	at, err := stamp.Verify(token, content, v.trust.Authorities)
	switch {
	case err == nil:
		s.Stamp, s.Time = at, at.At
	case errors.Is(err, stamp.ErrOther):
		s.add(seal.Altered, "pdf_stamp_altered")
	case errors.Is(err, stamp.ErrUnknown):
		s.note("pdf_stamp_unknown")
	default:
		s.add(seal.Invalid, "pdf_stamp_unreadable")
	}
}

// checkStamp finds the earliest instant at which a trusted authority knew the signature: by the stamp in it, or by a document time stamp
// that covers it. A stamp that cannot be believed is noted: the signature is worth what it is worth without.
func (v *verification) checkStamp(s *Signature, cms []byte) {
	if token, signature := stamp.Of(cms); token != nil {
		at, err := stamp.Verify(token, bytes.NewReader(signature), v.trust.Authorities)
		if s.Stamp = at; err != nil {
			s.note("pdf_stamp_unknown")
		}
	}
	for _, d := range v.stamps {
		if at := d.Stamp.At; !at.IsZero() && d.Verdict == seal.Genuine && d.Covered >= s.Covered && (s.Stamp.At.IsZero() || at.Before(s.Stamp.At)) {
			s.Stamp = d.Stamp
		}
	}
}

// maxLists bounds the revocation lists of a file that are read.
const maxLists = 64

// revoked adds the revocation lists kept with the file to what is known of revoked cards. Only those count that a given root issued.
func (v *verification) revoked() func(*x509.Certificate, time.Time) bool {
	known := v.trust.Revoked
	var lists []*x509.RevocationList
	for _, raw := range v.keptLists() {
		l, err := x509.ParseRevocationList(raw)
		if err == nil && slices.ContainsFunc(v.trust.Roots, func(root *x509.Certificate) bool { return l.CheckSignatureFrom(root) == nil }) {
			lists = append(lists, l)
		}
	}
	if len(lists) == 0 {
		return known
	}
	return func(cert *x509.Certificate, at time.Time) bool {
		for _, l := range lists {
			for _, e := range l.RevokedCertificateEntries {
				if bytes.Equal(l.RawIssuer, cert.RawIssuer) && e.SerialNumber.Cmp(cert.SerialNumber) == 0 && !e.RevocationTime.After(at) {
					return true
				}
			}
		}
		return known != nil && known(cert, at)
	}
}

// keptLists returns the revocation lists in the file's validation material; what cannot be read is passed over, as it can be taken away.
func (v *verification) keptLists() (out [][]byte) {
	catalog, err := v.file.Catalog()
	if err != nil {
		return nil
	}
	dss, err := v.file.Dict(catalog.Get("DSS"))
	if err != nil || dss == nil {
		return nil
	}
	lists, err := v.file.Array(dss.Get("CRLs"))
	if err != nil {
		return nil
	}
	for _, l := range lists[:min(len(lists), maxLists)] {
		o, err := v.file.Resolve(l)
		if err != nil {
			continue
		}
		if s, ok := o.(*object.Stream); ok {
			if b, err := v.file.Decode(s); err == nil {
				out = append(out, b)
			}
		}
	}
	return out
}
