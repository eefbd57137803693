package review

import (
	"cmp"
	"context"
	"slices"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/register"
)

// DueKind says what has to happen with a certification.
type DueKind string

// The kinds of what is due.
const (
	DueReminder DueKind = "reminder" // the reminder of the renewal goes out before its papers can come in (12-1)
	DueRenewal  DueKind = "renewal"  // the papers of the renewal are awaited (12-1)
	DueDecision DueKind = "decision" // the renewal is in and to be decided, at best before the last day (12-2)
	DueAnswer   DueKind = "answer"   // something noted awaits its answer: a report, documents (14 to 16)
	DueReturn   DueKind = "return"   // the certificate of one that is over has not come back (10-8, 13-3)
)

// Due is one thing that has to happen.
type Due struct {
	No     ident.CertificateNo `json:"no"`
	Kind   DueKind             `json:"kind"`
	By     civil.Date          `json:"by"` // may have passed; of a certificate to be returned, the day from which it is out
	Clause string              `json:"clause"`
	Topic  register.Topic      `json:"topic,omitempty"` // of an answer
	Note   int                 `json:"note,omitempty"`  // that awaits it
}

// Due returns what has to happen with the certifications of the register as seen on a day, today when zero; the first day first.
func (d *Desk) Due(ctx context.Context, on civil.Date) ([]Due, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	if on.IsZero() {
		on = d.Today()
	}
	if !on.Valid() {
		return nil, fault.New(fault.Invalid, "certification_day_ahead", "on", on.String())
	}
	out := []Due{}
	err := d.Store.View(ctx, func(tx Tx) error {
		cs, err := list[register.Certification](tx, KindCertification, "")
		if err != nil {
			return err
		}
		open, err := renewalsOpen(tx, cs)
		if err != nil {
			return err
		}
		all, err := list[register.Note](tx, KindRegisterNote, "")
		if err != nil {
			return err
		}
		notes := map[ident.CertificateNo][]register.Note{}
		for _, n := range all {
			notes[n.No] = append(notes[n.No], n)
		}
		for _, c := range cs {
			for _, n := range register.Awaited(notes[c.No]) {
				out = append(out, Due{No: c.No, Kind: DueAnswer, By: n.Until, Clause: n.Topic.Clause(), Topic: n.Topic, Note: n.N})
			}
			_, renewal := open[c.No]
			found, err := d.dueOf(tx, c, renewal, on)
			if err != nil {
				return err
			}
			out = append(out, found...)
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b Due) int { return cmp.Or(a.By.Compare(b.By), cmp.Compare(a.No, b.No)) })
	return out, err
}

// dueOf returns what follows from the certification alone, and from whether its renewal is in.
func (d *Desk) dueOf(tx Tx, c register.Certification, renewal bool, on civil.Date) ([]Due, error) {
	var out []Due
	if kind, over := c.Over(); over {
		since, _ := c.OverOn()
		if _, back := c.ReturnedOn(); !back {
			clause := "10-8"
			if kind == register.Ended {
				clause = "13-3"
			}
			out = append(out, Due{No: c.No, Kind: DueReturn, By: since, Clause: clause})
		}
		return out, nil
	}
	state, w := c.On(on), d.window(c)
	if !state.Holds() {
		return nil, nil
	}
	if w.Due(on) {
		_, sent, err := reminded(tx, c)
		if err != nil {
			return nil, err
		}
		if !sent {
			out = append(out, Due{No: c.No, Kind: DueReminder, By: w.Opens, Clause: "12-1"})
		}
	}
	if on.Before(w.Opens) {
		return out, nil
	}
	if renewal || state == register.Continued {
		return append(out, Due{No: c.No, Kind: DueDecision, By: c.To, Clause: "12-2"}), nil
	}
	return append(out, Due{No: c.No, Kind: DueRenewal, By: w.Closes, Clause: "12-1"}), nil
}
