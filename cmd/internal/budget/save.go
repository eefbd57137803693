package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite" // the driver, for the plain peer

	"shinsa/store/vault"
)

// save holds one durable row in the encrypted database against one in a plain file with the same settings.
func save(home string) (Row, error) {
	key := bytes.Repeat([]byte{7}, vault.KeySize)
	v, err := vault.Mount(key, "")
	if err != nil {
		return Row{}, fmt.Errorf("mount vault: %w", err)
	}
	sealed := filepath.Join(home, "sealed.db")
	if err := v.Format(sealed); err != nil {
		return Row{}, fmt.Errorf("format vault: %w", err)
	}
	ours, err := table(sealed, v.Name())
	if err != nil {
		return Row{}, err
	}
	peer, err := table(filepath.Join(home, "plain.db"), "")
	if err != nil {
		return Row{}, err
	}
	return Row{
		Work: "one durable change, encrypted", Ours: insert(ours), Peer: insert(peer), Name: "plain SQLite, same fsync", Ratio: 1.2,
	}, nil
}

// table opens a database as the store does and makes a table like the journal's.
func table(path, vfs string) (*sql.DB, error) {
	q := url.Values{
		"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_txlock": {"immediate"},
		"_pragma": {"locking_mode(EXCLUSIVE)", "temp_store(MEMORY)"},
	}
	if vfs != "" {
		q.Set("vfs", vfs)
	}
	u := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("create table mark(id integer primary key, item text not null, verdict text not null, remark text) strict"); err != nil {
		return nil, fmt.Errorf("make table: %w", err)
	}
	return db, nil
}

func insert(db *sql.DB) func(b *testing.B) {
	return func(b *testing.B) {
		for b.Loop() {
			if _, err := db.Exec("insert into mark(item, verdict, remark) values(?, ?, ?)", "31.2", "query", "計測の期間が書かれていない。"); err != nil {
				b.Fatal(err)
			}
		}
	}
}
