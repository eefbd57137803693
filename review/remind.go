package review

import (
	"context"
	"slices"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/paper"
	"shinsa/review/register"
	"shinsa/review/term"
)

// RemindersDue returns the certifications whose operators have to be reminded of the renewal on a day, by serial: in force, between the
// reminder day and the end of the window (Art. 12-1), and not reminded of this period yet.
func (d *Desk) RemindersDue(ctx context.Context, on civil.Date) ([]register.Certification, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	var due []register.Certification
	err := d.Store.View(ctx, func(tx Tx) error {
		cs, err := list[register.Certification](tx, KindCertification, "")
		if err != nil {
			return err
		}
		for _, c := range cs {
			if !c.On(on).Holds() || !d.window(c).Due(on) {
				continue
			}
			if _, sent, err := reminded(tx, c); err != nil {
				return err
			} else if !sent {
				due = append(due, c)
			}
		}
		return nil
	})
	register.Sort(due)
	return due, err
}

// RemindRenewal hands over a signed reminder (更新案内, Art. 12) for each certification named, or for every one due on the day when none
// is named; the day is today when zero. One that is not due on the day refuses with fault.Forbidden "reminder_not_due", one reminded of
// this period before with fault.Conflict "reminder_sent". When it stops by an error, those handed over stay done.
func (d *Desk) RemindRenewal(ctx context.Context, nos []ident.CertificateNo, on civil.Date, out Outbox) ([]Handed, error) {
	if on.IsZero() {
		on = d.Today()
	}
	due, err := d.RemindersDue(ctx, on)
	if err != nil {
		return nil, err
	}
	if len(nos) == 0 {
		for _, c := range due {
			nos = append(nos, c.No)
		}
	}
	handed := []Handed{}
	for _, no := range nos {
		if err := ctx.Err(); err != nil {
			return handed, err
		}
		h, err := d.remind(ctx, no, on, out)
		if err != nil {
			return handed, err
		}
		handed = append(handed, h)
	}
	return handed, nil
}

func (d *Desk) remind(ctx context.Context, no ident.CertificateNo, on civil.Date, out Outbox) (Handed, error) {
	var c register.Certification
	check := func(tx Tx) (register.Certification, error) {
		var err error
		if c, err = holding(tx, no, on, "12"); err != nil {
			return c, err
		}
		if w := d.window(c); !w.Due(on) {
			return c, fault.By("12", "reminder_not_due", "no", string(no), "from", w.Remind.String(), "to", w.Closes.String())
		}
		if p, sent, err := reminded(tx, c); err != nil {
			return c, err
		} else if sent {
			return c, fault.New(fault.Conflict, "reminder_sent", "no", string(no), "on", p.On.String())
		}
		return c, nil
	}
	if err := d.Store.View(ctx, func(tx Tx) error { _, err := check(tx); return err }); err != nil {
		return Handed{}, err
	}
	return d.writeAbout(ctx, writing{
		kind: "renewal", name: reminderName(c), act: "remind", check: check,
		compose: func(c register.Certification, e paper.Envelope) (*paper.Document, any, error) {
			w := d.window(c)
			doc, err := d.Press.Renewal(d.Profile().letterhead(), paper.Renewal{
				Envelope: e, No: string(no), Service: c.Service, To: c.To, OpenFrom: w.Opens, OpenTo: w.Closes,
			})
			return doc, renewalData{no, e.Number, e.On, w}, err
		},
	}, out)
}

// renewalData is the reminder as data.
type renewalData struct {
	No     ident.CertificateNo `json:"no"`
	Number string              `json:"number"`
	On     civil.Date          `json:"on"`
	Window term.Window         `json:"window"`
}

func (d *Desk) window(c register.Certification) term.Window { return d.Profile().Term.Window(c.To) }

// reminderName names the reminder of one period: the paper kept under it is what tells that it went out.
func reminderName(c register.Certification) string {
	return "renewal_" + string(c.No) + "_" + c.To.String() + ".pdf"
}

func reminded(tx Tx, c register.Certification) (keptPaper, bool, error) {
	for _, id := range append(slices.Clone(c.Before), c.Case) {
		if p, sent, err := get[keptPaper](tx, KindPaper, part(id, reminderName(c))); err != nil || sent {
			return p, sent, err
		}
	}
	return keptPaper{}, false, nil
}
