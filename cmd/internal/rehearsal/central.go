package rehearsal

import (
	"errors"
	"fmt"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/store/records"
)

// records exports the case and takes it into central records, twice.
func (p *player) records(r *Result) error {
	var bundle string
	err := p.at("secretariat", p.script.Records, func(d *review.Desk) error {
		hs, err := p.handOut("records", func(out review.Outbox) ([]review.Handed, error) { return one(d.ExportRecords(p.ctx, out)) })
		if err != nil {
			return err
		}
		bundle = hs[0].Path
		cs, err := d.Register(p.ctx)
		if err == nil && len(cs) == 1 {
			r.Certificate = string(cs[0].No)
		}
		return err
	})
	if err != nil {
		return err
	}
	return p.central(r, bundle)
}

// central takes the bundle into central records in one SQLite file.
func (p *player) central(r *Result, bundle string) error {
	db, err := records.Open(p.ctx, "sqlite:"+p.path("records/central.db"), boot.Now)
	if err != nil {
		return err
	}
	err = p.at("secretariat", p.script.Records, func(d *review.Desk) error {
		return open([]string{bundle}, func(in []review.Incoming) error {
			b, source, err := review.ReadRecords(d.Verifier(civil.Date{}), in[0])
			if err != nil {
				return err
			}
			if _, err := db.Import(p.ctx, source, b); err != nil {
				return err
			}
			again, err := db.Import(p.ctx, source, b)
			if err == nil && (again.New != 0 || again.Changed != 0 || again.Conflicts != 0) {
				err = fmt.Errorf("imported twice: %+v", again)
			}
			return err
		})
	})
	if err != nil {
		return errors.Join(err, db.Close())
	}
	status, err := db.Status(p.ctx)
	r.Records = status
	return errors.Join(err, db.Close())
}
