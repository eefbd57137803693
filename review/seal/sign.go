package seal

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"io"
	"time"

	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

var (
	tagCons0 = cbasn1.Tag(0).ContextSpecific().Constructed()
	tagCons4 = cbasn1.Tag(4).ContextSpecific().Constructed()
)

// Detached signs content and returns a CMS SignedData without it. A signing time of zero is left out, as PAdES asks (the PDF says it
// instead); the attribute is UTC, to the second.
func (s *Signer) Detached(content io.Reader, signingTime time.Time) ([]byte, error) {
	how, err := schemeOf(s.Cert.PublicKey)
	if err != nil {
		return nil, err
	}
	h := how.hash.New()
	if _, err := io.Copy(h, content); err != nil {
		return nil, fmt.Errorf("read content to sign: %w", err)
	}
	attrs, err := s.attributes(h.Sum(nil), signingTime)
	if err != nil {
		return nil, err
	}
	toSign := how.hash.New()
	toSign.Write(tlv(cbasn1.SET, attrs))
	sig, err := s.sign(toSign.Sum(nil), how.hash)
	if err != nil {
		return nil, err
	}
	return s.signedData(how, attrs, sig)
}

// DetachedSize is the length that Detached's result never exceeds: exact for RSA, and at most a few bytes too much for ECDSA, whose
// signatures differ in length. It needs no private key operation.
func (s *Signer) DetachedSize(signingTime time.Time) (int, error) {
	how, err := schemeOf(s.Cert.PublicKey)
	if err != nil {
		return 0, err
	}
	attrs, err := s.attributes(make([]byte, how.hash.Size()), signingTime)
	if err != nil {
		return 0, err
	}
	b, err := s.signedData(how, attrs, make([]byte, how.size))
	return len(b), err
}

// attributes returns the signed attributes, sorted.
func (s *Signer) attributes(digest []byte, signingTime time.Time) ([]byte, error) {
	issuerSerial, err := essIssuerSerial(s.Cert)
	if err != nil {
		return nil, err
	}
	certHash := sha256.Sum256(s.Cert.Raw)
	// ESSCertIDv2 leaves hashAlgorithm out when it is SHA-256, its DEFAULT.
	certID := tlv(cbasn1.SEQUENCE, tlv(cbasn1.OCTET_STRING, certHash[:]), issuerSerial)
	list := [][]byte{
		attribute(oidContentType, oidBytes(oidData)),
		attribute(oidMessageDigest, tlv(cbasn1.OCTET_STRING, digest)),
		attribute(oidSigningCertV2, tlv(cbasn1.SEQUENCE, tlv(cbasn1.SEQUENCE, certID))),
	}
	if !signingTime.IsZero() {
		b, err := asn1.Marshal(signingTime.UTC().Truncate(time.Second))
		if err != nil {
			return nil, fmt.Errorf("encode signing time: %w", err)
		}
		list = append(list, attribute(oidSigningTime, b))
	}
	return setOf(list...), nil
}

// signedData puts the parts together: ContentInfo, SignedData v1 with one SignerInfo v1.
func (s *Signer) signedData(how scheme, attrs, sig []byte) ([]byte, error) {
	serial, err := asn1.Marshal(s.Cert.SerialNumber)
	if err != nil {
		return nil, fmt.Errorf("encode serial number: %w", err)
	}
	version := []byte{byte(cbasn1.INTEGER), 1, 1}
	digest := algorithm(how.digest, false)
	info := tlv(cbasn1.SEQUENCE, version,
		tlv(cbasn1.SEQUENCE, s.Cert.RawIssuer, serial),
		digest,
		tlv(tagCons0, attrs),
		algorithm(how.sig, how.null),
		tlv(cbasn1.OCTET_STRING, sig))
	certs := [][]byte{s.Cert.Raw}
	for _, c := range s.Chain {
		if !bytes.Equal(c.RawIssuer, c.RawSubject) { // a verifier has its own roots, or has none
			certs = append(certs, c.Raw)
		}
	}
	data := tlv(cbasn1.SEQUENCE, version,
		tlv(cbasn1.SET, digest),
		tlv(cbasn1.SEQUENCE, oidBytes(oidData)),
		tlv(tagCons0, setOf(certs...)),
		tlv(cbasn1.SET, info))
	return tlv(cbasn1.SEQUENCE, oidBytes(oidSignedData), tlv(tagCons0, data)), nil
}

// essIssuerSerial is the IssuerSerial of RFC 5035: the issuer as a GeneralName, and the serial number.
func essIssuerSerial(cert *x509.Certificate) ([]byte, error) {
	serial, err := asn1.Marshal(cert.SerialNumber)
	if err != nil {
		return nil, fmt.Errorf("encode serial number: %w", err)
	}
	return tlv(cbasn1.SEQUENCE, tlv(cbasn1.SEQUENCE, tlv(tagCons4, cert.RawIssuer)), serial), nil
}
