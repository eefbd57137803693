package main

import (
	"context"
	"fmt"
	"time"

	"shinsa/review"
	"shinsa/review/conflict"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
)

// searched is how many cases a search goes through.
const searched = 300

// search is a time: what a person waits for a word found anywhere on a desk of 300 cases with 136 items each, in another script than it is
// written in, once the desk was searched before.
func (m *member) search(home string) (Row, error) {
	row := Row{Work: "a word found in 300 cases of 136 items, warm", Within: 100 * time.Millisecond}
	if err := m.open(home); err != nil {
		return row, err
	}
	ctx, d := context.Background(), m.session.Desk
	if err := d.Store.Update(ctx, m.multiply); err != nil {
		return row, fmt.Errorf("copy cases: %w", err)
	}
	row.Ours = each(func() error {
		for _, text := range []string{"ﾃﾞｰﾀｾﾝﾀ", "ＤＡＴＡ", "どこにもないことば"} {
			if _, err := d.Search(ctx, text); err != nil {
				return err
			}
		}
		return nil
	})
	if _, err := d.Search(ctx, "あ"); err != nil { // reads everything once
		return row, fmt.Errorf("search: %w", err)
	}
	row.Work += " (three words)"
	row.Within *= 3
	return row, nil
}

// multiply puts copies of the open case beside it.
func (m *member) multiply(tx review.Tx) error {
	var c review.Case
	var app intake.Application
	var cover conflict.Cover
	id := string(m.file.ID)
	for k, v := range map[review.Kind]any{review.KindCase: &c, review.KindApplication: &app, review.KindCover: &cover} {
		if err := tx.Get(k, id, v); err != nil {
			return err
		}
	}
	for n := 1; n < searched; n++ {
		c.ID = ident.CaseID(fmt.Sprintf("C2031-%04d", n))
		for k, v := range map[review.Kind]any{review.KindCase: c, review.KindApplication: app, review.KindCover: cover} {
			if err := tx.Put(k, string(c.ID), v); err != nil {
				return err
			}
		}
		if _, err := tx.Append(journal.Entry{Actor: "budget", Act: "copy", Case: c.ID}); err != nil {
			return err
		}
	}
	return nil
}
