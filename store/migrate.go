package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sort"
	"strconv"

	"modernc.org/sqlite"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/store/internal/durable"
	"shinsa/store/internal/edge"
)

//go:embed sql/*.sql
var scripts embed.FS

// applicationID marks a desk's database: "SHNS".
const applicationID = 0x53484E53

// Codes of the refusals about the schema.
const (
	Newer   = "desk_newer"          // Unavailable: made by a newer program
	Foreign = "desk_foreign"        // Corrupt: a database, but not a desk's
	Altered = "desk_schema_altered" // Corrupt: a script that was run differs from this program's
)

// script is one migration, see sql/README.md.
type script struct {
	version int
	name    string
	text    string
}

func (s script) digest() ident.Digest { return ident.Sum([]byte(s.text)) }

// readScripts returns the scripts in order; their versions run from 1 without gaps.
func readScripts(f fs.FS) ([]script, error) {
	names, err := fs.Glob(f, "sql/*.sql")
	if err != nil {
		return nil, fmt.Errorf("list scripts: %w", err)
	}
	sort.Strings(names)
	var out []script
	for i, name := range names {
		b, err := fs.ReadFile(f, name)
		if err != nil {
			return nil, fmt.Errorf("read script: %w", err)
		}
		base := path.Base(name)
		v, err := strconv.Atoi(base[:min(4, len(base))])
		if err != nil || v != i+1 {
			return nil, fmt.Errorf("read script %s: want number %04d", base, i+1)
		}
		out = append(out, script{version: v, name: base, text: string(b)})
	}
	return out, nil
}

// migrate brings the database to the newest version, each step in one transaction, and refuses what this program does not know.
func (s *Store) migrate(ctx context.Context, f fs.FS) error {
	all, err := readScripts(f)
	if err != nil {
		return err
	}
	version, err := s.version(ctx)
	if err != nil {
		return err
	}
	if version > len(all) {
		return fault.New(fault.Unavailable, Newer)
	}
	if version > 0 {
		if err := s.compare(ctx, all[:version]); err != nil {
			return err
		}
	}
	if version == len(all) {
		return nil
	}
	if version > 0 {
		if err := s.keepCopy(version); err != nil {
			return err
		}
	}
	for _, next := range all[version:] {
		if err := s.apply(ctx, next); err != nil {
			return fmt.Errorf("run %s: %w", next.name, edge.Fault(err))
		}
	}
	return nil
}

// version returns the schema version; zero for a database that was just made.
func (s *Store) version(ctx context.Context) (int, error) {
	var app, version, tables int
	for query, into := range map[string]*int{
		"pragma application_id": &app, "pragma user_version": &version, "select count(*) from sqlite_schema": &tables,
	} {
		if err := s.conn.QueryRowContext(ctx, query).Scan(into); err != nil {
			return 0, edge.Fault(fmt.Errorf("read schema version: %w", err))
		}
	}
	if app != applicationID && (app != 0 || version != 0 || tables != 0) {
		return 0, fault.New(fault.Corrupt, Foreign)
	}
	return version, nil
}

// compare refuses a desk whose scripts are not those of this program.
func (s *Store) compare(ctx context.Context, run []script) error {
	rows, err := s.conn.QueryContext(ctx, "select version, digest from migration order by version")
	if err != nil {
		return edge.Fault(fmt.Errorf("read migrations: %w", err))
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		var version int
		var digest ident.Digest
		if err := rows.Scan(&version, &digest); err != nil {
			return edge.Fault(fmt.Errorf("read migrations: %w", err))
		}
		if n >= len(run) || version != run[n].version || digest != run[n].digest() {
			return fault.New(fault.Corrupt, Altered)
		}
	}
	if err := rows.Err(); err != nil {
		return edge.Fault(fmt.Errorf("read migrations: %w", err))
	}
	if n != len(run) {
		return fault.New(fault.Corrupt, Altered)
	}
	return nil
}

func (s *Store) apply(ctx context.Context, next script) error {
	tx, err := s.conn.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := applyIn(ctx, tx, next, s.now().UTC().UnixMicro()); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func applyIn(ctx context.Context, tx *sql.Tx, next script, at int64) error {
	const log = `CREATE TABLE IF NOT EXISTS migration (
		version INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, at INTEGER NOT NULL) STRICT`
	steps := []string{log, next.text, fmt.Sprintf("pragma user_version=%d", next.version), fmt.Sprintf("pragma application_id=%d", applicationID)}
	for _, q := range steps {
		if _, err := tx.ExecContext(ctx, q); err != nil {
			return fmt.Errorf("run statement: %w", err)
		}
	}
	const insert = "insert into migration(version, name, digest, at) values($1, $2, $3, $4)"
	if _, err := tx.ExecContext(ctx, insert, next.version, next.name, next.digest(), at); err != nil {
		return fmt.Errorf("record script: %w", err)
	}
	broken, err := count(ctx, tx, "select count(*) from pragma_foreign_key_check")
	if err != nil {
		return err
	}
	if broken > 0 {
		return fmt.Errorf("run %s: %d rows break a foreign key", next.name, broken)
	}
	return nil
}

// querier is a connection or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func count(ctx context.Context, q querier, query string) (n int, err error) {
	if err := q.QueryRowContext(ctx, query).Scan(&n); err != nil {
		return 0, fmt.Errorf("count: %w", err)
	}
	return n, nil
}

// keepCopy puts a sealed copy of the database beside it. It is made under another name and named when it is whole and on disk.
func (s *Store) keepCopy(version int) error {
	to := copyPath(s.dir, version)
	unfinished := to + ".new"
	if err := s.copyData(unfinished); err != nil {
		return edge.Fault(err)
	}
	if err := os.Rename(unfinished, to); err != nil {
		return edge.Fault(fmt.Errorf("name copy: %w", err))
	}
	return edge.Fault(durable.SyncDir(s.dir))
}

// backup copies every page of the connection's database to another one; what it has written is flushed when it returns.
func backup(c any, to string) error {
	source, ok := c.(interface {
		NewBackup(address string) (*sqlite.Backup, error)
	})
	if !ok {
		return errors.New("copy database: the driver cannot")
	}
	b, err := source.NewBackup(to)
	if err != nil {
		return err
	}
	if _, err := b.Step(-1); err != nil {
		return errors.Join(err, b.Finish())
	}
	return b.Finish()
}
