package storetest

import (
	"testing"

	"shinsa/review"
	"shinsa/review/fault"
)

func editsKeepEveryState(t *testing.T, s review.Store) {
	edit := func(v any, restores int) {
		t.Helper()
		update(t, s, func(tx review.Tx) error { return tx.Edit(review.KindNote, "c/1", v, restores) })
	}
	edit("初め", 0)
	edit("次", 0)
	edit(nil, 0)
	view(t, s, func(tx review.Tx) error {
		var text string
		refused(t, tx.Get(review.KindNote, "c/1", &text), fault.Missing, "no_such_document")
		return nil
	})
	edit("次", 2)
	update(t, s, func(tx review.Tx) error { return tx.Put(review.KindNote, "c/2", "only put") })
	view(t, s, func(tx review.Tx) error {
		var text string
		if err := tx.Get(review.KindNote, "c/1", &text); err != nil || text != "次" {
			t.Errorf("%q, %v", text, err)
		}
		states, err := tx.States(review.KindNote, "c/1")
		if err != nil || len(states) != 4 {
			t.Fatalf("%d states, %v", len(states), err)
		}
		for i, want := range []struct {
			body     string
			restores int
		}{{`"初め"`, 0}, {`"次"`, 0}, {"", 0}, {`"次"`, 2}} {
			got := states[i]
			if string(got.Body) != want.body || got.Restores != want.restores || (got.Body == nil) != (want.body == "") {
				t.Errorf("state %d: %q restores %d", i+1, got.Body, got.Restores)
			}
			if i > 0 && !got.At.After(states[i-1].At) {
				t.Errorf("state %d was saved at %v, the one before at %v", i+1, got.At, states[i-1].At)
			}
		}
		if none, err := tx.States(review.KindNote, "c/2"); err != nil || len(none) != 0 {
			t.Errorf("%d states of what was only put, %v", len(none), err)
		}
		return nil
	})
	view(t, s, func(tx review.Tx) error {
		refused(t, tx.Edit(review.KindNote, "c/1", "x", 0), fault.Internal, "write_in_view")
		refused(t, tx.DropStates(review.KindNote, "c/"), fault.Internal, "write_in_view")
		return nil
	})
}

func statesAreDroppedByPrefix(t *testing.T, s review.Store) {
	update(t, s, func(tx review.Tx) error {
		for _, id := range []string{"a/1", "a/2", "ab/1", "b%/1"} {
			if err := tx.Edit(review.KindNote, id, id, 0); err != nil {
				return err
			}
		}
		return tx.Edit(review.KindDraft, "a/1", "draft", 0)
	})
	update(t, s, func(tx review.Tx) error { return tx.DropStates(review.KindNote, "a/") })
	view(t, s, func(tx review.Tx) error {
		for id, want := range map[string]int{"a/1": 0, "a/2": 0, "ab/1": 1, "b%/1": 1} {
			if got, err := tx.States(review.KindNote, id); len(got) != want || err != nil {
				t.Errorf("%s has %d states, want %d, %v", id, len(got), want, err)
			}
			var text string
			if err := tx.Get(review.KindNote, id, &text); err != nil || text != id {
				t.Errorf("the document %s: %q, %v", id, text, err)
			}
		}
		if got, err := tx.States(review.KindDraft, "a/1"); len(got) != 1 || err != nil {
			t.Errorf("another kind has %d states, %v", len(got), err)
		}
		return nil
	})
}
