package review

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
	"shinsa/review/publication"
	"shinsa/review/register"
	"shinsa/review/seal"
)

// Proposal is what would be made public (Art. 11), laid before the person who decides on it, and how it differs from what is public.
type Proposal struct {
	On       civil.Date           `json:"on"`
	Digest   ident.Digest         `json:"digest"`  // of everything that would be public
	Entries  []publication.Entry  `json:"entries"` // by number
	Changes  []publication.Change `json:"changes"` // one for each entry, in their order, then those that vanish
	Withheld []Withheld           `json:"withheld"`
	Open     int                  `json:"open"` // requests to withhold that wait for a decision: nothing is published before
	Audit    publication.Audit    `json:"leak_check"`
	Notes    fault.List           `json:"notes"` // what a person should look at: a withheld text elsewhere, a contact in an answer
	Last     *Published           `json:"last,omitempty"`

	// Cases are the cases whose answers are public of a certification, where they are at hand.
	Cases map[ident.CertificateNo]ident.CaseID `json:"-"`

	pub   *publication.Publication
	files []publication.File
}

// Withheld is a request to leave an item out, with the certification whose publication it is about.
type Withheld struct {
	No      ident.CertificateNo `json:"no"`
	Service string              `json:"service"`
	Case    ident.CaseID        `json:"case"`
	WithholdRequest
}

// Published is the publication that was handed over last.
type Published struct {
	At      time.Time    `json:"at"`
	On      civil.Date   `json:"on"` // the day it speaks of
	Digest  ident.Digest `json:"digest"`
	Entries int          `json:"entries"`
	Texts   int          `json:"private_texts"` // looked for in its files, and not found
	Files   []PublicFile `json:"files"`
}

// PublicFile is a file of a publication.
type PublicFile struct {
	Name   string       `json:"name"`
	Digest ident.Digest `json:"digest"`
}

// lastPublished is the one document of KindPublished.
const lastPublished = "last"

// LastPublished returns the publication that was handed over last; ok is false when there was none.
func (d *Desk) LastPublished(ctx context.Context) (p Published, ok bool, err error) {
	if err := d.only(Secretariat); err != nil {
		return p, false, err
	}
	err = d.Store.View(ctx, func(tx Tx) error {
		p, ok, err = get[Published](tx, KindPublished, lastPublished)
		return err
	})
	return p, ok, err
}

// ProposePublication works out what would be public on a day, today when zero, and changes nothing. Where a request to withhold waits for its
// decision the item is shown as withheld, and Open counts it. The finished files are searched for every private text the desk has of
// their applications.
func (d *Desk) ProposePublication(ctx context.Context, on civil.Date) (*Proposal, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	if on.IsZero() {
		on = d.Today()
	}
	if !on.Valid() {
		return nil, fault.New(fault.Invalid, "certification_day_ahead", "on", on.String())
	}
	x := &Proposal{On: on, Withheld: []Withheld{}, Cases: map[ident.CertificateNo]ident.CaseID{}}
	x.pub = &publication.Publication{Scheme: d.Profile().Scheme, Body: d.Profile().Body, On: on, Sample: d.Self().Rehearsal, Entries: []publication.Entry{}}
	var private []publication.Private
	var before []publication.Entry
	err := d.Store.View(ctx, func(tx Tx) error {
		cs, err := list[register.Certification](tx, KindCertification, "")
		if err != nil {
			return err
		}
		for _, c := range cs {
			if err := ctx.Err(); err != nil {
				return err
			}
			texts, err := d.propose(tx, x, c)
			if err != nil {
				return err
			}
			private = append(private, texts...)
		}
		people, err := committee(tx)
		if err != nil {
			return err
		}
		private = append(private, people...)
		if before, err = list[publication.Entry](tx, KindPublication, ""); err != nil {
			return err
		}
		last, ok, err := get[Published](tx, KindPublished, lastPublished)
		if ok {
			x.Last = &last
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if x.files, err = x.pub.Files(japaneseDay); err != nil {
		return nil, err
	}
	x.Entries, x.Digest = x.pub.Entries, sum(x.pub)
	x.Changes = publication.Compare(before, x.Entries)
	x.Audit = x.pub.Check(ctx, x.files, private)
	x.Notes = append(x.Notes, x.Audit.Doubts...)
	return x, ctx.Err()
}

func japaneseDay(x civil.Date) string {
	return fmt.Sprintf("%d年%d月%d日", x.Year, int(x.Month), x.Day)
}

// propose adds the entry of a certification and returns what must not be public of it.
func (d *Desk) propose(tx Tx, x *Proposal, c register.Certification) ([]publication.Private, error) {
	s, err := d.publicSource(tx, c)
	if err != nil {
		return nil, err
	}
	var private []publication.Private
	if s.Application != nil {
		x.Cases[c.No] = c.Case
		for _, r := range requestsOf(s.Edition, s.Application, s.Withheld) {
			x.Withheld = append(x.Withheld, Withheld{c.No, c.Service, c.Case, r})
		}
		private = privateTexts(c.No, s.Application, s.Withheld)
	}
	for _, item := range s.Open() {
		x.Open++
		s.Withheld = append(s.Withheld, publication.Withholding{Item: item, Granted: true})
	}
	e, l, err := publication.EntryOf(s, x.On)
	if err != nil {
		return nil, err
	}
	if s.Application == nil { // what was public before its application was destroyed stays public
		was, _, err := get[publication.Entry](tx, KindPublication, string(c.No))
		if err != nil {
			return nil, err
		}
		e.Outline, e.Criteria, e.Lines = was.Outline, was.Criteria, was.Lines
	}
	for _, line := range e.Lines {
		if line.Withheld && s.Application != nil {
			private = append(private, publication.Private{No: c.No, Field: "withheld", Item: line.Item, Text: s.Application.Answers[line.Item].Wording()})
		}
	}
	x.pub.Entries, x.Notes = append(x.pub.Entries, e), append(x.Notes, l...)
	return withoutNoted(private, l), nil
}

// withoutNoted leaves out the withheld answers that a note says stand elsewhere too: they are no leak of ours, and told already.
func withoutNoted(private []publication.Private, notes fault.List) []publication.Private {
	noted := map[string]bool{}
	for _, n := range notes {
		noted[n.Args["item"]] = true
	}
	out := private[:0]
	for _, p := range private {
		if p.Field != "withheld" || !noted[string(p.Item)] {
			out = append(out, p)
		}
	}
	return out
}

// publicSource gathers what an entry is made of, without edition and application where the case is gone or there never was one.
func (d *Desk) publicSource(tx Tx, c register.Certification) (publication.Source, error) {
	s := publication.Source{Certification: c}
	var err error
	if s.Notes, err = certificationNotes(tx, c.No); err != nil || c.Case == "" {
		return s, err
	}
	x, err := theCase(tx, c.Case)
	if err != nil {
		return s, unless(err, missing)
	}
	app, err := theApplication(tx, c.Case)
	if err != nil {
		return s, unless(err, missing)
	}
	if s.Edition, err = d.edition(tx, x.Edition); err != nil {
		return s, err
	}
	s.Application = app
	s.Withheld, _, err = get[[]publication.Withholding](tx, KindWithholding, string(c.Case))
	return s, err
}

// unless returns an error that is not the one expected.
func unless(err, expected error) error {
	if errors.Is(err, expected) {
		return nil
	}
	return err
}

// Publish hands over the files of the publication (Art. 11) as things stand on a day, today when zero: every certification of the register.
// Seen is the digest of the proposal that was looked at; where something changed since, it refuses with fault.Stale "publication_changed", and
// with an empty one it does not ask. It refuses with fault.Missing "withhold_undecided" while a request to withhold waits for its
// decision, and with fault.Internal "publication_leaks" when a private text stands in a file. The files take the place of those published before
// together: where one cannot be written, the folder is as it was. Progress, which may be nil, is told after each file. The findings are
// the proposal's notes. What was published of a certification is kept, so that it stays public after its application is destroyed.
func (d *Desk) Publish(ctx context.Context, p Publishing, out Outbox, progress func(done, total int)) ([]Handed, fault.List, error) {
	x, err := d.ProposePublication(ctx, p.On)
	if err != nil {
		return nil, nil, err
	}
	for _, w := range x.Withheld {
		if w.Decision == nil {
			return nil, nil, fault.New(fault.Missing, "withhold_undecided", "no", string(w.No), "item", string(w.Item))
		}
	}
	if p.Seen != "" && p.Seen != x.Digest {
		return nil, nil, fault.New(fault.Stale, "publication_changed")
	}
	if err := fault.Refuse(fault.Internal, "publication_leaks", x.Audit.Leaks); err != nil {
		return nil, nil, err
	}
	now := Published{At: d.Now(), On: x.On, Digest: x.Digest, Entries: len(x.Entries), Texts: x.Audit.Texts}
	files := make([]Finished, len(x.files))
	written := map[string]bool{}
	for i, f := range x.files {
		files[i], written[f.Name] = Finished{f.Name, f.Content}, true
		now.Files = append(now.Files, PublicFile{f.Name, ident.Sum(f.Content)})
	}
	var gone []string
	if x.Last != nil {
		for _, f := range x.Last.Files {
			if !written[f.Name] {
				gone = append(gone, f.Name)
			}
		}
	}
	paths, err := out.Replace(files, gone, func(n int) error {
		if progress != nil {
			progress(n, len(files))
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, nil, err
	}
	handed := make([]Handed, len(files))
	for i, f := range now.Files {
		handed[i] = Handed{Name: f.Name, Path: paths[i], Kind: "publication", Size: int64(len(files[i].Content)), Digest: f.Digest, Verdict: string(seal.Unsigned)}
	}
	return handed, x.Notes, d.recordPublication(context.WithoutCancel(ctx), x, now)
}

// Publishing says what is published.
type Publishing struct {
	On   civil.Date   // the day it speaks of; today when zero
	Seen ident.Digest // of the proposal that was looked at
}

// recordPublication keeps what is public now. The files stand already: nobody can stop it any more.
func (d *Desk) recordPublication(ctx context.Context, x *Proposal, now Published) error {
	_, err := d.update(ctx, "publish", "", func(tx Tx, e *journal.Entry) error {
		e.New = x.Digest
		was, err := tx.List(KindPublication, "")
		if err != nil {
			return err
		}
		public := map[string]bool{}
		for _, entry := range x.Entries {
			public[string(entry.No)] = true
			if err := tx.Put(KindPublication, string(entry.No), entry); err != nil {
				return err
			}
		}
		for _, r := range was {
			if !public[r.ID] {
				if err := tx.Delete(KindPublication, r.ID); err != nil {
					return err
				}
			}
		}
		return tx.Put(KindPublished, lastPublished, now)
	})
	return err
}

// privateTexts are the texts of an application, and of the decisions on it, that have no place in a publication. Days and kinds are left out: they
// are the same for everybody.
func privateTexts(no ident.CertificateNo, app *intake.Application, decided []publication.Withholding) []publication.Private {
	var out []publication.Private
	add := func(field string, item ident.ItemID, texts ...string) {
		for _, t := range texts {
			out = append(out, publication.Private{No: no, Field: field, Item: item, Text: t})
		}
	}
	h := app.Header
	for _, e := range h.Entries() {
		switch e.Name {
		case "kind", "application_date", "operator_name", "service_name", "service_outline", "service_url", "current_certification_number",
			"current_expiry", "pledge_date":
		default:
			add(e.Name, "", e.Entry.Text())
		}
	}
	for _, w := range h.Withhold {
		add("asked", "", w.Reason)
	}
	for _, w := range decided {
		add("asked", w.Item, w.Asked)
		add("reason", w.Item, w.Reason)
		add("approver", w.Item, w.Approver)
	}
	for item, a := range app.Answers {
		add("remark", item, a.Remark, a.Comment)
		add("evidence", item, a.EvidenceRaw)
	}
	for _, e := range app.Evidence {
		add("evidence", "", e.File, e.Title)
	}
	return out
}

// committee are the names of the members, which no publication has.
func committee(tx Tx) ([]publication.Private, error) {
	cards, err := list[Card](tx, KindCard, "")
	var out []publication.Private
	for _, c := range cards {
		out = append(out, publication.Private{Field: "reviewer", Text: c.Name})
	}
	return out, err
}
