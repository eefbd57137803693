package paper_test

import (
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/review/fault"
)

func TestCertificate_OnePageOrRefused(t *testing.T) {
	c := certificate
	c.Service = strings.Repeat("見本IoTプラットフォーム", 8)
	c.Operator = "株式会社" + strings.Repeat("見本", 12)
	d, err := press(t).Certificate(profile, c)
	if err != nil {
		t.Fatal(err)
	}
	if d.Pages != 1 {
		t.Errorf("%d pages", d.Pages)
	}
	if text := unspaced(pages(t, d)[0]); !strings.Contains(text, c.Service) || !strings.Contains(text, c.Operator) {
		t.Error("a long name is not whole on the certificate")
	}
	c.Service = strings.Repeat("長い名称", 200)
	if _, err := press(t).Certificate(profile, c); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "paper_certificate_too_long"}) {
		t.Errorf("got %v, want paper_certificate_too_long", err)
	}
	c = certificate
	c.Claim = strings.Repeat("x", 4000)
	if _, err := press(t).Certificate(profile, c); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "paper_claim_too_long"}) {
		t.Errorf("got %v, want paper_claim_too_long", err)
	}
}

func TestCertificate_CodeIsReadFromPaper(t *testing.T) {
	d, err := press(t).Certificate(profile, certificate)
	if err != nil {
		t.Fatal(err)
	}
	picture := filepath.Join(t.TempDir(), "c")
	tool(t, "pdftoppm", "-r", "150", "-png", "-singlefile", saved(t, d), picture)
	path, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Fatal("zbarimg is needed")
	}
	out, err := exec.Command(path, "-q", "--raw", picture+".png").Output()
	if err != nil || strings.TrimSpace(string(out)) != certificate.Claim {
		t.Errorf("read %q (%v), want the claim", out, err)
	}
}

// A certificate speaks Japanese and English, or Japanese alone where the scheme wishes; dates follow the profile in both.
func TestCertificate_OneLanguageOrTwo(t *testing.T) {
	english := []string{"CERTIFICATE", profile.SchemeEN, profile.WordingEN, profile.BodyEN, profile.SignatoryEN, "20 May 2024 – 19 May 2026", "Certified on"}
	japanese := []string{"認定証", profile.Scheme, profile.Wording, profile.Body, profile.BodyTitle, profile.Signatory, "令和6年5月20日から令和8年5月19日まで", certificate.No}
	for _, alone := range []bool{false, true} {
		p := profile
		p.JapaneseOnly = alone
		d, err := press(t).Certificate(p, certificate)
		if err != nil {
			t.Fatal(err)
		}
		text := unspaced(pages(t, d)[0])
		for _, s := range japanese {
			if !strings.Contains(text, unspaced(s)) {
				t.Errorf("Japanese only %v: no %s", alone, s)
			}
		}
		for _, s := range english {
			if strings.Contains(text, unspaced(s)) == alone {
				t.Errorf("Japanese only %v: %s", alone, s)
			}
		}
	}
}
