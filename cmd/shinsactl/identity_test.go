package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/seal"
)

// p12 writes a PKCS#12 file with a new key, made here.
func p12(t *testing.T, password string) string {
	t.Helper()
	root, err := seal.NewRoot("よその認証局", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	key, err := seal.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	cert, err := root.Issue(key.Public(), seal.Subject{Name: "審査 花子", Role: seal.Member}, root.Cert.NotBefore, root.Cert.NotBefore.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	s, err := seal.NewSigner(key, cert, root.Cert)
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.ExportPKCS12(password)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "key.p12")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

type identity struct {
	Self struct {
		ID       string
		Enrolled bool
	}
	Token *review.Token
}

func TestIdentity_MemberBringsAKey(t *testing.T) {
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	member := office.at("member")
	member.initDesk("member", "審査 花子")
	file := p12(t, "pass word")
	var before, after identity
	member.ok(&before, "identity", "show")
	for name, tt := range map[string]struct {
		password string
		status   int
	}{"wrong": {"another", i18n.ExitLocked}, "none": {"", i18n.ExitLocked}} {
		member.env["SHINSA_P12_PASSWORD"] = tt.password
		if r := member.run("identity", "import", file); r.status != tt.status || !strings.Contains(r.err, "パスワード") {
			t.Errorf("%s password: %d %s", name, r.status, r.err)
		}
	}
	if r := member.run("identity", "import", member.file("text.p12", "text"), "--password-file", member.file("pw", "x")); r.status != i18n.ExitRefused {
		t.Errorf("no PKCS#12: %d %s", r.status, r.err)
	}
	member.ok(&after, "identity", "show")
	if after != before {
		t.Errorf("after refusals the desk is %+v, was %+v", after, before)
	}
	member.ok(&after, "identity", "import", file, "--password-file", member.file("password", "pass word\n"))
	if after.Self.ID == before.Self.ID || after.Token != nil {
		t.Errorf("%+v, was %+v", after, before)
	}
	out := t.TempDir()
	if id := enrolled(office, member, out); id != after.Self.ID {
		t.Errorf("enrolled as %s, want %s", id, after.Self.ID)
	}
	if r := member.run("identity", "import", file, "--password-file", member.file("password", "pass word")); r.status != i18n.ExitRefused || !strings.Contains(r.err, "委員証") {
		t.Errorf("another key after enrolling: %d %s", r.status, r.err)
	}
	member.ok(nil, "doctor")
}

// The secretariat gets a new card for its key from its own root, and what it signs and has signed is genuine.
func TestIdentity_OfficeBringsAKeyOfOpenSSL(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		if os.Getenv("SHINSA_JUDGES") != "" {
			t.Fatal("openssl is missing")
		}
		t.Skip("openssl is missing; SHINSA_JUDGES=1 makes this fail")
	}
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	out := t.TempDir()
	snapshot := func() string {
		var h []handed
		office.ok(&h, "register", "snapshot", "-o", t.TempDir())
		return h[0].Path
	}
	early := snapshot()
	script := `cd "$0" && openssl req -x509 -newkey rsa:3072 -nodes -keyout k.pem -out c.pem -days 30 -subj /CN=x 2>/dev/null && openssl pkcs12 -export -inkey k.pem -in c.pem -out k.p12 -passout pass:secret`
	if b, err := exec.CommandContext(t.Context(), "sh", "-c", script, out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	var before, after identity
	office.ok(&before, "identity", "show")
	office.ok(&after, "identity", "import", filepath.Join(out, "k.p12"), "--password-file", office.file("pw", "secret"))
	if before.Self != after.Self {
		t.Errorf("the office is %+v, was %+v", after.Self, before.Self)
	}
	for name, path := range map[string]string{"before": early, "after": snapshot()} {
		var v json.RawMessage
		office.ok(&v, "verify", path)
		if !strings.Contains(string(v), string(seal.Genuine)) {
			t.Errorf("signed %s: %s", name, v)
		}
	}
}

// A program without cgo says where to go; one with it, that the library is missing.
func TestToken_SaysWhereToGo(t *testing.T) {
	s := newShell(t)
	r := s.bare("token", "list", "--module", "/nowhere/module.so")
	if r.status != i18n.ExitRefused || !strings.Contains(r.err, "デスクトップ版") && !strings.Contains(r.err, "PKCS#11") {
		t.Errorf("%d %s", r.status, r.err)
	}
	if r := s.bare("token", "list"); r.status != i18n.ExitUsage {
		t.Errorf("no module: %d %s", r.status, r.err)
	}
	if r := s.run("identity", "token", "--module", "x"); r.status != i18n.ExitUsage {
		t.Errorf("no key: %d %s", r.status, r.err)
	}
}
