package records

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"shinsa/review/fault"
	"shinsa/store/internal/durable"
	"shinsa/store/internal/edge"
)

// dialect is what differs between the two databases; everything else is one SQL.
type dialect int

const (
	sqlite dialect = iota
	postgres
)

// Codes of the refusals made here.
const (
	BadAddress  = "records_address"     // Invalid
	Unreachable = "records_unreachable" // Unavailable
	Newer       = "records_newer"       // Unavailable
	Altered     = "records_altered"     // Corrupt: the schema is not what this program made
	ServerFault = "records_server"      // Unavailable: the server cannot do it now
)

// connect opens the database at address without speaking to it yet.
func connect(address string) (dialect, *sql.DB, error) {
	scheme, rest, _ := strings.Cut(address, ":")
	switch {
	case scheme == "sqlite" && rest != "":
		db, err := connectFile(rest)
		return sqlite, db, err
	case scheme == "postgres" || scheme == "postgresql":
		config, err := pgx.ParseConfig(address)
		if err != nil {
			return 0, nil, fault.New(fault.Invalid, BadAddress) // the cause may quote a password
		}
		return postgres, stdlib.OpenDB(*config), nil
	}
	return 0, nil, fault.New(fault.Invalid, BadAddress)
}

func connectFile(path string) (*sql.DB, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open records: %w", err)
	}
	f, err := os.OpenFile(full, os.O_RDWR|os.O_CREATE, durable.Mode) // so that SQLite does not make it readable to others
	if err != nil {
		return nil, edge.Fault(fmt.Errorf("open records: %w", err))
	}
	if err := f.Close(); err != nil {
		return nil, edge.Fault(fmt.Errorf("open records: %w", err))
	}
	q := url.Values{
		"_journal_mode": {"WAL"},
		"_synchronous":  {"FULL"},
		"_txlock":       {"immediate"},
		"_dqs":          {"0"},
		"_defensive":    {"1"},
		"_pragma":       {"busy_timeout(10000)", "foreign_keys(1)", "trusted_schema(0)", "cache_size(-65536)"},
	}
	u := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(full), RawQuery: q.Encode()}
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return nil, fmt.Errorf("open records: %w", err)
	}
	return db, nil
}

// schema turns a script into the dialect's own.
func (d dialect) schema(text string) string {
	if d == sqlite {
		return strings.NewReplacer("/*options*/", "STRICT, WITHOUT ROWID", "BIGINT", "INTEGER").Replace(text)
	}
	return text
}

// lock makes transactions that write wait for each other; SQLite's begin by doing so.
func (d dialect) lock(ctx context.Context, c *sql.Conn) error {
	if d == sqlite {
		return nil
	}
	const shinsa = 0x5348494E // any number, as long as it is ours
	if _, err := c.ExecContext(ctx, "select pg_advisory_xact_lock($1)", shinsa); err != nil {
		return fmt.Errorf("wait for the turn: %w", err)
	}
	return nil
}

func (d dialect) begin() string {
	if d == sqlite {
		return "BEGIN IMMEDIATE"
	}
	return "BEGIN"
}

// insert adds many rows to a table in the connection's transaction, by the quickest way the database has.
func (d dialect) insert(ctx context.Context, c *sql.Conn, table string, columns []string, rows [][]any) error {
	if d == postgres {
		return c.Raw(func(driver any) error {
			conn, ok := driver.(*stdlib.Conn)
			if !ok {
				return fmt.Errorf("insert: %T is not the PostgreSQL driver", driver)
			}
			if _, err := conn.Conn().CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromRows(rows)); err != nil {
				return fmt.Errorf("copy into %s: %w", table, err)
			}
			return nil
		})
	}
	marks := make([]string, len(columns))
	for i := range marks {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	query := fmt.Sprintf("insert into %s(%s) values(%s)", table, strings.Join(columns, ", "), strings.Join(marks, ", "))
	s, err := c.PrepareContext(ctx, query)
	if err != nil {
		return fmt.Errorf("insert into %s: %w", table, err)
	}
	defer s.Close()
	for _, row := range rows {
		if _, err := s.ExecContext(ctx, row...); err != nil {
			return fmt.Errorf("insert into %s: %w", table, err)
		}
	}
	return nil
}

// refusal maps what either database says, in one place. Errors of SQLite are those of the edge.
func refusal(err error) error {
	var done *fault.Error
	if err == nil || errors.As(err, &done) {
		return err
	}
	var connecting *pgconn.ConnectError
	if errors.As(err, &connecting) {
		return fault.Wrap(fault.Unavailable, Unreachable, err)
	}
	var said *pgconn.PgError
	if !errors.As(err, &said) {
		return edge.Fault(err)
	}
	switch said.Code[:2] { // https://www.postgresql.org/docs/15/errcodes-appendix.html
	case "08", "28": // connection, authorisation
		return fault.Wrap(fault.Unavailable, Unreachable, err)
	case "53", "57", "58": // resources, operator's intervention, system
		return fault.Wrap(fault.Unavailable, ServerFault, err)
	case "XX": // damaged data
		return fault.Wrap(fault.Corrupt, Altered, err)
	}
	return err
}
