package uitest

import (
	"context"

	"shinsa/review"
	"shinsa/review/conflict"
	"shinsa/review/dossier"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// DeclareLate implements the screens' desks.
func (d *Desk) DeclareLate(_ context.Context, c ident.CaseID, decl conflict.Declaration, _ review.Outbox) (review.Handed, review.State, error) {
	f, err := d.file(c)
	if err != nil {
		return review.Handed{}, "", err
	}
	d.Declared = append(d.Declared, decl)
	if decl.Withdraw || conflict.Assess(&decl, d.Profile().Conflict).Outcome == conflict.Recuse {
		f.State, f.Readonly = review.Recused, true
	}
	h := review.Handed{Name: "C2026-0001_late.declaration", Path: "/提出/C2026-0001_late.declaration", Kind: "declaration", Size: 9_216, Digest: ident.Sum([]byte("late")), Verdict: "genuine"}
	return h, f.State, nil
}

// Passed implements the screens' desks: a declaration with its receipt, and the opinion once there is one.
func (d *Desk) Passed(_ context.Context, c ident.CaseID) (review.Passed, error) {
	f, err := d.file(c)
	if err != nil {
		return review.Passed{}, err
	}
	receipt := &review.Receipt{Case: c, Kind: dossier.Declaration, On: d.Day, By: "見本認定機構 事務局"}
	p := review.Passed{Handed: []review.Passage{{Kind: dossier.Declaration, On: d.Day, Parcel: ident.Sum([]byte("declaration")), Receipt: receipt}}}
	switch f.State {
	case review.Sealed:
		return review.Passed{Held: review.Holding{Dossier: true}}, nil
	case review.Submitted, review.Receipted:
		p.Handed = append(p.Handed, review.Passage{Kind: dossier.Opinion, On: d.Day, Parcel: ident.Sum([]byte("opinion"))})
	case review.Purged, review.Recused:
		p.Purged = &journal.Entry{Seq: 204, Act: "purge", Case: c, Hash: ident.Sum([]byte("entry"))}
		return p, nil
	}
	p.Held = review.Holding{Dossier: true, Documents: 8, Bytes: 12 << 20, Marks: 136, Notes: 3}
	return p, nil
}

// ClockStands implements home.Desk.
func (d *Desk) ClockStands(context.Context) error { return d.Behind }

// LastBackup implements home.Desk.
func (d *Desk) LastBackup(context.Context) (last review.BackedUp, since int64, ok bool, err error) {
	return d.Backup, d.Acts, !d.Backup.On.IsZero(), nil
}

// Numbers implements home.Desk.
func (d *Desk) Numbers(context.Context) ([]review.Series, *review.Doubt, error) {
	return nil, d.Doubt, nil
}
