package review

import (
	"context"
	"strconv"
	"strings"
	"time"

	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// A sender's journal only grows, and every parcel carries its head; between desks also its last lines. Who receives a later parcel with a
// shorter journal, with another entry at the same place, or with lines that are not as they were seen, knows that the sender's desk was put back
// to an old copy or its journal written anew, and which lines are concerned. That is told and kept, and stops nothing: a desk that was
// restored from a backup is honest.

// Sighting is the newest journal head that was seen of a sender.
type Sighting struct {
	Head   journal.Head `json:"head"`
	At     time.Time    `json:"at"`     // when the parcel was made, by its sender's clock
	Parcel ident.Digest `json:"parcel"` // its id

	Trail *journal.Trail `json:"trail,omitempty"` // the last lines of the journal, when the parcel brought them
}

// WentBack is one time that a sender's journal went back.
type WentBack struct {
	ID     string   `json:"id"` // of the sender
	Name   string   `json:"name"`
	Before Sighting `json:"before"`
	Now    Sighting `json:"now"`

	Changes []journal.Change `json:"changes,omitempty"` // of the lines that were seen before, as far as both parcels brought them
}

// Findings say it for people: that the journal is another one, and which lines of it.
func (w WentBack) Findings() fault.List {
	at, number := w.Now.At.Format(time.RFC3339), func(n int64) string { return strconv.FormatInt(n, 10) }
	l := fault.List{{
		Code: "sender_went_back", Severity: fault.Should, At: at,
		Args: map[string]string{"name": w.Name, "before": number(w.Before.Head.Seq), "now": number(w.Now.Head.Seq)},
	}}
	if w.Now.Head.Seq > w.Before.Head.Seq {
		l[0] = fault.Finding{Code: "sender_journal_rewritten", Severity: fault.Should, At: at, Args: map[string]string{"name": w.Name, "seen": number(w.Before.Head.Seq)}}
	}
	for _, c := range w.Changes {
		f := fault.Finding{Severity: fault.Should, At: at}
		lines := number(c.From)
		if c.Last > c.From {
			lines += "–" + number(c.Last)
		}
		f.Args = map[string]string{"name": w.Name, "lines": lines}
		switch c.What {
		case journal.Edited:
			f.Code = "sender_lines_edited"
		case journal.Moved:
			f.Code, f.Args["to"] = "sender_line_moved", number(c.To)
		case journal.Inserted:
			f.Code = "sender_lines_inserted"
		default:
			f.Code = "sender_lines_removed"
		}
		l = append(l, f)
	}
	return l
}

const (
	prefixSeen = "seen/"
	prefixBack = "back/"
)

// seen notes the journal head of a genuine parcel in the transaction that takes it in. It returns what is to be told.
func seen(tx Tx, p *dossier.Parcel) (fault.List, error) {
	if p.Journal == nil {
		return nil, nil
	}
	now := Sighting{Head: *p.Journal, At: p.Created, Parcel: p.ID, Trail: p.Trail}
	was, ok, err := get[Sighting](tx, KindSetting, prefixSeen+p.Sender.ID)
	if err != nil {
		return nil, err
	}
	changes := was.changes(now)
	switch {
	case ok && (was.forked(now) || len(changes) > 0):
		w := WentBack{ID: p.Sender.ID, Name: p.Sender.Name, Before: was, Now: now, Changes: changes}
		w.Before.Trail, w.Now.Trail = nil, nil // the lines that count are named
		if err := tx.Put(KindSetting, prefixBack+p.Sender.ID+"/"+string(p.ID), w); err != nil {
			return nil, err
		}
		return w.Findings(), tx.Put(KindSetting, prefixSeen+p.Sender.ID, now)
	case ok && now.Head.Seq <= was.Head.Seq:
		return nil, nil // made earlier and carried longer
	}
	return nil, tx.Put(KindSetting, prefixSeen+p.Sender.ID, now)
}

// forked reports whether a parcel cannot come from the journal that was seen before.
func (s Sighting) forked(now Sighting) bool {
	switch {
	case now.Head.Seq == s.Head.Seq:
		return now.Head.Hash != s.Head.Hash
	case now.Head.Seq < s.Head.Seq:
		return now.At.After(s.At)
	}
	return false
}

// changes names the lines that a parcel does not have as they were seen. Of one that was made before the newest seen nothing is said.
func (s Sighting) changes(now Sighting) []journal.Change {
	if s.Trail == nil || now.Trail == nil || now.At.Before(s.At) || now.At.Equal(s.At) && now.Head.Seq < s.Head.Seq {
		return nil
	}
	return s.Trail.Changes(*now.Trail)
}

// SendersBack returns every time that a sender's journal went back, by sender.
func (d *Desk) SendersBack(ctx context.Context) ([]WentBack, error) {
	var out []WentBack
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		out, err = list[WentBack](tx, KindSetting, prefixBack)
		return err
	})
	return out, err
}

// told returns what SendersBack has more than before, for a reception's notes.
func (d *Desk) told(ctx context.Context, before []WentBack) (fault.List, error) {
	now, err := d.SendersBack(ctx)
	var l fault.List
	for _, w := range now {
		known := false
		for _, b := range before {
			known = known || b.Now.Parcel == w.Now.Parcel
		}
		if !known {
			l = append(l, w.Findings()...)
		}
	}
	return l, err
}

// sendersForward is the doctor's word on it: never a fault of this desk, so it holds and only tells.
func sendersForward(tx Tx) (Invariant, error) {
	back, err := list[WentBack](tx, KindSetting, prefixBack)
	var ids []string
	for _, w := range back {
		ids = append(ids, w.ID)
	}
	return Invariant{Name: "senders_went_back", OK: true, Detail: strings.TrimSpace(strconv.Itoa(len(back)) + " " + strings.Join(ids, " "))}, err
}
