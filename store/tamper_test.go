package store

import (
	"testing"

	"shinsa/review"
	"shinsa/review/journal"
)

// Whoever opens the database itself, with the desk's key, and changes the journal there is found out: the doctor names the line.
func TestADoctoredJournalIsNamed(t *testing.T) {
	for name, c := range map[string]struct{ change, want string }{
		"edited":        {"update journal set subject='another' where seq=3", "journal_entry_altered at 3"},
		"time moved":    {"update journal set at=at-1000000 where seq=3", "journal_entry_altered at 3"},
		"removed":       {"delete from journal where seq=3", "journal_entry_missing at 4"},
		"first removed": {"delete from journal where seq=1", "journal_entry_missing at 2"},
		"reordered":     {"update journal set seq=99 where seq=2; update journal set seq=2 where seq=3; update journal set seq=3 where seq=99", "journal_entry_altered at 2"},
	} {
		t.Run(name, func(t *testing.T) {
			s := desk(t)
			for range 5 {
				err := s.Update(t.Context(), func(tx review.Tx) error {
					_, err := tx.Append(journal.Entry{Actor: "m-00000001", Act: "mark", Subject: "1.1"})
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			for _, q := range []string{"drop trigger journal_is_never_changed", "drop trigger journal_is_never_removed", c.change} {
				if _, err := s.conn.ExecContext(t.Context(), q); err != nil {
					t.Fatalf("%s: %v", q, err)
				}
			}
			all, err := s.Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range all {
				if i.Name == JournalChained && (i.OK || i.Detail != c.want) {
					t.Errorf("the doctor says %+v, want %s", i, c.want)
				}
			}
		})
	}
}
