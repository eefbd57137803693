//go:build unix

package boot_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"shinsa/cmd/internal/boot"
	"shinsa/review/fault"
)

// printerThat puts a printing system into the path that runs a script.
func printerThat(t *testing.T, script string) {
	t.Helper()
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "lp"), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":/usr/bin:/bin")
}

func TestRecoverySheetGoesToThePrinterThroughAPipe(t *testing.T) {
	s, dir := office(t)
	got := filepath.Join(t.TempDir(), "printed")
	printerThat(t, "exec cat > '"+got+"'")
	if !boot.CanPrint() {
		t.Fatal("there is a printing system")
	}
	if err := s.PrintRecovery(t.Context(), s.Recovery); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(got)
	if err != nil || !bytes.HasPrefix(b, []byte("%PDF-")) || len(b) < 10_000 {
		t.Fatalf("printed %d bytes, %v", len(b), err)
	}
	found, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(found) > 0 {
		t.Errorf("left %q, %v", found, err)
	}
	printerThat(t, "exit 1")
	refused(t, s.PrintRecovery(t.Context(), s.Recovery), fault.Unavailable, "printer_failed")
	t.Setenv("PATH", t.TempDir())
	refused(t, s.PrintRecovery(t.Context(), s.Recovery), fault.Unavailable, "printer_missing")
}
