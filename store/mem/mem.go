// Package mem keeps a desk in memory: the same contract as package store, for tests and for looking at a file without a desk. Nothing
// of it outlives the process and nothing is written anywhere.
package mem

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// Codes are those of package store.
const (
	closed       = "desk_closed"
	writeInView  = "write_in_view"
	over         = "transaction_over"
	noSuchRecord = "no_such_document"
)

// Store is a desk in memory. It may be used from several goroutines.
type Store struct {
	now   func() time.Time
	turn  chan struct{} // holds one token: who has it may use the state
	state state
	blobs *blobs
}

var _ review.Store = (*Store)(nil)

// place names a document.
type place struct {
	kind review.Kind
	id   string
}

// column names the states of one item's mark.
type column struct {
	c    ident.CaseID
	r    ident.ReviewerID
	item ident.ItemID
}

// saved is a mark as JSON, with its time.
type saved struct {
	at   time.Time
	body []byte
}

// edited is one state of a document; its body is nil where it was removed.
type edited struct {
	at       time.Time
	body     []byte
	restores int
}

// state is all there is. Slices in it are only ever appended to, and bytes never changed, so that a copy of the maps is a copy of all.
type state struct {
	documents map[place][]byte
	states    map[place][]edited
	marks     map[column][]saved
	journal   []journal.Entry
}

func (s state) clone() state {
	return state{
		documents: maps.Clone(s.documents),
		states:    maps.Clone(s.states),
		marks:     maps.Clone(s.marks),
		journal:   slices.Clip(s.journal),
	}
}

// New returns an empty desk with the given clock.
func New(now func() time.Time) *Store {
	s := &Store{
		now:   now,
		turn:  make(chan struct{}, 1),
		state: state{documents: map[place][]byte{}, states: map[place][]edited{}, marks: map[column][]saved{}},
		blobs: &blobs{held: map[ident.Digest][]byte{}},
	}
	s.turn <- struct{}{}
	return s
}

// View runs f on a consistent state.
func (s *Store) View(ctx context.Context, f func(review.Tx) error) error {
	return s.run(ctx, func(t *transaction) error { return f(t) }, false)
}

// Update runs f on a copy of the state, which takes the state's place when f succeeds.
func (s *Store) Update(ctx context.Context, f func(review.Tx) error) error {
	return s.run(ctx, func(t *transaction) error { return f(t) }, true)
}

func (s *Store) run(ctx context.Context, f func(*transaction) error, write bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case _, open := <-s.turn:
		if !open {
			return fault.New(fault.Unavailable, closed)
		}
		defer func() { s.turn <- struct{}{} }()
	case <-ctx.Done():
		return ctx.Err()
	}
	t := &transaction{state: s.state, now: s.now().UTC().Truncate(time.Microsecond), write: write}
	if write {
		t.state = s.state.clone()
	}
	defer func() { t.over = true }()
	if err := f(t); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if write {
		s.state = t.state
	}
	return nil
}

// Blobs keeps bytes by their digest.
func (s *Store) Blobs() review.Blobs { return s.blobs }

// Check verifies the journal's chain; memory has no stored form that could break otherwise.
func (s *Store) Check(ctx context.Context) ([]review.Invariant, error) {
	var out []review.Invariant
	err := s.run(ctx, func(t *transaction) error {
		inv := review.Invariant{Name: "journal_chained", OK: true}
		if l := journal.Check(journal.Head{}, t.state.journal); len(l) > 0 {
			inv.OK, inv.Detail = false, l[0].Code+" at "+l[0].At
		}
		out = append(out, inv)
		return nil
	}, false)
	return out, err
}

// Close ends the desk; further calls are refused. Closing twice does nothing.
func (s *Store) Close() error {
	if _, open := <-s.turn; open {
		close(s.turn)
	}
	return nil
}

// blobs is a review.Blobs in memory.
type blobs struct {
	mu   sync.Mutex
	held map[ident.Digest][]byte
}
