package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/journal"
	"shinsa/store/vault"
)

// The invariants of a desk's stored form, by name.
const (
	DatabaseSound  = "database_sound"    // every page opens and SQLite finds the structure whole
	SchemaCurrent  = "schema_current"    // the version and the scripts are this program's
	DocumentsRead  = "documents_read"    // every document and mark is JSON
	JournalChained = "journal_chained"   // the journal's chain is unbroken from its first entry
	BlobsIntact    = "blobs_intact"      // every blob is what was put
	KeyReadable    = "key_file_readable" // the key file is whole, so that the passphrase will open it
)

// Check runs every invariant; a broken one is a result, an error means that it could not be found out.
func (s *Store) Check(ctx context.Context) ([]review.Invariant, error) {
	var out []review.Invariant
	add := func(name, detail string) {
		out = append(out, review.Invariant{Name: name, OK: detail == "", Detail: detail})
	}
	err := s.View(ctx, func(tx review.Tx) error {
		t, ok := tx.(*transaction)
		if !ok {
			return fmt.Errorf("check desk: %T is no transaction of this store", tx)
		}
		for _, c := range []struct {
			name string
			look func(*transaction) (string, error)
		}{
			{DatabaseSound, sound}, {SchemaCurrent, s.current}, {DocumentsRead, documents}, {JournalChained, chained},
		} {
			detail, err := c.look(t)
			if fault.KindOf(err) == fault.Corrupt {
				detail, err = string(fault.Corrupt), nil
			}
			if err != nil {
				return fmt.Errorf("check %s: %w", c.name, err)
			}
			add(c.name, detail)
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	held, damaged, err := s.blobs.Verify(ctx)
	if err != nil {
		return out, fmt.Errorf("check %s: %w", BlobsIntact, err)
	}
	add(BlobsIntact, tell(damaged, fmt.Sprintf("of %d are damaged", held)))
	if _, err := vault.CostOf(keyPath(s.dir)); err != nil {
		add(KeyReadable, string(fault.KindOf(err)))
	} else {
		add(KeyReadable, "")
	}
	return out, nil
}

// tell returns "n what", or nothing when n is zero.
func tell(n int, what string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d %s", n, what)
}

func sound(t *transaction) (string, error) {
	problems := 0
	err := t.each("check integrity", func(rows *sql.Rows) (bool, error) {
		var line string
		if err := rows.Scan(&line); err != nil {
			return false, fmt.Errorf("check integrity: %w", err)
		}
		if line != "ok" {
			problems += 1 + strings.Count(line, "\n")
		}
		return true, nil
	}, "pragma integrity_check")
	return tell(problems, "problems"), err
}

func (s *Store) current(t *transaction) (string, error) {
	all, err := readScripts(scripts)
	if err != nil {
		return "", err
	}
	run := map[int]string{}
	err = t.each("read migrations", func(rows *sql.Rows) (bool, error) {
		var v int
		var digest string
		if err := rows.Scan(&v, &digest); err != nil {
			return false, fmt.Errorf("read migrations: %w", err)
		}
		run[v] = digest
		return true, nil
	}, "select version, digest from migration")
	if err != nil {
		return "", err
	}
	wrong := len(run) - len(all)
	for _, sc := range all {
		if run[sc.version] != string(sc.digest()) {
			wrong = max(wrong, 0) + 1
		}
	}
	return tell(wrong, "scripts differ"), nil
}

func documents(t *transaction) (string, error) {
	var bad []string
	err := t.each("read documents", func(rows *sql.Rows) (bool, error) {
		var kind string
		var body []byte
		if err := rows.Scan(&kind, &body); err != nil {
			return false, fmt.Errorf("read documents: %w", err)
		}
		if !json.Valid(body) {
			bad = append(bad, kind)
		}
		return true, nil
	}, `select kind, body from document union all select 'mark', body from mark
		union all select kind, body from document_state where body is not null`)
	if len(bad) == 0 {
		return "", err
	}
	return fmt.Sprintf("%d are not JSON: %s", len(bad), strings.Join(bad[:min(len(bad), 10)], " ")), err
}

// chained checks the journal piece by piece, so that memory stays bounded however long it is.
func chained(t *transaction) (string, error) {
	const piece = 1000
	head := journal.Head{}
	for {
		entries, err := t.Journal(head.Seq, piece)
		if err != nil {
			return "", err
		}
		if l := journal.Check(head, entries); len(l) > 0 {
			return fmt.Sprintf("%s at %s", l[0].Code, l[0].At), nil
		}
		if len(entries) < piece {
			return "", nil
		}
		head = entries[len(entries)-1].Head()
	}
}
