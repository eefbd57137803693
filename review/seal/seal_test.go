package seal_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/smallstep/pkcs7"
	"shinsa/review/fault"
	"shinsa/review/seal"
)

var (
	day0    = time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	signed  = time.Date(2026, 6, 15, 9, 30, 0, 0, time.UTC)
	content = "tag manifest\n"
)

// scheme is a root with one office and one member under it.
type scheme struct {
	root           *seal.Signer
	office, member *seal.Signer
}

func newScheme(t testing.TB) scheme {
	t.Helper()
	root, err := seal.NewRoot("見本協会", day0)
	if err != nil {
		t.Fatal(err)
	}
	s := scheme{root: root}
	s.office = s.card(t, key(t), seal.Subject{Name: "見本協会 事務局", Organization: "見本協会", ID: "o-00000001", Role: seal.Office})
	s.member = s.card(t, key(t), seal.Subject{Name: "審査 花子", ID: "m-2f61a0c4", Role: seal.Member})
	return s
}

func (s scheme) card(t testing.TB, k crypto.Signer, who seal.Subject) *seal.Signer {
	t.Helper()
	cert, err := s.root.Issue(k.Public(), who, day0, day0.AddDate(2, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	signer, err := seal.NewSigner(k, cert, s.root.Cert)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

func (s scheme) trust() seal.Trust { return seal.Trust{Roots: []*x509.Certificate{s.root.Cert}} }

func key(t testing.TB) crypto.Signer {
	t.Helper()
	k, err := seal.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// everyKey makes one key of each supported kind, once for all tests.
var everyKey = sync.OnceValues(func() (map[string]crypto.Signer, error) {
	out := map[string]crypto.Signer{}
	for name, bits := range map[string]int{"RSA-2048": 2048, "RSA-3072": 3072, "RSA-4096": 4096} {
		k, err := rsa.GenerateKey(rand.Reader, bits)
		if err != nil {
			return nil, err
		}
		out[name] = k
	}
	for name, c := range map[string]elliptic.Curve{"P-256": elliptic.P256(), "P-384": elliptic.P384(), "P-521": elliptic.P521()} {
		k, err := ecdsa.GenerateKey(c, rand.Reader)
		if err != nil {
			return nil, err
		}
		out[name] = k
	}
	return out, nil
})

func keysOfEveryKind(t testing.TB) map[string]crypto.Signer {
	t.Helper()
	keys, err := everyKey()
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func detached(t testing.TB, s *seal.Signer, text string, at time.Time) []byte {
	t.Helper()
	b, err := s.Detached(strings.NewReader(text), at)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDetached_EveryKeyIsVerifiedByUsAndByOthers(t *testing.T) {
	s := newScheme(t)
	for name, k := range keysOfEveryKind(t) {
		t.Run(name, func(t *testing.T) {
			signer := s.card(t, k, seal.Subject{Name: "委員 太郎", Role: seal.Member})
			cms := detached(t, signer, content, signed)
			v, err := seal.Verify(cms, strings.NewReader(content), s.trust())
			if err != nil {
				t.Fatalf("verify: %v", err)
			}
			if !v.SigningTime.Equal(signed) || v.Subject.Name != "委員 太郎" || v.Subject.Role != seal.Member || len(v.Chain) != 2 {
				t.Errorf("verified %+v", v)
			}
			size, err := signer.DetachedSize(signed)
			if err != nil || len(cms) > size || size-len(cms) > 10 {
				t.Errorf("announced %d bytes, made %d (%v)", size, len(cms), err)
			}
			smallstep(t, cms, s.root.Cert)
			openssl(t, cms, s.root.Cert)
		})
	}
}

// smallstep is a second reader of CMS, in Go.
func smallstep(t *testing.T, cms []byte, root *x509.Certificate) {
	t.Helper()
	p, err := pkcs7.Parse(cms)
	if err != nil {
		t.Fatal(err)
	}
	p.Content = []byte(content)
	pool := x509.NewCertPool()
	pool.AddCert(root)
	if err := p.VerifyWithChainAtTime(pool, signed); err != nil {
		t.Errorf("smallstep/pkcs7: %v", err)
	}
}

// openssl is a third.
func openssl(t *testing.T, cms []byte, root *x509.Certificate) {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		if os.Getenv("SHINSA_JUDGES") != "" {
			t.Fatal("openssl is missing")
		}
		t.Log("openssl is missing: not asked")
		return
	}
	dir := t.TempDir()
	for name, b := range map[string][]byte{"f.p7s": cms, "f": []byte(content), "root.pem": seal.MarshalCertificates(root)} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "f.p7s", "-content", "f", "-CAfile", "root.pem", "-attime", "1781515800", "-out", "out")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("openssl cms -verify: %v\n%s", err, out)
	}
}

func TestDetached_IsTheSameTwice(t *testing.T) {
	s := newScheme(t)
	if a, b := detached(t, s.member, content, signed), detached(t, s.member, content, signed); !bytes.Equal(a, b) {
		t.Error("the same signature made twice differs")
	}
}

func TestDetached_WithoutSigningTime(t *testing.T) {
	s := newScheme(t)
	cms := detached(t, s.office, content, time.Time{})
	v, err := seal.Verify(cms, strings.NewReader(content), s.trust())
	if v.Verdict != seal.Invalid || !v.Findings.Has("seal_time_unknown") || err == nil {
		t.Errorf("no instant at all: %v %v", v.Verdict, err)
	}
	trust := s.trust()
	trust.At = signed
	if v, err := seal.Verify(cms, strings.NewReader(content), trust); err != nil || !v.SigningTime.IsZero() {
		t.Errorf("with an instant: %+v %v", v, err)
	}
}

func TestVerify_Verdicts(t *testing.T) {
	s, other := newScheme(t), newScheme(t)
	cms := detached(t, s.member, content, signed)
	at := func(d time.Time) seal.Trust { tr := s.trust(); tr.At = d; return tr }
	end := s.member.Cert.NotAfter
	tests := []struct {
		name    string
		cms     []byte
		text    string
		trust   seal.Trust
		verdict seal.Verdict
		codes   []string
	}{
		{"as signed", cms, content, s.trust(), seal.Genuine, nil},
		{"a byte more", cms, content + "x", s.trust(), seal.Altered, []string{"seal_content_altered"}},
		{"nothing", cms, "", s.trust(), seal.Altered, []string{"seal_content_altered"}},
		{"another root", cms, content, other.trust(), seal.UnknownSigner, []string{"seal_signer_unknown"}},
		{"no root", cms, content, seal.Trust{}, seal.UnknownSigner, []string{"seal_signer_unknown"}},
		{"another root and altered", cms, "x", other.trust(), seal.Altered, []string{"seal_content_altered", "seal_signer_unknown"}},
		{"first second of the card", cms, content, at(day0), seal.Genuine, nil},
		{"second before the card", cms, content, at(day0.Add(-time.Second)), seal.Invalid, []string{"seal_certificate_not_in_force"}},
		{"last second of the card", cms, content, at(end), seal.Genuine, nil},
		{"second after the card", cms, content, at(end.Add(time.Second)), seal.Invalid, []string{"seal_certificate_not_in_force"}},
		{"expired and unknown", cms, content, seal.Trust{At: end.AddDate(1, 0, 0)}, seal.UnknownSigner, []string{"seal_signer_unknown"}},
		{"role allowed", cms, content, withRoles(s, seal.Office, seal.Member), seal.Genuine, nil},
		{"role not allowed", cms, content, withRoles(s, seal.Office), seal.Invalid, []string{"seal_role_not_allowed"}},
		{"signed by the root", detached(t, s.root, content, signed), content, s.trust(), seal.Invalid, []string{"seal_key_usage"}},
		{"cut short", cms[:len(cms)-1], content, s.trust(), seal.Invalid, []string{"seal_malformed"}},
		{"a byte after", append(bytes.Clone(cms), 0), content, s.trust(), seal.Invalid, []string{"seal_malformed"}},
		{"empty", nil, content, s.trust(), seal.Invalid, []string{"seal_malformed"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, err := seal.Verify(tt.cms, strings.NewReader(tt.text), tt.trust)
			if v.Verdict != tt.verdict || (err == nil) != (tt.verdict == seal.Genuine) {
				t.Errorf("verdict %s (%v), want %s", v.Verdict, err, tt.verdict)
			}
			if diff := cmp.Diff(tt.codes, v.Findings.Codes()); diff != "" {
				t.Errorf("findings:\n%s", diff)
			}
			if err != nil && fault.KindOf(err) != fault.Invalid {
				t.Errorf("kind %s", fault.KindOf(err))
			}
		})
	}
}

func withRoles(s scheme, r ...seal.Role) seal.Trust {
	tr := s.trust()
	tr.Roles = r
	return tr
}

func TestVerify_RevokedCard(t *testing.T) {
	s := newScheme(t)
	lost := signed.Add(-time.Hour)
	trust := s.trust()
	trust.Revoked = func(c *x509.Certificate, at time.Time) bool { return c.Equal(s.member.Cert) && !at.Before(lost) }
	v, _ := seal.Verify(detached(t, s.member, content, signed), strings.NewReader(content), trust)
	if v.Verdict != seal.Invalid || !v.Findings.Has("seal_certificate_revoked") {
		t.Errorf("after the loss: %s %v", v.Verdict, v.Findings.Codes())
	}
	if _, err := seal.Verify(detached(t, s.member, content, lost.Add(-time.Hour)), strings.NewReader(content), trust); err != nil {
		t.Errorf("before the loss: %v", err)
	}
	if _, err := seal.Verify(detached(t, s.office, content, signed), strings.NewReader(content), trust); err != nil {
		t.Errorf("someone else's card: %v", err)
	}
}

// Every byte of a signature matters: changed, it is no longer genuine.
func TestVerify_EveryChangedByteIsFound(t *testing.T) {
	s := newScheme(t)
	cms := detached(t, s.member, content, signed)
	for i := range cms {
		for _, flip := range []byte{0x01, 0x80} {
			bad := bytes.Clone(cms)
			bad[i] ^= flip
			v, err := seal.Verify(bad, strings.NewReader(content), s.trust())
			if err == nil {
				t.Fatalf("byte %d of %d flipped by %#x: %s by %s", i, len(cms), flip, v.Verdict, v.Subject.Name)
			}
		}
	}
}

func TestVerify_ForeignMakeIsRefused(t *testing.T) {
	s := newScheme(t)
	make7 := func(mod func(*pkcs7.SignedData), signer *seal.Signer) []byte {
		sd, err := pkcs7.NewSignedData([]byte(content))
		if err != nil {
			t.Fatal(err)
		}
		mod(sd)
		if err := sd.AddSigner(signer.Cert, signer.Key, pkcs7.SignerInfoConfig{}); err != nil {
			t.Fatal(err)
		}
		sd.Detach()
		b, err := sd.Finish()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	trust := s.trust()
	trust.At = signed
	check := func(name, code string, cms []byte) {
		v, err := seal.Verify(cms, strings.NewReader(content), trust)
		if err == nil || v.Verdict != seal.Invalid || !v.Findings.Has(code) {
			t.Errorf("%s: %s %v, want %s", name, v.Verdict, v.Findings.Codes(), code)
		}
	}
	check("no certificate binding", "seal_ess_missing", make7(func(sd *pkcs7.SignedData) { sd.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256) }, s.member))
	check("SHA-1", "seal_algorithm_weak", make7(func(sd *pkcs7.SignedData) { sd.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA1) }, s.member))
	two := make7(func(sd *pkcs7.SignedData) {
		if err := sd.AddSigner(s.office.Cert, s.office.Key, pkcs7.SignerInfoConfig{}); err != nil {
			t.Fatal(err)
		}
	}, s.member)
	check("two signers", "seal_malformed", two)
	whole, err := pkcs7.NewSignedData([]byte(content))
	if err != nil {
		t.Fatal(err)
	}
	if err := whole.AddSigner(s.member.Cert, s.member.Key, pkcs7.SignerInfoConfig{}); err != nil {
		t.Fatal(err)
	}
	b, err := whole.Finish()
	if err != nil {
		t.Fatal(err)
	}
	check("content inside", "seal_malformed", b)
}

// Another certificate for the same key, issuer and serial number is caught by the certificate binding alone.
func TestVerify_SwappedCertificate(t *testing.T) {
	s := newScheme(t)
	card := s.member.Cert
	tmpl := *card
	tmpl.RawSubject = nil
	tmpl.Subject = pkix.Name{CommonName: "審査 太郎", SerialNumber: card.Subject.SerialNumber, OrganizationalUnit: []string{"Shinsa member"}}
	var twin []byte
	for len(twin) != len(card.Raw) { // the length of an ECDSA signature varies
		var err error
		if twin, err = x509.CreateCertificate(rand.Reader, &tmpl, s.root.Cert, s.member.Key.Public(), s.root.Key); err != nil {
			t.Fatal(err)
		}
	}
	cms := detached(t, s.member, content, signed)
	v, _ := seal.Verify(bytes.Replace(cms, card.Raw, twin, 1), strings.NewReader(content), s.trust())
	if v.Verdict != seal.Invalid || v.Subject.Name != "審査 太郎" {
		t.Errorf("swapped certificate: %s by %s", v.Verdict, v.Subject.Name)
	}
	if diff := cmp.Diff([]string{"seal_ess_mismatch"}, v.Findings.Codes()); diff != "" {
		t.Error(diff)
	}
}

// A certificate that has nothing to do with the signer says nothing, and changes nothing.
func TestVerify_StrayCertificate(t *testing.T) {
	s, other := newScheme(t), newScheme(t)
	cms := detached(t, &seal.Signer{Key: s.member.Key, Cert: s.member.Cert, Chain: []*x509.Certificate{other.office.Cert}}, content, signed)
	v, err := seal.Verify(cms, strings.NewReader(content), s.trust())
	if err != nil || len(v.Findings) != 1 || v.Findings[0].Code != "seal_certificate_stray" || v.Findings[0].Severity != fault.Info {
		t.Errorf("%s %+v", v.Verdict, v.Findings)
	}
}
