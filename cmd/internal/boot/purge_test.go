package boot_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
)

// What is purged does not live on in local copies, in the log, or after a crash between the record and the destruction.
func TestArt20_APurgeReachesEveryCopy(t *testing.T) {
	s, err := newStage(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	for _, step := range []func() error{
		func() error { return s.found(ctx) }, func() error { return s.pack(ctx) }, func() error { return s.declare(ctx) },
		func() error { return s.judge(ctx) }, func() error { return s.submit(ctx) }, func() error { return s.merge(ctx) },
		func() error { return s.receive(ctx, atMember, "_opinion.receipt") },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	before, err := boot.Copies(s.path(atMember))
	if err != nil || len(before) == 0 {
		t.Fatalf("local copies before: %v, %v", before, err)
	}
	full := blobs(t, s)
	err = s.on(ctx, atMember, func(b *boot.Session, _ review.Outbox) error {
		if err := b.Desk.Purge(ctx, stageCase); err != nil {
			return err
		}
		if have, err := boot.Copies(s.path(atMember)); len(have) != 0 || err != nil {
			t.Errorf("local copies after: %v, %v", have, err)
		}
		log, err := os.ReadFile(s.path("member/desk.db-wal"))                 // it grows by zeroes
		if n := len(bytes.TrimRight(log, "\x00")); err != nil || n > 48<<10 { // that it is done is noted after
			t.Errorf("the log still has %d bytes, %v", n, err)
		}
		healthy(t, b)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if left := blobs(t, s); left >= full || left > 3 {
		t.Errorf("%d of %d files are left", left, full)
	}
}

// blobs counts the sealed files of the member's desk.
func blobs(t *testing.T, s *stage) int {
	t.Helper()
	found, err := filepath.Glob(s.path("member/blobs/*/*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(found)
}
