package review

import (
	"context"
	"fmt"

	"shinsa/review/ident"
)

// Scrubber is a store that keeps copies or logs in which a destroyed document would live on.
type Scrubber interface {
	// Scrub removes them.
	Scrub(ctx context.Context) error
}

// prefixDoomed names what a committed change has condemned and may not have destroyed yet.
const prefixDoomed = "doomed/"

// doom condemns blobs in the transaction that makes them needless, so that a program killed before it destroys them does so when the desk
// is next opened.
func doom(tx Tx, id ident.CaseID, content []ident.Digest) error {
	was, _, err := get[[]ident.Digest](tx, KindSetting, prefixDoomed+string(id))
	if err != nil {
		return err
	}
	return tx.Put(KindSetting, prefixDoomed+string(id), append(was, content...))
}

// Finish destroys what an earlier run has condemned and was stopped before it destroyed. Boot calls it when a desk is opened.
func (d *Desk) Finish(ctx context.Context) error { return d.finish(ctx) }

// undone is the doctor's word on what Finish could not do.
func (d *Desk) undone(ctx context.Context) (Invariant, error) {
	i := Invariant{Name: "nothing_left_undone"}
	doomed := 0
	err := d.Store.View(ctx, func(tx Tx) error {
		recs, err := tx.List(KindSetting, prefixDoomed)
		doomed = len(recs)
		return err
	})
	if i.OK = doomed == 0; !i.OK {
		i.Detail = fmt.Sprintf("%d cases to destroy", doomed)
	}
	return i, err
}

// finish destroys everything condemned: blobs that no other case needs, and copies of the database that still hold its documents.
func (d *Desk) finish(ctx context.Context) error {
	doomed := map[string][]ident.Digest{}
	err := d.Store.View(ctx, func(tx Tx) error {
		recs, err := tx.List(KindSetting, prefixDoomed)
		if err != nil {
			return err
		}
		for _, r := range recs {
			if doomed[r.ID], _, err = get[[]ident.Digest](tx, KindSetting, r.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || len(doomed) == 0 {
		return err
	}
	d.found.forget()
	for _, content := range doomed {
		if err := d.destroy(ctx, content); err != nil {
			return err
		}
	}
	if s, ok := d.Store.(Scrubber); ok {
		if err := s.Scrub(ctx); err != nil {
			return err
		}
	}
	return d.Store.Update(ctx, func(tx Tx) error {
		for id := range doomed {
			if err := tx.Delete(KindSetting, id); err != nil {
				return err
			}
		}
		return nil
	})
}
