//go:build cgo

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/cmd/internal/token/softhsm"
	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/seal"
)

// TestToken_MemberSignsWithACard has a member enrol with a key on a card and sign with it, and goes through what can be wrong with a card.
func TestToken_MemberSignsWithACard(t *testing.T) {
	card := softhsm.New(t)
	key, err := seal.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	card.Import("a1", key)
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	member := office.at("member")
	member.initDesk("member", "審査 花子")
	member.env["SHINSA_PIN"] = softhsm.PIN
	out := t.TempDir()

	var listed []struct{ Serial, Key, Label, Algorithm string }
	member.ok(&listed, "token", "list", "--module", card.Module)
	if len(listed) != 1 || listed[0].Algorithm != "P-256" || listed[0].Label != softhsm.Label {
		t.Fatalf("listed %+v", listed)
	}
	var mine struct {
		Self  struct{ ID string }
		Token *review.Token
	}
	member.ok(&mine, "identity", "token", "--module", card.Module, "--serial", listed[0].Serial, "--key", listed[0].Key)
	if mine.Token == nil || mine.Token.Key != "a1" || mine.Token.Label != softhsm.Label {
		t.Fatalf("identity %+v", mine)
	}
	if id := enrolled(office, member, out); id != mine.Self.ID {
		t.Errorf("enrolled as %s, asked as %s", id, mine.Self.ID)
	}
	if r := member.run("identity", "token", "--module", card.Module, "--serial", listed[0].Serial, "--key", "a1"); r.status != i18n.ExitRefused {
		t.Errorf("another key after enrolling: %d %s", r.status, r.err)
	}

	form, evidence, _ := sample(t, "case-1")
	var taken struct{ Case string }
	office.ok(&taken, "intake", form, "--evidence", evidence, "--received", "2026-04-10")
	office.ok(nil, "fee", taken.Case, "--received", "2026-04-10", "--amount", "110000")
	var dossiers []handed
	office.ok(&dossiers, "pack", taken.Case, "--to", mine.Self.ID, "--due", "2026-05-01", "-o", out)
	member.ok(nil, "open", dossiers[0].Path)
	declaration := member.file("declaration.yaml", withoutInterest())
	declare := func() (ran, string) {
		dir := t.TempDir()
		return member.run("declare", taken.Case, "--file", declaration, "-o", dir, "--json"), dir
	}
	nothing := func(what, dir string) {
		t.Helper()
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%s: %d files left, %v", what, len(left), err)
		}
	}
	member.env["SHINSA_PIN"] = "0000"
	r, dir := declare()
	if r.status != i18n.ExitLocked || !strings.Contains(r.err, "PIN") {
		t.Errorf("a wrong PIN: %d %s", r.status, r.err)
	}
	nothing("a wrong PIN", dir)
	member.env["SHINSA_PIN"] = ""
	if r, dir = declare(); r.status != i18n.ExitLocked || !strings.Contains(r.err, "PIN") {
		t.Errorf("no PIN: %d %s", r.status, r.err)
	}
	nothing("no PIN", dir)
	member.env["SHINSA_PIN"] = softhsm.PIN
	back := card.TakeAway()
	if r, dir = declare(); r.status != i18n.ExitRefused || !strings.Contains(r.err, "差し込んで") || !strings.Contains(r.err, softhsm.Label) {
		t.Errorf("no card: %d %s", r.status, r.err)
	}
	nothing("no card", dir)
	back()
	if r, dir = declare(); r.status != i18n.ExitDone {
		t.Fatalf("declare: %d %s", r.status, r.err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.declaration"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	var v review.Verification
	office.ok(&v, "verify", files[0])
	if v.Verdict != seal.Genuine || v.Signers[0].ID != mine.Self.ID {
		t.Errorf("the declaration is %+v", v)
	}
}
