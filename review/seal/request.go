package seal

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"

	"shinsa/review/fault"
)

const pemRequest = "CERTIFICATE REQUEST"

// Request is a wish for a card: who asks, and with which key. Signed by that key, so it proves that the asker holds it.
type Request struct {
	Subject Subject
	Key     crypto.PublicKey
}

// NewRequest writes a PKCS#10 request (PEM) for subject, signed by the key the card shall be for. The role asked for is a wish; the
// secretariat decides.
func NewRequest(key crypto.Signer, subject Subject) ([]byte, error) {
	if subject.Empty() {
		return nil, fault.New(fault.Invalid, "seal_subject_empty")
	}
	if err := supported(key.Public()); err != nil {
		return nil, err
	}
	tmpl := &x509.CertificateRequest{Subject: subject.name(), URIs: subject.uris()}
	der, err := x509.CreateCertificateRequest(rand.Reader, tmpl, key)
	if err != nil {
		return nil, fmt.Errorf("make certificate request: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: pemRequest, Bytes: der}), nil
}

// ParseRequest reads a request and checks that it was signed by the key it names.
func ParseRequest(text []byte) (*Request, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != pemRequest {
		return nil, fault.New(fault.Invalid, "seal_request_unreadable")
	}
	csr, err := x509.ParseCertificateRequest(block.Bytes)
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, "seal_request_unreadable", err)
	}
	if err := csr.CheckSignature(); err != nil {
		return nil, fault.Wrap(fault.Invalid, "seal_request_signature", err)
	}
	if err := supported(csr.PublicKey); err != nil {
		return nil, err
	}
	r := &Request{Subject: subjectFrom(csr.Subject, csr.URIs), Key: csr.PublicKey}
	for _, to := range []Recipient{r.Subject.Recipient, r.Subject.Hybrid} {
		if to == "" {
			continue
		}
		if err := to.Check(); err != nil {
			return nil, err
		}
	}
	return r, nil
}
