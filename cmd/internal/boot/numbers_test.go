package boot_test

import (
	"path/filepath"
	"testing"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/fault"
)

// An office that goes on from a backup, or from a local copy of its database, says which numbers it gave since before it gives another.
func TestPromise2_ARestoredOfficeAsksForItsNumbers(t *testing.T) {
	s, dir := office(t)
	path := backUp(t, s)
	closed(t, s)
	closed(t, opened(t, options(dir))) // makes the first local copy

	doubted := func(s *boot.Session) {
		t.Helper()
		out, err := boot.Outbox(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Desk.ExportKeys(t.Context(), out)
		refused(t, err, fault.Conflict, "numbers_unsure")
		if _, err := s.Desk.SettleNumbers(t.Context(), []review.Series{{Name: "keys", Last: 3}}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Desk.ExportKeys(t.Context(), out); err != nil {
			t.Errorf("with its numbers settled: %v", err)
		}
		all, doubt, err := s.Desk.Numbers(t.Context())
		if err != nil || doubt != nil {
			t.Errorf("doubt %v, %v", doubt, err)
		}
		for _, x := range all {
			if x.Name == "keys" && x.Last != 4 {
				t.Errorf("the register of keys stands at %d, want 4", x.Last)
			}
		}
		healthy(t, s)
		closed(t, s)
	}
	again, err := restore(t, options(filepath.Join(t.TempDir(), "new")), path, "")
	if err != nil {
		t.Fatal(err)
	}
	doubted(again)
	if _, err := boot.ReturnToCopy(t.Context(), options(dir), ""); err != nil {
		t.Fatal(err)
	}
	doubted(opened(t, options(dir)))
}
