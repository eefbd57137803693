package uitest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/conflict"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

// writable returns the case when it can be changed now.
func (d *Desk) writable(c ident.CaseID) (*review.File, error) {
	f, err := d.file(c)
	switch {
	case err != nil:
		return nil, err
	case d.Fail != nil:
		return nil, d.Fail
	case f.Readonly:
		return nil, fault.New(fault.Sealed, "case_not_open", "case", string(c))
	}
	return f, nil
}

// Mark implements the screens' desks.
func (d *Desk) Mark(_ context.Context, c ident.CaseID, m checklist.Mark) (review.Saved, error) {
	f, err := d.writable(c)
	if err != nil {
		return review.Saved{}, err
	}
	if m.Revision != f.Marks[m.Item].Revision {
		return review.Saved{}, fault.New(fault.Stale, "mark_changed_meanwhile", "criterion", string(m.Item))
	}
	m.Revision++
	d.keep(f, m)
	return review.Saved{At: d.Clock, Revision: m.Revision}, nil
}

// Undo implements the screens' desks.
func (d *Desk) Undo(_ context.Context, c ident.CaseID, item ident.ItemID) (checklist.Mark, review.Saved, error) {
	f, err := d.writable(c)
	if err != nil {
		return checklist.Mark{}, review.Saved{}, err
	}
	h := d.history[item]
	if len(h) == 0 {
		return checklist.Mark{}, review.Saved{}, fault.New(fault.Missing, "nothing_to_undo", "criterion", string(item))
	}
	back := checklist.Blank(item)
	if len(h) > 1 {
		back = h[len(h)-2]
	}
	d.history[item], d.at[item] = h[:len(h)-1], d.at[item][:len(h)-1]
	back.Revision = f.Marks[item].Revision + 1
	f.Marks[item] = back
	return back, review.Saved{At: d.tick(), Revision: back.Revision}, nil
}

// Note implements the screens' desks.
func (d *Desk) Note(_ context.Context, c ident.CaseID, item ident.ItemID, text string) (review.Saved, error) {
	f, err := d.writable(c)
	if err != nil {
		return review.Saved{}, err
	}
	f.Notes[item] = text
	body, err := json.Marshal(text)
	if err != nil {
		return review.Saved{}, err
	}
	if d.notes == nil {
		d.notes = map[ident.ItemID][]review.Version{}
	}
	at := d.tick()
	d.notes[item] = append(d.notes[item], review.Version{N: len(d.notes[item]) + 1, At: at, Body: body})
	return review.Saved{At: at}, nil
}

// Evidence implements the screens' desks.
func (d *Desk) Evidence(_ context.Context, _ ident.CaseID, no string) (*review.EvidenceFile, error) {
	b, ok := d.bytes[no]
	if !ok || d.Lost[no] {
		return nil, fault.New(fault.Missing, "evidence_lost", "evidence", no)
	}
	return &review.EvidenceFile{No: no, Size: int64(len(b)), ReaderAt: bytes.NewReader(b)}, nil
}

// Mend implements the screens' desks.
func (d *Desk) Mend(context.Context, ident.CaseID) (int, error) {
	n := len(d.Lost)
	d.Lost = nil
	return n, d.Fail
}

// SawPage implements the screens' desks.
func (d *Desk) SawPage(_ context.Context, _ ident.CaseID, no string, page, _ int) error {
	d.Seen = append(d.Seen, fmt.Sprintf("%s/%d", no, page))
	return nil
}

// SaveDraft implements the screens' desks.
func (d *Desk) SaveDraft(_ context.Context, c ident.CaseID, draft opinion.Draft) (review.Saved, error) {
	f, err := d.writable(c)
	if err != nil {
		return review.Saved{}, err
	}
	f.Draft = draft
	d.drafts = append(d.drafts, draft)
	return review.Saved{At: d.tick()}, nil
}

// Contradictions implements the screens' desks.
func (d *Desk) Contradictions(_ context.Context, c ident.CaseID) (fault.List, error) {
	f, err := d.file(c)
	if err != nil {
		return nil, err
	}
	return opinion.Check(f.Sheet(), f.Draft), nil
}

// Preview implements the screens' desks: the first document of the case stands for the report.
func (d *Desk) Preview(context.Context, ident.CaseID) ([]byte, error) { return d.bytes["資料3"], nil }

// Submit implements the screens' desks.
func (d *Desk) Submit(_ context.Context, c ident.CaseID, passphrase string, _ review.Outbox) ([]review.Handed, error) {
	f, err := d.writable(c)
	if err != nil {
		return nil, err
	}
	if passphrase != Passphrase {
		return nil, fault.New(fault.Locked, "wrong_passphrase")
	}
	d.Sealed = append(d.Sealed, passphrase)
	f.State, f.Readonly = review.Submitted, true
	return []review.Handed{
		{Name: "審査報告書_C2026-0001.pdf", Path: "/提出/審査報告書_C2026-0001.pdf", Kind: "report", Size: 812_345, Digest: ident.Sum([]byte("report")), Verdict: "genuine"},
		{Name: "C2026-0001.opinion", Path: "/提出/C2026-0001.opinion", Kind: "opinion", Size: 912_345, Digest: ident.Sum([]byte("opinion")), Verdict: "genuine"},
	}, nil
}

// Confirm implements the screens' desks.
func (d *Desk) Confirm(passphrase string) error {
	if passphrase != Passphrase {
		return fault.New(fault.Locked, "wrong_passphrase")
	}
	return nil
}

// Cover implements the screens' desks.
func (d *Desk) Cover(_ context.Context, c ident.CaseID) (conflict.Cover, []conflict.Match, error) {
	f, err := d.file(c)
	if err != nil {
		return conflict.Cover{}, nil, err
	}
	return f.Cover, d.Matches, nil
}

// Declare implements the screens' desks.
func (d *Desk) Declare(_ context.Context, c ident.CaseID, decl conflict.Declaration, _ review.Outbox) (review.Handed, review.State, error) {
	f, err := d.file(c)
	if err != nil {
		return review.Handed{}, "", err
	}
	d.Declared = append(d.Declared, decl)
	f.State, f.Readonly = review.Open, false
	if decl.Withdraw || conflict.Assess(&decl, d.Profile().Conflict).Outcome == conflict.Recuse {
		f.State, f.Readonly = review.Recused, true
	}
	f.Declaration = &decl
	h := review.Handed{Name: "C2026-0001.declaration", Path: "/提出/C2026-0001.declaration", Kind: "declaration", Size: 9_216, Digest: ident.Sum([]byte("declaration")), Verdict: "genuine"}
	return h, f.State, nil
}

// TakeReceipt implements the screens' desks.
func (d *Desk) TakeReceipt(_ context.Context, in review.Incoming) (ident.CaseID, error) {
	d.Files[Case].State = review.Receipted
	return Case, nil
}

// HandAgain implements the screens' desks.
func (d *Desk) HandAgain(_ context.Context, c ident.CaseID, out review.Outbox) ([]review.Handed, error) {
	f, err := d.file(c)
	if err != nil {
		return nil, err
	}
	if f.State != review.Submitted && f.State != review.Receipted {
		return nil, fault.New(fault.Missing, "nothing_sealed", "case", string(c))
	}
	name := string(c) + ".opinion"
	path, err := out.Write(name, func(io.Writer) error { return nil })
	return []review.Handed{{Name: name, Path: path, Kind: "opinion", Size: 88_000, Verdict: "genuine"}}, err
}

// Purge implements the screens' desks.
func (d *Desk) Purge(_ context.Context, c ident.CaseID) error {
	f, err := d.file(c)
	if err != nil {
		return err
	}
	if f.State != review.Receipted {
		return fault.By("20-1", "purge_without_receipt", "case", string(c))
	}
	f.State = review.Purged
	d.Purged = append(d.Purged, c)
	return nil
}

// Prepared implements the screens' desks.
func (d *Desk) Prepared(_ context.Context, c ident.CaseID, decl conflict.Declaration) (conflict.Declaration, conflict.Assessment, fault.List, error) {
	f, err := d.file(c)
	if err != nil {
		return decl, conflict.Assessment{}, nil, err
	}
	decl.Case, decl.Reviewer, decl.On = c, d.Who.ID, d.Day
	if decl.Late != nil {
		late := *decl.Late
		late.Replaces = ident.Sum([]byte("declaration"))
		decl.Late = &late
	}
	if decl.Pledge.Agreed {
		decl.Pledge.Version, decl.Pledge.Text = f.Cover.Pledge.Version, f.Cover.Pledge.Digest()
	}
	policy := d.Profile().Conflict
	return decl, conflict.Assess(&decl, policy), conflict.Check(&decl, &f.Cover, policy), nil
}
