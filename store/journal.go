package store

import (
	"database/sql"
	"fmt"
	"time"

	"shinsa/review/journal"
)

func (t *transaction) Append(e journal.Entry) (journal.Entry, error) {
	head, err := t.Head()
	if err != nil {
		return e, err
	}
	e.At = t.now
	if e, err = journal.Chain(head, e); err != nil {
		return e, err
	}
	const insert = `insert into journal(seq, at, actor, act, case_id, subject, old, new, prev, hash)
		values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
	err = t.exec("append to journal", insert, e.Seq, e.At.UnixMicro(), e.Actor, e.Act, e.Case, e.Subject, e.Old, e.New, e.Prev, e.Hash)
	if err != nil {
		return e, err
	}
	head = e.Head()
	t.head = &head
	return e, nil
}

// Head reads the journal's end once for an open desk, to which nobody else can append, and again after a transaction that failed.
func (t *transaction) Head() (journal.Head, error) {
	if t.head != nil && !t.over {
		return *t.head, nil
	}
	var h journal.Head
	err := t.each("read journal head", func(rows *sql.Rows) (bool, error) { return false, rows.Scan(&h.Seq, &h.Hash) },
		"select seq, hash from journal order by seq desc limit 1")
	if err == nil {
		t.head = &h
	}
	return h, err
}

func (t *transaction) Journal(after int64, limit int) ([]journal.Entry, error) {
	if limit <= 0 {
		limit = -1 // SQLite's "no limit"
	}
	const page = `select seq, at, actor, act, case_id, subject, old, new, prev, hash from journal
		where seq>$1 order by seq limit $2`
	var out []journal.Entry
	err := t.each("read journal", func(rows *sql.Rows) (bool, error) {
		var e journal.Entry
		var at int64
		if err := rows.Scan(&e.Seq, &at, &e.Actor, &e.Act, &e.Case, &e.Subject, &e.Old, &e.New, &e.Prev, &e.Hash); err != nil {
			return false, fmt.Errorf("read journal: %w", err)
		}
		e.At = time.UnixMicro(at).UTC()
		out = append(out, e)
		return true, nil
	}, page, after, limit)
	return out, err
}
