package review

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"

	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
	"shinsa/review/register"
)

// Limits of an application as received.
const (
	MaxForm     = 16 << 20
	MaxEvidence = 2 << 30 // all documents together
)

// ReadApplication reads an application and keeps nothing. The findings are in the result; only what cannot be read at all is refused.
func (d *Desk) ReadApplication(ctx context.Context, s Submission) (*intake.Application, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	p, err := d.intakePackage(ctx, s)
	if err != nil {
		return nil, err
	}
	return intake.Read(ctx, p)
}

// intakePackage puts what was sent beside what the desk knows of the applicant and the service.
func (d *Desk) intakePackage(ctx context.Context, s Submission) (intake.Package, error) {
	var p intake.Package
	form, err := s.Form.bytes(MaxForm)
	if err != nil {
		return p, err
	}
	if s.Received.IsZero() {
		s.Received = d.Today()
	}
	p = intake.Package{
		Form: form, FormName: s.Form.Name, Received: s.Received, Prober: d.Prober,
		Facts: intake.Facts{Rule: d.Profile().Term},
	}
	var total int64
	for _, e := range s.Evidence {
		total += e.Size
		p.Files = append(p.Files, intake.File{Name: e.Name, Size: e.Size, Data: e.R})
	}
	if total > MaxEvidence {
		return p, fault.New(fault.Invalid, "file_too_large", "name", s.Form.Name)
	}
	if p.Edition, err = d.editionOn(ctx, s.Received); err != nil {
		return p, err
	}
	if s.Previous != "" {
		err = d.previous(ctx, s.Previous, &p)
	}
	return p, err
}

// previous adds what the desk knows of the case that a renewal or change follows.
func (d *Desk) previous(ctx context.Context, id ident.CaseID, p *intake.Package) error {
	return d.Store.View(ctx, func(tx Tx) error {
		a, err := theApplication(tx, id)
		if err != nil {
			return err
		}
		p.Previous = a
		cs, err := list[register.Certification](tx, KindCertification, "")
		if err != nil {
			return err
		}
		for _, c := range cs {
			if c.Case != id {
				continue
			}
			p.Facts.Certification, p.Facts.ValidUntil = string(c.No), c.To
			if on, ok := c.Revocation(); ok {
				p.Facts.Revoked = on
			}
		}
		return nil
	})
}

// editionOn returns the edition in force on a day: the one whose in-force date is the latest that is not after it (Art. 22).
func (d *Desk) editionOn(ctx context.Context, on civil.Date) (*criteria.Edition, error) {
	all, err := d.Editions(ctx)
	if err != nil {
		return nil, err
	}
	var best *criteria.Edition
	for _, e := range all {
		if e.Status() != criteria.InForce && e.Status() != criteria.Superseded || e.InForceFrom().After(on) {
			continue
		}
		if best == nil || best.InForceFrom().Before(e.InForceFrom()) || best.InForceFrom() == e.InForceFrom() && best.Sample() {
			best = e
		}
	}
	if best == nil {
		return nil, fault.By("3", "no_edition_in_force", "date", on.String())
	}
	return best, nil
}

// Intake reads an application and makes a case of it: the form, the evidence, what was read and the findings, all or nothing.
func (d *Desk) Intake(ctx context.Context, s Submission) (ident.CaseID, *intake.Application, error) {
	if err := d.only(Secretariat); err != nil {
		return "", nil, err
	}
	p, err := d.intakePackage(ctx, s)
	if err != nil {
		return "", nil, err
	}
	app, err := intake.Read(ctx, p)
	if err != nil {
		return "", nil, err
	}
	if app.Load == intake.Refused {
		return "", nil, fault.Refuse(fault.Invalid, "application_unreadable", app.Findings)
	}
	if err := d.keepFiles(ctx, p); err != nil {
		return "", nil, err
	}
	var id ident.CaseID
	_, err = d.update(ctx, "intake", "", func(tx Tx, e *journal.Entry) error {
		n, err := count(tx, "case/"+strconv.Itoa(p.Received.Year))
		if err != nil {
			return err
		}
		id = ident.CaseID(fmt.Sprintf("C%04d-%04d", p.Received.Year, n))
		e.Case, e.Subject = id, string(app.Form.Digest)
		c := Case{
			ID: id, Kind: app.Header.Kind.Text(), State: Received, Operator: app.Header.OperatorName.Text(), Service: app.Header.ServiceName.Text(),
			Edition: p.Edition.ID(), EditionDigest: p.Edition.Digest(), Received: p.Received, Round: 1, Rehearsal: d.Self().Rehearsal,
		}
		if c.Kind == "" {
			c.Kind = intake.NewApplication
		}
		if err := putCase(tx, c); err != nil {
			return err
		}
		if err := tx.Put(KindApplication, string(id), app); err != nil {
			return err
		}
		return tx.Put(KindCover, string(id), d.cover(c, app, p.Edition))
	})
	return id, app, err
}

// keepFiles puts form and evidence into the blob store before the case that names them exists; without a case they are swept away.
func (d *Desk) keepFiles(ctx context.Context, p intake.Package) error {
	if _, _, err := d.Store.Blobs().Put(ctx, bytes.NewReader(p.Form)); err != nil {
		return err
	}
	for _, f := range p.Files {
		if _, _, err := d.Store.Blobs().Put(ctx, io.NewSectionReader(f.Data, 0, f.Size)); err != nil {
			return err
		}
	}
	return nil
}

// count returns the next number of a series, from 1.
func count(tx Tx, name string) (int, error) {
	n, _, err := get[int](tx, KindCounter, name)
	if err != nil {
		return 0, err
	}
	return n + 1, tx.Put(KindCounter, name, n+1)
}

// cover is the cover card: what a member has to know to declare interests, and nothing else of the application (Art. 7).
func (d *Desk) cover(c Case, app *intake.Application, e *criteria.Edition) conflict.Cover {
	h := app.Header
	v := conflict.Cover{
		Format: conflict.CoverFormat, Version: conflict.CoverVersion, Case: c.ID, Kind: c.Kind, Operator: c.Operator,
		OperatorKana: h.OperatorKana.Text(), CorporateNumber: h.CorporateNumber.Text(), Service: c.Service, ServiceClass: h.ServiceClass.Value,
		Received: c.Received, Round: c.Round, Pledge: d.Profile().Pledge,
	}
	if name := h.RepresentativeName.Text(); name != "" {
		v.Officers = append(v.Officers, conflict.Officer{Name: name, Title: h.RepresentativeTitle.Text()})
	}
	for _, it := range e.Items() {
		if it.Cover == criteria.CoverGroup {
			v.Group = append(v.Group, companies(app.Answers[it.ID].Value)...)
		}
	}
	return v
}

// companies takes the names out of a list answer: the first column of rows, or the words.
func companies(v intake.Value) []conflict.Company {
	var out []conflict.Company
	for _, w := range v.Words {
		out = append(out, conflict.Company{Name: w})
	}
	for _, r := range v.Rows {
		for _, name := range r {
			if name.Text != nil {
				out = append(out, conflict.Company{Name: *name.Text})
				break
			}
		}
	}
	return out
}

// RecordFee records the fee received (Art. 5). There is no refund, and so no way to take it back.
func (d *Desk) RecordFee(ctx context.Context, id ident.CaseID, on civil.Date, yen int64) error {
	if err := d.only(Secretariat); err != nil {
		return err
	}
	if yen <= 0 || !on.Valid() || on.After(d.Today()) {
		return fault.New(fault.Invalid, "fee_invalid")
	}
	_, err := d.update(ctx, "fee", id, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		if c.Fee != nil {
			return fault.New(fault.Conflict, "fee_already_received", "date", c.Fee.On.String())
		}
		c.Fee = &Fee{on, yen}
		e.New = sum(c.Fee)
		return putCase(tx, c)
	})
	return err
}

// Evidence opens one document of a case that its reader may see.
func (d *Desk) Evidence(ctx context.Context, id ident.CaseID, no string) (*EvidenceFile, error) {
	f, err := d.evidence(ctx, id, no)
	if err != nil {
		return nil, err
	}
	b, err := d.Store.Blobs().Open(f.digest)
	if err != nil {
		return nil, err
	}
	return &EvidenceFile{No: no, Title: f.title, Name: f.name, Size: b.Size(), ReaderAt: b, close: b.Close}, nil
}

// document is a row of FormC with its file.
type document struct {
	title, name string
	digest      ident.Digest
	pages       int
}

func (d *Desk) evidence(ctx context.Context, id ident.CaseID, no string) (document, error) {
	var out document
	err := d.Store.View(ctx, func(tx Tx) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		if err := readable(c); err != nil {
			return err
		}
		app, err := theApplication(tx, id)
		if err != nil {
			return err
		}
		for _, e := range app.Evidence {
			if e.No == no && e.Present {
				out = documentOf(e)
				return nil
			}
		}
		return fault.New(fault.Missing, "no_such_evidence", "evidence", no)
	})
	return out, err
}

func documentOf(e intake.Evidence) document {
	d := document{title: e.Title, name: e.File, digest: e.Digest}
	if e.OnDisk != "" {
		d.name = e.OnDisk
	}
	if e.Pages != nil {
		d.pages = *e.Pages
	}
	return d
}
