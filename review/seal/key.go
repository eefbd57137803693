package seal

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"

	"shinsa/review/fault"
	pkcs12 "software.sslmate.com/src/go-pkcs12"
)

const (
	pemKey  = "PRIVATE KEY"
	pemCert = "CERTIFICATE"

	// pkcs12Rounds is OWASP's 2023 figure for PBKDF2 with SHA-256; the package's own 2,048 is for machines that keep the file.
	pkcs12Rounds = 600_000
	pkcs12Max    = 1 << 20
)

// GenerateKey makes a P-256 key, which every verifier in the field knows.
func GenerateKey() (crypto.Signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	return key, nil
}

// MarshalKey writes a key in memory as PKCS#8 PEM, in the clear: the caller seals it.
func MarshalKey(key crypto.Signer) ([]byte, error) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, fmt.Errorf("encode key: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: pemKey, Bytes: der}), nil
}

// ParseKey reads what MarshalKey wrote.
func ParseKey(text []byte) (crypto.Signer, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != pemKey {
		return nil, fault.New(fault.Invalid, "seal_key_unreadable")
	}
	v, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, "seal_key_unreadable", err)
	}
	return usable(v)
}

// MarshalCertificates writes certificates as PEM, in the order given.
func MarshalCertificates(certs ...*x509.Certificate) []byte {
	var out []byte
	for _, c := range certs {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: pemCert, Bytes: c.Raw})...)
	}
	return out
}

// ParseCertificates reads every certificate of a PEM text, or one in DER. At least one must be there.
func ParseCertificates(b []byte) ([]*x509.Certificate, error) {
	var out []*x509.Certificate
	for rest := b; ; {
		block, tail := pem.Decode(rest)
		if block == nil {
			break
		}
		rest = tail
		if block.Type != pemCert {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fault.Wrap(fault.Invalid, "seal_certificate_unreadable", err)
		}
		out = append(out, c)
	}
	if len(out) > 0 {
		return out, nil
	}
	c, err := x509.ParseCertificate(b)
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, "seal_certificate_unreadable", err)
	}
	return []*x509.Certificate{c}, nil
}

// ExportPKCS12 writes key, certificate and chain as PKCS#12 (PBES2 with AES-256) under a password. The password may not be empty.
func (s *Signer) ExportPKCS12(password string) ([]byte, error) {
	if password == "" {
		return nil, fault.New(fault.Invalid, "seal_password_empty")
	}
	b, err := pkcs12.Modern2023.WithIterations(pkcs12Rounds).Encode(s.Key, s.Cert, s.Chain, password)
	if err != nil {
		return nil, fmt.Errorf("write PKCS#12: %w", err)
	}
	return b, nil
}

// ImportPKCS12 reads a key with its certificate and chain, made by ExportPKCS12 or elsewhere. A wrong password is refused with Kind
// locked (seal_password_wrong), a file of another form with Kind invalid (seal_pkcs12_unreadable).
func ImportPKCS12(b []byte, password string) (*Signer, error) {
	if len(b) > pkcs12Max {
		return nil, fault.New(fault.Invalid, "seal_pkcs12_unreadable")
	}
	key, cert, chain, err := pkcs12.DecodeChain(b, password)
	switch {
	case err == pkcs12.ErrIncorrectPassword:
		return nil, fault.New(fault.Locked, "seal_password_wrong")
	case err != nil:
		return nil, fault.Wrap(fault.Invalid, "seal_pkcs12_unreadable", err)
	}
	k, err := usable(key)
	if err != nil {
		return nil, err
	}
	return NewSigner(k, cert, chain...)
}

func usable(v any) (crypto.Signer, error) {
	k, ok := v.(crypto.Signer)
	if !ok {
		return nil, fault.New(fault.Invalid, "seal_key_unsupported")
	}
	if err := supported(k.Public()); err != nil {
		return nil, err
	}
	return k, nil
}
