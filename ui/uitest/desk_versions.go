package uitest

import (
	"context"
	"encoding/json"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/opinion"
)

// Versions implements the screens' desks: of a private note, and of the opinion's draft.
func (d *Desk) Versions(_ context.Context, w review.Written) ([]review.Version, error) {
	if w.What == review.WrittenNote {
		return d.notes[w.Item], nil
	}
	var out []review.Version
	for i, s := range d.drafts {
		b, err := json.Marshal(s)
		if err != nil {
			return nil, err
		}
		out = append(out, review.Version{N: i + 1, At: d.Clock, Body: b})
	}
	return out, nil
}

// UndoWritten implements the screens' desks: of the opinion's draft, once.
func (d *Desk) UndoWritten(ctx context.Context, w review.Written) (review.Saved, error) {
	if len(d.drafts) == 0 {
		return review.Saved{}, fault.New(fault.Missing, "no_earlier_version")
	}
	var before opinion.Draft
	if n := len(d.drafts); n > 1 {
		before = d.drafts[n-2]
	}
	return d.SaveDraft(ctx, w.Case, before)
}

// RestoreWritten implements the screens' desks: of the opinion's draft.
func (d *Desk) RestoreWritten(ctx context.Context, w review.Written, n int) (review.Saved, error) {
	if n < 1 || n > len(d.drafts) {
		return review.Saved{}, fault.New(fault.Missing, "no_such_version")
	}
	return d.SaveDraft(ctx, w.Case, d.drafts[n-1])
}
