package seal_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"shinsa/review/fault"
	"shinsa/review/seal"
)

func TestIssue_Refusals(t *testing.T) {
	s := newScheme(t)
	weak, err := ecdsa.GenerateKey(elliptic.P224(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	_, edKey, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	who := seal.Subject{Name: "委員", Role: seal.Member}
	year := day0.AddDate(1, 0, 0)
	tests := []struct {
		name     string
		by       *seal.Signer
		pub      crypto.PublicKey
		who      seal.Subject
		from, to time.Time
		code     string
	}{
		{"by a member", s.member, key(t).Public(), who, day0, year, "seal_issuer_not_root"},
		{"by the office", s.office, key(t).Public(), who, day0, year, "seal_issuer_not_root"},
		{"nobody", s.root, key(t).Public(), seal.Subject{Name: " ", Role: seal.Member}, day0, year, "seal_subject_empty"},
		{"another root", s.root, key(t).Public(), seal.Subject{Name: "x", Role: seal.Root}, day0, year, "seal_role_unknown"},
		{"no role", s.root, key(t).Public(), seal.Subject{Name: "x"}, day0, year, "seal_role_unknown"},
		{"backwards", s.root, key(t).Public(), who, year, day0, "seal_card_period"},
		{"before the root", s.root, key(t).Public(), who, day0.Add(-time.Second), year, "seal_card_period"},
		{"after the root", s.root, key(t).Public(), who, day0, s.root.Cert.NotAfter.Add(time.Second), "seal_card_period"},
		{"P-224", s.root, weak.Public(), who, day0, year, "seal_key_weak"},
		{"Ed25519", s.root, edKey.Public(), who, day0, year, "seal_key_unsupported"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.by.Issue(tt.pub, tt.who, tt.from, tt.to)
			if !errors.Is(err, &fault.Error{Code: tt.code}) {
				t.Errorf("got %v, want %s", err, tt.code)
			}
		})
	}
}

func TestIssue_CardsAreNoAuthorities(t *testing.T) {
	s := newScheme(t)
	forged := &x509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "事務局", OrganizationalUnit: []string{"Shinsa office"}}, NotBefore: day0, NotAfter: day0.AddDate(1, 0, 0)}
	k := key(t)
	der, err := x509.CreateCertificate(rand.Reader, forged, s.member.Cert, k.Public(), s.member.Key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	v, _ := seal.Verify(detached(t, &seal.Signer{Key: k, Cert: cert, Chain: []*x509.Certificate{s.member.Cert, s.root.Cert}}, content, signed), strings.NewReader(content), s.trust())
	if v.Verdict != seal.UnknownSigner || v.Subject.Role != seal.None {
		t.Errorf("a card issued by a member: %s as %q", v.Verdict, v.Subject.Role)
	}
}
