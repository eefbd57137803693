package seal_test

import (
	"bytes"
	"crypto/x509"
	"os"
	"strings"
	"testing"

	"shinsa/review/seal"
)

// frozen reads what was signed once, by keys that are gone, and must stay genuine for every later version of this program: a signature
// over content, and a claim.
func frozen(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func certificate(t testing.TB, name string) *x509.Certificate {
	t.Helper()
	certs, err := seal.ParseCertificates(frozen(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return certs[0]
}

func TestVerify_SignaturesOfEarlierVersionsStayGenuine(t *testing.T) {
	trust := seal.Trust{Roots: []*x509.Certificate{certificate(t, "root.pem")}}
	if v, err := seal.Verify(frozen(t, "member.p7s"), strings.NewReader(content), trust); err != nil || v.Subject.ID != "m-2f61a0c4" {
		t.Errorf("signature: %+v %v", v, err)
	}
	got, _, err := seal.VerifyClaim(string(frozen(t, "claim.txt")), []*x509.Certificate{certificate(t, "office.pem")}, trust)
	if err != nil || got != claim {
		t.Errorf("claim: %+v %v", got, err)
	}
}

// Whatever is read as a signature, reading ends without a panic, and only the one that was made is called genuine.
func FuzzVerify(f *testing.F) {
	good := frozen(f, "member.p7s")
	f.Add(good)
	f.Add(good[:40])
	f.Add([]byte{0x30, 0x80, 0, 0})
	trust := seal.Trust{Roots: []*x509.Certificate{certificate(f, "root.pem")}}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := seal.Verify(b, strings.NewReader(content), trust)
		if (err == nil) != (v.Verdict == seal.Genuine) {
			t.Fatalf("%s with %v", v.Verdict, err)
		}
		if err == nil && !bytes.Equal(b, good) {
			t.Fatal("genuine in another spelling")
		}
	})
}

// A claim that can be read says exactly one thing.
func FuzzClaim(f *testing.F) {
	f.Add(string(frozen(f, "claim.txt")))
	f.Add("SHINSA1:")
	f.Add("SHINSA1:::::::")
	f.Fuzz(func(t *testing.T, text string) {
		c, v, err := seal.VerifyClaim(text, nil, seal.Trust{})
		if err == nil {
			t.Fatalf("genuine without a signer: %s", v.Verdict)
		}
		if v.Findings.Has("seal_claim_unreadable") != (c == seal.Claim{}) {
			t.Fatalf("%v with %+v", v.Findings.Codes(), c)
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
