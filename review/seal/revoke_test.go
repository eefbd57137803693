package seal_test

import (
	"crypto/x509"
	"errors"
	"testing"
	"time"

	"shinsa/review/fault"
	"shinsa/review/seal"
)

func TestRevocationList_OfTheRootAlone(t *testing.T) {
	s := newScheme(t)
	der, err := s.root.RevocationList([]seal.Ended{{Cert: s.member.Cert, On: signed}}, signed, signed.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	l, err := x509.ParseRevocationList(der)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.CheckSignatureFrom(s.root.Cert); err != nil {
		t.Error(err)
	}
	e := l.RevokedCertificateEntries
	if len(e) != 1 || e[0].SerialNumber.Cmp(s.member.Cert.SerialNumber) != 0 || !e[0].RevocationTime.Equal(signed.Truncate(time.Second)) {
		t.Errorf("entries %+v", e)
	}
	if _, err := s.office.RevocationList(nil, signed, signed.AddDate(1, 0, 0)); !errors.Is(err, &fault.Error{Kind: fault.Forbidden, Code: "seal_issuer_not_root"}) {
		t.Errorf("by the office: %v", err)
	}
}
