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

// A sender's journal only grows, and every parcel carries its head. Who receives a later parcel with a shorter journal, or with another
// entry at the same place, knows that the sender's desk was put back to an old copy or its journal written anew. That is told and
// kept, and stops nothing: a desk that was restored from a backup is honest.

// Sighting is the newest journal head that was seen of a sender.
type Sighting struct {
	Head   journal.Head `json:"head"`
	At     time.Time    `json:"at"`     // when the parcel was made, by its sender's clock
	Parcel ident.Digest `json:"parcel"` // its id
}

// WentBack is one time that a sender's journal went back.
type WentBack struct {
	ID     string   `json:"id"` // of the sender
	Name   string   `json:"name"`
	Before Sighting `json:"before"`
	Now    Sighting `json:"now"`
}

// Finding says it for people.
func (w WentBack) Finding() fault.Finding {
	return fault.Finding{
		Code: "sender_went_back", Severity: fault.Should, At: w.Now.At.Format(time.RFC3339),
		Args: map[string]string{"name": w.Name, "before": strconv.FormatInt(w.Before.Head.Seq, 10), "now": strconv.FormatInt(w.Now.Head.Seq, 10)},
	}
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
	now := Sighting{*p.Journal, p.Created, p.ID}
	was, ok, err := get[Sighting](tx, KindSetting, prefixSeen+p.Sender.ID)
	if err != nil {
		return nil, err
	}
	switch {
	case ok && was.forked(now):
		w := WentBack{p.Sender.ID, p.Sender.Name, was, now}
		if err := tx.Put(KindSetting, prefixBack+p.Sender.ID+"/"+string(p.ID), w); err != nil {
			return nil, err
		}
		return fault.List{w.Finding()}, tx.Put(KindSetting, prefixSeen+p.Sender.ID, now)
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
			l = append(l, w.Finding())
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
