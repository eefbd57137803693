package storetest

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/journal"
)

type sample struct {
	Text string   `json:"text"`
	List []string `json:"list,omitempty"`
}

func documentsAreKept(t *testing.T, s review.Store) {
	long := strings.Repeat("審査対象項目𠮷\x00\u2028", 20_000)
	update(t, s, func(tx review.Tx) error {
		return errors.Join(
			tx.Put(review.KindCase, "a", sample{Text: "一", List: []string{"x"}}),
			tx.Put(review.KindCover, "a", sample{Text: "other kind"}),
			tx.Put(review.KindCase, "b", sample{Text: long}),
			tx.Put(review.KindCase, "", sample{Text: "no id"}))
	})
	update(t, s, func(tx review.Tx) error {
		if err := tx.Put(review.KindCase, "a", sample{Text: "二"}); err != nil {
			return err
		}
		var v sample // a change is seen inside its transaction
		if err := tx.Get(review.KindCase, "a", &v); err != nil || v.Text != "二" || v.List != nil {
			t.Errorf("inside: %+v, %v", v, err)
		}
		return errors.Join(tx.Delete(review.KindCover, "a"), tx.Delete(review.KindCover, "never there"))
	})
	view(t, s, func(tx review.Tx) error {
		for id, want := range map[string]string{"a": "二", "b": long, "": "no id"} {
			var v sample
			if err := tx.Get(review.KindCase, id, &v); err != nil || v.Text != want {
				t.Errorf("document %q: %d characters, %v", id, len(v.Text), err)
			}
		}
		var n int
		if err := tx.Get(review.KindCase, "a", &n); err == nil || fault.KindOf(err) == fault.Missing {
			t.Errorf("decoded into another type: %v", err)
		}
		return nil
	})
	absent(t, s, review.KindCover, "a")
	err := s.Update(t.Context(), func(tx review.Tx) error { return tx.Put(review.KindCase, "bad", func() {}) })
	if err == nil {
		t.Error("stored what JSON cannot say")
	}
}

func listsAreSorted(t *testing.T, s review.Store) {
	ids := []string{"C2026-0001/m-2", "C2026-0001/m-1", "C2026-0001/m-10", "C2026-00010/x", "C2026-0002/m-1", "証/1", "\U0010FFFF", "", "c"}
	update(t, s, func(tx review.Tx) error {
		for _, id := range ids {
			if err := tx.Put(review.KindOpinion, id, sample{Text: id}); err != nil {
				return err
			}
		}
		return tx.Put(review.KindDeclaration, "C2026-0001/m-9", sample{})
	})
	for prefix, want := range map[string][]string{
		"":            {"", "C2026-0001/m-1", "C2026-0001/m-10", "C2026-0001/m-2", "C2026-00010/x", "C2026-0002/m-1", "c", "証/1", "\U0010FFFF"},
		"C2026-0001/": {"C2026-0001/m-1", "C2026-0001/m-10", "C2026-0001/m-2"},
		"C2026-0002":  {"C2026-0002/m-1"},
		"証":           {"証/1"},
		"\U0010FFFF":  {"\U0010FFFF"},
		"x":           nil,
		"C%":          nil,
	} {
		view(t, s, func(tx review.Tx) error {
			recs, err := tx.List(review.KindOpinion, prefix)
			var got []string
			for _, r := range recs {
				got = append(got, r.ID)
				if !strings.Contains(string(r.Body), `"text":`) {
					t.Errorf("%s: body %s", r.ID, r.Body)
				}
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("prefix %q: %q, %v, want %q", prefix, got, err, want)
			}
			return nil
		})
	}
}

// everything makes one change of every kind.
func everything(tx review.Tx) error {
	_, err := tx.Append(journal.Entry{Actor: "a", Act: "mark"})
	return errors.Join(err,
		tx.Put(review.KindCase, "new", 1),
		tx.Put(review.KindCase, "old", 2),
		tx.Delete(review.KindCase, "gone"),
		tx.PutMark(caseA, memb1, checklist.Mark{Item: "1", Verdict: checklist.Query, Revision: 2}),
		tx.DropMarks(caseB))
}

// before fills a store with what everything changes, and returns a check that all of it is as it was.
func before(t *testing.T, s review.Store) (unchanged func()) {
	t.Helper()
	update(t, s, func(tx review.Tx) error {
		_, err := tx.Append(journal.Entry{Actor: "a", Act: "found"})
		return errors.Join(err,
			tx.Put(review.KindCase, "old", 1),
			tx.Put(review.KindCase, "gone", 1),
			tx.PutMark(caseA, memb1, checklist.Mark{Item: "1", Verdict: checklist.Conforming, Revision: 1}),
			tx.PutMark(caseB, memb1, checklist.Mark{Item: "1", Verdict: checklist.Conforming, Revision: 1}))
	})
	return func() {
		t.Helper()
		absent(t, s, review.KindCase, "new")
		view(t, s, func(tx review.Tx) error {
			for _, id := range []string{"old", "gone"} {
				var n int
				if err := tx.Get(review.KindCase, id, &n); err != nil || n != 1 {
					t.Errorf("%s is %d, %v", id, n, err)
				}
			}
			a, err := tx.Marks(caseA, memb1)
			if err != nil || len(a) != 1 || a[0].Revision != 1 {
				t.Errorf("marks %+v, %v", a, err)
			}
			b, err := tx.Marks(caseB, memb1)
			if err != nil || len(b) != 1 {
				t.Errorf("marks of the other case %+v, %v", b, err)
			}
			h, err := tx.Head()
			if err != nil || h.Seq != 1 {
				t.Errorf("head %+v, %v", h, err)
			}
			return nil
		})
	}
}

func anErrorUndoesEverything(t *testing.T, s review.Store) {
	unchanged := before(t, s)
	mine := errors.New("mine")
	err := s.Update(t.Context(), func(tx review.Tx) error {
		if err := everything(tx); err != nil {
			return err
		}
		return mine
	})
	if err != mine { //nolint:errorlint // unchanged, not wrapped
		t.Errorf("%v, want f's own error unchanged", err)
	}
	unchanged()
	update(t, s, everything) // and the same works afterwards
}

func aPanicUndoesEverything(t *testing.T, s review.Store) {
	unchanged := before(t, s)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.Update(t.Context(), func(tx review.Tx) error {
			if err := everything(tx); err != nil {
				t.Error(err)
			}
			panic("broken")
		})
	}()
	unchanged()
	update(t, s, everything)
}

func aViewDoesNotWrite(t *testing.T, s review.Store) {
	unchanged := before(t, s)
	view(t, s, func(tx review.Tx) error {
		_, appended := tx.Append(journal.Entry{Act: "x"})
		for what, err := range map[string]error{
			"put":       tx.Put(review.KindCase, "new", 1),
			"delete":    tx.Delete(review.KindCase, "old"),
			"mark":      tx.PutMark(caseA, memb1, checklist.Blank("2")),
			"drop":      tx.DropMarks(caseA),
			"append":    appended,
			"put again": tx.Put(review.KindCase, "old", 2),
		} {
			if !errors.Is(err, &fault.Error{Kind: fault.Internal, Code: "write_in_view"}) {
				t.Errorf("%s: %v, want write_in_view", what, err)
			}
		}
		return nil
	})
	unchanged()
	mine := errors.New("mine")
	if err := s.View(t.Context(), func(review.Tx) error { return mine }); !errors.Is(err, mine) {
		t.Errorf("%v, want f's own error", err)
	}
}

func aTransactionEnds(t *testing.T, s review.Store) {
	var kept review.Tx
	update(t, s, func(tx review.Tx) error { kept = tx; return nil })
	var v any
	_, listed := kept.List(review.KindCase, "")
	for what, err := range map[string]error{
		"get": kept.Get(review.KindCase, "x", &v), "put": kept.Put(review.KindCase, "x", 1), "list": listed,
	} {
		if !errors.Is(err, &fault.Error{Kind: fault.Internal, Code: "transaction_over"}) {
			t.Errorf("%s after the end: %v, want transaction_over", what, err)
		}
	}
	absent(t, s, review.KindCase, "x")
}
