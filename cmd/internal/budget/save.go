package main

import (
	"database/sql"
	"fmt"
	"net/url"
	"testing"

	_ "modernc.org/sqlite" // the driver, for the plain peer
)

// table opens a plain database with the settings of the store and makes a table in it.
func table(path string) (*sql.DB, error) {
	q := url.Values{
		"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_txlock": {"immediate"},
		"_pragma": {"locking_mode(EXCLUSIVE)", "temp_store(MEMORY)"},
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
