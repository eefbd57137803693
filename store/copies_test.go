package store_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/journal"
	"shinsa/store"
	"shinsa/store/storetest"
	"shinsa/store/vault"
)

// act does one thing that the journal counts.
func act(t testing.TB, s *store.Store, subject string) {
	t.Helper()
	err := s.Update(t.Context(), func(tx review.Tx) error {
		_, err := tx.Append(journal.Entry{Actor: "me", Act: "test", Subject: subject})
		return errors.Join(err, tx.Put(review.KindCase, "a", subject))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func copies(t testing.TB, dir string) []store.Copy {
	t.Helper()
	have, err := store.Copies(dir)
	if err != nil {
		t.Fatal(err)
	}
	return have
}

func TestLocalCopiesRoll(t *testing.T) {
	dir, now := t.TempDir(), storetest.Start
	s, err := store.Create(t.Context(), dir, passphrase, store.Options{Now: func() time.Time { return now }, Cost: vault.TestCost})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for day := range 8 {
		act(t, s, fmt.Sprint("day ", day))
		now = storetest.Start.AddDate(0, 0, day+1)
		if made, err := s.Roll(t.Context(), 3, 20*time.Hour); !made || err != nil {
			t.Fatalf("day %d: made %v, %v", day, made, err)
		}
		if made, err := s.Roll(t.Context(), 3, 20*time.Hour); made || err != nil {
			t.Errorf("day %d: made twice: %v, %v", day, made, err)
		}
		act(t, s, "soon after")
		if made, err := s.Roll(t.Context(), 3, 20*time.Hour); made || err != nil {
			t.Errorf("day %d: made again within the time: %v, %v", day, made, err)
		}
	}
	have := copies(t, dir)
	if len(have) != 3 || have[0].Seq != 15 || have[2].Seq != 11 {
		t.Errorf("kept %+v", have)
	}
	// A clock that was set back orders nothing wrongly: the fuller copy stays the newest.
	now = storetest.Start.AddDate(-1, 0, 0)
	act(t, s, "in the past")
	if made, err := s.Roll(t.Context(), 3, 20*time.Hour); !made || err != nil {
		t.Errorf("with the clock set back: made %v, %v", made, err)
	}
	if have := copies(t, dir); have[0].Seq != 17 || len(have) != 3 {
		t.Errorf("kept %+v", have)
	}
	if err := s.Scrub(t.Context()); err != nil {
		t.Fatal(err)
	}
	if have := copies(t, dir); len(have) != 0 {
		t.Errorf("left after scrubbing: %+v", have)
	}
	if info, err := os.Stat(filepath.Join(dir, "desk.db-wal")); err != nil || info.Size() > 4096 {
		t.Errorf("the log is left: %v, %v", info, err)
	}
	act(t, s, "the desk goes on")
}

func TestADamagedDatabaseReturnsToItsCopy(t *testing.T) {
	dir := t.TempDir()
	s := create(t, dir)
	act(t, s, "kept")
	if made, err := s.Roll(t.Context(), 3, 0); !made || err != nil {
		t.Fatalf("made %v, %v", made, err)
	}
	act(t, s, "lost")
	if _, err := store.Return(t.Context(), dir, passphrase, ""); !errors.Is(err, &fault.Error{Kind: fault.Locked, Code: "desk_in_use"}) {
		t.Errorf("while the desk is open: %v", err)
	}
	closed(t, s)
	damage(t, filepath.Join(dir, "desk.db"))
	_, err := store.Return(t.Context(), dir, "another", "")
	refused(t, err, fault.Locked, "wrong_passphrase")
	_, err = store.Return(t.Context(), dir, passphrase, "00000009-20260101T000000Z.db")
	refused(t, err, fault.Missing, "no_such_copy")
	c, err := store.Return(t.Context(), dir, passphrase, "")
	if err != nil || c.Seq != 1 {
		t.Fatalf("returned to %+v, %v", c, err)
	}
	s = reopen(t, dir)
	if text, err := get(s, "a"); text != "kept" || err != nil {
		t.Errorf("read %q, %v", text, err)
	}
	for _, i := range check(t, s) {
		if !i.OK {
			t.Errorf("invariant %+v", i)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "desk-replaced.db")); err != nil {
		t.Errorf("the damaged database was not set aside: %v", err)
	}
}

func TestADamagedCopyIsNotTaken(t *testing.T) {
	dir := t.TempDir()
	s := create(t, dir)
	act(t, s, "kept")
	if _, err := s.Roll(t.Context(), 3, 0); err != nil {
		t.Fatal(err)
	}
	closed(t, s)
	damage(t, filepath.Join(dir, "copies", copies(t, dir)[0].Name))
	if _, err := store.Return(t.Context(), dir, passphrase, ""); !errors.Is(err, &fault.Error{Kind: fault.Corrupt}) {
		t.Errorf("a damaged copy: %v", err)
	}
	if text, err := get(reopen(t, dir), "a"); text != "kept" || err != nil {
		t.Errorf("the desk itself: %q, %v", text, err)
	}
}

// damage changes a byte in the middle of every page but the first.
func damage(t testing.TB, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 4096 + 2048; at < len(b); at += 4096 {
		b[at] ^= 1
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestASnapshotIsLaidOutAndOpenedAsATwin(t *testing.T) {
	dir := t.TempDir()
	s := create(t, dir)
	act(t, s, "first")
	kept, _, err := s.Blobs().Put(t.Context(), strings.NewReader("根拠資料"))
	if err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	act(t, s, "after the snapshot")
	to := t.TempDir()
	for _, p := range snap.Pieces {
		r, err := p.Open()
		if err == nil {
			err = errors.Join(store.Lay(t.Context(), to, p.Name, r), r.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := snap.Close(); err != nil {
		t.Fatal(err)
	}
	twin, err := s.Twin(t.Context(), to)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := get(twin, "a"); text != "first" || err != nil {
		t.Errorf("the twin reads %q, %v", text, err)
	}
	if held, err := twin.Blobs().Has(kept); !held || err != nil {
		t.Errorf("the twin holds the blob: %v, %v", held, err)
	}
	for _, i := range check(t, twin) {
		if !i.OK {
			t.Errorf("invariant of the twin %+v", i)
		}
	}
	closed(t, twin)
	if text, err := get(s, "a"); text != "after the snapshot" || err != nil {
		t.Errorf("the desk reads %q, %v", text, err)
	}
	// Another desk's keys open nothing of it.
	other := create(t, t.TempDir())
	if _, err := other.Twin(t.Context(), to); !errors.Is(err, &fault.Error{Kind: fault.Corrupt}) {
		t.Errorf("a twin of another desk: %v", err)
	}
}

func TestASnapshotOvertakenByARemovalSaysSo(t *testing.T) {
	s := create(t, t.TempDir())
	d, _, err := s.Blobs().Put(t.Context(), strings.NewReader("gone soon"))
	if err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	if err := s.Blobs().Remove(d); err != nil {
		t.Fatal(err)
	}
	_, err = snap.Pieces[len(snap.Pieces)-1].Open()
	refused(t, err, fault.Stale, "snapshot_overtaken")
}

func TestLayRefusesForeignNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"../desk.key", "desk.key/", "notes.txt", "blobs/../desk.db", "blobs/ab/abcd", "/etc/passwd", "blobs/ab/" + strings.Repeat("a", 64) + "/x"} {
		err := store.Lay(t.Context(), dir, name, io.LimitReader(strings.NewReader("x"), 1))
		refused(t, err, fault.Invalid, "backup_piece_unknown")
	}
	entries, err := os.ReadDir(dir)
	if len(entries) != 0 || err != nil {
		t.Errorf("something was left: %v, %v", entries, err)
	}
}
