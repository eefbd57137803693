package boot_test

import (
	"path/filepath"
	"strings"
	"testing"

	"shinsa/cmd/internal/boot"
	"shinsa/review/fault"
	"shinsa/store/vault"
)

const fresh = "まったく新しい合言葉です"

func TestPassphraseIsChanged(t *testing.T) {
	s, dir := office(t)
	path := backUp(t, s)
	refused(t, s.ChangePassphrase(t.Context(), "違う合言葉を書きました", fresh), fault.Locked, "wrong_passphrase")
	refused(t, s.ChangePassphrase(t.Context(), passphrase, "短い"), fault.Invalid, "passphrase_short")
	refused(t, s.ChangePassphrase(t.Context(), passphrase, "  "), fault.Invalid, "passphrase_empty")
	if err := s.ChangePassphrase(t.Context(), passphrase, fresh); err != nil {
		t.Fatal(err)
	}
	if err := s.Desk.Confirm(fresh); err != nil {
		t.Errorf("the new passphrase confirms: %v", err)
	}
	refused(t, s.Desk.Confirm(passphrase), fault.Locked, "wrong_passphrase")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := boot.Open(t.Context(), options(dir))
	refused(t, err, fault.Locked, "wrong_passphrase")
	o := options(dir)
	o.Passphrase = fresh
	s, err = boot.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	healthy(t, s)
	// A backup made before opens with the passphrase of its day.
	old, err := restore(t, options(filepath.Join(t.TempDir(), "old")), path, "")
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
}

func TestAForgottenPassphraseIsRecoveredFromTheSheet(t *testing.T) {
	s, dir := office(t)
	sheet := strings.Join(boot.RecoverySheet(s.Recovery), "\n")
	path := backUp(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o := options(dir)
	o.Passphrase = fresh
	_, err := boot.Recover(t.Context(), o, "QQQQQ")
	refused(t, err, fault.Invalid, "recovery_invalid")
	other, _, err := vault.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	_, err = boot.Recover(t.Context(), o, other)
	refused(t, err, fault.Locked, "wrong_recovery")
	s, err = boot.Recover(t.Context(), o, strings.ToLower(sheet))
	if err != nil {
		t.Fatal(err)
	}
	healthy(t, s)

	// A new sheet makes the old one useless.
	renewed, err := s.NewRecovery(t.Context(), fresh)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = boot.Recover(t.Context(), o, sheet)
	refused(t, err, fault.Locked, "wrong_recovery")
	if s, err = boot.Recover(t.Context(), o, renewed); err != nil {
		t.Fatal(err)
	}
	defer s.Close()

	// Computer and passphrase lost: the backup opens with the sheet of its day.
	lost := options(filepath.Join(t.TempDir(), "new"))
	lost.Passphrase = "三つ目の合言葉になります"
	key, err := boot.ReadRecovery(sheet)
	if err != nil {
		t.Fatal(err)
	}
	_, err = restore(t, lost, path, other)
	refused(t, err, fault.Locked, "wrong_recovery")
	again, err := restore(t, lost, path, key)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	healthy(t, again)
}

func TestAnOldCostIsRaisedWhenTheDeskIsOpened(t *testing.T) {
	s, dir := office(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o := options(dir)
	o.Cost = vault.Cost{Time: 2, MemoryKiB: 128, Threads: 1}
	s, err := boot.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if c, err := vault.CostOf(filepath.Join(dir, "desk.key")); c != o.Cost || err != nil {
		t.Errorf("the cost is %+v, %v", c, err)
	}
	if err := s.Desk.Confirm(passphrase); err != nil {
		t.Errorf("the passphrase: %v", err)
	}
	weaker := options(dir)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := boot.Open(t.Context(), weaker)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if c, err := vault.CostOf(filepath.Join(dir, "desk.key")); c != o.Cost || err != nil {
		t.Errorf("the cost was lowered to %+v, %v", c, err)
	}
}
