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
