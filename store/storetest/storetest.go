// Package storetest is the contract of review.Store as a test suite. An implementation runs it with ten lines:
//
//	func TestContract(t *testing.T) {
//		storetest.Run(t, func(tb testing.TB, now func() time.Time) review.Store { … })
//	}
//
// Whatever the desk relies on is asked for here; what only one implementation promises (durability, encryption) is tested beside it.
package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// Maker returns an empty store with the given clock. It is closed by the suite.
type Maker func(tb testing.TB, now func() time.Time) review.Store

// Start is where the clock of the suite stands first; every transaction is one second later.
var Start = time.Date(2026, 4, 1, 0, 0, 0, 123_456_789, time.FixedZone("JST", 9*60*60))

const (
	caseA = ident.CaseID("C2026-0001")
	caseB = ident.CaseID("C2026-0002")
	memb1 = ident.ReviewerID("m-00000001")
	memb2 = ident.ReviewerID("m-00000002")
)

// Run asks everything of a store.
func Run(t *testing.T, maker Maker) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, review.Store){
		"documents are kept and replaced":   documentsAreKept,
		"lists are sorted and prefixed":     listsAreSorted,
		"an error undoes everything":        anErrorUndoesEverything,
		"a panic undoes everything":         aPanicUndoesEverything,
		"a cancelled update did not happen": aCancelledUpdateDidNotHappen,
		"a view does not write":             aViewDoesNotWrite,
		"a transaction ends":                aTransactionEnds,
		"a transaction has one time":        aTransactionHasOneTime,
		"updates do not overlap":            updatesDoNotOverlap,
		"edits keep every state":            editsKeepEveryState,
		"states are dropped by prefix":      statesAreDroppedByPrefix,
		"marks keep their history":          marksKeepTheirHistory,
		"marks are apart":                   marksAreApart,
		"marks are dropped by case":         marksAreDroppedByCase,
		"the journal is chained":            theJournalIsChained,
		"the journal is paged":              theJournalIsPaged,
		"a new store is sound":              aNewStoreIsSound,
		"a closed store refuses":            aClosedStoreRefuses,
		"blobs are kept by digest":          blobsAreKept,
		"blobs are read anywhere":           blobsAreReadAnywhere,
		"blobs fail whole":                  blobsFailWhole,
	} {
		t.Run(name, func(t *testing.T) {
			at := Start
			s := maker(t, func() time.Time { at = at.Add(time.Second); return at })
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
			test(t, s)
		})
	}
}

func update(t *testing.T, s review.Store, f func(review.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func view(t *testing.T, s review.Store, f func(review.Tx) error) {
	t.Helper()
	if err := s.View(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, k fault.Kind, code string) {
	t.Helper()
	if !errors.Is(err, &fault.Error{Kind: k, Code: code}) {
		t.Errorf("%v, want %s %s", err, k, code)
	}
}

func aNewStoreIsSound(t *testing.T, s review.Store) {
	update(t, s, func(tx review.Tx) error {
		if _, err := tx.Append(journal.Entry{Actor: "a", Act: "found"}); err != nil {
			return err
		}
		if err := tx.PutMark(caseA, memb1, checklist.Blank("1")); err != nil {
			return err
		}
		return tx.Put(review.KindSelf, "self", "x")
	})
	invariants, err := s.Check(t.Context())
	if err != nil || len(invariants) == 0 {
		t.Fatalf("%d invariants, %v", len(invariants), err)
	}
	seen := map[string]bool{}
	for _, i := range invariants {
		if !i.OK || i.Detail != "" || i.Name == "" || seen[i.Name] {
			t.Errorf("invariant %+v", i)
		}
		seen[i.Name] = true
	}
}

func aClosedStoreRefuses(t *testing.T, s review.Store) {
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	nothing := func(review.Tx) error { t.Error("f was called"); return nil }
	refused(t, s.View(t.Context(), nothing), fault.Unavailable, "desk_closed")
	refused(t, s.Update(t.Context(), nothing), fault.Unavailable, "desk_closed")
	_, err := s.Check(t.Context())
	refused(t, err, fault.Unavailable, "desk_closed")
}

func updatesDoNotOverlap(t *testing.T, s review.Store) {
	const writers, each = 8, 20
	done := make(chan error, writers)
	for range writers {
		go func() {
			for range each {
				err := s.Update(t.Context(), func(tx review.Tx) error {
					var n int
					if err := tx.Get(review.KindCounter, "n", &n); err != nil && fault.KindOf(err) != fault.Missing {
						return err
					}
					return tx.Put(review.KindCounter, "n", n+1)
				})
				if err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range writers {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	var n int
	view(t, s, func(tx review.Tx) error { return tx.Get(review.KindCounter, "n", &n) })
	if n != writers*each {
		t.Errorf("counted %d, want %d", n, writers*each)
	}
}

func aTransactionHasOneTime(t *testing.T, s review.Store) {
	var first, second time.Time
	update(t, s, func(tx review.Tx) error {
		first = tx.Now()
		if again := tx.Now(); !again.Equal(first) {
			t.Errorf("the time went from %v to %v", first, again)
		}
		return nil
	})
	view(t, s, func(tx review.Tx) error { second = tx.Now(); return nil })
	if !second.After(first) || first.Location() != time.UTC || first.Nanosecond()%1000 != 0 {
		t.Errorf("times %v and %v, want UTC, whole microseconds, ascending", first, second)
	}
}

func aCancelledUpdateDidNotHappen(t *testing.T, s review.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	err := s.Update(ctx, func(tx review.Tx) error {
		if err := tx.Put(review.KindCase, "x", 1); err != nil {
			return err
		}
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want cancelled", err)
	}
	if err := s.Update(ctx, func(review.Tx) error { t.Error("f was called"); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want cancelled", err)
	}
	absent(t, s, review.KindCase, "x")
}

func absent(t *testing.T, s review.Store, k review.Kind, id string) {
	t.Helper()
	view(t, s, func(tx review.Tx) error {
		var v any
		refused(t, tx.Get(k, id, &v), fault.Missing, "no_such_document")
		return nil
	})
}
