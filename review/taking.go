package review

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/intake/evidence"
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
	p, done, err := d.intakePackage(ctx, &s)
	if err != nil {
		return nil, err
	}
	app, err := d.readPackage(ctx, &p, &s)
	return app, errors.Join(err, done.Close())
}

// readPackage reads an application and holds it against the register: who was revoked within the year may not apply (Art. 8), whatever
// the form says.
func (d *Desk) readPackage(ctx context.Context, p *intake.Package, s *Submission) (*intake.Application, error) {
	app, err := intake.Read(ctx, *p)
	if err == nil && app.Load != intake.Refused {
		app, err = d.recognise(ctx, p, s, app)
	}
	if err != nil || app.Load == intake.Refused || app.Findings.Has("application_barred_by_revocation") {
		return app, err
	}
	on, err := d.lastRevocation(ctx, app)
	if err == nil {
		app.Findings = append(app.Findings, d.Profile().Term.CheckBar(on, applied(app))...)
	}
	return app, err
}

// intakePackage puts what was sent beside what the desk knows of the applicant and the service. What was typed in from paper takes the
// place of the form in s. Close what it opened.
func (d *Desk) intakePackage(ctx context.Context, s *Submission) (p intake.Package, done closers, err error) {
	var paper *intake.Paper
	if s.Typed != "" {
		if paper, done, err = d.fromPaper(ctx, s); err != nil {
			return p, nil, err
		}
	}
	if p, err = d.sent(ctx, *s); err != nil {
		return p, nil, errors.Join(err, done.Close())
	}
	p.Paper = paper
	if s.Revises != "" {
		held, err := d.heldEvidence(ctx, s.Revises, &p)
		if err != nil {
			return p, nil, errors.Join(err, done.Close())
		}
		done = append(done, held...)
	}
	return p, done, nil
}

func (d *Desk) sent(ctx context.Context, s Submission) (intake.Package, error) {
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
	if p.Files, err = evidence.Expand(p.Files); err != nil {
		return p, err
	}
	if total > MaxEvidence {
		return p, fault.New(fault.Invalid, "file_too_large", "name", s.Form.Name)
	}
	if s.Revises != "" {
		return p, d.revised(ctx, s.Revises, &p)
	}
	if p.Edition, err = d.applicable(ctx, s); err != nil {
		return p, err
	}
	if s.Previous != "" {
		err = d.previous(ctx, s.Previous, &p)
	}
	return p, err
}

// previous adds what the desk knows of the case that a renewal or change follows. Where that was examined by another edition, its answers are
// found by the mapping that persons have confirmed so far.
func (d *Desk) previous(ctx context.Context, id ident.CaseID, p *intake.Package) error {
	err := d.Store.View(ctx, func(tx Tx) error {
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
			if c.Case != id && !slices.Contains(c.Before, id) {
				continue
			}
			p.Facts.Certification, p.Facts.ValidUntil = string(c.No), c.To
			if on, ok := c.Revocation(); ok {
				p.Facts.Revoked = on
			}
		}
		return nil
	})
	if err == nil && p.Previous.Edition.Digest != p.Edition.Digest() {
		p.Mapping, err = d.Mapping(ctx, id, p.Edition.ID())
	}
	return err
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

// Intake reads an application and makes a case of it: the form, the evidence, what was read and the findings, all or nothing. The corrected
// form of a case (Revises) takes the place of its application instead, which stays as a record; documents that were not sent again are those
// the desk has. Under examination it begins the next round: what members answer to the round before from then on comes too late.
func (d *Desk) Intake(ctx context.Context, s Submission) (ident.CaseID, *intake.Application, error) {
	if err := d.only(Secretariat); err != nil {
		return "", nil, err
	}
	p, done, err := d.intakePackage(ctx, &s)
	if err != nil {
		return "", nil, err
	}
	app, fresh, err := d.readAndKeep(ctx, &p, &s)
	if err = errors.Join(err, done.Close()); err != nil {
		return "", nil, errors.Join(err, d.removeAll(fresh))
	}
	id := s.Revises
	if id != "" {
		err = d.recordRevision(ctx, id, app, s.Typed)
	} else {
		id, err = d.recordIntake(ctx, p, app, s)
	}
	if err != nil {
		return "", nil, errors.Join(err, d.removeAll(fresh))
	}
	return id, app, nil
}

// readAndKeep reads an application and keeps its form and documents, some of which may be those the desk has open. It returns what was not kept
// before, also beside an error.
func (d *Desk) readAndKeep(ctx context.Context, p *intake.Package, s *Submission) (*intake.Application, []ident.Digest, error) {
	app, err := d.readPackage(ctx, p, s)
	if err != nil {
		return nil, nil, err
	}
	if app.Load == intake.Refused {
		return nil, nil, fault.Refuse(fault.Invalid, "application_unreadable", app.Findings)
	}
	if err := entriesAgree(app); err != nil {
		return nil, nil, err
	}
	files := []Incoming{s.Form}
	for _, f := range evidence.Kept(p.Files, app.Files) {
		files = append(files, Incoming{f.Name, f.Data, f.Size})
	}
	fresh, err := d.keepAll(ctx, files)
	return app, fresh, err
}

// recordIntake makes the case.
func (d *Desk) recordIntake(ctx context.Context, p intake.Package, app *intake.Application, s Submission) (ident.CaseID, error) {
	var id ident.CaseID
	choice := d.choiceOf(ctx, s, p.Edition, p.Received)
	_, err := d.update(ctx, "intake", "", func(tx Tx, e *journal.Entry) error {
		n, err := count(tx, "case/"+strconv.Itoa(p.Received.Year))
		if err != nil {
			return err
		}
		id = ident.CaseID(fmt.Sprintf("C%04d-%04d", p.Received.Year, n))
		e.Case, e.Subject = id, string(app.Form.Digest)
		c := Case{
			ID: id, Kind: app.Header.Kind.Text(), State: Received, Operator: app.Header.OperatorName.Text(), Service: app.Header.ServiceName.Text(),
			Edition: p.Edition.ID(), EditionDigest: p.Edition.Digest(), Received: p.Received, Round: 1, Previous: s.Previous,
			Rehearsal: d.Self().Rehearsal,
		}
		if c.Kind == "" {
			c.Kind = intake.NewApplication
		}
		if err := putCase(tx, c); err != nil {
			return err
		}
		if err := d.recordChoice(tx, id, choice); err != nil {
			return err
		}
		if err := tx.Put(KindApplication, string(id), app); err != nil {
			return err
		}
		if err := takeTyped(tx, s.Typed, id); err != nil {
			return err
		}
		return tx.Put(KindCover, string(id), d.cover(c, app, p.Edition))
	})
	return id, err
}

// count returns the next number of a series, from 1; Conflict "numbers_unsure" while it may have been given before.
func count(tx Tx, name string) (int, error) {
	if err := numbersSure(tx, name); err != nil {
		return 0, err
	}
	n, _, err := get[int](tx, KindCounter, name)
	if err != nil {
		return 0, err
	}
	return n + 1, tx.Put(KindCounter, name, n+1)
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

// Evidence opens one document of a case that its reader may see. One whose copy on this desk is lost or damaged, which may show on reading only,
// is refused with "evidence_lost", on the secretariat's desk "evidence_lost_office": see Mend.
func (d *Desk) Evidence(ctx context.Context, id ident.CaseID, no string) (*EvidenceFile, error) {
	f, err := d.evidence(ctx, id, no)
	if err != nil {
		return nil, err
	}
	tell := func(err error) error { return d.lostDocument(no, err) }
	b, err := d.Store.Blobs().Open(f.digest)
	if err != nil {
		return nil, tell(err)
	}
	return &EvidenceFile{No: no, Title: f.title, Name: f.name, Size: b.Size(), ReaderAt: careful{b, tell}, close: b.Close}, nil
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
