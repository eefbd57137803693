package stamp

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"strings"
	"testing"
	"time"

	"shinsa/review/pdfseal/stamp/stamptest"
)

var day = time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)

func newAuthority(t testing.TB, usage ...asn1.ObjectIdentifier) *stamptest.Authority {
	t.Helper()
	return stamptest.New(t, func() time.Time { return day }, usage...)
}

// token stamps content at an instant, in the form the clock is written in.
func token(t testing.TB, a *stamptest.Authority, content, when string) []byte {
	t.Helper()
	b, err := a.Token(stamptest.Imprint([]byte(content)), when, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestVerify_WhoAndWhatAndWhen(t *testing.T) {
	tsa, web := newAuthority(t), newAuthority(t, asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 1})
	roots := []*x509.Certificate{tsa.Cert, web.Cert}
	for name, tt := range map[string]struct {
		token     []byte
		signature string
		roots     []*x509.Certificate
		want      error
	}{
		"stamp":               {token(t, tsa, "signature", "20260501090000Z"), "signature", roots, nil},
		"fraction of seconds": {token(t, tsa, "signature", "20260501090000.25Z"), "signature", roots, nil},
		"something else":      {token(t, tsa, "signature", "20260501090000Z"), "other", roots, ErrOther},
		"no root":             {token(t, tsa, "signature", "20260501090000Z"), "signature", nil, ErrUnknown},
		"not for time":        {token(t, web, "signature", "20260501090000Z"), "signature", roots, ErrUnknown},
		"after the card":      {token(t, tsa, "signature", "20290501090000Z"), "signature", roots, ErrUnknown},
		"no instant":          {token(t, tsa, "signature", "yesterday"), "signature", roots, ErrMalformed},
		"nothing":             {nil, "signature", roots, ErrMalformed},
	} {
		s, err := Verify(tt.token, strings.NewReader(tt.signature), tt.roots)
		if !errors.Is(err, tt.want) || err == nil && (s.At.Truncate(time.Second) != day || s.By != stamptest.Name) {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
}

// Whatever byte of a token is changed, it is refused or says the same, and nothing panics.
func TestVerify_ChangedBytes(t *testing.T) {
	tsa := newAuthority(t)
	good := token(t, tsa, "signature", "20260501090000Z")
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 0x41
		if s, err := Verify(bad, strings.NewReader("signature"), []*x509.Certificate{tsa.Cert}); err == nil && !s.At.Equal(day) {
			t.Errorf("byte %d: %+v", i, s)
		}
		if n := i; n%7 == 0 {
			if _, err := Verify(good[:n], strings.NewReader("signature"), []*x509.Certificate{tsa.Cert}); err == nil {
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
	tsa := newAuthority(f)
	good := token(f, tsa, "signature", "20260501090000Z")
	f.Add(good)
	f.Add(good[:60])
	f.Add([]byte{0x30, 0x80, 0, 0})
	f.Fuzz(func(t *testing.T, token []byte) {
		s, err := Verify(token, strings.NewReader("signature"), []*x509.Certificate{tsa.Cert})
		if err == nil && !s.At.Equal(day) || err != nil && s != (Stamp{}) {
			t.Fatalf("%+v, %v", s, err)
		}
		Certificates(token)
		if _, err := answered(token); err == nil && len(token) > Max+64 {
			t.Fatal("an answer longer than any token")
		}
	})
}
