// Package stamptest is a time-stamp authority (RFC 3161) for tests: in the process, under a certificate of its own, with the clock it is
// given.
package stamptest

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"slices"
	"testing"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Name is the common name of every authority made here.
const Name = "Sample TSA"

var (
	oidSignedData  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidTSTInfo     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
	oidContentType = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidDigest      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigner      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidSHA256      = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidECDSA       = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	oidUsage       = asn1.ObjectIdentifier{2, 5, 29, 37}
	oidStamping    = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 8}

	tag0 = cbasn1.Tag(0).ContextSpecific().Constructed()
)

// Authority stamps whatever it is asked to.
type Authority struct {
	Cert *x509.Certificate
	Now  func() time.Time
	key  *ecdsa.PrivateKey
}

// New makes an authority whose certificate is in force two years before and after now, for stamping time or, with another usage, not.
func New(tb testing.TB, now func() time.Time, usage ...asn1.ObjectIdentifier) *Authority {
	tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	if len(usage) == 0 {
		usage = []asn1.ObjectIdentifier{oidStamping}
	}
	ext, err := asn1.Marshal(usage)
	if err != nil {
		tb.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: Name}, NotBefore: now().AddDate(-2, 0, 0), NotAfter: now().AddDate(2, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtraExtensions: []pkix.Extension{{Id: oidUsage, Critical: true, Value: ext}},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		tb.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		tb.Fatal(err)
	}
	return &Authority{Cert: cert, Now: now, key: key}
}

// Answer is the way to the authority: a TimeStampReq in, a TimeStampResp out.
func (a *Authority) Answer(request []byte) ([]byte, error) {
	in := cryptobyte.String(request)
	var body, imprint cryptobyte.String
	var nonce big.Int
	if !in.ReadASN1(&body, cbasn1.SEQUENCE) || !body.SkipASN1(cbasn1.INTEGER) || !body.ReadASN1Element(&imprint, cbasn1.SEQUENCE) || !body.ReadASN1Integer(&nonce) {
		return nil, errors.New("not a request")
	}
	token, err := a.Token(imprint, a.Now().UTC().Format("20060102150405Z"), &nonce)
	if err != nil {
		return nil, err
	}
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1Int64(0) })
		b.AddBytes(token)
	})
	return b.Bytes()
}

// Imprint is the messageImprint of content, as a request carries it.
func Imprint(content []byte) []byte {
	sum := sha256.Sum256(content)
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		addAlgorithm(b, oidSHA256)
		b.AddASN1OctetString(sum[:])
	})
	return b.BytesOrPanic()
}

// Token stamps an imprint at an instant, in the form the clock is written in; nonce may be nil.
func (a *Authority) Token(imprint []byte, when string, nonce *big.Int) ([]byte, error) {
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1ObjectIdentifier(asn1.ObjectIdentifier{1, 2, 3, 4, 1})
		b.AddBytes(imprint)
		b.AddASN1Int64(7)
		b.AddASN1(cbasn1.GeneralizedTime, func(b *cryptobyte.Builder) { b.AddBytes([]byte(when)) })
		if nonce != nil {
			b.AddASN1BigInt(nonce)
		}
	})
	info, err := b.Bytes()
	if err != nil {
		return nil, err
	}
	return a.signed(info)
}

// signed writes a SignedData of TSTInfo.
func (a *Authority) signed(info []byte) ([]byte, error) {
	attrs, err := a.attributes(info)
	if err != nil {
		return nil, err
	}
	var toSign cryptobyte.Builder
	toSign.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { b.AddBytes(attrs) })
	set, err := toSign.Bytes()
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256(set)
	sig, err := ecdsa.SignASN1(rand.Reader, a.key, digest[:])
	if err != nil {
		return nil, err
	}
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidSignedData)
		b.AddASN1(tag0, func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(3)
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { addAlgorithm(b, oidSHA256) })
				b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(oidTSTInfo)
					b.AddASN1(tag0, func(b *cryptobyte.Builder) { b.AddASN1OctetString(info) })
				})
				b.AddASN1(tag0, func(b *cryptobyte.Builder) { b.AddBytes(a.Cert.Raw) })
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
					b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
						b.AddASN1Int64(1)
						b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
							b.AddBytes(a.Cert.RawIssuer)
							b.AddASN1BigInt(a.Cert.SerialNumber)
						})
						addAlgorithm(b, oidSHA256)
						b.AddASN1(tag0, func(b *cryptobyte.Builder) { b.AddBytes(attrs) })
						addAlgorithm(b, oidECDSA)
						b.AddASN1OctetString(sig)
					})
				})
			})
		})
	})
	return b.Bytes()
}

// attributes are the signed attributes of a token: content type, digest, and which certificate signs (RFC 5816).
func (a *Authority) attributes(info []byte) ([]byte, error) {
	sum, cert := sha256.Sum256(info), sha256.Sum256(a.Cert.Raw)
	var list [][]byte
	for _, attr := range []struct {
		kind  asn1.ObjectIdentifier
		value func(*cryptobyte.Builder)
	}{
		{oidContentType, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidTSTInfo) }},
		{oidDigest, func(b *cryptobyte.Builder) { b.AddASN1OctetString(sum[:]) }},
		{oidSigner, func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1OctetString(cert[:]) })
				})
			})
		}},
	} {
		var b cryptobyte.Builder
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(attr.kind)
			b.AddASN1(cbasn1.SET, attr.value)
		})
		one, err := b.Bytes()
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	slices.SortFunc(list, bytes.Compare) // as DER wants of a SET
	return bytes.Join(list, nil), nil
}

func addAlgorithm(b *cryptobyte.Builder, oid asn1.ObjectIdentifier) {
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oid) })
}
