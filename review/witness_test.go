package review_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"sync"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// witness is a store that remembers everything ever written to it, also what was rolled back or deleted again.
type witness struct {
	review.Store
	mu      sync.Mutex
	written [][]byte
	fail    error // of Updates, when set
	left    int   // Updates that still succeed before that
}

// failFrom makes the n-th Update from now, and every later one, fail; nil makes all succeed again.
func (w *witness) failFrom(n int, err error) { w.left, w.fail = n-1, err }

func (w *witness) saw(b []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.written = append(w.written, bytes.Clone(b))
}

// everything returns all that was written so far.
func (w *witness) everything() [][]byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.written
}

func (w *witness) Update(ctx context.Context, f func(review.Tx) error) error {
	if w.fail != nil {
		if w.left <= 0 {
			return w.fail
		}
		w.left--
	}
	return w.Store.Update(ctx, func(tx review.Tx) error { return f(watched{tx, w}) })
}

func (w *witness) Blobs() review.Blobs { return watchedBlobs{w.Store.Blobs(), w} }

type watched struct {
	review.Tx
	w *witness
}

func (t watched) Put(k review.Kind, id string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	t.w.saw([]byte(string(k) + " " + id + " " + string(b)))
	return t.Tx.Put(k, id, v)
}

func (t watched) PutMark(c ident.CaseID, r ident.ReviewerID, m checklist.Mark) error {
	b, err := json.Marshal(m)
	if err != nil {
		return err
	}
	t.w.saw(b)
	return t.Tx.PutMark(c, r, m)
}

func (t watched) Append(e journal.Entry) (journal.Entry, error) {
	e, err := t.Tx.Append(e)
	if b, jerr := json.Marshal(e); jerr == nil {
		t.w.saw(b)
	}
	return e, err
}

type watchedBlobs struct {
	review.Blobs
	w *witness
}

func (b watchedBlobs) Put(ctx context.Context, r io.Reader) (ident.Digest, int64, error) {
	var all bytes.Buffer
	d, n, err := b.Blobs.Put(ctx, io.TeeReader(r, &all))
	b.w.saw(all.Bytes())
	return d, n, err
}

// snapshot returns the documents of the store as they are; restore puts them back.
func (w *witness) snapshot() map[review.Kind][]review.Record {
	all := map[review.Kind][]review.Record{}
	err := w.View(context.Background(), func(tx review.Tx) error {
		for _, k := range caseKinds {
			recs, err := tx.List(k, "")
			if err != nil {
				return err
			}
			all[k] = recs
		}
		return nil
	})
	if err != nil {
		panic(err)
	}
	return all
}

// caseKinds are the documents a merge can touch.
var caseKinds = []review.Kind{review.KindCase, review.KindDeclaration, review.KindOpinion}

func (w *witness) restore(all map[review.Kind][]review.Record) {
	err := w.Store.Update(context.Background(), func(tx review.Tx) error {
		for _, k := range caseKinds {
			now, err := tx.List(k, "")
			if err != nil {
				return err
			}
			for _, r := range now {
				if err := tx.Delete(k, r.ID); err != nil {
					return err
				}
			}
			for _, r := range all[k] {
				if err := tx.Put(k, r.ID, json.RawMessage(r.Body)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		panic(err)
	}
}
