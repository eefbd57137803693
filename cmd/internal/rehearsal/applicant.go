package rehearsal

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"shinsa/assets"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

// takeIn reads the sample application into a case and records the fee.
func (p *player) takeIn() error {
	id, app, err := p.take("case-1", p.script.Received, "")
	if err != nil {
		return err
	}
	p.caseID = id
	if err := p.write("intake.json", app); err != nil {
		return err
	}
	return p.pay(id)
}

// take makes a case of a sample application.
func (p *player) take(sample string, on civil.Date, previous ident.CaseID) (id ident.CaseID, app *intake.Application, err error) {
	sub, err := submission(sample)
	if err != nil {
		return "", nil, err
	}
	sub.Received, sub.Previous = on, previous
	err = p.at("secretariat", day(on), func(d *review.Desk) error {
		id, app, err = d.Intake(p.ctx, sub)
		return err
	})
	return id, app, err
}

// pay records the fee of a case.
func (p *player) pay(id ident.CaseID) error {
	return p.at("secretariat", day(p.script.Fee.On), func(d *review.Desk) error {
		return d.RecordFee(p.ctx, id, p.script.Fee.On, p.script.Fee.Amount)
	})
}

// submission is a sample dossier as an applicant would send it.
func submission(name string) (review.Submission, error) {
	var s review.Submission
	fsys, err := assets.Sample(name)
	if err != nil {
		return s, err
	}
	err = fs.WalkDir(fsys, ".", func(at string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(fsys, at)
		if err != nil {
			return err
		}
		in := review.Incoming{Name: path.Base(at), R: bytes.NewReader(b), Size: int64(len(b))}
		switch {
		case strings.Contains("/"+path.Dir(at)+"/", "/evidence/"):
			s.Evidence = append(s.Evidence, in)
		case strings.HasSuffix(at, ".xlsx"):
			s.Form = in
		}
		return nil
	})
	if err == nil && s.Form.R == nil {
		err = fmt.Errorf("sample %s: %w", name, io.ErrUnexpectedEOF)
	}
	return s, err
}
