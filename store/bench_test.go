package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// BenchmarkSave holds one acknowledged mark, sealed and journalled, against one row in a plain file flushed likewise.
func BenchmarkSave(b *testing.B) {
	b.Run("desk", func(b *testing.B) {
		s := create(b, b.TempDir())
		for i := 0; b.Loop(); i++ {
			m := checklist.Mark{Item: ident.ItemID(fmt.Sprint(i % items)), Verdict: checklist.Query, Remark: "計測の期間が書かれていない。", Revision: 1}
			err := s.Update(b.Context(), func(tx review.Tx) error {
				_, err := tx.Append(journal.Entry{Actor: string(member), Act: "mark", Case: kase, Subject: string(m.Item)})
				return errors.Join(err, tx.PutMark(kase, member, m))
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("plain", func(b *testing.B) {
		db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "plain.db")+
			"?_pragma=locking_mode(EXCLUSIVE)&_journal_mode=WAL&_synchronous=FULL")
		if err != nil {
			b.Fatal(err)
		}
		defer db.Close()
		db.SetMaxOpenConns(1)
		if _, err := db.Exec("create table mark(id integer primary key, item text, verdict text, remark text) strict"); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, err := db.Exec("insert into mark(item, verdict, remark) values(?,?,?)", "31.2", "query", "計測の期間が書かれていない。"); err != nil {
				b.Fatal(err)
			}
		}
	})
}
