package seal

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"io"
	"math/big"
	"time"

	"shinsa/review/fault"
)

// RootYears is how long a scheme's root is valid: longer than any card, and than a certification with its renewals is looked back on.
const RootYears = 30

// documentSigning is the extended key usage of RFC 9336.
var documentSigning = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 36}

// Signer is a key with the certificate that names its holder, and what chains that certificate to its root.
type Signer struct {
	Key   crypto.Signer
	Cert  *x509.Certificate
	Chain []*x509.Certificate // issuer first; goes into every signature, the root excepted
}

// NewSigner puts a key and its certificate together. It refuses, with Kind invalid, a key that is not the certificate's or is of a
// kind that other programs cannot verify (seal_key_mismatch, seal_key_unsupported).
func NewSigner(key crypto.Signer, cert *x509.Certificate, chain ...*x509.Certificate) (*Signer, error) {
	if key == nil || cert == nil {
		return nil, fault.New(fault.Invalid, "seal_key_mismatch")
	}
	if err := supported(key.Public()); err != nil {
		return nil, err
	}
	type equaler interface{ Equal(crypto.PublicKey) bool }
	if e, ok := cert.PublicKey.(equaler); !ok || !e.Equal(key.Public()) {
		return nil, fault.New(fault.Invalid, "seal_key_mismatch")
	}
	return &Signer{Key: key, Cert: cert, Chain: chain}, nil
}

// NewRoot makes the root of a scheme in the body's name, with a new P-256 key, valid from notBefore for RootYears.
func NewRoot(body string, notBefore time.Time) (*Signer, error) {
	key, err := GenerateKey()
	if err != nil {
		return nil, err
	}
	s := Subject{Name: body, Organization: body, Role: Root}
	if s.Empty() {
		return nil, fault.New(fault.Invalid, "seal_subject_empty")
	}
	tmpl, err := template(s, key.Public(), notBefore, notBefore.AddDate(RootYears, 0, 0))
	if err != nil {
		return nil, err
	}
	tmpl.IsCA, tmpl.MaxPathLenZero = true, true
	tmpl.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	tmpl.AuthorityKeyId = tmpl.SubjectKeyId
	cert, err := create(tmpl, tmpl, key.Public(), key)
	if err != nil {
		return nil, err
	}
	return &Signer{Key: key, Cert: cert}, nil
}

// Issue makes a card under s, which must be a root: a certificate for an office or a member, never for another authority. The card
// may not outlive the root. Refusals are of Kind invalid or forbidden.
func (s *Signer) Issue(pub crypto.PublicKey, subject Subject, notBefore, notAfter time.Time) (*x509.Certificate, error) {
	switch {
	case !s.Cert.IsCA:
		return nil, fault.New(fault.Forbidden, "seal_issuer_not_root")
	case subject.Empty():
		return nil, fault.New(fault.Invalid, "seal_subject_empty")
	case subject.Role != Office && subject.Role != Member:
		return nil, fault.New(fault.Invalid, "seal_role_unknown")
	case !notBefore.Before(notAfter), notBefore.Before(s.Cert.NotBefore), notAfter.After(s.Cert.NotAfter):
		return nil, fault.New(fault.Invalid, "seal_card_period")
	}
	if err := supported(pub); err != nil {
		return nil, err
	}
	tmpl, err := template(subject, pub, notBefore, notAfter)
	if err != nil {
		return nil, err
	}
	tmpl.KeyUsage = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	tmpl.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection} // asked for by most verifiers of CMS
	tmpl.UnknownExtKeyUsage = []asn1.ObjectIdentifier{documentSigning}
	tmpl.URIs = subject.uris()
	return create(tmpl, s.Cert, pub, s.Key)
}

// Subject is who the signer's certificate names.
func (s *Signer) Subject() Subject { return SubjectOf(s.Cert) }

// sign signs a digest. ECDSA nonces are derived from key and digest (RFC 6979) where the key is in memory, so that a poor source of
// randomness can never disclose it, and the same document signed twice is the same file.
func (s *Signer) sign(digest []byte, h crypto.Hash) ([]byte, error) {
	var random io.Reader
	if _, inMemory := s.Key.(*ecdsa.PrivateKey); !inMemory {
		random = rand.Reader
	}
	sig, err := s.Key.Sign(random, digest, h)
	if err != nil {
		return nil, fmt.Errorf("sign digest: %w", err)
	}
	return sig, nil
}

func template(s Subject, pub crypto.PublicKey, from, to time.Time) (*x509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, fmt.Errorf("draw serial number: %w", err)
	}
	spki, err := x509.MarshalPKIXPublicKey(pub)
	if err != nil {
		return nil, fmt.Errorf("encode public key: %w", err)
	}
	var info struct {
		Algorithm pkix.AlgorithmIdentifier
		Key       asn1.BitString
	}
	if _, err := asn1.Unmarshal(spki, &info); err != nil {
		return nil, fmt.Errorf("read public key: %w", err)
	}
	id := sha256.Sum256(info.Key.Bytes)
	return &x509.Certificate{
		SerialNumber:          serial.Add(serial, big.NewInt(1)),
		Subject:               s.name(),
		NotBefore:             from.UTC(),
		NotAfter:              to.UTC(),
		SubjectKeyId:          id[:20],
		BasicConstraintsValid: true,
	}, nil
}

func create(tmpl, parent *x509.Certificate, pub crypto.PublicKey, key crypto.Signer) (*x509.Certificate, error) {
	der, err := x509.CreateCertificate(rand.Reader, tmpl, parent, pub, key)
	if err != nil {
		return nil, fmt.Errorf("make certificate: %w", err)
	}
	return x509.ParseCertificate(der)
}

// supported refuses public keys that are weak or that verifiers in the field cannot use.
func supported(pub crypto.PublicKey) error {
	switch k := pub.(type) {
	case *rsa.PublicKey:
		if n := k.N.BitLen(); n < 2048 || n > 8192 {
			return fault.New(fault.Invalid, "seal_key_weak")
		}
		return nil
	case *ecdsa.PublicKey:
		if n := k.Curve.Params().BitSize; n < 256 {
			return fault.New(fault.Invalid, "seal_key_weak")
		}
		return nil
	}
	return fault.New(fault.Invalid, "seal_key_unsupported")
}
