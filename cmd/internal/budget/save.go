package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite" // the driver, for the plain peer

	"shinsa/cmd/internal/boot"
	"shinsa/review/checklist"
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

// insert saves one row.
func insert(db *sql.DB) error {
	_, err := db.Exec("insert into mark(item, verdict, remark) values(?, ?, ?)", "31.2", "query", "計測の期間が書かれていない。")
	return err
}

// save holds a verdict that is acknowledged on the encrypted desk, journalled, with its history, against one row in a plain file with the
// same settings.
func (m *member) save(home string) (Row, error) {
	row := Row{Work: "a verdict acknowledged, encrypted and journalled", Name: "one row in plain SQLite, same fsync", Ratio: 1.2}
	if err := m.open(home); err != nil {
		return row, err
	}
	plain, err := table(filepath.Join(home, "plain.db"))
	if err != nil {
		return row, err
	}
	row.Ours, row.Peer = each(m.verdict), each(func() error { return insert(plain) })
	return row, nil
}

// verdict saves one verdict, each time of the next item.
func (m *member) verdict() error {
	m.saves++
	items := m.file.Edition.Items()
	id := items[m.saves%len(items)].ID
	saved, err := m.session.Desk.Mark(context.Background(), m.file.ID, checklist.Mark{
		Item: id, Verdict: checklist.Query, Remark: fmt.Sprintf("計測の期間が書かれていない（%d回目）。", m.saves), Revision: m.revision[id],
	})
	m.revision[id] = saved.Revision
	return err
}

// sitting is how many verdicts a member gives before the desk is closed again.
const sitting = 250

// saveFirst is save as a member has it: from the opening of the desk on, before the log of either database has come round and is written
// over. Opening is not measured.
func (m *member) saveFirst(home string) (Row, error) {
	row := Row{
		Work: fmt.Sprintf("the same, the first %d after the desk is opened", sitting), Name: fmt.Sprintf("the first %d rows", sitting), Ratio: 1.2,
	}
	if err := m.open(home); err != nil {
		return row, err
	}
	row.Ours = sittings(func() error {
		if err := m.session.Close(); err != nil {
			return fmt.Errorf("close desk: %w", err)
		}
		var err error
		m.session, err = boot.Open(context.Background(), boot.Options{Dir: m.dir, Passphrase: m.passphrase})
		return err
	}, m.verdict)
	var plain *sql.DB
	files := 0
	row.Peer = sittings(func() (err error) {
		if plain != nil {
			err = plain.Close()
		}
		files++
		if err == nil {
			plain, err = table(filepath.Join(home, fmt.Sprintf("first%d.db", files)))
		}
		return err
	}, func() error { return insert(plain) })
	return row, nil
}

// sittings makes a benchmark of acts that are begun anew after so many, which is not measured.
func sittings(begin, act func() error) func(b *testing.B) {
	return func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			if n%sitting == 0 {
				b.StopTimer()
				if err := begin(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
			if err := act(); err != nil {
				b.Fatal(err)
			}
		}
	}
}
