package review

import (
	"context"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/normal"
	"shinsa/review/journal"
	"shinsa/review/register"
)

// Existing is a certification that the body gave before this register was kept, as its papers show it.
type Existing struct {
	No        ident.CertificateNo
	Operator  string
	Corporate string // 13 digits; may be empty
	Service   string
	Classes   []string
	URL       string
	First     civil.Date // of the first certification; From when zero
	From, To  civil.Date // the period that holds now; a period of the scheme from From when To is zero
	Source    string     // the paper it was read from, and where that is kept; noted with the certification, may be empty
	Scan      *Incoming  // a scan of it, of which name and digest are kept; may be nil
}

// filled is the certification with what follows from the rest.
func (x Existing) filled(p Profile) Existing {
	if x.First.IsZero() {
		x.First = x.From
	}
	if x.To.IsZero() && x.From.Valid() {
		x.To = p.Term.Validity(x.From).Last
	}
	if number, valid := normal.CorporateNumber(x.Corporate); valid {
		x.Corporate = number
	}
	x.Corporate, x.Operator, x.Service = strings.TrimSpace(x.Corporate), strings.TrimSpace(x.Operator), strings.TrimSpace(x.Service)
	if serial, ok := p.Number.Serial(x.No); ok && x.First.Valid() {
		if no := p.Number.Number(serial, x.First); register.Fold(no) == register.Fold(x.No) {
			x.No = no // as the scheme writes it
		}
	}
	return x
}

// CheckExisting returns a certification with what follows from the rest filled in (number as the scheme writes it, first day, last day, digits of the
// corporate number) and everything that stands against entering it, of each field: findings of EnterCertification, and for one that the
// register has "certification_known" or "existing_overlaps".
func (d *Desk) CheckExisting(ctx context.Context, x Existing) (Existing, fault.List, error) {
	if err := d.only(Secretariat); err != nil {
		return x, nil, err
	}
	x = x.filled(d.Profile())
	serial, l := x.check(d.Profile(), d.Today())
	err := d.Store.View(ctx, func(tx Tx) error {
		cs, err := list[register.Certification](tx, KindCertification, "")
		if c := x.against(cs, serial); c != nil {
			l = append(l, fault.Finding{Code: c.Code, Severity: fault.Must, Field: "no", Clause: c.Clause, Args: c.Args})
		}
		return err
	})
	return x, l, err
}

// EnterCertification enters an existing certification into the register. Its number has to be one of the scheme's, its period whole and a corporate
// number a valid one: it refuses with every finding as fault.Invalid "existing_incomplete". A number or serial that the register has is refused
// with Conflict "certification_known", the same service of the same operator with a period that overlaps with "existing_overlaps".
// New certifications get serials above it. The paper it was read from is noted with it.
func (d *Desk) EnterCertification(ctx context.Context, x Existing) error {
	if err := d.only(Secretariat); err != nil {
		return err
	}
	x = x.filled(d.Profile())
	serial, l := x.check(d.Profile(), d.Today())
	if err := fault.Refuse(fault.Invalid, "existing_incomplete", l); err != nil {
		return err
	}
	file, err := noted(x.Scan)
	if err != nil {
		return err
	}
	c := register.Certification{
		No: x.No, Serial: serial, Operator: x.Operator, Corporate: x.Corporate, Service: x.Service,
		Classes: x.Classes, URL: x.URL, First: x.First, From: x.From, To: x.To, Sample: d.Self().Rehearsal,
		Events: []register.Event{{Kind: register.Granted, On: x.First, Clause: "6-1"}},
	}
	if x.From.After(x.First) {
		c.Events = append(c.Events, register.Event{Kind: register.Renewed, On: x.From, Clause: "12"})
	}
	_, err = d.update(ctx, "enter-certification", "", func(tx Tx, e *journal.Entry) error {
		cs, err := list[register.Certification](tx, KindCertification, "")
		if err != nil {
			return err
		}
		if refused := x.against(cs, serial); refused != nil {
			return refused
		}
		last, _, err := get[int](tx, KindCounter, certificateSeries)
		if err != nil {
			return err
		}
		if err := tx.Put(KindCounter, certificateSeries, max(last, serial)); err != nil {
			return err
		}
		n := register.Note{Topic: register.FromPaper, On: d.Today(), Text: strings.TrimSpace(x.Source), File: file}
		if n.Text == "" && file != nil {
			n.Text = file.Name
		}
		if n.Text != "" {
			if _, err := takeNote(tx, c, n); err != nil {
				return err
			}
		}
		e.Subject, e.New = string(c.No), sum(c)
		return tx.Put(KindCertification, string(c.No), c)
	})
	return err
}

// check returns the serial of the number, and everything that is not right.
func (x Existing) check(p Profile, today civil.Date) (int, fault.List) {
	var l fault.List
	bad := func(code, field string) {
		l = append(l, fault.Finding{Code: code, Severity: fault.Must, Field: field, Args: map[string]string{"field": field}})
	}
	serial, ok := p.Number.Serial(x.No)
	if !ok || serial < 1 {
		bad("existing_number", "no")
	}
	if strings.TrimSpace(x.Operator) == "" {
		bad("existing_blank", "operator")
	}
	if strings.TrimSpace(x.Service) == "" {
		bad("existing_blank", "service")
	}
	if _, valid := normal.CorporateNumber(x.Corporate); x.Corporate != "" && !valid {
		bad("existing_corporate", "corporate")
	}
	if !x.From.Valid() || !x.To.Valid() || !x.First.Valid() || x.To.Before(x.From) || x.From.Before(x.First) || x.From.After(today) {
		bad("existing_period", "from")
	}
	return serial, l
}

// against returns what of the register stands against the certification; nil when nothing does.
func (x Existing) against(cs []register.Certification, serial int) *fault.Error {
	for _, held := range cs {
		if register.Fold(held.No) == register.Fold(x.No) || serial > 0 && held.Serial == serial {
			return fault.New(fault.Conflict, "certification_known", "no", string(held.No))
		}
	}
	for _, held := range cs {
		if !normal.SameText(held.Operator, x.Operator) || !normal.SameText(held.Service, x.Service) {
			continue
		}
		for _, p := range held.Periods() {
			if end, over := held.OverOn(); over && end.Before(p.Last) {
				p.Last = end
			}
			if !p.First.After(x.To) && !x.From.After(p.Last) {
				return fault.New(fault.Conflict, "existing_overlaps", "no", string(held.No), "from", p.First.String(), "to", p.Last.String())
			}
		}
	}
	return nil
}
