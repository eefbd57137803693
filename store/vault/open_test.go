package vault_test

import (
	"bytes"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite"

	"shinsa/review/fault"
	"shinsa/store/internal/edge"
	"shinsa/store/vault"
)

// marker stands for applicant content: it must not be found in any file.
const marker = "秘密情報-SECRET-MARKER-"

func testKey(b byte) []byte { return bytes.Repeat([]byte{b}, vault.KeySize) }

func mount(t testing.TB, key []byte, over string) *vault.Volume {
	t.Helper()
	v, err := vault.Mount(key, over)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	})
	return v
}

// connect opens path through the volume the way the desk does, with more pragmas. One that reads the schema may not be among them: it
// would come before the exclusive mode.
func connect(t testing.TB, v *vault.Volume, path string, extra ...string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", address(v, path, extra...))
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return db
}

// format makes an empty sealed database in a new folder and returns its path.
func format(t testing.TB, v *vault.Volume) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "desk.db")
	if err := v.Format(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func address(v *vault.Volume, path string, extra ...string) string {
	q := url.Values{"vfs": {v.Name()}, "_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_txlock": {"immediate"}}
	q["_pragma"] = append([]string{"locking_mode(EXCLUSIVE)", "temp_store(MEMORY)"}, extra...)
	u := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}
	return u.String()
}

func exec(t testing.TB, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func count(t testing.TB, db *sql.DB, query string, args ...any) int {
	t.Helper()
	var n int
	if err := db.QueryRow(query, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// sound reads the whole database and returns what is wrong with it.
func sound(db *sql.DB) error {
	var verdict string
	if err := db.QueryRow("pragma integrity_check").Scan(&verdict); err != nil {
		return edge.Fault(err)
	}
	if verdict != "ok" {
		return fault.Wrap(fault.Corrupt, edge.Damaged, errors.New(verdict))
	}
	return nil
}

// copyFiles copies the database and what stands beside it, as a killed program leaves them.
func copyFiles(t testing.TB, path, dir string) string {
	t.Helper()
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + suffix)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(path)+suffix), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, filepath.Base(path))
}
