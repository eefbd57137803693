package store_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/journal"
	"shinsa/store"
	"shinsa/store/storetest"
	"shinsa/store/vault"
)

const passphrase = "合言葉"

func clock() func() time.Time { return func() time.Time { return storetest.Start } }

func options() store.Options { return store.Options{Now: clock(), Cost: vault.TestCost} }

func create(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := store.Create(context.Background(), dir, passphrase, options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func reopen(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), dir, passphrase, options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func closed(t testing.TB, s *store.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func refused(t testing.TB, err error, k fault.Kind, code string) {
	t.Helper()
	if !errors.Is(err, &fault.Error{Kind: k, Code: code}) {
		t.Errorf("%v, want %s %s", err, k, code)
	}
}

func put(t testing.TB, s *store.Store, id, text string) {
	t.Helper()
	if err := s.Update(t.Context(), func(tx review.Tx) error { return tx.Put(review.KindCase, id, text) }); err != nil {
		t.Fatal(err)
	}
}

func get(s *store.Store, id string) (text string, err error) {
	err = s.View(context.Background(), func(tx review.Tx) error { return tx.Get(review.KindCase, id, &text) })
	return text, err
}

func TestContract(t *testing.T) {
	storetest.Run(t, func(tb testing.TB, now func() time.Time) review.Store {
		s, err := store.Create(tb.Context(), tb.TempDir(), passphrase, store.Options{Now: now, Cost: vault.TestCost})
		if err != nil {
			tb.Fatal(err)
		}
		return s
	})
}

func TestADeskIsThereAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a desk? #1 & 100%")
	if there, err := store.Found(dir); there || err != nil {
		t.Errorf("found before it was made: %v, %v", there, err)
	}
	s := create(t, dir)
	if there, err := store.Found(dir); !there || err != nil {
		t.Errorf("not found: %v, %v", there, err)
	}
	put(t, s, "a", "審査")
	digest, _, err := s.Blobs().Put(t.Context(), strings.NewReader("根拠資料"))
	if err != nil {
		t.Fatal(err)
	}
	closed(t, s)

	s = reopen(t, dir)
	if text, err := get(s, "a"); text != "審査" || err != nil {
		t.Errorf("read %q, %v", text, err)
	}
	if held, err := s.Blobs().Has(digest); !held || err != nil {
		t.Errorf("blob held: %v, %v", held, err)
	}
	for _, i := range check(t, s) {
		if !i.OK {
			t.Errorf("invariant %+v", i)
		}
	}
	closed(t, s)
	var names []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got := strings.Join(names, " "); got != "blobs desk.db desk.key" {
		t.Errorf("a closed desk holds %s", got)
	}
}

func check(t testing.TB, s *store.Store) []review.Invariant {
	t.Helper()
	invariants, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return invariants
}

func TestTheWrongPassphraseIsRefused(t *testing.T) {
	dir := t.TempDir()
	closed(t, create(t, dir))
	_, err := store.Open(t.Context(), dir, "wrong", options())
	refused(t, err, fault.Locked, vault.WrongPassphrase)
	keeper := store.NewKeeper(dir)
	refused(t, keeper.Check("wrong"), fault.Locked, vault.WrongPassphrase)
	if err := keeper.Check(passphrase); err != nil {
		t.Error(err)
	}
	if err := keeper.Change(passphrase, "次", vault.TestCost); err != nil {
		t.Fatal(err)
	}
	refused(t, keeper.Check(passphrase), fault.Locked, vault.WrongPassphrase)
	s, err := store.Open(t.Context(), dir, "次", options())
	if err != nil {
		t.Fatal(err)
	}
	closed(t, s)
}

func TestASecondProgramIsRefusedKindly(t *testing.T) {
	dir := t.TempDir()
	s := create(t, dir)
	_, err := store.Open(t.Context(), dir, passphrase, options())
	refused(t, err, fault.Locked, "desk_in_use")
	put(t, s, "a", "still mine")
	closed(t, s)
	closed(t, reopen(t, dir))
}

func TestACreatedDeskIsNeverOverwritten(t *testing.T) {
	dir := t.TempDir()
	s := create(t, dir)
	put(t, s, "a", "x")
	closed(t, s)
	_, err := store.Create(t.Context(), dir, passphrase, options())
	refused(t, err, fault.Conflict, store.Exists)

	key := filepath.Join(dir, "desk.key")
	if err := os.Rename(key, key+".elsewhere"); err != nil {
		t.Fatal(err)
	}
	_, err = store.Open(t.Context(), dir, passphrase, options())
	refused(t, err, fault.Missing, vault.KeyMissing)
	_, err = store.Create(t.Context(), dir, passphrase, options())
	refused(t, err, fault.Missing, store.KeyLost)

	if err := os.Rename(key+".elsewhere", key); err != nil {
		t.Fatal(err)
	}
	if text, err := get(reopen(t, dir), "a"); text != "x" || err != nil {
		t.Errorf("read %q, %v", text, err)
	}
}

// An attempt that was cut off before the key file got its name left no desk; the next one makes it.
func TestAnUnfinishedDeskIsMadeAnew(t *testing.T) {
	dir := t.TempDir()
	closed(t, create(t, dir))
	key := filepath.Join(dir, "desk.key")
	if err := os.Rename(key, key+".new"); err != nil {
		t.Fatal(err)
	}
	if there, err := store.Found(dir); there || err != nil {
		t.Errorf("found: %v, %v", there, err)
	}
	put(t, create(t, dir), "a", "x")
	if _, err := os.Stat(key + ".new"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the unfinished key is still there: %v", err)
	}
}

func TestARefusedCreationLeavesNoDesk(t *testing.T) {
	dir := t.TempDir()
	_, err := store.Create(t.Context(), dir, "", options())
	refused(t, err, fault.Invalid, vault.NoPassphrase)
	if there, err := store.Found(dir); there || err != nil {
		t.Errorf("found: %v, %v", there, err)
	}
	create(t, dir)
}

func TestWhatIsMissingOrDamagedIsNamed(t *testing.T) {
	made := t.TempDir()
	s := create(t, made)
	put(t, s, "a", strings.Repeat("x", 20_000))
	if _, _, err := s.Blobs().Put(t.Context(), strings.NewReader("x")); err != nil {
		t.Fatal(err)
	}
	closed(t, s)
	rows := map[string]struct {
		change func(dir string) error
		kind   fault.Kind
		code   string
	}{
		"no database":    {func(d string) error { return os.Remove(filepath.Join(d, "desk.db")) }, fault.Corrupt, store.DataMissing},
		"empty database": {func(d string) error { return os.Truncate(filepath.Join(d, "desk.db"), 0) }, fault.Corrupt, store.DataMissing},
		"plain database": {func(d string) error {
			return os.WriteFile(filepath.Join(d, "desk.db"), append([]byte("SQLite format 3\x00"), make([]byte, 8176)...), 0o600)
		}, fault.Corrupt, "desk_damaged"},
		"first page changed": {func(d string) error { return flip(filepath.Join(d, "desk.db"), 2000) }, fault.Corrupt, "desk_damaged"},
		"no key":             {func(d string) error { return os.Remove(filepath.Join(d, "desk.key")) }, fault.Missing, vault.KeyMissing},
		"key cut":            {func(d string) error { return os.Truncate(filepath.Join(d, "desk.key"), 40) }, fault.Corrupt, vault.KeyDamaged},
	}
	for name, r := range rows {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(made)); err != nil {
				t.Fatal(err)
			}
			if err := r.change(dir); err != nil {
				t.Fatal(err)
			}
			_, err := store.Open(t.Context(), dir, passphrase, options())
			refused(t, err, r.kind, r.code)
		})
	}
}

func flip(path string, off int64) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	b[off] ^= 4
	return os.WriteFile(path, b, 0o600)
}

// Everything a desk can hold, put in with a marker, must not be found in any byte on disk, open or closed.
func TestArt20_NothingOfTheDeskIsPlainOnDisk(t *testing.T) {
	const marker = "MARKER-秘密"
	dir := t.TempDir()
	s := create(t, dir)
	err := s.Update(t.Context(), func(tx review.Tx) error {
		_, err := tx.Append(journal.Entry{Actor: marker, Act: "mark", Subject: marker})
		return errors.Join(err, tx.Put(review.KindNote, marker, strings.Repeat(marker, 2000)),
			tx.PutMark("C2026-0001", "m-00000001", checklist.Mark{Item: "1", Remark: strings.Repeat(marker, 100)}))
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Blobs().Put(t.Context(), strings.NewReader(strings.Repeat(marker, 9000))); err != nil {
		t.Fatal(err)
	}
	look := func() {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return err
			}
			b, err := os.ReadFile(path)
			for _, plain := range []string{"MARKER", "秘密", "SQLite", "CREATE TABLE", "journal"} {
				if bytes.Contains(b, []byte(plain)) || strings.Contains(e.Name(), plain) {
					t.Errorf("%q is plain in %s", plain, e.Name())
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	look()
	closed(t, s)
	look()
}

func TestArt20_RefusalsCarryNoContent(t *testing.T) {
	const marker = "MARKER-秘密"
	s := create(t, t.TempDir())
	errs := []error{
		s.Update(t.Context(), func(tx review.Tx) error { return tx.Put(review.KindCase, "x", map[string]any{marker: func() {}}) }),
		s.View(t.Context(), func(tx review.Tx) error { return tx.Put(review.KindCase, marker, marker) }),
		s.Update(t.Context(), func(tx review.Tx) error {
			var n int
			return errors.Join(tx.Put(review.KindCase, "x", marker), tx.Get(review.KindCase, "x", &n))
		}),
	}
	_, err := s.Blobs().Open("")
	for _, err := range append(errs, err) {
		if err == nil || strings.Contains(err.Error(), "MARKER") {
			t.Errorf("the refusal says %v", err)
		}
	}
}

func TestCheckNamesWhatIsBroken(t *testing.T) {
	dir := t.TempDir()
	s := create(t, dir)
	if _, _, err := s.Blobs().Put(t.Context(), strings.NewReader("根拠資料")); err != nil {
		t.Fatal(err)
	}
	var name string
	err := filepath.WalkDir(filepath.Join(dir, "blobs"), func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			name = path
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := flip(name, 110); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(dir, "desk.key"), 10); err != nil {
		t.Fatal(err)
	}
	broken := map[string]bool{}
	for _, i := range check(t, s) {
		broken[i.Name] = !i.OK
	}
	for name, want := range map[string]bool{
		store.DatabaseSound: false, store.SchemaCurrent: false, store.DocumentsRead: false, store.JournalChained: false,
		store.BlobsIntact: true, store.KeyReadable: true,
	} {
		if got, there := broken[name]; !there || got != want {
			t.Errorf("%s broken: %v, listed: %v, want %v", name, got, there, want)
		}
	}
}
