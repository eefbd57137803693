package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"shinsa/review/fault"
	"shinsa/store/vault"
)

func opts() Options {
	return Options{Now: func() time.Time { return time.Unix(1_775_000_000, 0) }, Cost: vault.TestCost}
}

// latest is this program's schema version.
func latest(t *testing.T) int {
	t.Helper()
	all, err := readScripts(scripts)
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}

// desk returns an open desk of the latest version.
func desk(t *testing.T) *Store {
	t.Helper()
	s, err := Create(t.Context(), t.TempDir(), "x", opts())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// with returns the real scripts and more after them.
func with(t *testing.T, more ...string) fs.FS {
	t.Helper()
	all, err := readScripts(scripts)
	if err != nil {
		t.Fatal(err)
	}
	out := fstest.MapFS{}
	for _, s := range all {
		out["sql/"+s.name] = &fstest.MapFile{Data: []byte(s.text)}
	}
	for i, text := range more {
		out[fmt.Sprintf("sql/%04d_more.sql", len(all)+i+1)] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func number(t *testing.T, s *Store, query string) int {
	t.Helper()
	n, err := count(t.Context(), s.conn, query)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func code(err error) string {
	var e *fault.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return fmt.Sprint(err)
}

func TestAnOlderDeskIsBroughtForwardAndACopyKept(t *testing.T) {
	s := desk(t)
	if _, err := s.conn.ExecContext(t.Context(), "insert into document(kind, id, body, at) values('case', 'a', x'31', 0)"); err != nil {
		t.Fatal(err)
	}
	next := with(t, "create table later(a) strict", "alter table document add column extra text")
	bad := with(t, "create table later(a any) strict", "alter table document add column extra text")
	if err := s.migrate(t.Context(), next); err == nil { // STRICT wants a type
		t.Fatal("a bad script was run")
	}
	if err := s.migrate(t.Context(), bad); err != nil {
		t.Fatal(err)
	}
	if v := number(t, s, "pragma user_version"); v != latest(t)+2 {
		t.Errorf("version %d, want two more than %d", v, latest(t))
	}
	if n := number(t, s, "select count(*) from migration"); n != latest(t)+2 {
		t.Errorf("%d scripts recorded, want two more than %d", n, latest(t))
	}
	if err := s.migrate(t.Context(), bad); err != nil {
		t.Errorf("a second time: %v", err)
	}

	kept, err := connect(t.Context(), s.volume, copyPath(s.dir, latest(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	if v, err := count(t.Context(), kept, "pragma user_version"); v != latest(t) || err != nil {
		t.Errorf("the copy has version %d, %v", v, err)
	}
	if n, err := count(t.Context(), kept, "select count(*) from document"); n != 1 || err != nil {
		t.Errorf("the copy has %d documents, %v", n, err)
	}
	b, err := os.ReadFile(copyPath(s.dir, latest(t)))
	if err != nil || strings.Contains(string(b), "SQLite") || len(b) < vault.PageSize {
		t.Errorf("the copy is plain, or not there: %d bytes, %v", len(b), err)
	}
}

func TestAScriptHappensWholeOrNotAtAll(t *testing.T) {
	for name, text := range map[string]string{
		"wrong in the middle":      "create table one(a int) strict; create table two(a nonsense) strict;",
		"breaks a foreign key":     "create table p(id integer primary key) strict; create table one(a int references p(id) deferrable initially deferred) strict; insert into one values(7);",
		"touches the journal":      "create table one(a int) strict; insert into journal values(1,0,'','','','','','','',''); delete from journal;",
		"names what is not there":  "create table one(a int) strict; insert into nowhere values(1);",
		"its last statement fails": "create table one(a int) strict; select raise(abort, 'x');",
	} {
		t.Run(name, func(t *testing.T) {
			s := desk(t)
			if err := s.migrate(t.Context(), with(t, text)); err == nil {
				t.Fatal("the script was run")
			}
			if v := number(t, s, "pragma user_version"); v != latest(t) {
				t.Errorf("version %d, want %d", v, latest(t))
			}
			if n := number(t, s, "select count(*) from sqlite_schema where name in ('one', 'two')"); n != 0 {
				t.Errorf("%d tables of it are there", n)
			}
			if err := s.migrate(t.Context(), with(t)); err != nil {
				t.Errorf("the desk does not go on: %v", err)
			}
		})
	}
}

func TestANewerDeskIsNotOpened(t *testing.T) {
	s := desk(t)
	if err := s.migrate(t.Context(), with(t, "create table later(a int) strict")); err != nil {
		t.Fatal(err)
	}
	dir := s.dir
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), dir, "x", opts())
	if code(err) != Newer || fault.KindOf(err) != fault.Unavailable {
		t.Errorf("%v, want %s", err, Newer)
	}
}

func TestEditedScriptsAreNoticed(t *testing.T) {
	s := desk(t)
	edited := with(t).(fstest.MapFS)
	edited["sql/0001_desk.sql"] = &fstest.MapFile{Data: []byte("-- edited")}
	if err := s.migrate(t.Context(), edited); code(err) != Altered {
		t.Errorf("%v, want %s", err, Altered)
	}
	if _, err := s.conn.ExecContext(t.Context(), "delete from migration"); err != nil {
		t.Fatal(err)
	}
	if err := s.migrate(t.Context(), with(t)); code(err) != Altered {
		t.Errorf("%v, want %s", err, Altered)
	}
	invariants, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range invariants {
		if i.OK != (i.Name != SchemaCurrent) {
			t.Errorf("invariant %+v", i)
		}
	}
}

func TestADatabaseOfAnotherProgramIsNotTouched(t *testing.T) {
	s := desk(t)
	for _, q := range []string{"pragma application_id=7", "pragma user_version=0"} {
		if _, err := s.conn.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
		if err := s.migrate(t.Context(), with(t)); code(err) != Foreign {
			t.Errorf("%s: %v, want %s", q, err, Foreign)
		}
	}
}

func TestScriptsAreNumberedWithoutGaps(t *testing.T) {
	for name, f := range map[string]fstest.MapFS{
		"gap":       {"sql/0001_a.sql": {}, "sql/0003_b.sql": {}},
		"from zero": {"sql/0000_a.sql": {}},
		"no number": {"sql/desk.sql": {}},
		"short":     {"sql/1.sql": {}},
	} {
		if _, err := readScripts(f); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

// What an attempt that was cut off while copying has left does not stand in the way.
func TestAnUnfinishedCopyIsMadeAnew(t *testing.T) {
	s := desk(t)
	for _, suffix := range []string{".new", ".new-wal"} {
		if err := os.WriteFile(copyPath(s.dir, latest(t))+suffix, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.migrate(t.Context(), with(t, "create table later(a int) strict")); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(s.dir, "*.new*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// The two rules of the schema that the database itself keeps.
func TestTheDatabaseKeepsTheJournal(t *testing.T) {
	s := desk(t)
	ctx := context.Background()
	if _, err := s.conn.ExecContext(ctx, "insert into journal values(1, 0, '', 'x', '', '', '', '', '', 'h')"); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		"update journal set act='y'", "delete from journal", "replace into journal values(1, 0, '', 'y', '', '', '', '', '', 'h')",
	} {
		if _, err := s.conn.ExecContext(ctx, q); err == nil {
			t.Errorf("%s was done", q)
		}
	}
	invariants, err := s.Check(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range invariants {
		if i.OK != (i.Name != JournalChained) { // the entry's hash is not one
			t.Errorf("invariant %+v", i)
		}
	}
}
