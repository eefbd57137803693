package vault_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/review/fault"
	"shinsa/store/vault"
)

const passphrase = "審査委員の合言葉 2026"

func create(t *testing.T) (path string, key *vault.Key) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "desk.key")
	key, err := vault.Create(path, passphrase, vault.TestCost)
	if err != nil {
		t.Fatal(err)
	}
	return path, key
}

func derive(t *testing.T, k *vault.Key, p vault.Purpose) []byte {
	t.Helper()
	b, err := k.Derive(p)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func sameKey(t *testing.T, a, b *vault.Key) {
	t.Helper()
	if !bytes.Equal(derive(t, a, vault.ForDatabase), derive(t, b, vault.ForDatabase)) {
		t.Error("another master key")
	}
}

func refused(t *testing.T, err error, k fault.Kind, code string) {
	t.Helper()
	if !errors.Is(err, &fault.Error{Kind: k, Code: code}) {
		t.Errorf("%v, want %s %s", err, k, code)
	}
}

func TestThePassphraseOpensTheKey(t *testing.T) {
	path, made := create(t)
	opened, err := vault.Unlock(path, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	sameKey(t, made, opened)
	for _, wrong := range []string{"", " ", passphrase + " ", strings.ToUpper("x"), "審査委員の合言葉 2025"} {
		_, err := vault.Unlock(path, wrong)
		refused(t, err, fault.Locked, vault.WrongPassphrase)
	}
}

// An input method gives full-width letters with dashes and quotation marks of its own. Whichever way a passphrase was typed when it was set, the
// plain keys open it, and so do they through the input method. A key from before that opens with what it was made with.
func TestThePassphraseIsTheSameThroughAnInputMethod(t *testing.T) {
	for _, both := range [][2]string{{"mihon-no-tsukue", "ｍｉｈｏｎ−ｎｏ－ｔｓｕｋｕｅ"}, {`a~b"c'd\e,f.g/h[i]`, "ａ〜ｂ”ｃ’ｄ￥ｅ、ｆ。ｇ・ｈ「ｉ」"}} {
		for i, set := range both {
			path := filepath.Join(t.TempDir(), "desk.key")
			made, err := vault.Create(path, set, vault.TestCost)
			if err != nil {
				t.Fatal(err)
			}
			opened, err := vault.Unlock(path, both[1-i])
			if err != nil {
				t.Fatalf("%q does not open what %q was set for: %v", both[1-i], set, err)
			}
			sameKey(t, made, opened)
		}
	}
	path := filepath.Join(t.TempDir(), "desk.key")
	if _, err := vault.Create(path, "カード一枚", vault.TestCost); err != nil {
		t.Fatal(err)
	}
	_, err := vault.Unlock(path, "カ-ド一枚")
	refused(t, err, fault.Locked, vault.WrongPassphrase)
	if _, err := vault.Unlock(filepath.Join("testdata", "nfkc.key"), "himitsu−2026"); err != nil {
		t.Errorf("a key of an earlier version: %v", err)
	}
}

// Full-width digits and half-width kana are the same passphrase: which of them is typed depends on the input method.
func TestThePassphraseIsTheSameInEveryWidth(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.key")
	made, err := vault.Create(path, "カギ２０２６", vault.TestCost)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := vault.Unlock(path, "ｶｷﾞ2026")
	if err != nil {
		t.Fatal(err)
	}
	sameKey(t, made, opened)
}

func TestKeysArePerDeskAndPerPurpose(t *testing.T) {
	_, a := create(t)
	_, b := create(t)
	seen := map[string]bool{}
	for _, k := range []*vault.Key{a, b} {
		for _, p := range []vault.Purpose{vault.ForDatabase, vault.ForBlobs, vault.ForBlobNames, vault.ForCache} {
			d := derive(t, k, p)
			if len(d) != vault.KeySize || seen[string(d)] {
				t.Errorf("%s: %d bytes, repeated %v", p, len(d), seen[string(d)])
			}
			seen[string(d)] = true
		}
	}
}

func TestAKeyIsNeverPrinted(t *testing.T) {
	_, k := create(t)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d"} {
		if got := fmt.Sprintf(verb, k); got != "vault.Key" {
			t.Errorf("%s prints %q", verb, got)
		}
	}
	k.Forget()
	zero := derive(t, k, vault.ForDatabase)
	k.Forget()
	if !bytes.Equal(zero, derive(t, k, vault.ForDatabase)) {
		t.Error("a forgotten key still changes")
	}
}

func TestChangedPassphraseKeepsTheKey(t *testing.T) {
	path, made := create(t)
	const next = "新しい合言葉"
	stronger := vault.Cost{Time: 2, MemoryKiB: 128, Threads: 1}
	refused(t, vault.ChangePassphrase(path, "wrong", next, stronger), fault.Locked, vault.WrongPassphrase)
	refused(t, vault.ChangePassphrase(path, passphrase, "", stronger), fault.Invalid, vault.NoPassphrase)
	if err := vault.ChangePassphrase(path, passphrase, next, stronger); err != nil {
		t.Fatal(err)
	}
	if c, err := vault.CostOf(path); err != nil || c != stronger {
		t.Errorf("cost %v, %v, want %v", c, err, stronger)
	}
	_, err := vault.Unlock(path, passphrase)
	refused(t, err, fault.Locked, vault.WrongPassphrase)
	opened, err := vault.Unlock(path, next)
	if err != nil {
		t.Fatal(err)
	}
	sameKey(t, made, opened)
}

func TestTheStandardCostIsStored(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.key")
	if _, err := vault.Create(path, passphrase, vault.StandardCost); err != nil {
		t.Fatal(err)
	}
	if c, err := vault.CostOf(path); err != nil || c != (vault.Cost{Time: 3, MemoryKiB: 65536, Threads: 1}) {
		t.Fatalf("cost %v, %v", c, err)
	}
	if _, err := vault.Unlock(path, passphrase); err != nil {
		t.Fatal(err)
	}
}

func TestAKeyFileIsNeverOverwritten(t *testing.T) {
	path, made := create(t)
	_, err := vault.Create(path, "another", vault.TestCost)
	refused(t, err, fault.Conflict, vault.KeyExists)
	opened, err := vault.Unlock(path, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	sameKey(t, made, opened)
	_, err = vault.Create(filepath.Join(t.TempDir(), "desk.key"), "", vault.TestCost)
	refused(t, err, fault.Invalid, vault.NoPassphrase)
	_, err = vault.Unlock(filepath.Join(t.TempDir(), "desk.key"), passphrase)
	refused(t, err, fault.Missing, vault.KeyMissing)
}

func TestAChangedKeyFileIsRefused(t *testing.T) {
	path, _ := create(t)
	good := read(t, path)
	edit := func(change func(m, p map[string]any)) []byte {
		var m map[string]any
		if err := json.Unmarshal(good, &m); err != nil {
			t.Fatal(err)
		}
		change(m, m["passphrase"].(map[string]any))
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	rows := map[string]struct {
		file []byte
		kind fault.Kind
		code string
	}{
		"empty":           {nil, fault.Corrupt, vault.KeyDamaged},
		"cut":             {good[:len(good)/2], fault.Corrupt, vault.KeyDamaged},
		"other format":    {edit(func(m, _ map[string]any) { m["format"] = "x" }), fault.Corrupt, vault.KeyDamaged},
		"unknown field":   {edit(func(m, _ map[string]any) { m["extra"] = 1 }), fault.Corrupt, vault.KeyDamaged},
		"newer":           {edit(func(m, _ map[string]any) { m["version"] = 3 }), fault.Unavailable, vault.KeyNewer},
		"huge memory":     {edit(func(_, p map[string]any) { p["memory_kib"] = 1 << 30 }), fault.Corrupt, vault.KeyDamaged},
		"endless":         {edit(func(_, p map[string]any) { p["time"] = 1 << 30 }), fault.Corrupt, vault.KeyDamaged},
		"no threads":      {edit(func(_, p map[string]any) { p["threads"] = 0 }), fault.Corrupt, vault.KeyDamaged},
		"other kdf":       {edit(func(_, p map[string]any) { p["kdf"] = "none" }), fault.Corrupt, vault.KeyDamaged},
		"short salt":      {edit(func(_, p map[string]any) { p["salt"] = "AAAA" }), fault.Corrupt, vault.KeyDamaged},
		"short key":       {edit(func(_, p map[string]any) { p["sealed"] = "AAAA" }), fault.Corrupt, vault.KeyDamaged},
		"weakened memory": {edit(func(_, p map[string]any) { p["memory_kib"] = 8 }), fault.Locked, vault.WrongPassphrase},
		"too long":        {append(good[:len(good):len(good)], bytes.Repeat([]byte(" "), 64<<10)...), "", ""},
	}
	for name, r := range rows {
		t.Run(name, func(t *testing.T) {
			p := filepath.Join(t.TempDir(), "desk.key")
			write(t, p, r.file)
			_, err := vault.Unlock(p, passphrase)
			if r.code == "" {
				if err == nil {
					t.Error("opened")
				}
				return
			}
			refused(t, err, r.kind, r.code)
		})
	}
}

func TestTheRecoveryKeyOpensTheDesk(t *testing.T) {
	path, made := create(t)
	identity, recipient, err := vault.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	_, err = vault.Recover(path, identity)
	refused(t, err, fault.Locked, vault.WrongRecovery)
	refused(t, vault.AddRecovery(path, "wrong", recipient), fault.Locked, vault.WrongPassphrase)
	refused(t, vault.AddRecovery(path, passphrase, "age1nonsense"), fault.Invalid, vault.BadRecovery)
	for range 2 { // the second time changes nothing
		if err := vault.AddRecovery(path, passphrase, recipient); err != nil {
			t.Fatal(err)
		}
	}
	if n := bytes.Count(read(t, path), []byte(recipient)); n != 1 {
		t.Errorf("the recipient is there %d times", n)
	}
	opened, err := vault.Recover(path, identity)
	if err != nil {
		t.Fatal(err)
	}
	sameKey(t, made, opened)

	other, _, err := vault.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	_, err = vault.Recover(path, other)
	refused(t, err, fault.Locked, vault.WrongRecovery)
	_, err = vault.Recover(path, "AGE-SECRET-KEY-1")
	refused(t, err, fault.Invalid, vault.BadRecovery)
	if strings.Contains(err.Error(), "AGE-SECRET") {
		t.Error("the refusal quotes the key")
	}
}

func TestALostPassphraseIsSetAnewWithTheRecoveryKey(t *testing.T) {
	path, made := create(t)
	identity, recipient, err := vault.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	if err := vault.AddRecovery(path, passphrase, recipient); err != nil {
		t.Fatal(err)
	}
	if err := vault.ResetPassphrase(path, identity, "次の合言葉", vault.TestCost); err != nil {
		t.Fatal(err)
	}
	_, err = vault.Unlock(path, passphrase)
	refused(t, err, fault.Locked, vault.WrongPassphrase)
	opened, err := vault.Unlock(path, "次の合言葉")
	if err != nil {
		t.Fatal(err)
	}
	sameKey(t, made, opened)
	if _, err := vault.Recover(path, identity); err != nil {
		t.Errorf("the recovery key is gone: %v", err)
	}
}
