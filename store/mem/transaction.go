package mem

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// transaction is one View or Update.
type transaction struct {
	state state
	now   time.Time
	write bool
	over  bool
}

var _ review.Tx = (*transaction)(nil)

func (t *transaction) Now() time.Time { return t.now }

func (t *transaction) readable() error {
	if t.over {
		return fault.New(fault.Internal, over)
	}
	return nil
}

func (t *transaction) writable() error {
	if err := t.readable(); err != nil {
		return err
	}
	if !t.write {
		return fault.New(fault.Internal, writeInView)
	}
	return nil
}

func (t *transaction) Get(k review.Kind, id string, v any) error {
	if err := t.readable(); err != nil {
		return err
	}
	body, ok := t.state.documents[place{k, id}]
	if !ok {
		return fault.New(fault.Missing, noSuchRecord, "kind", string(k), "id", id)
	}
	if err := json.Unmarshal(body, v); err != nil {
		return fmt.Errorf("decode %s: %w", k, err)
	}
	return nil
}

func (t *transaction) Put(k review.Kind, id string, v any) error {
	if err := t.writable(); err != nil {
		return err
	}
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode %s: %w", k, err)
	}
	t.state.documents[place{k, id}] = body
	return nil
}

func (t *transaction) Delete(k review.Kind, id string) error {
	if err := t.writable(); err != nil {
		return err
	}
	delete(t.state.documents, place{k, id})
	return nil
}

func (t *transaction) List(k review.Kind, prefix string) ([]review.Record, error) {
	if err := t.readable(); err != nil {
		return nil, err
	}
	var out []review.Record
	for p, body := range t.state.documents {
		if p.kind == k && strings.HasPrefix(p.id, prefix) {
			out = append(out, review.Record{ID: p.id, Body: slices.Clone(body)})
		}
	}
	slices.SortFunc(out, func(a, b review.Record) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}

func (t *transaction) Edit(k review.Kind, id string, v any, restores int) error {
	if err := t.writable(); err != nil {
		return err
	}
	at := place{k, id}
	if v == nil {
		delete(t.state.documents, at)
		t.state.states[at] = append(slices.Clip(t.state.states[at]), edited{t.now, nil, restores})
		return nil
	}
	if err := t.Put(k, id, v); err != nil {
		return err
	}
	t.state.states[at] = append(slices.Clip(t.state.states[at]), edited{t.now, t.state.documents[at], restores})
	return nil
}

func (t *transaction) States(k review.Kind, id string) ([]review.Edited, error) {
	if err := t.readable(); err != nil {
		return nil, err
	}
	var out []review.Edited
	for _, s := range t.state.states[place{k, id}] {
		out = append(out, review.Edited{At: s.at, Body: slices.Clone(s.body), Restores: s.restores})
	}
	return out, nil
}

func (t *transaction) DropStates(k review.Kind, prefix string) error {
	if err := t.writable(); err != nil {
		return err
	}
	maps.DeleteFunc(t.state.states, func(p place, _ []edited) bool { return p.kind == k && strings.HasPrefix(p.id, prefix) })
	return nil
}

func (t *transaction) PutMark(c ident.CaseID, r ident.ReviewerID, m checklist.Mark) error {
	if err := t.writable(); err != nil {
		return err
	}
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("encode mark: %w", err)
	}
	at := column{c, r, m.Item}
	t.state.marks[at] = append(slices.Clip(t.state.marks[at]), saved{t.now, body})
	return nil
}

func (t *transaction) Marks(c ident.CaseID, r ident.ReviewerID) ([]checklist.Mark, error) {
	if err := t.readable(); err != nil {
		return nil, err
	}
	var out []checklist.Mark
	for at, states := range t.state.marks {
		if at.c != c || at.r != r {
			continue
		}
		m, err := decodeMark(states[len(states)-1].body)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b checklist.Mark) int { return cmp.Compare(a.Item, b.Item) })
	return out, nil
}

func (t *transaction) Mark(c ident.CaseID, r ident.ReviewerID, item ident.ItemID) (checklist.Mark, error) {
	if err := t.readable(); err != nil {
		return checklist.Mark{}, err
	}
	states := t.state.marks[column{c, r, item}]
	if len(states) == 0 {
		return checklist.Blank(item), nil
	}
	return decodeMark(states[len(states)-1].body)
}

func (t *transaction) MarkHistory(c ident.CaseID, r ident.ReviewerID, item ident.ItemID) ([]review.MarkState, error) {
	if err := t.readable(); err != nil {
		return nil, err
	}
	var out []review.MarkState
	for _, s := range t.state.marks[column{c, r, item}] {
		m, err := decodeMark(s.body)
		if err != nil {
			return nil, err
		}
		out = append(out, review.MarkState{At: s.at, Mark: m})
	}
	return out, nil
}

func (t *transaction) DropMarks(c ident.CaseID) error {
	if err := t.writable(); err != nil {
		return err
	}
	for at := range t.state.marks {
		if at.c == c {
			delete(t.state.marks, at)
		}
	}
	return nil
}

func decodeMark(body []byte) (m checklist.Mark, err error) {
	if err := json.Unmarshal(body, &m); err != nil {
		return m, fmt.Errorf("decode mark: %w", err)
	}
	return m, nil
}

func (t *transaction) Append(e journal.Entry) (journal.Entry, error) {
	if err := t.writable(); err != nil {
		return e, err
	}
	head, err := t.Head()
	if err != nil {
		return e, err
	}
	e.At = t.now
	if e, err = journal.Chain(head, e); err != nil {
		return e, err
	}
	t.state.journal = append(t.state.journal, e)
	return e, nil
}

func (t *transaction) Journal(after int64, limit int) ([]journal.Entry, error) {
	if err := t.readable(); err != nil {
		return nil, err
	}
	rest := t.state.journal[min(max(after, 0), int64(len(t.state.journal))):]
	if limit > 0 && limit < len(rest) {
		rest = rest[:limit]
	}
	return slices.Clone(rest), nil
}

func (t *transaction) Head() (journal.Head, error) {
	if err := t.readable(); err != nil {
		return journal.Head{}, err
	}
	if n := len(t.state.journal); n > 0 {
		return t.state.journal[n-1].Head(), nil
	}
	return journal.Head{}, nil
}
