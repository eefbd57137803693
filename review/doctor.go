package review

import (
	"context"
	"errors"
	"fmt"
	"io"

	"shinsa/review/ident"
	"shinsa/review/journal"
)

// Doctor checks every invariant of the desk and repairs nothing: those of the stored form, the journal's chain from its first entry,
// that every head that left the desk is still in it, and that every document a case names is held and whole.
func (d *Desk) Doctor(ctx context.Context) ([]Invariant, error) {
	all, err := d.Store.Check(ctx)
	if err != nil {
		return all, err
	}
	var blobs []ident.Digest
	err = d.Store.View(ctx, func(tx Tx) error {
		entries, err := tx.Journal(0, 0)
		if err != nil {
			return err
		}
		l := journal.Check(journal.Head{}, entries)
		chain := Invariant{Name: "journal_chain", OK: len(l) == 0, Detail: fmt.Sprintf("%d entries", len(entries))}
		if !chain.OK {
			chain.Detail = l[0].Code + " at " + l[0].At
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
		all = append(all, chain, kept)
		blobs, err = namedBlobs(tx)
		return err
	})
	if err != nil {
		return all, err
	}
	held := Invariant{Name: "files_held_and_whole", OK: true, Detail: fmt.Sprintf("%d files", len(blobs))}
	for _, b := range blobs {
		if err := d.readThrough(b); err != nil {
			held.OK, held.Detail = false, string(b)
		}
	}
	return append(all, held), ctx.Err()
}

var errDiffers = errors.New("digest differs")

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
	papers, err := list[keptPaper](tx, KindPaper, "")
	if err != nil {
		return nil, err
	}
	for _, p := range papers {
		out = append(out, p.Digest)
	}
	return out, nil
}

// readThrough reads a blob to its end, which checks every seal of it, and compares its digest.
func (d *Desk) readThrough(want ident.Digest) error {
	b, err := d.Store.Blobs().Open(want)
	if err != nil {
		return err
	}
	h := ident.NewHash()
	_, err = io.Copy(h, b)
	if cerr := b.Close(); err == nil {
		err = cerr
	}
	if err == nil && h.Digest() != want {
		err = errDiffers
	}
	return err
}
