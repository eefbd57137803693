package review

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/paper"
	"shinsa/review/register"
)

// Revoking says why a certification is revoked (Art. 17).
type Revoking struct {
	On      civil.Date `json:"on"`      // of the revocation; today when zero, never a day to come
	Grounds []int      `json:"grounds"` // of Art. 17-1, 1 to 9
	Facts   string     `json:"facts"`   // that fall under them; they stand in the notice alone
}

// RevokeCertification revokes a certification that is in force on the day (Art. 17-1) and hands over the signed notice (17-2), which asks
// for the certificate back and forbids the mark (10-8). From the day on an application for the service is barred for the years of the
// profile (Art. 8). One that is not in force refuses with fault.Forbidden "certification_not_in_force", a revocation without a ground
// and its facts with "paper_revocation_without_ground".
func (d *Desk) RevokeCertification(ctx context.Context, no ident.CertificateNo, r Revoking, passphrase string, out Outbox) (Handed, error) {
	if err := d.only(Secretariat); err != nil {
		return Handed{}, err
	}
	if err := d.Confirm(passphrase); err != nil {
		return Handed{}, err
	}
	var err error
	if r.On, err = d.happenedOn(r.On); err != nil {
		return Handed{}, err
	}
	r.Grounds, r.Facts = slices.Compact(slices.Sorted(slices.Values(r.Grounds))), strings.TrimSpace(r.Facts)
	return d.writeAbout(ctx, writing{
		kind: "revocation", name: "revocation_" + string(no) + ".pdf", act: "revoke-certification",
		check: func(tx Tx) (register.Certification, error) { return holding(tx, no, r.On, "17-1") },
		compose: func(c register.Certification, e paper.Envelope) (*paper.Document, any, error) {
			doc, err := d.Press.Revocation(d.Profile().letterhead(), paper.Revocation{
				Envelope: e, No: string(no), Service: c.Service, Day: r.On, Grounds: r.paperGrounds(),
			})
			return doc, revocationData{no, e.Number, r}, err
		},
		record: func(tx Tx, c register.Certification, h Handed) error {
			return happens(tx, c, register.Event{Kind: register.Revoked, On: r.On, Clause: r.clause(), Paper: h.Digest})
		},
	}, out)
}

// revocationData is the notice as data.
type revocationData struct {
	No     ident.CertificateNo `json:"no"`
	Number string              `json:"number"`
	Revoking
}

// paperGrounds ties the facts to the first ground; the others refer to it.
func (r Revoking) paperGrounds() []paper.Ground {
	out := make([]paper.Ground, len(r.Grounds))
	for i, n := range r.Grounds {
		out[i] = paper.Ground{Number: n, Facts: r.Facts}
		if i > 0 && r.Facts != "" {
			out[i].Facts = "事実は、前記のとおり。"
		}
	}
	return out
}

// clause cites the one ground, or the paragraph where there are several.
func (r Revoking) clause() string {
	if len(r.Grounds) != 1 {
		return "17-1"
	}
	return "17-1(" + strconv.Itoa(r.Grounds[0]) + ")"
}

// LapseEvent is what makes a certification lapse (Art. 9-2).
type LapseEvent string

// The events of Art. 9-2.
const (
	Transfer    LapseEvent = "transfer"    // 事業の譲渡
	Merger      LapseEvent = "merger"      // 合併
	Split       LapseEvent = "split"       // 分割
	Inheritance LapseEvent = "inheritance" // 相続
)

// Lapsing says what made a certification lapse, and when.
type Lapsing struct {
	On    civil.Date // of the event; today when zero, never a day to come
	Event LapseEvent
}

// Lapse enters into the register that a certification has lapsed (Art. 9-2): it follows from the event, not from a decision, and no letter
// belongs to it. It refuses an unknown event with fault.Invalid "lapse_event_unknown" and a certification that is not in force on
// the day with fault.Forbidden "certification_not_in_force".
func (d *Desk) Lapse(ctx context.Context, no ident.CertificateNo, l Lapsing) error {
	if err := d.only(Secretariat); err != nil {
		return err
	}
	if !slices.Contains([]LapseEvent{Transfer, Merger, Split, Inheritance}, l.Event) {
		return fault.New(fault.Invalid, "lapse_event_unknown", "event", string(l.Event))
	}
	on, err := d.happenedOn(l.On)
	if err != nil {
		return err
	}
	_, err = d.update(ctx, "lapse", "", func(tx Tx, e *journal.Entry) error {
		c, err := holding(tx, no, on, "9-2")
		if err != nil {
			return err
		}
		event := register.Event{Kind: register.Lapsed, On: on, Clause: "9-2", Text: string(l.Event)}
		e.Case, e.Subject, e.New = c.Case, string(no), sum(event)
		return happens(tx, c, event)
	})
	return err
}

// Ending is the notice of an operator that a service has ended (Art. 13-2).
type Ending struct {
	On       civil.Date // of the end; today when zero, never a day to come
	Noticed  civil.Date // the day the notice came in; today when zero, never a day to come
	Notice   string     // what it says, in the secretariat's words; may be empty
	File     *Incoming  // the notice itself, of which name and digest are kept; may be nil
	Returned bool       // the certificate came with the notice
}

// EndService enters into the register that a certified service has ended (Art. 13-2), and notes the notice. One that is not in force on the day is refused with
// fault.Forbidden "certification_not_in_force".
func (d *Desk) EndService(ctx context.Context, no ident.CertificateNo, x Ending) error {
	if err := d.only(Secretariat); err != nil {
		return err
	}
	on, err := d.happenedOn(x.On)
	if err != nil {
		return err
	}
	noticed, err := d.happenedOn(x.Noticed)
	if err != nil {
		return err
	}
	file, err := noted(x.File)
	if err != nil {
		return err
	}
	_, err = d.update(ctx, "end", "", func(tx Tx, e *journal.Entry) error {
		c, err := holding(tx, no, on, "13-2")
		if err != nil {
			return err
		}
		n := register.Note{Topic: register.EndNotice, On: noticed, Text: strings.TrimSpace(x.Notice), File: file}
		if n.Text == "" && file != nil {
			n.Text = file.Name
		}
		if n.Text != "" {
			if _, err := takeNote(tx, c, n); err != nil {
				return err
			}
		}
		events := []register.Event{{Kind: register.Ended, On: on, Clause: "13-2"}}
		if x.Returned {
			events = append(events, register.Event{Kind: register.Returned, On: noticed, Clause: "13-3"})
		}
		c.Events = append(c.Events, events...)
		e.Case, e.Subject, e.New = c.Case, string(no), sum(events)
		return tx.Put(KindCertification, string(no), c)
	})
	return err
}

// ReturnCertificate enters into the register that the certificate of a certification came back (Arts 10-8, 13-3): on a day, today when zero,
// from that on which the certification was over. One that still has effect is refused with fault.Forbidden "certificate_still_needed", a
// certificate that came back before with fault.Conflict "certificate_returned".
func (d *Desk) ReturnCertificate(ctx context.Context, no ident.CertificateNo, on civil.Date) error {
	if err := d.only(Secretariat); err != nil {
		return err
	}
	on, err := d.happenedOn(on)
	if err != nil {
		return err
	}
	_, err = d.update(ctx, "return-certificate", "", func(tx Tx, e *journal.Entry) error {
		c, err := certification(tx, no)
		if err != nil {
			return err
		}
		if was, back := c.ReturnedOn(); back {
			return fault.New(fault.Conflict, "certificate_returned", "no", string(no), "on", was.String())
		}
		if c.On(on).Holds() || on.Before(c.From) {
			return fault.By("10-8", "certificate_still_needed", "no", string(no), "on", on.String())
		}
		event := register.Event{Kind: register.Returned, On: on, Clause: "10-8"}
		if kind, _ := c.Over(); kind == register.Ended {
			event.Clause = "13-3"
		}
		e.Case, e.Subject, e.New = c.Case, string(no), sum(event)
		return happens(tx, c, event)
	})
	return err
}
