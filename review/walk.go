package review

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
	"shinsa/review/opinion"
)

// Mark saves what the member found about an item. It returns when the change is on disk. A mark made from an older revision than the
// kept one is refused with fault.Stale "mark_changed_meanwhile"; a case that is not open, with fault.Sealed "case_not_open".
func (d *Desk) Mark(ctx context.Context, id ident.CaseID, m checklist.Mark) (Saved, error) {
	if err := fault.Refuse(fault.Invalid, "mark_invalid", m.Check()); err != nil {
		return Saved{}, err
	}
	at, err := d.update(ctx, "mark", id, func(tx Tx, e *journal.Entry) error {
		old, err := d.markable(tx, id, m.Item)
		if err != nil {
			return err
		}
		if m.Revision != old.Revision {
			return fault.New(fault.Stale, "mark_changed_meanwhile", "criterion", string(m.Item))
		}
		m.Revision, m.Restores = m.Revision+1, 0
		return d.putMark(tx, id, old, m, e)
	})
	return Saved{at, m.Revision}, err
}

// MarkAll saves many marks in one transaction: all or none. Their revisions are not compared; it is for files a person filled in.
func (d *Desk) MarkAll(ctx context.Context, id ident.CaseID, marks []checklist.Mark) (Saved, error) {
	var l fault.List
	for _, m := range marks {
		l = append(l, m.Check()...)
	}
	if err := fault.Refuse(fault.Invalid, "mark_invalid", l); err != nil {
		return Saved{}, err
	}
	at, err := d.update(ctx, "mark", id, func(tx Tx, e *journal.Entry) error {
		for _, m := range marks {
			old, err := d.markable(tx, id, m.Item)
			if err != nil {
				return err
			}
			m.Revision, m.Restores = old.Revision+1, 0
			if err := d.putMark(tx, id, old, m, e); err != nil {
				return err
			}
		}
		if len(marks) != 1 {
			e.Subject, e.Old, e.New = "", "", sum(marks)
		}
		return nil
	})
	return Saved{at, len(marks)}, err
}

// Judge gives several items the same verdict in one transaction, all or none, and returns the marks as they are now kept. Items that were
// never on screen or have a verdict already are refused with fault.Forbidden "bulk_refused", which names each of them (checklist.Bulk).
func (d *Desk) Judge(ctx context.Context, id ident.CaseID, items []ident.ItemID, v checklist.Verdict) ([]checklist.Mark, Saved, error) {
	var judged []checklist.Mark
	at, err := d.update(ctx, "mark", id, func(tx Tx, e *journal.Entry) error {
		old := make([]checklist.Mark, len(items))
		for i, item := range items {
			var err error
			if old[i], err = d.markable(tx, id, item); err != nil {
				return err
			}
		}
		var l fault.List
		if judged, l = checklist.Bulk(old, v); len(l) > 0 || len(items) == 0 {
			return &fault.Error{Kind: fault.Forbidden, Code: "bulk_refused", Clause: "1", Findings: l}
		}
		for i := range judged {
			judged[i].Revision, judged[i].Restores = old[i].Revision+1, 0
			if l := judged[i].Check(); len(l) > 0 {
				return fault.Refuse(fault.Invalid, "mark_invalid", l)
			}
			if err := d.putMark(tx, id, old[i], judged[i], e); err != nil {
				return err
			}
		}
		if len(judged) != 1 {
			e.Subject, e.Old, e.New = "", sum(old), sum(judged)
		}
		return nil
	})
	return judged, Saved{At: at, Revision: len(judged)}, err
}

// markable returns the kept mark of an item that may be changed now.
func (d *Desk) markable(tx Tx, id ident.CaseID, item ident.ItemID) (checklist.Mark, error) {
	// Of the case only what is asked here is decoded: this stands before every verdict.
	c, ok, err := get[struct {
		State   State           `json:"state"`
		Edition ident.EditionID `json:"edition"`
	}](tx, KindCase, string(id))
	if err == nil && !ok {
		err = fault.New(fault.Missing, "no_such_case", "case", string(id))
	}
	if err != nil {
		return checklist.Mark{}, err
	}
	if err := writable(Case{ID: id, State: c.State}); err != nil {
		return checklist.Mark{}, err
	}
	e, err := d.edition(tx, c.Edition)
	if err != nil {
		return checklist.Mark{}, err
	}
	if e.Position(item) < 0 {
		return checklist.Mark{}, fault.New(fault.Missing, "no_such_item", "criterion", string(item))
	}
	return tx.Mark(id, d.Self().ID, item)
}

func (d *Desk) putMark(tx Tx, id ident.CaseID, old, m checklist.Mark, e *journal.Entry) error {
	if err := fixPointers(tx, id, &m); err != nil {
		return err
	}
	e.Subject, e.New = string(m.Item), sum(m)
	if old.Revision > 0 {
		e.Old = sum(old)
	}
	return tx.PutMark(id, d.Self().ID, m)
}

// fixPointers ties pointers that name a document by its number alone, as files filled in by hand do, to the file it is now. A number that
// the application does not have, or has no file for, is refused with fault.Missing "no_such_evidence".
func fixPointers(tx Tx, id ident.CaseID, m *checklist.Mark) error {
	if !slices.ContainsFunc(m.Pointers, func(p checklist.Pointer) bool { return p.File == "" }) {
		return nil
	}
	app, err := theApplication(tx, id)
	if err != nil {
		return err
	}
	m.Pointers = slices.Clone(m.Pointers)
	for i, p := range m.Pointers {
		if p.File != "" {
			continue
		}
		at := slices.IndexFunc(app.Evidence, func(e intake.Evidence) bool { return e.No == p.Evidence && e.Digest != "" })
		if at < 0 {
			return fault.New(fault.Missing, "no_such_evidence", "evidence", p.Evidence)
		}
		m.Pointers[i].File = app.Evidence[at].Digest
	}
	return nil
}

func sum(v any) ident.Digest {
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return ident.Sum(b)
}

// writable refuses changes to a case that is not open on a member's desk.
func writable(c Case) error {
	if err := readable(c); err != nil {
		return err
	}
	if c.State != Open {
		return fault.New(fault.Sealed, "case_not_open", "case", string(c.ID))
	}
	return nil
}

// Undo brings back the state of an item's mark before its last change, as a new revision.
func (d *Desk) Undo(ctx context.Context, id ident.CaseID, item ident.ItemID) (checklist.Mark, Saved, error) {
	var back checklist.Mark
	at, err := d.update(ctx, "undo", id, func(tx Tx, e *journal.Entry) error {
		now, err := d.markable(tx, id, item)
		if err != nil {
			return err
		}
		h, err := tx.MarkHistory(id, d.Self().ID, item)
		if err != nil {
			return err
		}
		if back, err = before(h, item); err != nil {
			return err
		}
		back.Revision = now.Revision + 1
		return d.putMark(tx, id, now, back, e)
	})
	return back, Saved{at, back.Revision}, err
}

// before returns the state to bring back: the one before the newest that was not itself brought back.
func before(h []MarkState, item ident.ItemID) (checklist.Mark, error) {
	pos := len(h)
	for pos > 0 && h[pos-1].Mark.Restores != 0 {
		pos = h[pos-1].Mark.Restores
	}
	if pos <= 0 {
		return checklist.Mark{}, fault.New(fault.Missing, "nothing_to_undo", "criterion", string(item))
	}
	pos--
	for pos > 0 && h[pos-1].Mark.Restores != 0 {
		pos = h[pos-1].Mark.Restores
	}
	if pos <= 0 {
		blank := checklist.Blank(item)
		blank.Restores = -1
		return blank, nil
	}
	m := h[pos-1].Mark
	m.Restores = pos
	return m, nil
}

// History returns every saved state of an item's mark, oldest first.
func (d *Desk) History(ctx context.Context, id ident.CaseID, item ident.ItemID) ([]MarkState, error) {
	var h []MarkState
	err := d.Store.View(ctx, func(tx Tx) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		if err := readable(c); err != nil {
			return err
		}
		h, err = tx.MarkHistory(id, d.Self().ID, item)
		return err
	})
	return h, err
}

// Note saves the member's private note on an item; an empty text removes it. Notes have no way into a parcel.
func (d *Desk) Note(ctx context.Context, id ident.CaseID, item ident.ItemID, text string) (Saved, error) {
	at, err := d.update(ctx, "note", id, func(tx Tx, e *journal.Entry) error {
		if _, err := d.markable(tx, id, item); err != nil {
			return err
		}
		e.Subject = string(item)
		if strings.TrimSpace(text) == "" {
			return tx.Edit(KindNote, part(id, string(item)), nil, 0)
		}
		return tx.Edit(KindNote, part(id, string(item)), text, 0)
	})
	return Saved{At: at}, err
}

func notesOf(tx Tx, id ident.CaseID) (map[ident.ItemID]string, error) {
	recs, err := tx.List(KindNote, part(id, ""))
	if err != nil {
		return nil, err
	}
	out := make(map[ident.ItemID]string, len(recs))
	for _, r := range recs {
		var text string
		if err := json.Unmarshal(r.Body, &text); err != nil {
			return nil, err
		}
		out[ident.ItemID(strings.TrimPrefix(r.ID, part(id, "")))] = text
	}
	return out, nil
}

// SawPage records that a page of a document (from 1) was on screen, which has so many of them as it is shown; 0 where nobody knows. That counts where the
// pages were not counted when the application came in, as they are of a PDF alone. Seeing the same page again writes nothing.
func (d *Desk) SawPage(ctx context.Context, id ident.CaseID, no string, page, of int) error {
	f, err := d.evidence(ctx, id, no)
	if err != nil {
		return err
	}
	if f.pages > 0 {
		of = f.pages
	}
	seen := false
	err = d.Store.View(ctx, func(tx Tx) error {
		u, _, err := get[opinion.EvidenceUse](tx, KindEvidenceUse, part(id, no))
		seen = slices.Contains(u.Seen, page) && u.Pages >= of
		return err
	})
	if err != nil || seen || page < 1 {
		return err
	}
	_, err = d.update(ctx, "see", id, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		if err := writable(c); err != nil {
			return nil // reading a submitted case leaves no trace in it
		}
		u, _, err := get[opinion.EvidenceUse](tx, KindEvidenceUse, part(id, no))
		if err != nil {
			return err
		}
		u.No, u.File, u.Pages = no, f.digest, max(u.Pages, of)
		if !slices.Contains(u.Seen, page) {
			u.Seen = append(u.Seen, page)
			slices.Sort(u.Seen)
		}
		e.Subject = string(f.digest)
		return tx.Put(KindEvidenceUse, part(id, no), u)
	})
	return err
}

// stored is a draft with the time it was last saved.
type stored struct {
	Draft opinion.Draft `json:"draft"`
	At    time.Time     `json:"at"`
}

func draftOf(tx Tx, id ident.CaseID) (opinion.Draft, time.Time, error) {
	s, _, err := get[stored](tx, KindDraft, string(id))
	return s.Draft, s.At, err
}

// SaveDraft keeps the member's opinion while it is being written.
func (d *Desk) SaveDraft(ctx context.Context, id ident.CaseID, draft opinion.Draft) (Saved, error) {
	at, err := d.update(ctx, "draft", id, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		if err := writable(c); err != nil {
			return err
		}
		e.New = sum(draft)
		return tx.Edit(KindDraft, string(id), stored{draft, tx.Now()}, 0)
	})
	return Saved{At: at}, err
}

// Contradictions returns everything that stands against sealing (severity must) or deserves another look.
func (d *Desk) Contradictions(ctx context.Context, id ident.CaseID) (fault.List, error) {
	f, err := d.File(ctx, id)
	if err != nil {
		return nil, err
	}
	l := opinion.Check(f.Sheet(), f.Draft)
	for _, name := range f.Scribes {
		l = append(l, fault.Finding{Code: "opinion_by_scribe", Severity: fault.Should, Clause: "6-2", Args: map[string]string{"name": name}})
	}
	for _, ev := range f.Application.Evidence {
		if _, ok := f.EvidenceUse[ev.No]; !ok && ev.Present {
			l = append(l, fault.Finding{Code: "evidence_never_opened", Severity: fault.Info, Clause: "1", Evidence: ev.No})
		}
	}
	return l, nil
}
