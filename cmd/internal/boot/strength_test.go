package boot_test

import (
	"testing"

	"shinsa/cmd/internal/boot"
	"shinsa/review/fault"
	"shinsa/store/vault"
)

func TestAPassphraseIsStrengthenedAndStaysStrong(t *testing.T) {
	s, dir := office(t)
	dear := vault.Cost{Time: 2, MemoryKiB: 256, Threads: 1}
	refused(t, s.Strengthen(t.Context(), "違う合言葉を書きました", dear), fault.Locked, "wrong_passphrase")
	if err := s.Strengthen(t.Context(), passphrase, dear); err != nil {
		t.Fatal(err)
	}
	refused(t, s.Strengthen(t.Context(), passphrase, vault.TestCost), fault.Invalid, "passphrase_cost_lower")
	if err := s.ChangePassphrase(t.Context(), passphrase, fresh); err != nil {
		t.Fatal(err)
	}
	if c, err := s.PassphraseCost(); err != nil || c != dear {
		t.Errorf("a new passphrase costs %+v, %v", c, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o := options(dir)
	o.Passphrase = fresh
	s, err := boot.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	healthy(t, s)
}
