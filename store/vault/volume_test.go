package vault_test

import (
	"bytes"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modernc.org/sqlite"

	"shinsa/review/fault"
	"shinsa/store/internal/edge"
	"shinsa/store/vault"
)

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	v := mount(t, testKey(1), "")
	path := format(t, v)
	db := connect(t, v, path, "wal_autocheckpoint(20)")
	exec(t, db, "pragma cache_size=20")
	exec(t, db, "create table note(id integer primary key, body text not null) strict")
	for i := range 400 {
		exec(t, db, "insert into note(body) values(?)", strings.Repeat(marker, i%60+1))
	}
	// One transaction larger than the cache spills into the log before it commits.
	exec(t, db, "insert into note(body) select body from note")
	exec(t, db, "delete from note where id % 3 = 0")
	exec(t, db, "vacuum")
	want := count(t, db, "select sum(length(body)) from note")
	if v.Files() == 0 {
		t.Fatal("the connection went past the volume")
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	db = connect(t, v, path)
	if err := sound(db); err != nil {
		t.Fatal(err)
	}
	if got := count(t, db, "select sum(length(body)) from note"); got != want {
		t.Fatalf("read back %d characters, want %d", got, want)
	}
}

func TestArt20_NothingIsPlainOnDisk(t *testing.T) {
	v := mount(t, testKey(1), "")
	path := format(t, v)
	db := connect(t, v, path, "wal_autocheckpoint(10)")
	exec(t, db, "create table confidential(body text)")
	for range 50 {
		exec(t, db, "insert into confidential values(?)", strings.Repeat(marker, 50))
	}
	look := func(when string) {
		entries, err := os.ReadDir(filepath.Dir(path))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if name := e.Name(); name != "desk.db" && name != "desk.db-wal" {
				t.Errorf("%s: unexpected file %s", when, name)
			}
			b, err := os.ReadFile(filepath.Join(filepath.Dir(path), e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			for _, plain := range []string{"SECRET", "秘密", "SQLite", "confidential", "create table", "\x37\x7f\x06\x82", "\x37\x7f\x06\x83"} {
				if bytes.Contains(b, []byte(plain)) {
					t.Errorf("%s: %q is plain in %s", when, plain, e.Name())
				}
			}
		}
	}
	look("while open")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	look("after closing")
}

func TestAnotherKeyOpensNothing(t *testing.T) {
	v := mount(t, testKey(1), "")
	path := format(t, v)
	db := connect(t, v, path)
	exec(t, db, "create table t(a)")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	other := connect(t, mount(t, testKey(2), ""), path)
	if err := sound(other); fault.KindOf(err) != fault.Corrupt {
		t.Fatalf("opened with another key: %v", err)
	}
}

func TestFormatDoesNotOverwrite(t *testing.T) {
	v := mount(t, testKey(1), "")
	path := format(t, v)
	if err := v.Format(path); !errors.Is(err, fs.ErrExist) {
		t.Fatalf("second format: %v, want fs.ErrExist", err)
	}
}

func TestASecondConnectionIsRefused(t *testing.T) {
	v := mount(t, testKey(1), "")
	path := format(t, v)
	db := connect(t, v, path)
	exec(t, db, "create table t(a)")
	second := connect(t, v, path)
	if err := edge.Fault(second.Ping()); !errors.Is(err, &fault.Error{Kind: fault.Locked, Code: edge.InUse}) {
		t.Fatalf("second connection: %v, want %s", err, edge.InUse)
	}
}

// Without the exclusive mode SQLite would put the log's index beside the database in the clear.
func TestSharedMemoryIsNotThere(t *testing.T) {
	v := mount(t, testKey(1), "")
	path := format(t, v)
	db := connect(t, v, path, "locking_mode(NORMAL)")
	_, err := db.Exec("create table t(a)")
	if fault.KindOf(edge.Fault(err)) != fault.Unavailable {
		t.Fatalf("shared mode: %v, want a refusal", err)
	}
	if _, err := os.Stat(path + "-shm"); !errors.Is(err, fs.ErrNotExist) {
		t.Fatal("a wal-index file was made")
	}
}

func TestRollbackJournalsAreRefused(t *testing.T) {
	v := mount(t, testKey(1), "")
	path := format(t, v)
	db := connect(t, v, path)
	exec(t, db, "create table t(a)")
	var mode string
	// Leaving write-ahead mode is possible for SQLite, writing without it is not.
	if err := db.QueryRow("pragma journal_mode=delete").Scan(&mode); err == nil && mode == "delete" {
		if _, err := db.Exec("insert into t values(?)", marker); err == nil {
			t.Error("a change was written with a rollback journal")
		}
	}
	if _, err := os.Stat(path + "-journal"); !errors.Is(err, fs.ErrNotExist) {
		t.Fatal("a rollback journal was made")
	}
}

// A copy made page by page, as a backup is, goes through the volume again and is sealed.
func TestABackupIsSealed(t *testing.T) {
	v := mount(t, testKey(1), "")
	path := format(t, v)
	db := connect(t, v, path)
	exec(t, db, "create table t(a)")
	exec(t, db, "insert into t values(?)", strings.Repeat(marker, 1000))
	to := format(t, v)
	backup(t, db, address(v, to))
	b, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b, []byte("SECRET")) || bytes.Contains(b, []byte("SQLite")) {
		t.Fatal("the copy is plain")
	}
	again := connect(t, v, to)
	if err := sound(again); err != nil {
		t.Fatal(err)
	}
	if n := count(t, again, "select count(*) from t"); n != 1 {
		t.Fatalf("%d rows in the copy, want 1", n)
	}
}

func backup(t *testing.T, db *sql.DB, to string) {
	t.Helper()
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	err = conn.Raw(func(c any) error {
		b, err := c.(interface {
			NewBackup(string) (*sqlite.Backup, error)
		}).NewBackup(to)
		if err != nil {
			return err
		}
		_, err = b.Step(-1)
		return errors.Join(err, b.Finish())
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAVolumeInUseStays(t *testing.T) {
	v := mount(t, testKey(1), "")
	path := format(t, v)
	db := connect(t, v, path)
	exec(t, db, "create table t(a)")
	if err := v.Close(); err == nil {
		t.Fatal("closed with a file open")
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	db = connect(t, v, path)
	if err := db.Ping(); err == nil {
		t.Fatal("a closed volume opened a database")
	}
}

func TestSealingThatCannotStartIsRefusedLoudly(t *testing.T) {
	rows := map[string]struct {
		key  []byte
		over string
	}{
		"short key":           {make([]byte, 16), ""},
		"no such file system": {testKey(1), "no-such-file-system"},
	}
	for name, r := range rows {
		t.Run(name, func(t *testing.T) {
			_, err := vault.Mount(r.key, r.over)
			if !errors.Is(err, &fault.Error{Kind: fault.Unavailable, Code: vault.NotStarted}) {
				t.Fatalf("mounted: %v, want %s", err, vault.NotStarted)
			}
		})
	}
}
