package boot_test

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
	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/store/vault"
)

const passphrase = "長い合言葉をここに書く"

var morning = time.Date(2026, 6, 1, 9, 0, 0, 0, time.FixedZone("JST", 9*3600))

// options are those of a desk that tests open often.
func options(dir string) boot.Options {
	return boot.Options{Dir: dir, Passphrase: passphrase, Cost: vault.TestCost, Now: func() time.Time { return morning }}
}

// office makes a secretariat's desk.
func office(t *testing.T) (*boot.Session, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "desk")
	f := review.Founding{Role: review.Secretariat, Name: "事務局", Profile: review.SampleProfile()}
	s, err := boot.Create(t.Context(), options(dir), f)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, dir
}

func refused(t *testing.T, err error, k fault.Kind, code string) {
	t.Helper()
	if !errors.Is(err, &fault.Error{Kind: k, Code: code}) {
		t.Errorf("%v, want %s %s", err, k, code)
	}
}

func backUp(t *testing.T, s *boot.Session) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), s.Desk.BackupName())
	b, err := s.Backup(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if b.Acts == 0 || b.Files < 2 {
		t.Errorf("backed up %+v", b)
	}
	return path
}

func restore(t *testing.T, o boot.Options, path, recovery string) (*boot.Session, error) {
	t.Helper()
	in, done, err := boot.Incoming(path)
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	return boot.Restore(t.Context(), o, in, recovery)
}

// healthy runs the doctor.
func healthy(t *testing.T, s *boot.Session) {
	t.Helper()
	all, err := s.Desk.Doctor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range all {
		if !i.OK {
			t.Errorf("invariant %+v", i)
		}
	}
}

// The drill: the computer is lost, the backup is laid out on a new one and opened with the passphrase alone.
func TestPromise1_RestoredOnANewMachine(t *testing.T) {
	s, dir := office(t)
	if err := s.Desk.SetSetting(t.Context(), "text", "大"); err != nil {
		t.Fatal(err)
	}
	blob, _, err := s.Desk.Store.Blobs().Put(t.Context(), strings.NewReader("根拠資料の本文"))
	if err != nil {
		t.Fatal(err)
	}
	was := s.Desk.Self()
	path := backUp(t, s)
	if last, since, ok, err := s.Desk.LastBackup(t.Context()); !ok || since != 0 || err != nil || last.SHA256 == "" {
		t.Errorf("the desk remembers %+v, %d acts since, %v, %v", last, since, ok, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}

	s, err = restore(t, options(dir), path, "")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	healthy(t, s)
	if s.Desk.Self() != was || s.Desk.Setting(t.Context(), "text") != "大" {
		t.Errorf("restored %+v", s.Desk.Self())
	}
	if held, err := s.Desk.Store.Blobs().Has(blob); !held || err != nil {
		t.Errorf("the blob is there: %v, %v", held, err)
	}
	var last string
	err = s.Desk.Store.View(t.Context(), func(tx review.Tx) error {
		all, err := tx.Journal(0, 0)
		for _, e := range all {
			last = string(e.Act)
		}
		return err
	})
	if last != "restore" || err != nil {
		t.Errorf("the journal ends with %q, %v", last, err)
	}
	if _, err := os.Stat(dir + ".restoring"); !os.IsNotExist(err) {
		t.Error("the folder it was laid out in is left")
	}
}

func TestRestoreRefusesKindlyAndLeavesNothing(t *testing.T) {
	s, dir := office(t)
	path := backUp(t, s)
	to := filepath.Join(t.TempDir(), "new")

	o := options(to)
	o.Passphrase = "別の合言葉です、きっと"
	_, err := restore(t, o, path, "")
	refused(t, err, fault.Locked, "wrong_passphrase")

	_, err = restore(t, options(dir), path, "")
	refused(t, err, fault.Conflict, "desk_exists")

	taken := t.TempDir()
	if err := os.WriteFile(filepath.Join(taken, "letter.txt"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = restore(t, options(taken), path, "")
	refused(t, err, fault.Conflict, "restore_folder_taken")

	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"cut": whole[:len(whole)/2], "changed": flipped(whole, len(whole)/2), "empty": {}, "not a backup": []byte("PK\x03\x04 something"),
	} {
		_, err := boot.Restore(t.Context(), options(to), review.Incoming{Name: name, R: bytes.NewReader(b), Size: int64(len(b))}, "")
		refused(t, err, fault.Corrupt, "backup_damaged")
		var f *fault.Error
		if errors.As(err, &f) && len(f.Findings) == 0 {
			t.Errorf("%s: no reason is given", name)
		}
	}
	for _, gone := range []string{to, to + ".restoring", taken + ".restoring", dir + ".restoring"} {
		if _, err := os.Lstat(gone); !os.IsNotExist(err) {
			t.Errorf("%s is left: %v", filepath.Base(gone), err)
		}
	}
	healthy(t, s)
}

func flipped(b []byte, at int) []byte {
	c := bytes.Clone(b)
	c[at] ^= 1
	return c
}

// Sealed as it is, and cancelled in the middle, a backup leaves nothing readable and nothing at all.
func TestArt20_ABackupIsSealed(t *testing.T) {
	s, dir := office(t)
	marker := "秘密の目印マーカー"
	err := s.Desk.Store.Update(t.Context(), func(tx review.Tx) error {
		return tx.Put(review.KindSetting, "marker", strings.Repeat(marker, 1000))
	})
	if err == nil {
		_, _, err = s.Desk.Store.Blobs().Put(t.Context(), strings.NewReader(strings.Repeat(marker, 1000)))
	}
	if err != nil {
		t.Fatal(err)
	}
	path := backUp(t, s)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b, []byte(marker)) {
		t.Error("the content can be read in the backup")
	}
	ctx, cancel := context.WithCancel(t.Context())
	folder := t.TempDir()
	_, err = s.Backup(ctx, filepath.Join(folder, "half.backup"), func(int64, int64) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled backup: %v", err)
	}
	for _, where := range []string{folder, filepath.Join(dir, "trial")} {
		if entries, _ := os.ReadDir(where); len(entries) != 0 {
			t.Errorf("a cancelled backup left %v", entries)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "snapshot.db")); !os.IsNotExist(err) {
		t.Error("the snapshot is left")
	}
	_, err = s.Backup(t.Context(), path, nil)
	refused(t, err, fault.Conflict, "file_exists")
}

func TestABackupOfAnUnenrolledMemberIsRefused(t *testing.T) {
	f := review.Founding{Role: review.Member, Name: "委員", Profile: review.SampleProfile()}
	s, err := boot.Create(t.Context(), options(filepath.Join(t.TempDir(), "desk")), f)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, err = s.Backup(t.Context(), filepath.Join(t.TempDir(), "x.backup"), nil)
	refused(t, err, fault.Forbidden, "desk_not_enrolled")
}
