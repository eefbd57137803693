package main

import (
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/pdfseal/stamp/stamptest"
	"shinsa/review/seal"
)

// served is a time-stamp authority on this machine, and its certificate in a file.
func served(t *testing.T) (address, root string, down func()) {
	t.Helper()
	a := stamptest.New(t, time.Now)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err == nil {
			b, err = a.Answer(b)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/timestamp-reply")
		w.Write(b)
	}))
	t.Cleanup(s.Close)
	root = filepath.Join(t.TempDir(), "tsa.pem")
	if err := os.WriteFile(root, seal.MarshalCertificates(a.Cert), 0o600); err != nil {
		t.Fatal(err)
	}
	return s.URL, root, s.Close
}

// approved is a PDF that was signed once, and the root of who signed it.
func approved(t *testing.T) (pdf, root string) {
	t.Helper()
	dir := t.TempDir()
	for from, to := range map[string]string{"approved-2.pdf": "paper.pdf", "root.pem": "root.pem"} {
		b, err := os.ReadFile(filepath.Join("..", "..", "review", "pdfseal", "testdata", from))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, to), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "paper.pdf"), filepath.Join(dir, "root.pem")
}

// TestTimestamp_WithoutADesk stamps a signed PDF by an authority reached over HTTP, and has openssl judge the stamp.
func TestTimestamp_WithoutADesk(t *testing.T) {
	s := newShell(t)
	pdf, root := approved(t)
	address, authority, down := served(t)
	r := s.bare("timestamp", pdf, "--authority", address, "--authority-root", authority, "--keep", root, "--json")
	if r.status != i18n.ExitDone {
		t.Fatalf("%d %s", r.status, r.err)
	}
	var h []handed
	r.document(t, &h)
	var v review.Verification
	judged := s.bare("verify", h[0].Path, "--root", root, "--authority-root", authority, "--json")
	judged.document(t, &v)
	if judged.status != i18n.ExitDone || len(v.Signers) != 2 || len(v.Stamps) != 1 || v.Signers[0].Stamped == nil || v.Signers[0].Stamped.By != stamptest.Name {
		t.Errorf("%d %+v %s", judged.status, v, judged.err)
	}
	if r := s.bare("verify", h[0].Path, "--root", root, "--authority-root", authority); !strings.Contains(r.out, stamptest.Name) {
		t.Errorf("in words: %s", r.out)
	}
	if before, after := read(t, pdf), read(t, h[0].Path); !strings.HasPrefix(after, before) {
		t.Error("the signed bytes were changed")
	}
	byOpenSSL(t, h[0].Path, authority)

	down()
	again := s.bare("timestamp", h[0].Path, "--authority", address)
	if again.status != i18n.ExitRefused || !strings.Contains(again.err, "接続できません") {
		t.Errorf("without an authority: %d %s", again.status, again.err)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(pdf), "paper-stamped-stamped.pdf")); err == nil {
		t.Error("a file was left all the same")
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// byOpenSSL takes the last time stamp out of a file by hand and has openssl verify it over the bytes around it.
func byOpenSSL(t *testing.T, path, authority string) {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		if os.Getenv("SHINSA_JUDGES") != "" {
			t.Fatal("openssl is missing")
		}
		t.Log("openssl is missing; SHINSA_JUDGES=1 makes this fail")
		return
	}
	pdf := read(t, path)
	from := strings.LastIndex(pdf, "/Contents <") + len("/Contents ")
	to := from + strings.Index(pdf[from:], ">") + 1
	dir := t.TempDir()
	padded, err := hex.DecodeString(pdf[from+1 : to-1])
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"content": pdf[:from] + pdf[to:], "padded": string(padded)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	script := `cd "$0" && openssl asn1parse -inform DER -in padded -noout -out token && openssl ts -verify -token_in -in token -data content -CAfile "$1"`
	if out, err := exec.CommandContext(t.Context(), "sh", "-c", script, dir, authority).CombinedOutput(); err != nil {
		t.Errorf("openssl: %v\n%s", err, out)
	}
}

// TestTimestamp_SettingOfTheDesk names an authority, has a letter stamped by it while signing, and goes on without when it is gone.
func TestTimestamp_SettingOfTheDesk(t *testing.T) {
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	address, authority, down := served(t)
	form, evidence, _ := sample(t, "case-2")
	var taken struct{ Case string }
	office.ok(&taken, "intake", form, "--evidence", evidence, "--received", "2026-04-10")
	letter := func() (path string, notes int) {
		var got struct {
			Files []struct {
				handed
				Notes []struct{ Code string }
			}
		}
		office.ok(&got, "correct", taken.Case, "--due", "2026-05-01", "-o", t.TempDir())
		for _, h := range got.Files {
			if strings.HasSuffix(h.Path, ".pdf") {
				return h.Path, len(h.Notes)
			}
		}
		t.Fatalf("no letter in %+v", got)
		return "", 0
	}
	stamped := func(path string) bool {
		var v review.Verification
		office.ok(&v, "verify", path)
		return v.Signers[0].Stamped != nil
	}
	if path, notes := letter(); stamped(path) || notes > 0 {
		t.Error("a letter is stamped, or said to lack a stamp, before an authority was named")
	}
	if r := office.run("timestamp", form); r.status != i18n.ExitRefused || !strings.Contains(r.err, "authority set") {
		t.Errorf("no authority: %d %s", r.status, r.err)
	}
	office.ok(nil, "authority", "set", address, "--authority-root", authority)
	if path, notes := letter(); !stamped(path) || notes > 0 {
		t.Error("a letter is not stamped")
	}
	down()
	path, notes := letter()
	if stamped(path) || notes != 1 {
		t.Errorf("without an answer: stamped %v, %d notes", stamped(path), notes)
	}
	var shown struct {
		Authority string
		Believed  bool
	}
	office.ok(&shown, "authority", "show")
	if shown.Authority != address || !shown.Believed {
		t.Errorf("shown %+v", shown)
	}
	office.ok(&shown, "authority", "clear")
	if _, notes := letter(); shown.Authority != "" || notes > 0 {
		t.Errorf("cleared: %+v, %d notes", shown, notes)
	}
}

// TestRegister_SnapshotForVerifiers exports the register and verifies by it.
func TestRegister_SnapshotForVerifiers(t *testing.T) {
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	var h []handed
	office.ok(&h, "register", "snapshot", "-o", t.TempDir())
	pdf, root := approved(t)
	if r := office.run("verify", h[0].Path); r.status != i18n.ExitDone {
		t.Errorf("the register: %d %s", r.status, r.err)
	}
	if r := office.bare("verify", pdf, "--root", root, "--register", h[0].Path); r.status != i18n.ExitRefused {
		t.Errorf("a register of another scheme: %d %s", r.status, r.err)
	}
}
