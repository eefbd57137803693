package review

import (
	"context"
	"errors"

	"shinsa/review/canon"
	"shinsa/review/criteria"
	"shinsa/review/decision"
	"shinsa/review/dossier"
	"shinsa/review/exchange"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/opinion"
	"shinsa/review/register"
	"shinsa/review/shape"
)

// ExportRecords hands over the bundle for the central records: every case of this desk that has left the first intake, signed.
func (d *Desk) ExportRecords(ctx context.Context, out Outbox) (Handed, error) {
	if err := d.only(Secretariat); err != nil {
		return Handed{}, err
	}
	b, err := d.recordsBundle(ctx)
	if err != nil {
		return Handed{}, err
	}
	body, err := b.Encode()
	if err != nil {
		return Handed{}, err
	}
	now := d.Now()
	o, err := d.outgoing(dossier.Records, "", 0, now)
	if err != nil {
		return Handed{}, err
	}
	o.Payload = []dossier.File{dossier.BytesFile(fileRecords, body)}
	parcel, id, err := d.create(o)
	if err != nil {
		return Handed{}, err
	}
	name := "records_" + now.UTC().Format("20060102T150405Z") + dossier.Records.Extension()
	h, err := d.handOver(ctx, out, string(dossier.Records), name, writeBytes(parcel))
	if err != nil {
		return Handed{}, err
	}
	_, err = d.update(ctx, "export", "", func(tx Tx, e *journal.Entry) error {
		e.New = id
		heads, _, err := get[[]journal.Head](tx, KindSetting, settingHeads)
		if err != nil {
			return err
		}
		return tx.Put(KindSetting, settingHeads, append(heads, b.Head))
	})
	if err != nil {
		return Handed{}, errors.Join(err, out.Remove(name))
	}
	return h, nil
}

// settingHeads keeps the journal heads that have left the desk in exports.
const settingHeads = "exported-heads"

func (d *Desk) recordsBundle(ctx context.Context) (*exchange.Bundle, error) {
	b := &exchange.Bundle{Office: string(d.Self().ID), Body: d.Profile().Body, On: d.Today(), Edition: []exchange.Edition{}, Cases: []exchange.Case{}}
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		if b.Head, err = tx.Head(); err != nil {
			return err
		}
		if b.Heads, _, err = get[[]journal.Head](tx, KindSetting, settingHeads); err != nil {
			return err
		}
		cases, err := list[Case](tx, KindCase, "")
		if err != nil {
			return err
		}
		editions := map[ident.EditionID]bool{}
		for _, c := range cases {
			if c.State == Received {
				continue
			}
			e, err := d.edition(tx, c.Edition)
			if err != nil {
				return err
			}
			if !editions[c.Edition] {
				editions[c.Edition] = true
				b.Edition = append(b.Edition, recordsEdition(e))
			}
			x, err := recordsCase(tx, c, e)
			if err != nil {
				return err
			}
			b.Cases = append(b.Cases, x)
		}
		return nil
	})
	return b, err
}

func recordsEdition(e *criteria.Edition) exchange.Edition {
	out := exchange.Edition{ID: e.ID(), Digest: e.Digest(), Title: e.Title().JA, Sample: e.Sample()}
	for _, it := range e.Items() {
		g, _ := e.Group(it.Group)
		out.Items = append(out.Items, exchange.Item{ID: it.ID, Group: g.Title.JA, Title: it.Title.JA, Duty: string(it.Duty), Level: it.Level != nil})
	}
	return out
}

func recordsCase(tx Tx, c Case, e *criteria.Edition) (exchange.Case, error) {
	out := exchange.Case{
		ID: c.ID, Kind: c.Kind, State: string(c.State), Operator: c.Operator, Service: c.Service, Edition: c.Edition, Received: c.Received,
		Disclosures: []exchange.Disclosure{}, Reviewers: []exchange.Reviewer{},
	}
	app, err := theApplication(tx, c.ID)
	if err != nil {
		return out, err
	}
	if out.Application, err = canon.Digest(app); err != nil {
		return out, err
	}
	out.Corporate = app.Header.CorporateNumber.Text()
	for _, it := range e.Items() {
		a := app.Answers[it.ID]
		out.Disclosures = append(out.Disclosures, exchange.Disclosure{Item: it.ID, Kind: string(a.Kind), Text: a.Wording()})
	}
	for _, m := range c.Members {
		out.Reviewers = append(out.Reviewers, exchange.Reviewer{ID: m.Reviewer, Name: m.Name, Outcome: m.Outcome, On: m.Answered})
	}
	opinions, err := opinionsOf(tx, c.ID)
	if err != nil {
		return out, err
	}
	for _, r := range c.Rounds {
		past, err := list[held](tx, KindOpinion, ofRound(r.Round, part(c.ID, "")))
		if err != nil {
			return out, err
		}
		opinions = append(opinions, past...)
	}
	for _, o := range opinions {
		out.Opinions = append(out.Opinions, o.Opinion)
	}
	return out, recordsEnd(tx, c, &out)
}

// recordsEnd adds what the committee and the body said.
func recordsEnd(tx Tx, c Case, out *exchange.Case) error {
	if m, ok, err := get[opinion.Meeting](tx, KindMeeting, string(c.ID)); err != nil {
		return err
	} else if ok {
		out.Meeting = &m
	}
	if x, ok, err := get[decision.Decision](tx, KindDecision, string(c.ID)); err != nil {
		return err
	} else if ok {
		out.Decision = &x
	}
	cs, err := list[register.Certification](tx, KindCertification, "")
	if err != nil {
		return err
	}
	for _, x := range cs {
		if x.Case == c.ID {
			out.Certificate = &x
		}
	}
	return nil
}

// ReadRecords checks a records parcel against the given roots and returns its bundle: what the central records take in.
func ReadRecords(v *Verifier, in Incoming) (*exchange.Bundle, ident.Digest, error) {
	p, l := dossier.Check(in.R, in.Size, dossier.Trust{Trust: v.trust, Kinds: []dossier.Kind{dossier.Records}})
	if p == nil || len(musts(l)) > 0 {
		return nil, "", refusedParcel(in.Name, l)
	}
	body, err := p.ReadFile(fileRecords, exchange.MaxBytes)
	if err != nil {
		return nil, "", err
	}
	if len(body) <= shape.MaxBytes { // what is longer is held to its types alone, by Decode
		if err := dossier.Fit(fileRecords, exchange.Format, body); err != nil {
			return nil, "", err
		}
	}
	b, err := exchange.Decode(body)
	return b, p.ID, dossier.In(fileRecords, err)
}
