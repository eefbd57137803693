package review

import (
	"context"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/paper"
	"shinsa/review/register"
)

// Improving says what a certified operator is asked to improve (Art. 16).
type Improving struct {
	Facts   string     `json:"facts"`   // that the survey of Art. 15 found
	Text    string     `json:"text"`    // the measures asked for
	Due     civil.Date `json:"due"`     // of the operator's report, after today; by the profile's days when zero
	Publish bool       `json:"publish"` // the measures asked for are published with the certification (16-2)
}

// RequestImprovement hands over the signed request (改善要請書) to the operator of a certification that is in force today, and notes it
// with the certification, where its answer is awaited; one to be public is in the next publication.
// Facts and measures are both needed: "paper_improvement_without_ground" otherwise.
func (d *Desk) RequestImprovement(ctx context.Context, no ident.CertificateNo, i Improving, out Outbox) (Handed, error) {
	if err := d.only(Secretariat); err != nil {
		return Handed{}, err
	}
	if i.Due.IsZero() {
		i.Due = d.Today().AddDays(d.Profile().DueDays)
	}
	if !i.Due.Valid() || !i.Due.After(d.Today()) {
		return Handed{}, fault.New(fault.Invalid, "improvement_due_past", "on", i.Due.String())
	}
	return d.writeAbout(ctx, writing{
		kind: "improvement", act: "improve",
		check: func(tx Tx) (register.Certification, error) { return holding(tx, no, d.Today(), "16") },
		compose: func(c register.Certification, e paper.Envelope) (*paper.Document, any, error) {
			doc, err := d.Press.Improvement(d.Profile().letterhead(), paper.Improvement{
				Envelope: e, No: string(no), Service: c.Service, Facts: said(i.Facts), Measures: said(i.Text), Due: i.Due, Published: i.Publish,
			})
			return doc, improvementData{no, e.Number, e.On, i}, err
		},
		record: func(tx Tx, c register.Certification, h Handed) error {
			_, err := takeNote(tx, c, register.Note{
				Topic: register.Improvement, On: d.Today(), Until: i.Due, Text: i.Text, Public: i.Publish,
				File: &register.NotedFile{Name: h.Name, Digest: h.Digest, Size: h.Size},
			})
			return err
		},
	}, out)
}

// improvementData is the request as data.
type improvementData struct {
	No     ident.CertificateNo `json:"no"`
	Number string              `json:"number"`
	On     civil.Date          `json:"on"`
	Improving
}

// said is a text as the one entry of a list, or no entry when it says nothing.
func said(text string) []string {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	return []string{text}
}
