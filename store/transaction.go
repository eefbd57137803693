package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/journal"
	"shinsa/store/internal/edge"
)

// Codes of the refusals about transactions.
const (
	Closed       = "desk_closed"      // Unavailable: the desk was closed
	WriteInView  = "write_in_view"    // Internal: a change inside View
	Over         = "transaction_over" // Internal: a transaction used after its end
	NoSuchRecord = "no_such_document" // Missing
)

// transaction is one View or Update. It is used by the goroutine that runs it, until that returns.
type transaction struct {
	ctx   context.Context //nolint:containedctx // a transaction lives inside one call
	store *Store
	now   time.Time
	write bool
	over  bool
	head  *journal.Head // of the journal with what this transaction appended; nil: not asked for
}

var _ review.Tx = (*transaction)(nil)

// View runs f on a consistent state.
func (s *Store) View(ctx context.Context, f func(review.Tx) error) error { return s.run(ctx, f, false) }

// Update runs f and commits; see review.Store.
func (s *Store) Update(ctx context.Context, f func(review.Tx) error) error {
	return s.run(ctx, f, true)
}

func (s *Store) run(ctx context.Context, f func(review.Tx) error, write bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case _, open := <-s.turn:
		if !open {
			return fault.New(fault.Unavailable, Closed)
		}
		defer func() { s.turn <- struct{}{} }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if write {
		if err := s.present(); err != nil {
			return err
		}
	}
	t := &transaction{ctx: ctx, store: s, now: s.now().UTC().Truncate(time.Microsecond), write: write, head: s.head}
	return t.run(f)
}

// present refuses to acknowledge changes to a database that is no longer where it was opened: a folder that was moved or deleted, a medium
// that was pulled and put back. What is written to a file without a name is lost when it is closed.
func (s *Store) present() error {
	info, err := os.Stat(dataPath(s.dir))
	if err == nil && !os.SameFile(info, s.opened) {
		err = fs.ErrNotExist
	}
	if err != nil {
		return fault.Wrap(fault.Unavailable, edge.Unreachable, err)
	}
	return nil
}

// statement returns a prepared statement. There are as many as the program has queries; they live as long as the connection.
func (s *Store) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if q := s.ready[query]; q != nil {
		return q, nil
	}
	q, err := s.conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("prepare: %w", err)
	}
	s.ready[query] = q
	return q, nil
}

func (s *Store) do(ctx context.Context, query string, args ...any) error {
	q, err := s.statement(ctx, query)
	if err != nil {
		return err
	}
	_, err = q.ExecContext(ctx, args...)
	return err
}

// run ends the transaction in every case, whether f returns, panics or the context ends. The end is not interrupted: a commit either
// happens or does not.
func (t *transaction) run(f func(review.Tx) error) (err error) {
	ctx := context.WithoutCancel(t.ctx)
	if err := t.store.do(ctx, "BEGIN IMMEDIATE"); err != nil {
		return edge.Fault(fmt.Errorf("begin: %w", err))
	}
	committed := false
	defer func() {
		t.over = true
		if !committed {
			if t.write {
				t.store.head = nil // a commit that failed may have happened: it is read anew
			}
			// After some failures SQLite has rolled back by itself, and this one says so; nothing else can be done here.
			_ = t.store.do(ctx, "ROLLBACK")
		}
	}()
	if err := f(t); err != nil {
		return err
	}
	if !t.write {
		return nil
	}
	if err := t.ctx.Err(); err != nil {
		return err
	}
	if err := t.store.do(ctx, "COMMIT"); err != nil {
		return edge.Fault(fmt.Errorf("commit: %w", err))
	}
	committed = true
	if t.head != nil {
		t.store.head = t.head
	}
	return nil
}

func (t *transaction) Now() time.Time { return t.now }

func (t *transaction) exec(what, query string, args ...any) error {
	switch {
	case t.over:
		return fault.New(fault.Internal, Over)
	case !t.write:
		return fault.New(fault.Internal, WriteInView)
	}
	if err := t.store.do(t.ctx, query, args...); err != nil {
		return edge.Fault(fmt.Errorf("%s: %w", what, err))
	}
	return nil
}

// each calls f for every row, as long as it returns true.
func (t *transaction) each(what string, f func(*sql.Rows) (bool, error), query string, args ...any) error {
	if t.over {
		return fault.New(fault.Internal, Over)
	}
	q, err := t.store.statement(t.ctx, query)
	if err != nil {
		return edge.Fault(fmt.Errorf("%s: %w", what, err))
	}
	rows, err := q.QueryContext(t.ctx, args...)
	if err != nil {
		return edge.Fault(fmt.Errorf("%s: %w", what, err))
	}
	defer rows.Close()
	for rows.Next() {
		if more, err := f(rows); err != nil || !more {
			return edge.Fault(err)
		}
	}
	if err := rows.Err(); err != nil {
		return edge.Fault(fmt.Errorf("%s: %w", what, err))
	}
	return nil
}

func (t *transaction) Get(k review.Kind, id string, v any) error {
	var body []byte
	err := t.each("get document", func(rows *sql.Rows) (bool, error) { return false, rows.Scan(&body) },
		"select body from document where kind=$1 and id=$2", k, id)
	if err != nil {
		return err
	}
	if body == nil {
		return fault.New(fault.Missing, NoSuchRecord, "kind", string(k), "id", id)
	}
	if err := json.Unmarshal(body, v); err != nil {
		return fmt.Errorf("decode %s: %w", k, err)
	}
	return nil
}

func (t *transaction) Put(k review.Kind, id string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode %s: %w", k, err)
	}
	const put = `insert into document(kind, id, body, at) values($1, $2, $3, $4)
		on conflict(kind, id) do update set body=excluded.body, at=excluded.at`
	return t.exec("put document", put, k, id, body, t.now.UnixMicro())
}

func (t *transaction) Delete(k review.Kind, id string) error {
	return t.exec("delete document", "delete from document where kind=$1 and id=$2", k, id)
}

func (t *transaction) List(k review.Kind, prefix string) ([]review.Record, error) {
	var out []review.Record
	err := t.each("list documents", func(rows *sql.Rows) (bool, error) {
		var r review.Record
		if err := rows.Scan(&r.ID, &r.Body); err != nil {
			return false, fmt.Errorf("list documents: %w", err)
		}
		if !strings.HasPrefix(r.ID, prefix) { // ids are sorted: no other follows
			return false, nil
		}
		out = append(out, r)
		return true, nil
	}, "select id, body from document where kind=$1 and id>=$2 order by id", k, prefix)
	return out, err
}
