package seal_test

import (
	"crypto/x509"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	qrcode "github.com/skip2/go-qrcode"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/seal"
)

var claim = seal.Claim{
	No: "C-2026-0001", Service: "見本クラウド", Operator: "見本クラウド株式会社",
	From: civil.MustParse("2026-04-01"), To: civil.MustParse("2028-03-31"), Status: "https://example.jp/c/C-2026-0001",
}

func TestClaim_RoundTrip(t *testing.T) {
	s := newScheme(t)
	for name, k := range keysOfEveryKind(t) {
		t.Run(name, func(t *testing.T) {
			office := s.card(t, k, seal.Subject{Name: "事務局", Role: seal.Office})
			text, err := office.SignClaim(claim)
			if err != nil {
				t.Fatal(err)
			}
			got, v, err := seal.VerifyClaim(text, []*x509.Certificate{s.member.Cert, office.Cert}, s.trust())
			if err != nil || v.Verdict != seal.Genuine {
				t.Fatalf("%s %v", v.Verdict, err)
			}
			if diff := cmp.Diff(claim, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestClaim_FitsTheQRCodeOfACertificate(t *testing.T) {
	s := newScheme(t)
	text, err := s.office.SignClaim(claim)
	if err != nil {
		t.Fatal(err)
	}
	q, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		t.Fatal(err)
	}
	q.DisableBorder = true
	if n := len(q.Bitmap()); n > 57 {
		t.Errorf("%d modules a side for %d characters, want at most 57", n, len(text))
	}
}

func TestClaim_Verdicts(t *testing.T) {
	s, other := newScheme(t), newScheme(t)
	text, err := s.office.SignClaim(claim)
	if err != nil {
		t.Fatal(err)
	}
	byMember, err := s.member.SignClaim(claim)
	if err != nil {
		t.Fatal(err)
	}
	certs := []*x509.Certificate{s.office.Cert, s.member.Cert}
	late := s.trust()
	late.At = s.office.Cert.NotAfter.Add(time.Second)
	tests := []struct {
		name    string
		text    string
		certs   []*x509.Certificate
		trust   seal.Trust
		verdict seal.Verdict
		code    string
	}{
		{"as signed", text, certs, withRoles(s, seal.Office), seal.Genuine, ""},
		{"by a member", byMember, certs, withRoles(s, seal.Office), seal.Invalid, "seal_role_not_allowed"},
		{"certificate not at hand", text, certs[1:], s.trust(), seal.UnknownSigner, "seal_claim_signer_unknown"},
		{"another root", text, certs, other.trust(), seal.UnknownSigner, "seal_signer_unknown"},
		{"asked too late", text, certs, late, seal.Invalid, "seal_certificate_not_in_force"},
		{"another prefix", "X" + text, certs, s.trust(), seal.Invalid, "seal_claim_unreadable"},
		{"empty", "", certs, s.trust(), seal.Invalid, "seal_claim_unreadable"},
		{"cut short", text[:len(text)-3], certs, s.trust(), seal.Invalid, ""},
		{"a letter no QR code has", text[:20] + "é" + text[22:], certs, s.trust(), seal.Invalid, "seal_claim_unreadable"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, v, err := seal.VerifyClaim(tt.text, tt.certs, tt.trust)
			if v.Verdict != tt.verdict || (err == nil) != (tt.verdict == seal.Genuine) || tt.code != "" && !v.Findings.Has(tt.code) {
				t.Errorf("%s %v", v.Verdict, v.Findings.Codes())
			}
		})
	}
	for i := range text {
		for _, c := range "0Z" {
			changed := text[:i] + string(c) + text[i+1:]
			if changed == text {
				continue
			}
			if _, v, err := seal.VerifyClaim(changed, certs, s.trust()); err == nil {
				t.Fatalf("character %d changed: %s", i, v.Verdict)
			}
		}
	}
}

func TestClaim_Refusals(t *testing.T) {
	s := newScheme(t)
	with := func(f func(*seal.Claim)) seal.Claim { c := claim; f(&c); return c }
	for name, tt := range map[string]struct {
		c    seal.Claim
		code string
	}{
		"line end":       {with(func(c *seal.Claim) { c.Service = "a\nb" }), "seal_claim_text"},
		"empty operator": {with(func(c *seal.Claim) { c.Operator = "" }), "seal_claim_text"},
		"broken UTF-8":   {with(func(c *seal.Claim) { c.Service = "\xff" }), "seal_claim_text"},
		"no date":        {with(func(c *seal.Claim) { c.From = civil.Date{} }), "seal_claim_period"},
		"backwards":      {with(func(c *seal.Claim) { c.To = c.From.AddDays(-1) }), "seal_claim_period"},
		"too long":       {with(func(c *seal.Claim) { c.Service = strings.Repeat("雲", 1000) }), "seal_claim_too_long"},
	} {
		if _, err := s.office.SignClaim(tt.c); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: tt.code}) {
			t.Errorf("%s: %v, want %s", name, err, tt.code)
		}
	}
	oneDay := with(func(c *seal.Claim) { c.To = c.From; c.Status = "" })
	if _, err := s.office.SignClaim(oneDay); err != nil {
		t.Errorf("one day, no status address: %v", err)
	}
}
