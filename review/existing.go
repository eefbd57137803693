package review

import (
	"context"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
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
	From, To  civil.Date // the period that holds now
}

// EnterCertification enters an existing certification into the register. Its number has to be one of the scheme's and its period whole: it
// refuses with every finding as fault.Invalid "existing_incomplete", and a number that the register has with Conflict "certification_known".
// New certifications get serials above it.
func (d *Desk) EnterCertification(ctx context.Context, x Existing) error {
	if err := d.only(Secretariat); err != nil {
		return err
	}
	if x.First.IsZero() {
		x.First = x.From
	}
	serial, l := x.check(d.Profile(), d.Today())
	if err := fault.Refuse(fault.Invalid, "existing_incomplete", l); err != nil {
		return err
	}
	c := register.Certification{
		No: x.No, Serial: serial, Operator: strings.TrimSpace(x.Operator), Corporate: x.Corporate, Service: strings.TrimSpace(x.Service),
		Classes: x.Classes, URL: x.URL, First: x.First, From: x.From, To: x.To, Sample: d.Self().Rehearsal,
		Events: []register.Event{{Kind: register.Granted, On: x.First, Clause: "6-1"}},
	}
	if x.From.After(x.First) {
		c.Events = append(c.Events, register.Event{Kind: register.Renewed, On: x.From, Clause: "12"})
	}
	_, err := d.update(ctx, "enter-certification", "", func(tx Tx, e *journal.Entry) error {
		cs, err := list[register.Certification](tx, KindCertification, "")
		if err != nil {
			return err
		}
		for _, held := range cs {
			if register.Fold(held.No) == register.Fold(c.No) || held.Serial == c.Serial {
				return fault.New(fault.Conflict, "certification_known", "no", string(held.No))
			}
		}
		last, _, err := get[int](tx, KindCounter, certificateSeries)
		if err != nil {
			return err
		}
		if err := tx.Put(KindCounter, certificateSeries, max(last, serial)); err != nil {
			return err
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
	if !x.From.Valid() || !x.To.Valid() || !x.First.Valid() || x.To.Before(x.From) || x.From.Before(x.First) || x.From.After(today) {
		bad("existing_period", "from")
	}
	return serial, l
}
