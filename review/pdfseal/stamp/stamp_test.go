package stamp

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
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

var day = time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)

// made is an authority with its certificate, for whatever use it is said to have.
type made struct {
	key  *ecdsa.PrivateKey
	cert *x509.Certificate
}

func newMade(t testing.TB, use x509.ExtKeyUsage) made {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Sample TSA"}, NotBefore: day.AddDate(0, -1, 0), NotAfter: day.AddDate(0, 1, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{use}, BasicConstraintsValid: true, IsCA: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return made{key, cert}
}

// token stamps a signature at an instant, in the form the clock is written in.
func (m made) token(t testing.TB, signature []byte, when string) []byte {
	t.Helper()
	sum := sha256.Sum256(signature)
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1ObjectIdentifier(asn1.ObjectIdentifier{1, 2, 3, 4, 1})
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidSHA256) })
			b.AddASN1OctetString(sum[:])
		})
		b.AddASN1Int64(7)
		b.AddASN1(cbasn1.GeneralizedTime, func(b *cryptobyte.Builder) { b.AddBytes([]byte(when)) })
	})
	return m.signed(t, b.BytesOrPanic())
}

// signed writes a SignedData of TSTInfo.
func (m made) signed(t testing.TB, content []byte) []byte {
	t.Helper()
	oid := func(b *cryptobyte.Builder, o asn1.ObjectIdentifier) {
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(o) })
	}
	sum := sha256.Sum256(content)
	var attributes cryptobyte.Builder
	for _, a := range []struct {
		kind  asn1.ObjectIdentifier
		value func(*cryptobyte.Builder)
	}{
		{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidTSTInfo) }},
		{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}, func(b *cryptobyte.Builder) { b.AddASN1OctetString(sum[:]) }},
	} {
		attributes.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(a.kind)
			b.AddASN1(cbasn1.SET, a.value)
		})
	}
	attrs := attributes.BytesOrPanic()
	var toSign cryptobyte.Builder
	toSign.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { b.AddBytes(attrs) })
	digest := sha256.Sum256(toSign.BytesOrPanic())
	sig, err := ecdsa.SignASN1(rand.Reader, m.key, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidSignedData)
		b.AddASN1(tag0, func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(3)
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { oid(b, oidSHA256) })
				b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(oidTSTInfo)
					b.AddASN1(tag0, func(b *cryptobyte.Builder) { b.AddASN1OctetString(content) })
				})
				b.AddASN1(tag0, func(b *cryptobyte.Builder) { b.AddBytes(m.cert.Raw) })
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
					b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
						b.AddASN1Int64(1)
						b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
							b.AddBytes(m.cert.RawIssuer)
							b.AddASN1BigInt(m.cert.SerialNumber)
						})
						oid(b, oidSHA256)
						b.AddASN1(tag0, func(b *cryptobyte.Builder) { b.AddBytes(attrs) })
						oid(b, asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2})
						b.AddASN1OctetString(sig)
					})
				})
			})
		})
	})
	return b.BytesOrPanic()
}

func TestVerify_WhoAndWhatAndWhen(t *testing.T) {
	tsa, web := newMade(t, x509.ExtKeyUsageTimeStamping), newMade(t, x509.ExtKeyUsageServerAuth)
	roots := []*x509.Certificate{tsa.cert, web.cert}
	signature := []byte("signature")
	for name, tt := range map[string]struct {
		token     []byte
		signature string
		roots     []*x509.Certificate
		want      error
	}{
		"stamp":               {tsa.token(t, signature, "20260501090000Z"), "signature", roots, nil},
		"fraction of seconds": {tsa.token(t, signature, "20260501090000.25Z"), "signature", roots, nil},
		"something else":      {tsa.token(t, signature, "20260501090000Z"), "other", roots, ErrOther},
		"no root":             {tsa.token(t, signature, "20260501090000Z"), "signature", nil, ErrUnknown},
		"not for time":        {web.token(t, signature, "20260501090000Z"), "signature", roots, ErrUnknown},
		"after the card":      {tsa.token(t, signature, "20270501090000Z"), "signature", roots, ErrUnknown},
		"no instant":          {tsa.token(t, signature, "yesterday"), "signature", roots, ErrMalformed},
		"nothing":             {nil, "signature", roots, ErrMalformed},
	} {
		s, err := Verify(tt.token, strings.NewReader(tt.signature), tt.roots)
		if !errors.Is(err, tt.want) || err == nil && (s.At.Truncate(time.Second) != day || s.By != "Sample TSA") {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
}

// Whatever byte of a token is changed, it is refused or says the same, and nothing panics.
func TestVerify_ChangedBytes(t *testing.T) {
	tsa := newMade(t, x509.ExtKeyUsageTimeStamping)
	token := tsa.token(t, []byte("signature"), "20260501090000Z")
	for i := range token {
		bad := bytes.Clone(token)
		bad[i] ^= 0x41
		if s, err := Verify(bad, strings.NewReader("signature"), []*x509.Certificate{tsa.cert}); err == nil && !s.At.Equal(day) {
			t.Errorf("byte %d: %+v", i, s)
		}
		if n := i; n%7 == 0 {
			if _, err := Verify(token[:n], strings.NewReader("signature"), []*x509.Certificate{tsa.cert}); err == nil {
				t.Errorf("%d bytes are taken for the whole", n)
			}
		}
	}
}

func TestAdd_NeedsASignature(t *testing.T) {
	for _, cms := range [][]byte{nil, []byte("text"), {0x30, 0}, {0x30, 3, 6, 1, 1}} {
		if _, err := Add(cms, nil); !errors.Is(err, ErrMalformed) {
			t.Errorf("%x: %v", cms, err)
		}
		if token, signature := Of(cms); token != nil || signature != nil {
			t.Errorf("%x has a stamp", cms)
		}
	}
}

// Whatever is read as a token, reading ends without a panic, and only the one that was made stamps what it stamps.
func FuzzVerify(f *testing.F) {
	tsa := newMade(f, x509.ExtKeyUsageTimeStamping)
	good := tsa.token(f, []byte("signature"), "20260501090000Z")
	f.Add(good)
	f.Add(good[:60])
	f.Add([]byte{0x30, 0x80, 0, 0})
	f.Fuzz(func(t *testing.T, token []byte) {
		s, err := Verify(token, strings.NewReader("signature"), []*x509.Certificate{tsa.cert})
		if err == nil && !s.At.Equal(day) || err != nil && s != (Stamp{}) {
			t.Fatalf("%+v, %v", s, err)
		}
		Certificates(token)
		if _, err := answered(token); err == nil && len(token) > Max+64 {
			t.Fatal("an answer longer than any token")
		}
	})
}
