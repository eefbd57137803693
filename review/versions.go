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
	"shinsa/review/journal"
)

// What a person writes on a desk can be undone, and every state it ever had can be seen and brought back: until the case is sealed or its
// content destroyed. Undoing again goes further back; writing anew ends that. What is brought back is a state of its own, so nothing is
// lost by undoing either. Marks have Undo and History of their own, which this goes through.

// Written names something that a person writes on this desk.
type Written struct {
	What Writing
	Case ident.CaseID // of a mark, a note or a draft
	Item ident.ItemID // of a mark or a note
	Name string       // of a setting
}

// Writing is a family of what a person writes.
type Writing string

// The families.
const (
	WrittenMark    Writing = "mark"    // 判定・所見 of an item
	WrittenNote    Writing = "note"    // the member's private note on an item
	WrittenDraft   Writing = "draft"   // the member's opinion while it can change
	WrittenPhrases Writing = "phrases" // the own stock phrases
	WrittenProfile Writing = "profile" // the own profile for finding conflicts
	WrittenSetting Writing = "setting" // what a screen keeps of a case: a declaration, minutes or a decision before they are signed
)

// Version is one saved state of something written.
type Version struct {
	N        int             `json:"n"` // from 1
	At       time.Time       `json:"at"`
	Restores int             `json:"restores,omitempty"` // the state it brought back; -1: the blank state before the first
	Body     json.RawMessage `json:"body"`               // as the desk keeps it: checklist.Mark, opinion.Draft, text …; null: it was removed
}

// place is where a store keeps it; marks have tables of their own.
func (w Written) place() (k Kind, id string, ok bool) {
	switch w.What {
	case WrittenNote:
		return KindNote, part(w.Case, string(w.Item)), w.Case != "" && w.Item != ""
	case WrittenDraft:
		return KindDraft, string(w.Case), w.Case != ""
	case WrittenPhrases:
		return KindSetting, settingPhrases, true
	case WrittenProfile:
		return KindSetting, settingProfile, true
	case WrittenSetting:
		return KindSetting, prefixWindow + w.Name, ofCase(w.Name)
	}
	return "", "", false
}

// ofCase reports whether a setting of the window holds something of a case that a person wrote, such as "minutes.C2026-0001".
func ofCase(name string) bool {
	_, c, ok := strings.Cut(name, ".")
	return ok && ident.CaseID(c).Valid()
}

// Versions returns every saved state, oldest first; none for what was never written. It refuses with Forbidden what the reader may not
// see, and with Invalid "not_written_here" what no person writes.
func (d *Desk) Versions(ctx context.Context, w Written) ([]Version, error) {
	if w.What == WrittenMark {
		h, err := d.History(ctx, w.Case, w.Item)
		if err != nil {
			return nil, err
		}
		return markVersions(h)
	}
	var out []Version
	err := d.Store.View(ctx, func(tx Tx) error {
		states, err := d.states(tx, w, readable)
		for i, s := range states {
			out = append(out, Version{i + 1, s.At, s.Restores, bodyOr(s.Body)})
		}
		return err
	})
	return out, err
}

func markVersions(h []MarkState) ([]Version, error) {
	out := make([]Version, len(h))
	for i, s := range h {
		b, err := json.Marshal(s.Mark)
		if err != nil {
			return nil, err
		}
		out[i] = Version{i + 1, s.At, s.Mark.Restores, b}
	}
	return out, nil
}

func bodyOr(b []byte) json.RawMessage {
	if b == nil {
		return json.RawMessage("null")
	}
	return b
}

// states reads the states of what is not a mark, when its case lets it.
func (d *Desk) states(tx Tx, w Written, may func(Case) error) ([]Edited, error) {
	k, id, ok := w.place()
	if !ok {
		return nil, fault.New(fault.Invalid, "not_written_here")
	}
	if w.Case != "" {
		c, err := theCase(tx, w.Case)
		if err == nil {
			err = may(c)
		}
		if err != nil {
			return nil, err
		}
	}
	return tx.States(k, id)
}

// UndoWritten brings back the state before the last change; Missing "nothing_to_undo" (a mark) or "no_earlier_version" when there is none.
func (d *Desk) UndoWritten(ctx context.Context, w Written) (Saved, error) {
	if w.What == WrittenMark {
		_, saved, err := d.Undo(ctx, w.Case, w.Item)
		return saved, err
	}
	return d.bringBack(ctx, w, "undo", func(states []Edited) (int, bool) {
		now := originOf(states, len(states))
		return originOf(states, now-1), now > 0
	})
}

// RestoreWritten brings back state n of Versions; Missing "no_such_version" when there is none.
func (d *Desk) RestoreWritten(ctx context.Context, w Written, n int) (Saved, error) {
	if w.What == WrittenMark {
		return d.restoreMark(ctx, w, n)
	}
	return d.bringBack(ctx, w, "restore_version", func(states []Edited) (int, bool) {
		return originOf(states, n), n >= 1 && n <= len(states)
	})
}

// originOf follows state n to the one that was written; 0 is the blank before the first.
func originOf(states []Edited, n int) int {
	for n > 0 && n <= len(states) && states[n-1].Restores != 0 {
		n = states[n-1].Restores
	}
	return max(n, 0)
}

// bringBack writes the state that pick chooses as the newest.
func (d *Desk) bringBack(ctx context.Context, w Written, act journal.Act, pick func([]Edited) (n int, ok bool)) (Saved, error) {
	var saved Saved
	at, err := d.update(ctx, act, w.Case, func(tx Tx, e *journal.Entry) error {
		states, err := d.states(tx, w, writable)
		if err != nil {
			return err
		}
		n, ok := pick(states)
		if !ok {
			return nothingThere(act)
		}
		k, id, _ := w.place()
		e.Subject, saved.Revision = string(w.What), len(states)+1
		if n == 0 {
			return tx.Edit(k, id, nil, -1)
		}
		if states[n-1].Body == nil {
			return tx.Edit(k, id, nil, n)
		}
		e.New = ident.Sum(states[n-1].Body)
		return tx.Edit(k, id, json.RawMessage(states[n-1].Body), n)
	})
	saved.At = at
	return saved, err
}

func nothingThere(act journal.Act) error {
	if act == "undo" {
		return fault.New(fault.Missing, "no_earlier_version")
	}
	return fault.New(fault.Missing, "no_such_version")
}

// restoreMark brings back state n of an item's mark as a new revision.
func (d *Desk) restoreMark(ctx context.Context, w Written, n int) (Saved, error) {
	var back checklist.Mark
	at, err := d.update(ctx, "restore_version", w.Case, func(tx Tx, e *journal.Entry) error {
		now, err := d.markable(tx, w.Case, w.Item)
		if err != nil {
			return err
		}
		h, err := tx.MarkHistory(w.Case, d.Self().ID, w.Item)
		if err != nil {
			return err
		}
		if n < 1 || n > len(h) {
			return nothingThere("restore_version")
		}
		back = h[n-1].Mark
		back.Pointers = slices.Clone(back.Pointers)
		back.Revision, back.Restores = now.Revision+1, n
		return d.putMark(tx, w.Case, now, back, e)
	})
	return Saved{at, back.Revision}, err
}
