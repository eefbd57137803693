package review

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"time"

	"shinsa/review/canon"
	"shinsa/review/conflict"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/paper"
	"shinsa/review/seal"
)

// inHand is a dossier on a member's desk. The parcel itself lies in the blob store, its body still encrypted.
type inHand struct {
	Parcel ident.Digest     `json:"parcel"` // of the whole file
	ID     ident.Digest     `json:"id"`     // of its tag manifest, which is what the signature covers
	Gate   dossier.Gate     `json:"gate"`
	To     []seal.Recipient `json:"to"`     // whose secret opens the body
	Sender string           `json:"sender"` // id of the office
}

// OpenDossier takes a dossier in: it is checked whole and kept as it came; only the cover can be read. The same file again changes
// nothing, but mends what the desk has lost of it. A later round of a case the desk has answered replaces it; any other dossier of a case in
// hand is refused with fault.Conflict "dossier_other".
func (d *Desk) OpenDossier(ctx context.Context, in Incoming) (ident.CaseID, error) {
	t, err := d.openDossier(ctx, in)
	return t.Case, err
}

func (d *Desk) openDossier(ctx context.Context, in Incoming) (t Taken, err error) {
	if err := d.only(Member); err != nil {
		return t, err
	}
	if !d.Self().Enrolled { // it trusts nobody yet and has no address: every other reason would follow from this
		return t, fault.New(fault.Forbidden, "dossier_before_card", "name", in.Name)
	}
	ctx, g := gauged(ctx, 2*in.Size) // checked and kept
	in = g.over(ctx, in)
	p, err := d.unpack(in, dossier.Dossier)
	if err != nil {
		return t, stopped(ctx, err)
	}
	var cover conflict.Cover
	if _, err := p.Decode(fileCover, conflict.CoverFormat, conflict.CoverVersion, &cover); err != nil {
		return t, err
	}
	if cover.Reviewer != d.Self().ID || cover.Case != p.Case {
		return t, fault.New(fault.Forbidden, "dossier_for_another")
	}
	blob, _, err := d.Store.Blobs().Put(ctx, in.whole())
	if err != nil {
		return t, stopped(ctx, err)
	}
	_, err = d.update(ctx, "open", cover.Case, func(tx Tx, e *journal.Entry) error {
		e.Subject, e.New = string(p.ID), blob
		was, here, err := get[Case](tx, KindCase, string(cover.Case))
		switch {
		case err != nil:
			return err
		case here && was.Dossier == p.ID:
			return errKnown
		case here && cover.Round <= was.Round:
			return fault.New(fault.Conflict, "dossier_other", "case", string(cover.Case))
		case here:
			content, err := d.turnRound(tx, was)
			if err == nil {
				err = doom(tx, was.ID, content)
			}
			if err != nil {
				return err
			}
		}
		c := Case{
			ID: cover.Case, Kind: cover.Kind, State: Sealed, Operator: cover.Operator, Service: cover.Service, Received: cover.Received,
			Due: cover.Due, Round: cover.Round, Strict: p.Gate == dossier.Strict, Dossier: p.ID, Rehearsal: d.Self().Rehearsal,
		}
		if err := putCase(tx, c); err != nil {
			return err
		}
		if err := tx.Put(KindCover, string(c.ID), cover); err != nil {
			return err
		}
		if _, err := seen(tx, p); err != nil {
			return err
		}
		return tx.Put(KindDossier, string(c.ID), inHand{Parcel: blob, ID: p.ID, Gate: p.Gate, To: p.Sealed.To, Sender: p.Sender.ID})
	})
	t.Case, t.Known = cover.Case, errors.Is(err, errKnown)
	switch {
	case t.Known:
		t.Mended, err = d.mendKnown(ctx, cover.Case)
		return t, errors.Join(err, d.dropUnlessInHand(ctx, cover.Case, blob))
	case err != nil:
		return t, errors.Join(err, d.dropUnlessInHand(ctx, cover.Case, blob))
	}
	return t, d.finish(ctx)
}

// mendKnown mends the case of a dossier that came a second time, if it is open and its key is here.
func (d *Desk) mendKnown(ctx context.Context, id ident.CaseID) (int, error) {
	row, err := d.Case(ctx, id)
	if err != nil || row.State != Open && row.State != Submitted && row.State != Receipted {
		return 0, err
	}
	n, err := d.mend(ctx, id, nil)
	if errors.Is(err, &fault.Error{Kind: fault.Sealed, Code: "mend_needs_key"}) {
		return 0, nil
	}
	return n, err
}

// dropUnlessInHand destroys a parcel that was stored but is not the dossier in hand: a refused one, or one of a case that was left or
// purged.
func (d *Desk) dropUnlessInHand(ctx context.Context, id ident.CaseID, blob ident.Digest) error {
	inUse := false
	err := d.Store.View(ctx, func(tx Tx) error {
		c, _, err := get[Case](tx, KindCase, string(id))
		if err != nil {
			return err
		}
		hand, _, err := get[inHand](tx, KindDossier, string(id))
		inUse = hand.Parcel == blob && c.State != Recused
		return err
	})
	if err != nil || inUse {
		return err
	}
	return d.Store.Blobs().Remove(blob)
}

// errKnown ends a transaction that has nothing to change.
var errKnown = errors.New("known already")

// known takes errKnown for success.
func known(err error) error {
	if errors.Is(err, errKnown) {
		return nil
	}
	return err
}

// Cover returns the cover card of a case and the likely matches with the member's own profile. What the member dismissed in an earlier
// declaration, of this case or of another, is dismissed still and names its day: see conflict.CarryOver.
func (d *Desk) Cover(ctx context.Context, id ident.CaseID) (conflict.Cover, []conflict.Match, error) {
	var cover conflict.Cover
	var matches []conflict.Match
	err := d.Store.View(ctx, func(tx Tx) error {
		if _, err := theCase(tx, id); err != nil {
			return err
		}
		if err := tx.Get(KindCover, string(id), &cover); err != nil {
			return err
		}
		var err error
		matches, err = d.likely(tx, &cover)
		return err
	})
	return cover, matches, err
}

// likely finds the likely matches of a cover, with what was dismissed before.
func (d *Desk) likely(tx Tx, cover *conflict.Cover) ([]conflict.Match, error) {
	own, _, err := get[conflict.Profile](tx, KindSetting, settingProfile)
	if err != nil {
		return nil, err
	}
	all, err := list[declared](tx, KindDeclaration, "")
	if err != nil {
		return nil, err
	}
	var earlier []conflict.Declaration
	for _, x := range all {
		if x.Declaration.Reviewer == d.Self().ID {
			earlier = append(earlier, x.Declaration)
		}
	}
	slices.SortStableFunc(earlier, func(a, b conflict.Declaration) int { return a.On.Compare(b.On) })
	return conflict.CarryOver(conflict.Find(&own, cover), earlier), nil
}

// settingProfile is where a member keeps the own profile for finding conflicts. It never leaves the desk.
const settingProfile = "conflict-profile"

// OwnProfile returns the member's own profile for finding conflicts; empty when none was written yet.
func (d *Desk) OwnProfile(ctx context.Context) (conflict.Profile, error) {
	var p conflict.Profile
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		p, _, err = get[conflict.Profile](tx, KindSetting, settingProfile)
		return err
	})
	return p, err
}

// SetOwnProfile keeps the member's own profile.
func (d *Desk) SetOwnProfile(ctx context.Context, p conflict.Profile) error {
	_, err := d.update(ctx, "profile", "", func(tx Tx, e *journal.Entry) error {
		e.New = sum(p)
		return tx.Edit(KindSetting, settingProfile, p, 0)
	})
	return err
}

// Prepared returns the declaration as it would be signed: the head filled in, every likely match in it whether it was answered or not,
// checked and assessed. Findings are everything that still stands against signing.
func (d *Desk) Prepared(ctx context.Context, id ident.CaseID, decl conflict.Declaration) (conflict.Declaration, conflict.Assessment, fault.List, error) {
	var c Case
	var cover conflict.Cover
	var matches []conflict.Match
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		if c, err = theCase(tx, id); err != nil {
			return err
		}
		if decl.Late, err = d.replacing(tx, id, decl.Late); err != nil {
			return err
		}
		if err := tx.Get(KindCover, string(id), &cover); err != nil {
			return err
		}
		matches, err = d.likely(tx, &cover)
		return err
	})
	if err != nil {
		return decl, conflict.Assessment{}, nil, err
	}
	if !decl.Withdraw {
		decl.Matches = conflict.Answer(matches, decl.Matches)
	}
	me := d.Self()
	decl.Format, decl.Version, decl.Case = conflict.DeclarationFormat, conflict.DeclarationVersion, id
	decl.Reviewer, decl.Name, decl.On, decl.Dossier = me.ID, me.Name, d.Today(), c.Dossier
	if decl.Cover, err = canon.Digest(&cover); err != nil {
		return decl, conflict.Assessment{}, nil, err
	}
	if decl.Pledge.Agreed {
		decl.Pledge = conflict.Pledge{Version: cover.Pledge.Version, Text: cover.Pledge.Digest(), Agreed: true, On: decl.On}
	}
	policy := d.Profile().Conflict
	decl.Outcome = ""
	a := conflict.Assess(&decl, policy)
	decl.Outcome = a.Outcome
	return decl, a, conflict.Check(&decl, &cover, policy), nil
}

// Declare signs the declaration of interests with the pledge (Arts 7, 20), writes it out for the secretariat, and then, and only then,
// opens the case: at once under the recorded gate, when the key arrives under the strict one, never when the member is recused. It
// returns the state the case is in now.
func (d *Desk) Declare(ctx context.Context, id ident.CaseID, decl conflict.Declaration, out Outbox) (Handed, State, error) {
	if err := d.only(Member); err != nil {
		return Handed{}, "", err
	}
	row, err := d.Case(ctx, id)
	if err != nil {
		return Handed{}, "", err
	}
	if row.State != Sealed {
		return Handed{}, "", fault.New(fault.Sealed, "declared_already", "case", string(id))
	}
	decl, b, err := d.signDeclaration(ctx, row, decl)
	if err != nil {
		return Handed{}, "", err
	}
	size, err := d.handSize(ctx, id)
	if err != nil && !decl.Recused() { // who recuses needs no dossier
		return Handed{}, "", err
	}
	ctx, _ = gauged(ctx, 2*size+2*int64(len(b))) // what is opened, and the declaration read back
	name := string(id) + "_" + string(decl.Reviewer) + roundSuffix(row.Round) + dossier.Declaration.Extension()
	h, err := d.handOver(ctx, out, string(dossier.Declaration), name, writeBytes(b))
	if err != nil {
		return Handed{}, "", err
	}
	state, err := d.recordDeclaration(ctx, id, decl, b)
	if err != nil {
		return Handed{}, "", errors.Join(err, out.Remove(name))
	}
	if state != Open {
		return h, state, nil
	}
	return h, state, d.openBody(ctx, id, d.boxes()...)
}

// handSize is the size of the dossier in hand.
func (d *Desk) handSize(ctx context.Context, id ident.CaseID) (int64, error) {
	var hand inHand
	if err := d.Store.View(ctx, func(tx Tx) error { return tx.Get(KindDossier, string(id), &hand) }); err != nil {
		return 0, err
	}
	blob, err := d.Store.Blobs().Open(hand.Parcel)
	if err != nil {
		return 0, lostDossier(err)
	}
	return blob.Size(), blob.Close()
}

// recordDeclaration keeps the declaration and moves the case on. A recusal also destroys the sealed body.
func (d *Desk) recordDeclaration(ctx context.Context, id ident.CaseID, decl conflict.Declaration, parcel []byte) (State, error) {
	blob, _, err := d.Store.Blobs().Put(ctx, bytes.NewReader(parcel))
	if err != nil {
		return "", err
	}
	var c Case
	var hand inHand
	_, err = d.update(ctx, "declare", id, func(tx Tx, e *journal.Entry) error {
		var err error
		if c, err = theCase(tx, id); err != nil {
			return err
		}
		if hand, _, err = get[inHand](tx, KindDossier, string(id)); err != nil {
			return err
		}
		switch {
		case decl.Recused():
			c.State = Recused
			if err := doom(tx, id, []ident.Digest{hand.Parcel}); err != nil {
				return err
			}
			if err := d.forget(tx, id); err != nil { // what is left of an earlier round
				return err
			}
		case c.Strict:
			c.State = Awaiting
		default:
			c.State = Open
		}
		e.Subject, e.New = string(decl.Outcome), blob
		if err := tx.Put(KindDeclaration, part(id, string(decl.Reviewer)), declared{Declaration: decl, Parcel: blob}); err != nil {
			return err
		}
		return putCase(tx, c)
	})
	if err == nil {
		err = d.finish(ctx)
	}
	return c.State, err
}

// signDeclaration makes the file of a declaration that nothing stands against, with what the desk fills in: fault.Forbidden
// "conflict_declaration_unusable" with every finding otherwise.
func (d *Desk) signDeclaration(ctx context.Context, row Row, decl conflict.Declaration) (conflict.Declaration, []byte, error) {
	decl, _, found, err := d.Prepared(ctx, row.ID, decl)
	if err != nil {
		return decl, nil, err
	}
	if len(found) > 0 {
		return decl, nil, &fault.Error{Kind: fault.Forbidden, Code: "conflict_declaration_unusable", Clause: "7", Findings: found}
	}
	cover, _, err := d.Cover(ctx, row.ID)
	if err != nil {
		return decl, nil, err
	}
	b, err := d.declarationParcel(row, decl, cover.Pledge)
	return decl, b, err
}

// declarationParcel makes the signed file: the declaration as data and as a signed paper.
func (d *Desk) declarationParcel(row Row, decl conflict.Declaration, pledge conflict.PledgeText) ([]byte, error) {
	doc, err := d.Press.Declaration(d.Profile().letterhead(), d.declarationPaper(row, decl, pledge))
	if err != nil {
		return nil, err
	}
	now := d.Now()
	pdf, err := d.sign(doc, decl, fileDeclaration, signing{field: paper.FieldMember, role: roleWordMember, seal: sealOf(decl.Name), at: now})
	if err != nil {
		return nil, err
	}
	return d.answer(row, reply{dossier.Declaration, now, fileDeclaration, decl, dossier.BytesFile(fileDeclarationPDF, pdf)})
}

// reply is what answers a dossier: one JSON document, by its name and value, and the paper that says the same.
type reply struct {
	kind  dossier.Kind
	at    time.Time
	name  string
	value any
	paper dossier.File
}

// answer makes the parcel that answers the dossier in hand.
func (d *Desk) answer(row Row, r reply) ([]byte, error) {
	o, err := d.outgoing(r.kind, row.ID, row.Round, r.at)
	if err != nil {
		return nil, err
	}
	f, err := dossier.JSONFile(r.name, r.value)
	if err != nil {
		return nil, err
	}
	o.Answers, o.Payload = row.Dossier, []dossier.File{f, r.paper}
	b, _, err := d.create(o)
	return b, err
}

// sealOf is what a person's drawn seal reads: the family name, where the name has a space, else its first characters.
func sealOf(name string) string {
	rs := []rune(name)
	for i, r := range rs {
		if (r == ' ' || r == '　') && i > 0 && i <= 4 {
			return string(rs[:i])
		}
	}
	return string(rs[:min(2, len(rs))])
}

// roleWordMember stands above a member's name in a signature: papers are Japanese by nature.
const roleWordMember = "認定審査委員会 委員"
