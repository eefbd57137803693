package evidence_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"

	"shinsa/review/fault"
	"shinsa/ui/evidence"
)

// protected returns a PDF that opens with a password.
func protected(t *testing.T, password string) []byte {
	t.Helper()
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetProtection(gofpdf.CnProtectPrint, password, "of the owner")
	p.SetFont("Helvetica", "", 20)
	p.AddPage()
	p.Text(20, 20, "behind the password")
	return encoded(t, func(b *bytes.Buffer) error { return p.Output(b) })
}

func TestProtectedPDFOpensWithItsPassword(t *testing.T) { both(t, protectedPDFOpensWithItsPassword) }

func protectedPDFOpensWithItsPassword(t *testing.T, e *evidence.Engine) {
	file := protected(t, "yamabuki")
	for password, code := range map[string]string{
		"": "evidence_password", "Yamabuki": "evidence_password_wrong", "山吹": "evidence_password_wrong",
		strings.Repeat("x", 70_000): "evidence_password_wrong",
	} {
		_, err := e.Open(t.Context(), evidence.Unlock(bytes.NewReader(file), password), int64(len(file)))
		if !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: code}) {
			t.Errorf("with %.10q: %v, want %s", password, err, code)
		}
	}
	for _, password := range []string{"yamabuki", "of the owner"} {
		d, err := e.Open(t.Context(), evidence.Unlock(bytes.NewReader(file), password), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		if text, err := d.Text(t.Context(), 1); err != nil || !strings.Contains(text, "behind the password") {
			t.Errorf("%q, %v", text, err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
	// What needs none opens with any.
	plain := paper(t, 1)
	d, err := e.Open(t.Context(), evidence.Unlock(bytes.NewReader(plain), "any"), int64(len(plain)))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

// A worker that is lost is replaced by one that is told the password again.
func TestProtectedPDFComesBackAfterItsWorker(t *testing.T) {
	e, s := apart(t, time.Minute)
	file := protected(t, "yamabuki")
	d, err := e.Open(t.Context(), evidence.Unlock(bytes.NewReader(file), "yamabuki"), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	s.workers[0].Kill()
	_ = s.workers[0].cmd.Wait()
	if _, err := d.Page(t.Context(), 1, 300); !errors.Is(err, &fault.Error{Code: "evidence_worker_lost"}) {
		t.Errorf("a page of a dead worker: %v", err)
	}
	if _, err := d.Page(t.Context(), 1, 300); err != nil {
		t.Errorf("the page after: %v", err)
	}
}
