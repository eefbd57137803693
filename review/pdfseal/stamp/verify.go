package stamp

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/smallstep/pkcs7"
	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Stamp is what a verified time stamp says.
type Stamp struct {
	At time.Time
	By string // common name of the authority
}

// Verify checks that a token stamps a signature and was made by someone with a certificate for stamping time that leads to a root.
func Verify(token, signature []byte, roots []*x509.Certificate) (s Stamp, err error) {
	info, err := read(token)
	if err != nil {
		return Stamp{}, err
	}
	if sum := sha256.Sum256(signature); !bytes.Equal(info.digest, sum[:]) {
		return Stamp{}, ErrOther
	}
	defer func() {
		if recover() != nil { // the library's reader is not made for hostile bytes
			s, err = Stamp{}, ErrMalformed
		}
	}()
	p7, err := pkcs7.Parse(token)
	if err != nil {
		return Stamp{}, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	signer := p7.GetOnlySigner()
	if signer == nil || !bytes.Equal(p7.Content, info.raw) {
		return Stamp{}, ErrMalformed
	}
	pool := x509.NewCertPool()
	for _, r := range roots {
		pool.AddCert(r)
	}
	if err := p7.VerifyWithChainAtTime(pool, info.at); err != nil {
		return Stamp{}, fmt.Errorf("%w: %w", ErrUnknown, err)
	}
	if !slices.Contains(signer.ExtKeyUsage, x509.ExtKeyUsageTimeStamping) {
		return Stamp{}, ErrUnknown
	}
	return Stamp{At: info.at, By: signer.Subject.CommonName}, nil
}

// info is what a token says, not believed yet.
type info struct {
	raw    []byte // TSTInfo as signed
	digest []byte // SHA-256 of what is stamped
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
		!kind.Equal(oidSHA256) || !imprint.ReadASN1Bytes(&out.digest, cbasn1.OCTET_STRING) || !tst.SkipASN1(cbasn1.INTEGER) ||
		!tst.ReadASN1(&when, cbasn1.GeneralizedTime) || !tst.SkipOptionalASN1(cbasn1.SEQUENCE) || !tst.SkipOptionalASN1(cbasn1.BOOLEAN) {
		return nil, ErrMalformed
	}
	var err error
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
