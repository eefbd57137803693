package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

func mark(item ident.ItemID, v checklist.Verdict, revision int) checklist.Mark {
	return checklist.Mark{
		Item: item, Verdict: v, Disclosed: checklist.Adequate, Level: checklist.LevelMet, Remark: "所見 " + string(item), Inquiry: "照会",
		Seen: true, Revision: revision,
		Pointers: []checklist.Pointer{{Evidence: "資料1", File: ident.Sum([]byte("x")), Page: 3, Quote: "引用", Rect: &checklist.Rect{X: 1.5, W: 2}}},
	}
}

func marksKeepTheirHistory(t *testing.T, s review.Store) {
	states := []checklist.Mark{mark("31.2", checklist.Query, 1), mark("31.2", checklist.Conforming, 2), mark("31.2", checklist.Query, 3)}
	var times []time.Time
	for _, m := range states {
		update(t, s, func(tx review.Tx) error {
			times = append(times, tx.Now())
			return tx.PutMark(caseA, memb1, m)
		})
	}
	// Two states saved in one transaction are two states.
	both := []checklist.Mark{mark("4", checklist.Query, 1), mark("4", checklist.NotApplicable, 2)}
	update(t, s, func(tx review.Tx) error {
		return errors.Join(tx.PutMark(caseA, memb1, both[0]), tx.PutMark(caseA, memb1, both[1]))
	})
	view(t, s, func(tx review.Tx) error {
		h, err := tx.MarkHistory(caseA, memb1, "31.2")
		if err != nil || len(h) != len(states) {
			t.Fatalf("%d states, %v", len(h), err)
		}
		for i, st := range h {
			if diff := cmp.Diff(states[i], st.Mark); diff != "" || !st.At.Equal(times[i]) || st.At.Location() != time.UTC {
				t.Errorf("state %d at %v, want %v\n%s", i, st.At, times[i], diff)
			}
		}
		latest, err := tx.Marks(caseA, memb1)
		if diff := cmp.Diff([]checklist.Mark{states[2], both[1]}, latest); diff != "" || err != nil {
			t.Errorf("latest marks, %v\n%s", err, diff)
		}
		for i, item := range []ident.ItemID{"31.2", "4"} {
			m, err := tx.Mark(caseA, memb1, item)
			if diff := cmp.Diff(latest[i], m); diff != "" || err != nil {
				t.Errorf("latest mark of %s, %v\n%s", item, err, diff)
			}
		}
		if m, err := tx.Mark(caseA, memb1, "never"); !cmp.Equal(m, checklist.Blank("never")) || err != nil {
			t.Errorf("mark of an unmarked item: %+v, %v", m, err)
		}
		none, err := tx.MarkHistory(caseA, memb1, "never")
		if len(none) != 0 || err != nil {
			t.Errorf("history of an unmarked item: %v, %v", none, err)
		}
		return nil
	})
}

func marksAreApart(t *testing.T, s review.Store) {
	update(t, s, func(tx review.Tx) error {
		return errors.Join(
			tx.PutMark(caseA, memb1, mark("1", checklist.Conforming, 1)),
			tx.PutMark(caseA, memb2, mark("1", checklist.Query, 1)),
			tx.PutMark(caseB, memb1, mark("1", checklist.Nonconforming, 1)),
			tx.PutMark(caseA, memb1, mark("10", checklist.Conforming, 1)),
			tx.PutMark(caseA, memb1, mark("2", checklist.Conforming, 1)))
	})
	view(t, s, func(tx review.Tx) error {
		for _, row := range []struct {
			c    ident.CaseID
			r    ident.ReviewerID
			want []checklist.Mark
		}{
			{caseA, memb1, []checklist.Mark{mark("1", checklist.Conforming, 1), mark("10", checklist.Conforming, 1), mark("2", checklist.Conforming, 1)}},
			{caseA, memb2, []checklist.Mark{mark("1", checklist.Query, 1)}},
			{caseB, memb1, []checklist.Mark{mark("1", checklist.Nonconforming, 1)}},
			{caseB, memb2, nil},
		} {
			got, err := tx.Marks(row.c, row.r)
			if diff := cmp.Diff(row.want, got); diff != "" || err != nil {
				t.Errorf("%s of %s, %v\n%s", row.c, row.r, err, diff)
			}
		}
		return nil
	})
}

func marksAreDroppedByCase(t *testing.T, s review.Store) {
	update(t, s, func(tx review.Tx) error {
		return errors.Join(
			tx.PutMark(caseA, memb1, mark("1", checklist.Conforming, 1)),
			tx.PutMark(caseA, memb2, mark("1", checklist.Conforming, 1)),
			tx.PutMark(caseB, memb1, mark("1", checklist.Conforming, 1)))
	})
	update(t, s, func(tx review.Tx) error { return tx.DropMarks(caseA) })
	view(t, s, func(tx review.Tx) error {
		for _, r := range []ident.ReviewerID{memb1, memb2} {
			marks, err := tx.Marks(caseA, r)
			if len(marks) != 0 || err != nil {
				t.Errorf("marks %v, %v", marks, err)
			}
			states, err := tx.MarkHistory(caseA, r, "1")
			if len(states) != 0 || err != nil {
				t.Errorf("history %v, %v", states, err)
			}
		}
		kept, err := tx.Marks(caseB, memb1)
		if len(kept) != 1 || err != nil {
			t.Errorf("the other case has %v, %v", kept, err)
		}
		return nil
	})
}

func theJournalIsChained(t *testing.T, s review.Store) {
	var want []journal.Entry
	view(t, s, func(tx review.Tx) error {
		if h, err := tx.Head(); h != (journal.Head{}) || err != nil {
			t.Errorf("head of an empty journal %+v, %v", h, err)
		}
		return nil
	})
	for i := range 5 {
		update(t, s, func(tx review.Tx) error {
			for range i%2 + 1 { // several acts in one transaction happen at the same instant
				e, err := tx.Append(journal.Entry{
					Actor: "o-1", Act: "mark", Case: caseA, Subject: "31.2", Old: ident.Sum([]byte("o")), New: ident.Sum([]byte("n")),
					Seq: 99, At: time.Unix(1, 0), Prev: "x", Hash: "y", // set by the store, whatever is given
				})
				if err != nil {
					return err
				}
				if !e.At.Equal(tx.Now()) {
					t.Errorf("entry at %v, want the transaction's %v", e.At, tx.Now())
				}
				want = append(want, e)
			}
			return nil
		})
	}
	view(t, s, func(tx review.Tx) error {
		got, err := tx.Journal(0, 0)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("journal, %v\n%s", err, diff)
		}
		if l := journal.Check(journal.Head{}, got); len(l) != 0 {
			t.Errorf("the chain is broken: %v", l)
		}
		if h, err := tx.Head(); h != want[len(want)-1].Head() || err != nil {
			t.Errorf("head %+v, %v", h, err)
		}
		return nil
	})
}

func theJournalIsPaged(t *testing.T, s review.Store) {
	update(t, s, func(tx review.Tx) error {
		for range 10 {
			if _, err := tx.Append(journal.Entry{Act: "x"}); err != nil {
				return err
			}
		}
		return nil
	})
	view(t, s, func(tx review.Tx) error {
		for _, row := range []struct {
			after       int64
			limit       int
			first, last int64
		}{{0, 0, 1, 10}, {0, 3, 1, 3}, {3, 3, 4, 6}, {8, 5, 9, 10}, {9, 0, 10, 10}} {
			got, err := tx.Journal(row.after, row.limit)
			if err != nil || len(got) != int(row.last-row.first+1) || got[0].Seq != row.first || got[len(got)-1].Seq != row.last {
				t.Errorf("after %d, at most %d: %d entries, %v", row.after, row.limit, len(got), err)
			}
		}
		for _, after := range []int64{10, 11} {
			if got, err := tx.Journal(after, 0); len(got) != 0 || err != nil {
				t.Errorf("after %d: %v, %v", after, got, err)
			}
		}
		return nil
	})
}
