package review

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/criteria"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

// ApplicationFormat and ApplicationVersion head every application.json.
const (
	ApplicationFormat  = "shinsa/application"
	ApplicationVersion = 1
)

// applicationFile is an application as it travels in a dossier.
type applicationFile struct {
	Format      string              `json:"format"`
	Version     int                 `json:"version"`
	Application *intake.Application `json:"application"`
}

func readApplication(p *dossier.Parcel) (*intake.Application, error) {
	var f applicationFile
	if _, err := p.Decode(fileApplication, ApplicationFormat, ApplicationVersion, &f); err != nil {
		return nil, err
	}
	if f.Application == nil {
		return nil, fault.New(fault.Invalid, "application_unreadable")
	}
	return f.Application, nil
}

// packed is a dossier as the secretariat remembers it.
type packed struct {
	ID     ident.Digest   `json:"id"`
	Gate   dossier.Gate   `json:"gate"`
	Cover  conflict.Cover `json:"cover"`            // as sent to this member
	Secret string         `json:"secret,omitempty"` // strict: opens the body
	At     time.Time      `json:"at"`

	Released civil.Date `json:"released,omitzero"` // strict: when the key was sent
}

// Sending is to whom a case goes and how.
type Sending struct {
	To     []ident.ReviewerID
	Strict bool       // the key stays here until a member's declaration was accepted
	Due    civil.Date // when the opinions are due; zero: as the profile says
	Round  bool       // begin another round, unless a revised form has begun it already

	// Pins are the interests of members that the secretariat knows of (Art. 7): each stands on its member's cover, to be declared.
	Pins map[ident.ReviewerID][]conflict.Pin
}

// check refuses what nobody could declare: a pin for a member who gets no dossier, of no kind, or without party or reason.
func (s Sending) check() error {
	if len(s.To) == 0 {
		return fault.New(fault.Invalid, "pack_to_nobody")
	}
	for member, pins := range s.Pins {
		for _, p := range pins {
			if !slices.Contains(s.To, member) || !p.Kind.Known() || strings.TrimSpace(p.Party) == "" || strings.TrimSpace(p.Reason) == "" {
				return &fault.Error{Kind: fault.Invalid, Code: "pack_pin_unusable", Clause: "7", Args: map[string]string{"member": string(member)}}
			}
		}
	}
	return nil
}

// Pack makes one sealed dossier for each member and hands them over. The fee has to be there first where the scheme says so (Art. 5).
func (d *Desk) Pack(ctx context.Context, id ident.CaseID, s Sending, out Outbox) ([]Handed, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	if s.Round {
		if err := d.nextRound(ctx, id); err != nil {
			return nil, err
		}
	}
	w, err := d.packing(ctx, id, s)
	if err != nil {
		return nil, err
	}
	size, err := d.evidenceSize(w.app)
	if err != nil {
		return nil, err
	}
	ctx, _ = gauged(ctx, 3*size*int64(len(s.To))) // written, judged, and digested
	var handed []Handed
	for _, member := range s.To {
		h, err := d.packFor(ctx, w, member, out)
		if err != nil {
			return handed, stopped(ctx, err)
		}
		handed = append(handed, h)
	}
	return handed, nil
}

// packing is one call of Pack.
type packing struct {
	c       Case
	app     *intake.Application
	edition *criteria.Edition
	cover   conflict.Cover
	gate    dossier.Gate
	pins    map[ident.ReviewerID][]conflict.Pin
}

func (d *Desk) packing(ctx context.Context, id ident.CaseID, s Sending) (*packing, error) {
	w := &packing{gate: dossier.Recorded, pins: s.Pins}
	if s.Strict {
		w.gate = dossier.Strict
	}
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		if w.c, err = theCase(tx, id); err != nil {
			return err
		}
		if w.c.Fee == nil && d.Profile().FeeFirst {
			return fault.By("5", "fee_not_received", "case", string(id))
		}
		if w.c.State != Received && w.c.State != Sent {
			return fault.New(fault.Sealed, "case_past_packing", "case", string(id))
		}
		if w.app, err = theApplication(tx, id); err != nil {
			return err
		}
		if w.edition, err = d.edition(tx, w.c.Edition); err != nil {
			return err
		}
		return tx.Get(KindCover, string(id), &w.cover)
	})
	due := s.Due
	if due.IsZero() {
		due = d.Today().AddDays(d.Profile().DueDays)
	}
	w.cover.Due, w.c.Due, w.c.Strict = due, due, s.Strict
	return w, err
}

func (d *Desk) packFor(ctx context.Context, w *packing, member ident.ReviewerID, out Outbox) (Handed, error) {
	card, err := d.card(ctx, member)
	if err != nil {
		return Handed{}, err
	}
	if !card.Revoked.IsZero() || card.NotAfter.Before(d.Today()) {
		return Handed{}, fault.New(fault.Forbidden, "card_not_in_force", "name", card.Name)
	}
	now := d.Now()
	o, err := d.outgoing(dossier.Dossier, w.c.ID, w.c.Round, now)
	if err != nil {
		return Handed{}, err
	}
	kept := packed{Gate: w.gate, Cover: w.cover, At: now}
	kept.Cover.Reviewer, kept.Cover.Pins = member, w.pins[member]
	o.Gate, o.Recipient = w.gate, dossier.Party{ID: string(member), Name: card.Name}
	o.To = []seal.Recipient{card.To()}
	if w.gate == dossier.Strict {
		box, err := boxLike(card.To())
		if err != nil {
			return Handed{}, err
		}
		o.To, kept.Secret = []seal.Recipient{box.Recipient()}, box.Secret()
	}
	earlier, err := d.earlierFor(ctx, w.c, member)
	if err != nil {
		return Handed{}, err
	}
	name := string(w.c.ID) + "_" + string(member) + roundSuffix(w.c.Round) + dossier.Dossier.Extension()
	h, err := d.handOver(ctx, out, string(dossier.Dossier), name, func(to io.Writer) error {
		var err error
		kept.ID, err = d.writeDossier(ctx, to, o, w, addressed{kept.Cover, earlier})
		return err
	})
	if err != nil {
		return Handed{}, err
	}
	if err := d.recordPacked(ctx, w, card, kept); err != nil {
		return Handed{}, errors.Join(err, out.Remove(name))
	}
	return h, nil
}

// boxLike makes a box as strong as the one the member has.
func boxLike(r seal.Recipient) (*seal.Box, error) {
	if r.Hybrid() {
		return seal.NewHybridBox()
	}
	return seal.NewBox()
}

// addressed is what differs from member to member.
type addressed struct {
	cover   conflict.Cover
	earlier *earlierFile // nil in a first round of a new application
}

// writeDossier streams cover, application, edition, what went before, and evidence.
func (d *Desk) writeDossier(ctx context.Context, to io.Writer, o dossier.Outgoing, w *packing, m addressed) (ident.Digest, error) {
	signer, err := d.signing()
	if err != nil {
		return "", err
	}
	front, err := dossier.JSONFile(fileCover, m.cover)
	if err != nil {
		return "", err
	}
	app, err := dossier.JSONFile(fileApplication, applicationFile{ApplicationFormat, ApplicationVersion, w.app})
	if err != nil {
		return "", err
	}
	o.Payload = []dossier.File{front}
	o.Sealed = []dossier.File{app, dossier.BytesFile(fileEdition, w.edition.Bytes())}
	if m.earlier != nil {
		f, err := dossier.JSONFile(fileEarlier, m.earlier)
		if err != nil {
			return "", err
		}
		o.Sealed = append(o.Sealed, f)
	}
	_, g := gauged(ctx, 0)
	for _, x := range presented(w.app) { // one is open at a time, whatever their number
		body := &lateReader{ctx: ctx, open: func() (io.ReadCloser, error) {
			b, err := d.Store.Blobs().Open(x)
			if err != nil {
				return nil, err
			}
			return g.along(b), nil
		}}
		defer body.stop()
		o.Sealed = append(o.Sealed, dossier.File{Name: dirEvidence + string(x), Body: body})
	}
	return dossier.Create(to, o, signer)
}

// presented are the documents of evidence that an application has, each once.
func presented(app *intake.Application) []ident.Digest {
	var out []ident.Digest
	for _, ev := range app.Evidence {
		if ev.Present && !slices.Contains(out, ev.Digest) {
			out = append(out, ev.Digest)
		}
	}
	return out
}

func (d *Desk) evidenceSize(app *intake.Application) (int64, error) {
	var size int64
	for _, x := range presented(app) {
		b, err := d.Store.Blobs().Open(x)
		if err != nil {
			return 0, err
		}
		size += b.Size()
		if err := b.Close(); err != nil {
			return 0, err
		}
	}
	return size, nil
}

func (d *Desk) recordPacked(ctx context.Context, w *packing, card Card, kept packed) error {
	_, err := d.update(ctx, "pack", w.c.ID, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, w.c.ID)
		if err != nil {
			return err
		}
		e.Subject, e.New = string(card.ID), kept.ID
		if i := slices.IndexFunc(c.Members, func(a Assignment) bool { return a.Reviewer == card.ID }); i >= 0 {
			if c.Members[i].Outcome != "" {
				return fault.New(fault.Conflict, "member_answered_already", "name", card.Name)
			}
			c.Members[i].Sent = civil.Of(kept.At)
		} else {
			c.Members = append(c.Members, Assignment{Reviewer: card.ID, Name: card.Name, Sent: civil.Of(kept.At)})
		}
		c.State, c.Due, c.Strict = Sent, w.c.Due, w.c.Strict
		if err := tx.Put(KindDossier, part(c.ID, string(card.ID)), kept); err != nil {
			return err
		}
		return putCase(tx, c)
	})
	return err
}
