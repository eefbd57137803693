package review

import (
	"context"
	"fmt"

	"shinsa/review/ident"
	"shinsa/review/journal"
)

// Doctor checks every invariant of the desk and repairs nothing: those of the stored form, that every journal head that left the desk is
// still in its chain, and that every file a document relies on is held.
func (d *Desk) Doctor(ctx context.Context) ([]Invariant, error) {
	all, err := d.Store.Check(ctx)
	if err != nil {
		return all, err
	}
	var named []ident.Digest
	err = d.Store.View(ctx, func(tx Tx) error {
		entries, err := tx.Journal(0, 0)
		if err != nil {
			return err
		}
		heads, _, err := get[[]journal.Head](tx, KindSetting, settingHeads)
		if err != nil {
			return err
		}
		kept := Invariant{Name: "journal_keeps_exported_heads", OK: true, Detail: fmt.Sprintf("%d heads", len(heads))}
		for _, h := range heads {
			if !journal.Contains(entries, h) {
				kept.OK, kept.Detail = false, fmt.Sprintf("head %d is gone", h.Seq)
			}
		}
		told, err := disclosuresKept(tx, entries)
		if err != nil {
			return err
		}
		back, err := sendersForward(tx)
		if err != nil {
			return err
		}
		all = append(all, kept, told, back)
		named, err = namedBlobs(tx)
		return err
	})
	if err != nil {
		return all, err
	}
	undone, err := d.undone(ctx)
	if err != nil {
		return all, err
	}
	all = append(all, undone)
	held := Invariant{Name: "files_held", OK: true, Detail: fmt.Sprintf("%d files", len(named))}
	for _, b := range named {
		ok, err := d.Store.Blobs().Has(b)
		if err != nil {
			return all, err
		}
		if !ok {
			held.OK, held.Detail = false, string(b)
		}
	}
	return append(all, held), ctx.Err()
}

// namedBlobs returns every digest that a document of the desk relies on.
func namedBlobs(tx Tx) ([]ident.Digest, error) {
	var out []ident.Digest
	recs, err := tx.List(KindApplication, "")
	if err != nil {
		return nil, err
	}
	for _, r := range recs {
		app, err := theApplication(tx, ident.CaseID(r.ID))
		if err != nil {
			return nil, err
		}
		for _, e := range app.Evidence {
			if e.Present {
				out = append(out, e.Digest)
			}
		}
	}
	typed, err := list[Typed](tx, KindTyped, "")
	if err != nil {
		return nil, err
	}
	for _, t := range typed {
		for _, s := range t.Scans {
			out = append(out, s.Digest)
		}
	}
	papers, err := list[keptPaper](tx, KindPaper, "")
	if err != nil {
		return nil, err
	}
	for _, p := range papers {
		out = append(out, p.Digest)
	}
	return out, nil
}
