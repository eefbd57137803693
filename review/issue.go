package review

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"shinsa/review/civil"
	"shinsa/review/decision"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/paper"
	"shinsa/review/register"
)

// fieldChair is the signature field of the committee's paper.
const fieldChair = paper.FieldChair

// issuing is one decided case whose papers are made.
type issuing struct {
	f       *File
	x       decision.Decision
	at      time.Time
	serial  int                     // of a new certification; 0 for a refusal, and for a grant that keeps its number
	letter  int                     // of the document number
	cert    *register.Certification // nil for a refusal
	was     *register.Certification // that a renewal or a change is about
	claim   string
	made    []made
	preview bool
}

// made is one paper with its file name.
type made struct {
	kind, name string
	pdf        []byte
}

// handOut hands over the papers of a case and records the issue.
func (d *Desk) handOut(ctx context.Context, w *issuing, out Outbox) ([]Handed, error) {
	return d.deliver(ctx, out, w.made, func([]Handed) error { return d.recordIssue(ctx, w) })
}

// PreviewIssue composes the papers of a decided case as they would be issued now, unsigned.
func (d *Desk) PreviewIssue(ctx context.Context, id ident.CaseID) ([]Paper, error) {
	w, err := d.prepareIssue(ctx, id, numbers{})
	if err != nil {
		return nil, err
	}
	w.preview = true
	if err := d.compose(w); err != nil {
		return nil, err
	}
	var out []Paper
	for _, p := range w.made {
		out = append(out, Paper{Kind: p.kind, Title: p.name, PDF: p.pdf})
	}
	return out, nil
}

// prepareIssue reads the case and, for a grant, works out number and period (Art. 9-1). The numbers are drawn when it is recorded, and
// the recording refuses when another act took them meanwhile.
func (d *Desk) prepareIssue(ctx context.Context, id ident.CaseID, n numbers) (*issuing, error) {
	w := &issuing{at: d.Now()}
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		if w.f, err = d.file(tx, id); err != nil {
			return err
		}
		if w.f.State != Decided {
			return fault.New(fault.Forbidden, "case_not_decided", "case", string(id))
		}
		if err := tx.Get(KindDecision, string(id), &w.x); err != nil {
			return err
		}
		if err := numbersSure(tx, certificateSeries); err != nil {
			return err
		}
		if w.letter, err = n.next(tx, letterSeries(w.at)); err != nil {
			return err
		}
		return d.prepareEntry(tx, w, n)
	})
	if err != nil || w.cert == nil {
		return w, err
	}
	signer, err := d.signing()
	if err != nil {
		return nil, err
	}
	w.claim, err = signer.SignClaim(claim(w.cert, d.Profile().StatusURL))
	return w, err
}

const certificateSeries = "certificate"

// letterSeries numbers letters by Japanese fiscal year.
func letterSeries(at time.Time) string {
	return "letter/" + strconv.Itoa(fiscal(civil.Of(at)))
}

func fiscal(d civil.Date) int {
	if d.Month < time.April {
		return d.Year - 1
	}
	return d.Year
}

func (d *Desk) certification(w *issuing) *register.Certification {
	p := d.Profile()
	h := w.f.Application.Header
	period := p.Term.Validity(w.x.On)
	return &register.Certification{
		No: p.Number.Number(w.serial, w.x.On), Serial: w.serial, Case: w.f.ID, Operator: w.f.Operator, Corporate: h.CorporateNumber.Text(),
		Service: w.f.Service, Classes: h.ServiceClass.Value, URL: h.ServiceURL.Text(), First: w.x.On, From: period.First, To: period.Last,
		Events: []register.Event{{Kind: register.Granted, On: w.x.On, Clause: "6-1"}}, Sample: w.f.Rehearsal || w.f.Edition.Sample(),
	}
}

// documentNo writes the number of a letter.
func (d *Desk) documentNo(n int, on civil.Date) string {
	r := strings.NewReplacer("{year}", strconv.Itoa(fiscal(on)), "{serial}", fmt.Sprintf("%04d", n))
	return r.Replace(d.Profile().DocumentNo)
}

// compose makes the papers, signed unless it is a preview.
func (d *Desk) compose(w *issuing) error {
	on := civil.Of(w.at)
	head, number := d.Profile().letterhead(), d.documentNo(w.letter, on)
	if w.cert == nil {
		doc, err := d.Press.Refusal(head, refusalPaper(w.f, w.x, number, on))
		return d.add(w, doc, err, made{kind: "refusal", name: "refusal_" + string(w.f.ID) + ".pdf"})
	}
	doc, err := d.Press.Certificate(head, certificatePaper(w.f, *w.cert, on, w.claim))
	if err := d.add(w, doc, err, made{kind: kindCertificate, name: "certificate_" + string(w.cert.No) + ".pdf"}); err != nil {
		return err
	}
	doc, err = d.Press.Grant(head, d.grantPaper(w.f, w.x, *w.cert, number, on))
	return d.add(w, doc, err, made{kind: "notice", name: "notice_" + string(w.f.ID) + ".pdf"})
}

// kindCertificate is the one paper whose signature certifies: nothing may be added to it.
const kindCertificate = "certificate"

// add signs a composed paper, unless it is a preview, and puts it with those made.
func (d *Desk) add(w *issuing, doc *paper.Document, err error, m made) error {
	if err != nil {
		return err
	}
	var data any = w.x
	certify := m.kind == kindCertificate
	if certify {
		data = w.cert
	}
	if w.preview {
		m.pdf, err = finish(doc, data, m.kind+".json")
	} else {
		m.pdf, err = d.sign(doc, data, m.kind+".json", d.officeStamp(w.at, certify))
	}
	if err != nil {
		return err
	}
	w.made = append(w.made, m)
	return nil
}

func (d *Desk) recordIssue(ctx context.Context, w *issuing) error {
	_, err := d.update(ctx, "issue", w.f.ID, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, w.f.ID)
		if err != nil {
			return err
		}
		if c.State != Decided {
			return fault.New(fault.Conflict, "case_not_decided", "case", string(c.ID))
		}
		n, err := count(tx, letterSeries(w.at))
		if err != nil {
			return err
		}
		if n != w.letter {
			return fault.New(fault.Conflict, "number_taken_meanwhile")
		}
		for _, p := range w.made {
			if err := d.keepPaper(ctx, tx, c.ID, p.name, p.pdf); err != nil {
				return err
			}
		}
		c.State = Issued
		if err := d.recordEntry(tx, w, e); err != nil {
			return err
		}
		return putCase(tx, c)
	})
	return err
}
