package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shinsa/cmd/internal/boot"
	"shinsa/i18n"
	"shinsa/review"
	"shinsa/store/vault"
)

const passphrase = "試験のための長い合言葉"

// noon is when these tests happen.
var noon = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// program is one run of the command line at an instant.
func program(t *testing.T, at time.Time, args ...string) (status int, out, err string) {
	t.Helper()
	var o, e bytes.Buffer
	env := func(name string) string {
		switch name {
		case "SHINSA_PASSPHRASE":
			return passphrase
		case "HOME":
			return t.TempDir()
		}
		return ""
	}
	r := &runner{in: strings.NewReader(""), out: &o, err: &e, env: env, now: func() time.Time { return at }}
	status = r.run(t.Context(), args)
	return status, o.String(), e.String()
}

// office makes a secretariat's desk and returns its folder.
func office(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "desk")
	s, err := boot.Create(context.Background(), boot.Options{Dir: dir, Passphrase: passphrase, Cost: vault.TestCost, Now: func() time.Time { return noon }},
		review.Founding{Role: review.Secretariat, Name: "事務局", Profile: review.SampleProfile()})
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// says fails the test unless the run ended with this status and every phrase was said.
func says(t *testing.T, status, want int, said string, phrases ...string) {
	t.Helper()
	if status != want {
		t.Errorf("status %d, want %d", status, want)
	}
	for _, p := range phrases {
		if !strings.Contains(said, p) {
			t.Errorf("it said %q, want %q", said, p)
		}
	}
}

func TestTwoProgramsOnOneDesk(t *testing.T) {
	dir := office(t)
	s, err := boot.Open(t.Context(), boot.Options{Dir: dir, Passphrase: passphrase, Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	status, _, said := program(t, noon, "doctor", "--desk", dir)
	says(t, status, i18n.ExitLocked, said, "別のプログラムが使っています", "もう一つの画面又はコマンドを終えてから")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	status, _, said = program(t, noon, "doctor", "--desk", dir)
	says(t, status, i18n.ExitDone, said)
}

// A clock that was set back keeps no one from working, and everyone from signing.
func TestClockSetBack(t *testing.T) {
	dir := office(t)
	early := noon.AddDate(-1, 0, 0)
	status, _, said := program(t, early, "case", "list", "--desk", dir)
	says(t, status, i18n.ExitDone, said)
	out := filepath.Join(t.TempDir(), "out")
	status, _, said = program(t, early, "records", "export", "-o", out, "--desk", dir)
	says(t, status, i18n.ExitRefused, said, "時計（2025-06-01 21:00）", "最後の記録（2026-06-01 21:00）", "時計を合わせてから")
	if entries, err := os.ReadDir(out); err == nil && len(entries) > 0 {
		t.Errorf("something was written: %v", entries)
	}
	status, _, said = program(t, noon.Add(-9*time.Minute), "enrol", "register", "-o", out, "--desk", dir)
	says(t, status, i18n.ExitDone, said)
	// A backup can be made whatever the clock says.
	status, _, said = program(t, early, "backup", "-o", filepath.Join(t.TempDir(), "x.backup"), "--desk", dir)
	says(t, status, i18n.ExitDone, said)
}

func TestWrongPassphraseIsSaid(t *testing.T) {
	dir := office(t)
	file := filepath.Join(t.TempDir(), "passphrase")
	if err := os.WriteFile(file, []byte("ちがう合言葉です\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	status, _, said := program(t, noon, "doctor", "--desk", dir, "--passphrase-file", file)
	says(t, status, i18n.ExitLocked, said, "パスフレーズが違います", "復旧")
}

// The drill by the command line: back up, lose everything, restore; then lose the passphrase too.
func TestDrill(t *testing.T) {
	dir, safe := office(t), t.TempDir()
	status, _, said := program(t, noon, "backup", "-o", safe, "--desk", dir)
	says(t, status, i18n.ExitDone, said)
	found, err := filepath.Glob(filepath.Join(safe, "s-*_2026-06-01.backup"))
	if err != nil || len(found) != 1 {
		t.Fatalf("backups: %v, %v", found, err)
	}
	status, sheet, said := program(t, noon, "recovery", "new", "--desk", dir)
	says(t, status, i18n.ExitDone, said)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	status, _, said = program(t, noon, "restore", found[0], "--desk", dir)
	says(t, status, i18n.ExitDone, said)
	status, _, said = program(t, noon, "doctor", "--desk", dir)
	says(t, status, i18n.ExitDone, said)
	status, _, said = program(t, noon, "restore", found[0], "--desk", dir)
	says(t, status, i18n.ExitRefused, said, "既にデスクがあります")

	// The sheet is younger than the backup: it opens nothing in it, and says so.
	file, fresh := filepath.Join(t.TempDir(), "sheet"), filepath.Join(t.TempDir(), "fresh")
	err = errors.Join(os.WriteFile(file, []byte(sheet), 0o600), os.WriteFile(fresh, []byte("あたらしい合言葉です"), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	status, _, said = program(t, noon, "recover", "--recovery-file", file, "--new-passphrase-file", fresh, "--desk", dir)
	says(t, status, i18n.ExitLocked, said, "この復旧鍵は、このデスクのものではありません")
	status, _, said = program(t, noon, "passphrase", "--new-passphrase-file", fresh, "--desk", dir)
	says(t, status, i18n.ExitDone, said)
	status, _, said = program(t, noon, "doctor", "--desk", dir)
	says(t, status, i18n.ExitLocked, said, "パスフレーズが違います")
}
