package seal_test

import (
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"shinsa/review/fault"
	"shinsa/review/seal"
)

func TestKey_RoundTrip(t *testing.T) {
	for name, k := range keysOfEveryKind(t) {
		text, err := seal.MarshalKey(k)
		if err != nil {
			t.Fatal(err)
		}
		got, err := seal.ParseKey(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if again, err := seal.MarshalKey(got); err != nil || string(again) != string(text) {
			t.Errorf("%s came back as another key", name)
		}
	}
	if _, err := seal.ParseKey([]byte("nothing")); !errors.Is(err, &fault.Error{Code: "seal_key_unreadable"}) {
		t.Errorf("no key: %v", err)
	}
}

func TestCertificates_RoundTrip(t *testing.T) {
	s := newScheme(t)
	got, err := seal.ParseCertificates(seal.MarshalCertificates(s.root.Cert, s.member.Cert))
	if err != nil || len(got) != 2 || !got[1].Equal(s.member.Cert) {
		t.Errorf("read %d certificates: %v", len(got), err)
	}
	if got, err := seal.ParseCertificates(s.office.Cert.Raw); err != nil || !got[0].Equal(s.office.Cert) {
		t.Errorf("DER: %v", err)
	}
	for _, bad := range []string{"", "text", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"} {
		if _, err := seal.ParseCertificates([]byte(bad)); !errors.Is(err, &fault.Error{Code: "seal_certificate_unreadable"}) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestPKCS12_RoundTrip(t *testing.T) {
	s := newScheme(t)
	file, err := s.member.ExportPKCS12("開けゴマ")
	if err != nil {
		t.Fatal(err)
	}
	got, err := seal.ImportPKCS12(file, "開けゴマ")
	if err != nil {
		t.Fatal(err)
	}
	if !got.Cert.Equal(s.member.Cert) || len(got.Chain) != 1 || !got.Chain[0].Equal(s.root.Cert) {
		t.Error("certificate or chain came back different")
	}
	if _, err := seal.ImportPKCS12(file, "開けごま"); !errors.Is(err, &fault.Error{Kind: fault.Locked, Code: "seal_password_wrong"}) {
		t.Errorf("wrong password: %v", err)
	}
	if _, err := seal.ImportPKCS12(file[:len(file)/2], "開けゴマ"); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "seal_pkcs12_unreadable"}) {
		t.Errorf("half a file: %v", err)
	}
	if _, err := s.member.ExportPKCS12(""); !errors.Is(err, &fault.Error{Code: "seal_password_empty"}) {
		t.Errorf("empty password: %v", err)
	}
}

func TestNewSigner_Refusals(t *testing.T) {
	s := newScheme(t)
	if _, err := seal.NewSigner(key(t), s.member.Cert); !errors.Is(err, &fault.Error{Code: "seal_key_mismatch"}) {
		t.Errorf("another's certificate: %v", err)
	}
	if _, err := seal.NewSigner(nil, s.member.Cert); !errors.Is(err, &fault.Error{Code: "seal_key_mismatch"}) {
		t.Errorf("no key: %v", err)
	}
	t.Setenv("GODEBUG", "rsa1024min=0")
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seal.NewSigner(weak, s.member.Cert); !errors.Is(err, &fault.Error{Code: "seal_key_weak"}) {
		t.Errorf("RSA-1024: %v", err)
	}
}

func TestRequest_RoundTrip(t *testing.T) {
	box, err := seal.NewBox()
	if err != nil {
		t.Fatal(err)
	}
	who := seal.Subject{Name: "審査 花子", Organization: "見本大学", ID: "m-2f61a0c4", Role: seal.Member, Recipient: box.Recipient()}
	k := key(t)
	text, err := seal.NewRequest(k, who)
	if err != nil {
		t.Fatal(err)
	}
	r, err := seal.ParseRequest(text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(who, r.Subject); diff != "" {
		t.Errorf("subject:\n%s", diff)
	}
	s := newScheme(t)
	cert, err := s.root.Issue(r.Key, r.Subject, day0, day0.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(who, seal.SubjectOf(cert)); diff != "" {
		t.Errorf("card:\n%s", diff)
	}
	if _, err := seal.NewSigner(k, cert); err != nil {
		t.Errorf("key and card: %v", err)
	}
}

func TestRequest_Refusals(t *testing.T) {
	text, err := seal.NewRequest(key(t), seal.Subject{Name: "名"})
	if err != nil {
		t.Fatal(err)
	}
	body := []byte(text)
	body[len(body)-60] ^= 1 // inside the signature's base64
	for name, b := range map[string][]byte{"nothing": nil, "damaged": body} {
		if _, err := seal.ParseRequest(b); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := seal.NewRequest(key(t), seal.Subject{}); !errors.Is(err, &fault.Error{Code: "seal_subject_empty"}) {
		t.Errorf("nobody: %v", err)
	}
	bad, err := seal.NewRequest(key(t), seal.Subject{Name: "名", Recipient: "age1nonsense"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seal.ParseRequest(bad); !errors.Is(err, &fault.Error{Code: "seal_recipient_unreadable"}) {
		t.Errorf("bad recipient: %v", err)
	}
}

func TestFingerprint_TellsCertificatesApart(t *testing.T) {
	s := newScheme(t)
	a, b := seal.Fingerprint(s.member.Cert), seal.Fingerprint(s.office.Cert)
	if !a.Valid() || a == b || a != seal.Fingerprint(s.member.Cert) {
		t.Errorf("%s %s", a, b)
	}
}
