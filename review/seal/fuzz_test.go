package seal_test

import (
	"bytes"
	"strings"
	"testing"

	"shinsa/review/seal"
)

// Whatever is read as a signature, reading ends without a panic, and only a genuine one is called so.
func FuzzVerify(f *testing.F) {
	s := newScheme(f)
	good := detached(f, s.member, content, signed)
	f.Add(good)
	f.Add(good[:40])
	f.Add([]byte{0x30, 0x80, 0, 0})
	trust := s.trust()
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := seal.Verify(b, strings.NewReader(content), trust)
		if (err == nil) != (v.Verdict == seal.Genuine) {
			t.Fatalf("%s with %v", v.Verdict, err)
		}
		if err == nil && !v.Cert.Equal(s.member.Cert) {
			t.Fatal("genuine by someone else")
		}
	})
}

// A claim that can be read says exactly one thing.
func FuzzClaim(f *testing.F) {
	s := newScheme(f)
	text, err := s.office.SignClaim(claim)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add("SHINSA1:")
	f.Add("SHINSA1:::::::")
	f.Fuzz(func(t *testing.T, text string) {
		c, v, err := seal.VerifyClaim(text, nil, s.trust())
		if err == nil {
			t.Fatalf("genuine without a signer: %s", v.Verdict)
		}
		if v.Findings.Has("seal_claim_unreadable") {
			return
		}
		if _, err := s.office.SignClaim(c); err != nil && !strings.Contains(err.Error(), "too_long") {
			t.Fatalf("read what cannot be written: %v", err)
		}
	})
}

func BenchmarkDetached(b *testing.B) {
	s := newScheme(b)
	body := bytes.Repeat([]byte("x"), 100_000)
	for b.Loop() {
		if _, err := s.office.Detached(bytes.NewReader(body), signed); err != nil {
			b.Fatal(err)
		}
	}
}
