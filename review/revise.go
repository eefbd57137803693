package review

import (
	"context"
	"errors"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

// beforeRevision adds to a file what the corrected form changed that replaced the one before in the same round.
func (f *File) beforeRevision(tx Tx) error {
	n, _, err := get[int](tx, KindCounter, revisionSeries(f.Case))
	if err != nil || n == 0 {
		return err
	}
	f.Revisions = n
	was, ok, err := get[*intake.Application](tx, KindApplication, ofRevision(f.Case, n))
	if err == nil && ok {
		f.compared(was)
	}
	return err
}

// heldEvidence adds the documents that the desk has of a case to a corrected form, where the applicant did not send them again: who corrects
// a cell need not send every proof a second time. A document sent again takes the place of the one held. Close what it opened.
func (d *Desk) heldEvidence(ctx context.Context, id ident.CaseID, p *intake.Package) (closers, error) {
	sent := map[string]bool{}
	for _, f := range p.Files {
		sent[f.Name] = true
	}
	var was *intake.Application
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		was, err = theApplication(tx, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	var open closers
	for _, e := range was.Evidence {
		name := firstOf(e.OnDisk, e.File)
		if !e.Present || sent[name] || sent[e.File] {
			continue
		}
		b, err := d.Store.Blobs().Open(e.Digest)
		if errors.Is(err, &fault.Error{Kind: fault.Missing}) {
			continue // it is missing from the corrected form too, and the pre-check says so
		}
		if err != nil {
			return nil, errors.Join(err, open.Close())
		}
		open = append(open, b)
		sent[name] = true
		p.Files = append(p.Files, intake.File{Name: name, Size: b.Size(), Data: b})
	}
	return open, nil
}
