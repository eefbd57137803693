package review

import (
	"context"
	"errors"
	"fmt"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/paper"
	"shinsa/review/register"
)

// What happens to a certification after it was granted is an act of the desk: the register is changed, the letter that goes with it is
// signed, numbered and kept with the papers of the case, and the journal names both, in one transaction.

// certification reads one entry of the register; fault.Missing "no_such_certification" when there is none.
func certification(tx Tx, no ident.CertificateNo) (register.Certification, error) {
	c, ok, err := get[register.Certification](tx, KindCertification, string(no))
	if err == nil && !ok {
		err = fault.New(fault.Missing, "no_such_certification", "no", string(no))
	}
	return c, err
}

// holding reads one that has effect on a day, or refuses under the clause. What has ended, on whatever day, cannot end again.
func holding(tx Tx, no ident.CertificateNo, on civil.Date, clause string) (register.Certification, error) {
	c, err := certification(tx, no)
	if err != nil {
		return c, err
	}
	if _, over := c.Over(); over || !c.On(on).Holds() {
		return c, fault.By(clause, "certification_not_in_force", "no", string(no), "on", on.String())
	}
	return c, nil
}

// happenedOn is the day of an act: today when none is said, never one to come.
func (d *Desk) happenedOn(on civil.Date) (civil.Date, error) {
	if on.IsZero() {
		return d.Today(), nil
	}
	if !on.Valid() || on.After(d.Today()) {
		return on, fault.New(fault.Invalid, "certification_day_ahead", "on", on.String())
	}
	return on, nil
}

// writing is a letter about one certification in the making.
type writing struct {
	kind, name string // of the paper and of its file
	act        journal.Act
	// compose draws the letter and gives the data attached to it.
	compose func(register.Certification, paper.Envelope) (*paper.Document, any, error)
	// check reads the certification and refuses; it is asked before the letter is drawn and again when it is recorded.
	check func(Tx) (register.Certification, error)
	// record changes what the act changes; nil when it changes nothing but the papers.
	record func(Tx, register.Certification, Handed) error
}

// writeAbout draws, signs and hands over a letter to the operator of a certification and records the act.
func (d *Desk) writeAbout(ctx context.Context, w writing, out Outbox) (Handed, error) {
	var c register.Certification
	var f *File
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		if c, err = w.check(tx); err != nil {
			return err
		}
		if c.Case != "" {
			f, err = d.file(tx, c.Case)
		}
		return err
	})
	if err != nil {
		return Handed{}, err
	}
	now := d.Now()
	serial, err := d.nextLetter(ctx, letterSeries(now))
	if err != nil {
		return Handed{}, err
	}
	on := civil.Of(now)
	doc, data, err := w.compose(c, letterTo(c, f, d.documentNo(serial, on), on))
	if err != nil {
		return Handed{}, err
	}
	pdf, err := d.sign(doc, data, w.kind+".json", d.officeStamp(now, false))
	if err != nil {
		return Handed{}, err
	}
	if w.name == "" {
		w.name = fmt.Sprintf("%s_%s_%d.pdf", w.kind, c.No, serial)
	}
	hs, err := d.deliver(ctx, out, []made{{w.kind, w.name, pdf}}, func(hs []Handed) error {
		_, err := d.update(ctx, w.act, c.Case, func(tx Tx, e *journal.Entry) error {
			c, err := w.check(tx)
			if err != nil {
				return err
			}
			n, err := count(tx, letterSeries(now))
			if err != nil {
				return err
			}
			if n != serial {
				return fault.New(fault.Conflict, "number_taken_meanwhile")
			}
			e.Subject, e.New = string(c.No), hs[0].Digest
			if w.record != nil {
				if err := w.record(tx, c, hs[0]); err != nil {
					return err
				}
			}
			return d.keepPaper(ctx, tx, c.Case, w.name, pdf)
		})
		return err
	})
	if err != nil {
		return Handed{}, err
	}
	return hs[0], nil
}

// letterTo is the head of a letter to the operator of a certification; of one entered from older papers, which has no file, only the name is known.
func letterTo(c register.Certification, f *File, number string, on civil.Date) paper.Envelope {
	if f != nil {
		return letter(f, number, on)
	}
	return paper.Envelope{Number: number, On: on, Sample: c.Sample, To: paper.Addressee{Organization: c.Operator}}
}

// happens adds an event to a certification.
func happens(tx Tx, c register.Certification, e register.Event) error {
	c.Events = append(c.Events, e)
	return tx.Put(KindCertification, string(c.No), c)
}

// deliver writes papers, reads each back, and records them. What fails takes its files back.
func (d *Desk) deliver(ctx context.Context, out Outbox, papers []made, record func([]Handed) error) ([]Handed, error) {
	var handed []Handed
	takeBack := func(err error) error {
		for _, h := range handed {
			err = errors.Join(err, out.Remove(h.Name))
		}
		return err
	}
	for _, p := range papers {
		h, err := d.handOver(ctx, out, p.kind, p.name, writeBytes(p.pdf))
		if err != nil {
			return nil, takeBack(err)
		}
		handed = append(handed, h)
	}
	if err := record(handed); err != nil {
		return nil, takeBack(err)
	}
	return handed, nil
}
