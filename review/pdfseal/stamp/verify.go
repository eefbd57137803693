package stamp

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"io"
	"math/big"
	"slices"
	"time"

	_ "crypto/sha256" // digests of what is stamped
	_ "crypto/sha512"

	"github.com/smallstep/pkcs7"
	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Stamp is what a verified time stamp says.
type Stamp struct {
	At time.Time
	By string // common name of the authority
}

// Verify checks that a token stamps content and was made by someone with a certificate for stamping time that leads to a root.
// ErrOther means that the token is sound as far as it was read and stamps something else. Content is read once, to its end.
func Verify(token []byte, content io.Reader, roots []*x509.Certificate) (Stamp, error) {
	info, err := read(token)
	if err != nil {
		return Stamp{}, err
	}
	h := info.hash.New()
	if _, err := io.Copy(h, content); err != nil {
		return Stamp{}, fmt.Errorf("read what is stamped: %w", err)
	}
	if !bytes.Equal(info.digest, h.Sum(nil)) {
		return Stamp{}, ErrOther
	}
	by, err := info.signedBy(token, roots)
	if err != nil {
		return Stamp{}, err
	}
	return Stamp{At: info.at, By: by.Subject.CommonName}, nil
}

// Certificates returns those that a token brings, not believed; none when it cannot be read.
func Certificates(token []byte) []*x509.Certificate {
	p7, err := parse(token)
	if err != nil {
		return nil
	}
	return p7.Certificates
}

// parse reads a token by the library, whose reader is not made for hostile bytes.
func parse(token []byte) (p7 *pkcs7.PKCS7, err error) {
	defer func() {
		if recover() != nil {
			p7, err = nil, ErrMalformed
		}
	}()
	if p7, err = pkcs7.Parse(token); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return p7, nil
}

// signedBy returns the certificate of who signed the token, when it leads to a root and is for stamping time.
func (i *info) signedBy(token []byte, roots []*x509.Certificate) (by *x509.Certificate, err error) {
	defer func() {
		if recover() != nil {
			by, err = nil, ErrMalformed
		}
	}()
	p7, err := parse(token)
	if err != nil {
		return nil, err
	}
	by = p7.GetOnlySigner()
	if by == nil || !bytes.Equal(p7.Content, i.raw) {
		return nil, ErrMalformed
	}
	if _, strong := hashOf(p7.Signers[0].DigestAlgorithm.Algorithm); !strong {
		return nil, fmt.Errorf("%w: weak digest", ErrUnknown)
	}
	pool := x509.NewCertPool()
	for _, r := range roots {
		pool.AddCert(r)
	}
	if err := p7.VerifyWithChainAtTime(pool, i.at); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnknown, err)
	}
	if !slices.Contains(by.ExtKeyUsage, x509.ExtKeyUsageTimeStamping) {
		return nil, ErrUnknown
	}
	return by, nil
}

// info is what a token says, not believed yet.
type info struct {
	raw    []byte // TSTInfo as signed
	hash   crypto.Hash
	digest []byte // of what is stamped
	at     time.Time
	nonce  *big.Int
}

// read takes the TSTInfo (RFC 3161, 2.4.2) out of a token.
func read(token []byte) (*info, error) {
	in := cryptobyte.String(token)
	var outer, wrapped, body, content, inner, octets cryptobyte.String
	var kind asn1.ObjectIdentifier
	if len(token) > Max || !in.ReadASN1(&outer, cbasn1.SEQUENCE) || !in.Empty() || !outer.ReadASN1ObjectIdentifier(&kind) || !kind.Equal(oidSignedData) ||
		!outer.ReadASN1(&wrapped, tag0) || !wrapped.ReadASN1(&body, cbasn1.SEQUENCE) || !body.SkipASN1(cbasn1.INTEGER) || !body.SkipASN1(cbasn1.SET) ||
		!body.ReadASN1(&content, cbasn1.SEQUENCE) || !content.ReadASN1ObjectIdentifier(&kind) || !kind.Equal(oidTSTInfo) ||
		!content.ReadASN1(&inner, tag0) || !inner.ReadASN1(&octets, cbasn1.OCTET_STRING) {
		return nil, ErrMalformed
	}
	out := &info{raw: octets}
	var tst, imprint, algorithm, when cryptobyte.String
	if !octets.ReadASN1(&tst, cbasn1.SEQUENCE) || !tst.SkipASN1(cbasn1.INTEGER) || !tst.SkipASN1(cbasn1.OBJECT_IDENTIFIER) ||
		!tst.ReadASN1(&imprint, cbasn1.SEQUENCE) || !imprint.ReadASN1(&algorithm, cbasn1.SEQUENCE) || !algorithm.ReadASN1ObjectIdentifier(&kind) ||
		!imprint.ReadASN1Bytes(&out.digest, cbasn1.OCTET_STRING) || !tst.SkipASN1(cbasn1.INTEGER) ||
		!tst.ReadASN1(&when, cbasn1.GeneralizedTime) || !tst.SkipOptionalASN1(cbasn1.SEQUENCE) || !tst.SkipOptionalASN1(cbasn1.BOOLEAN) {
		return nil, ErrMalformed
	}
	var err error
	var known bool
	if out.hash, known = hashOf(kind); !known {
		return nil, ErrMalformed
	}
	if out.at, err = time.Parse("20060102150405Z", string(when)); err != nil { // takes fractions of a second too
		return nil, ErrMalformed
	}
	if tst.PeekASN1Tag(cbasn1.INTEGER) {
		out.nonce = new(big.Int)
		if !tst.ReadASN1Integer(out.nonce) {
			return nil, ErrMalformed
		}
	}
	return out, nil
}

// hashOf knows the digests that are strong enough.
func hashOf(oid asn1.ObjectIdentifier) (crypto.Hash, bool) {
	switch {
	case oid.Equal(oidSHA256):
		return crypto.SHA256, true
	case oid.Equal(oidSHA384):
		return crypto.SHA384, true
	case oid.Equal(oidSHA512):
		return crypto.SHA512, true
	}
	return 0, false
}
