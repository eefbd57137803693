package seal

import (
	"crypto/rand"
	"crypto/x509"
	"fmt"
	"math/big"
	"time"

	"shinsa/review/fault"
)

// Ended is a card that was revoked, and from when.
type Ended struct {
	Cert *x509.Certificate
	On   time.Time
}

// RevocationList writes the revocation list (RFC 5280, in DER) of a root, so that programs which know nothing of a scheme's own register
// of keys can tell which cards ended before their time. A later list has the greater number. Only a root may write one.
func (s *Signer) RevocationList(ended []Ended, made, next time.Time) ([]byte, error) {
	if !s.Cert.IsCA {
		return nil, fault.New(fault.Forbidden, "seal_issuer_not_root")
	}
	list := &x509.RevocationList{Number: big.NewInt(made.Unix()), ThisUpdate: made.UTC(), NextUpdate: next.UTC()}
	for _, e := range ended {
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries,
			x509.RevocationListEntry{SerialNumber: e.Cert.SerialNumber, RevocationTime: e.On.UTC()})
	}
	der, err := x509.CreateRevocationList(rand.Reader, list, s.Cert, s.Key)
	if err != nil {
		return nil, fmt.Errorf("write revocation list: %w", err)
	}
	return der, nil
}
