package records

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"time"

	"shinsa/review/fault"
	"shinsa/review/ident"
)

//go:embed sql/*.sql
var scripts embed.FS

// migrate runs what is new of the scripts in one transaction with their digests. The rules are those of store/sql/README.md.
func (r *Records) migrate(ctx context.Context, f fs.FS) error {
	names, err := fs.Glob(f, "sql/*.sql")
	if err != nil {
		return fmt.Errorf("list scripts: %w", err)
	}
	sort.Strings(names)
	return r.within(ctx, func(c *sql.Conn) error {
		const log = "create table if not exists schema_step(n integer primary key, name text not null, digest text not null, at text not null)"
		if _, err := c.ExecContext(ctx, log); err != nil {
			return fmt.Errorf("read schema: %w", err)
		}
		run, err := steps(ctx, c)
		if err != nil {
			return err
		}
		if len(run) > len(names) {
			return fault.New(fault.Unavailable, Newer)
		}
		for i, name := range names {
			b, err := fs.ReadFile(f, name)
			if err != nil {
				return fmt.Errorf("read script: %w", err)
			}
			digest := ident.Sum(b)
			if i < len(run) {
				if run[i] != digest {
					return fault.New(fault.Corrupt, Altered)
				}
				continue
			}
			if _, err := c.ExecContext(ctx, r.kind.schema(string(b))); err != nil {
				return fmt.Errorf("run %s: %w", name, err)
			}
			const insert = "insert into schema_step(n, name, digest, at) values($1, $2, $3, $4)"
			if _, err := c.ExecContext(ctx, insert, i+1, name, digest, r.instant()); err != nil {
				return fmt.Errorf("record %s: %w", name, err)
			}
		}
		return nil
	})
}

func (r *Records) instant() string { return r.now().UTC().Format(time.RFC3339) }

func steps(ctx context.Context, c *sql.Conn) ([]ident.Digest, error) {
	rows, err := c.QueryContext(ctx, "select digest from schema_step order by n")
	if err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	return collect(rows, func(d *ident.Digest) []any { return []any{d} })
}

// within runs f in one transaction on one connection, alone among those that write. An error, a panic and the end of the context undo it.
func (r *Records) within(ctx context.Context, f func(*sql.Conn) error) error {
	c, err := r.db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer c.Close()
	end := context.WithoutCancel(ctx) // a commit happens or does not, it is not interrupted
	if _, err := c.ExecContext(ctx, r.kind.begin()); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	committed := false
	defer func() {
		if !committed {
			_, _ = c.ExecContext(end, "ROLLBACK") // fails only when the database has done it already
		}
	}()
	if err := r.kind.lock(ctx, c); err != nil {
		return err
	}
	if err := f(c); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := c.ExecContext(end, "COMMIT"); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	committed = true
	return nil
}

// collect reads every row into a T and closes rows.
func collect[T any](rows *sql.Rows, fields func(*T) []any) ([]T, error) {
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(fields(&v)...); err != nil {
			return nil, fmt.Errorf("read rows: %w", err)
		}
		out = append(out, v)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, fmt.Errorf("read rows: %w", err)
	}
	return out, nil
}
