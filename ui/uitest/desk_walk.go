package uitest

import (
	"context"
	"slices"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/phrase"
)

// MarkAll implements the screens' desks.
func (d *Desk) MarkAll(_ context.Context, c ident.CaseID, marks []checklist.Mark) (review.Saved, error) {
	f, err := d.writable(c)
	if err != nil {
		return review.Saved{}, err
	}
	for _, m := range marks {
		m.Revision = f.Marks[m.Item].Revision + 1
		d.keep(f, m)
	}
	return review.Saved{At: d.tick(), Revision: len(marks)}, nil
}

// Judge implements the screens' desks, under the desk's own rule.
func (d *Desk) Judge(_ context.Context, c ident.CaseID, items []ident.ItemID, v checklist.Verdict) ([]checklist.Mark, review.Saved, error) {
	f, err := d.writable(c)
	if err != nil {
		return nil, review.Saved{}, err
	}
	var old []checklist.Mark
	for _, id := range items {
		m := f.Marks[id]
		m.Item = id
		old = append(old, m)
	}
	judged, l := checklist.Bulk(old, v)
	if len(l) > 0 {
		return nil, review.Saved{}, fault.Refuse(fault.Forbidden, "bulk_refused", l)
	}
	for i := range judged {
		judged[i].Revision++
		d.keep(f, judged[i])
	}
	return judged, review.Saved{At: d.tick(), Revision: len(judged)}, nil
}

// keep takes a mark in, with its history.
func (d *Desk) keep(f *review.File, m checklist.Mark) {
	d.history[m.Item] = append(d.history[m.Item], m)
	d.at[m.Item] = append(d.at[m.Item], d.tick())
	f.Marks[m.Item] = m
}

// History implements the screens' desks.
func (d *Desk) History(_ context.Context, _ ident.CaseID, item ident.ItemID) ([]review.MarkState, error) {
	var out []review.MarkState
	for i, m := range d.history[item] {
		out = append(out, review.MarkState{At: d.at[item][i], Mark: m})
	}
	return out, nil
}

// Phrases implements the screens' desks: what was kept, then what the body offers, filled with nothing but the item's title.
func (d *Desk) Phrases(_ context.Context, c ident.CaseID, item ident.ItemID) ([]phrase.Phrase, error) {
	f, err := d.file(c)
	if err != nil {
		return nil, err
	}
	it, _ := f.Edition.Item(item)
	body := slices.Clone(d.Profile().Phrases)
	for i := range body {
		body[i].Origin = phrase.Body
	}
	return phrase.Offer(phrase.Values{Item: it.Title.JA}, d.Dropped, d.Phrase, body), nil
}

// KeepPhrase implements the screens' desks.
func (d *Desk) KeepPhrase(_ context.Context, p phrase.Phrase) (review.Saved, error) {
	p.Origin = phrase.Own
	d.Phrase = append(d.Phrase, p)
	return review.Saved{At: d.tick()}, d.Fail
}

// DropPhrase implements the screens' desks.
func (d *Desk) DropPhrase(_ context.Context, text string) (review.Saved, error) {
	d.Dropped = append(d.Dropped, text)
	return review.Saved{At: d.tick()}, d.Fail
}
