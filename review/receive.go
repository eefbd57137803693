package review

import (
	"context"
	"io"
	"time"

	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Receive takes files that a person dropped on the desk: it reads from each what it is and does what the role of the desk does with such a
// file. Answers of members are merged together; every other file stands for itself, and what is refused stops nothing else. A key under
// the strict gate is not sent from here: somebody looks at the declaration first, see Gated and ReleaseKey. So is the first card, see LookAtCard.
func (d *Desk) Receive(ctx context.Context, files []Incoming, out Outbox) (*Reception, error) {
	got := &Reception{}
	before, err := d.SendersBack(ctx)
	if err != nil {
		return got, err
	}
	var size int64
	for _, in := range files {
		size += in.Size
	}
	ctx, g := gauged(ctx, 3*size) // looked at, checked by the act that takes it in, and kept
	var answers []Incoming
	for _, in := range files {
		in = g.over(ctx, in)
		p, found := dossier.Check(in.R, in.Size, d.believe(time.Time{}))
		kind := dossier.Kind("")
		if ctx.Err() != nil {
			return got, ctx.Err()
		}
		switch {
		case p != nil:
			kind = p.Kind
		case isForm(ctx, in):
			got.Refused = append(got.Refused, Turned{in.Name, fault.New(fault.Forbidden, "offline_form_elsewhere", "name", in.Name)})
			continue
		case in.begins("PK"): // it would be a parcel, and cannot even say which
			got.Refused = append(got.Refused, Turned{in.Name, refusedParcel(in.Name, found)})
			continue
		}
		if d.Self().Role == Secretariat && (kind == dossier.Declaration || kind == dossier.Opinion) {
			answers = append(answers, in)
			continue
		}
		t, err := d.receiveOne(ctx, kind, in, out, got)
		if err != nil && ctx.Err() != nil {
			return got, ctx.Err()
		}
		if err != nil {
			got.Refused = append(got.Refused, Turned{in.Name, err})
			continue
		}
		t.Name, t.Kind = in.Name, string(kind)
		got.Taken = append(got.Taken, t)
	}
	if len(answers) > 0 {
		d.receiveAnswers(ctx, answers, out, got)
	}
	told, err := d.told(ctx, before)
	if err != nil {
		return got, err
	}
	got.Notes = append(got.Notes, told...)
	return got, ctx.Err()
}

// begins reports whether a file begins so.
func (in Incoming) begins(with string) bool {
	head := make([]byte, len(with))
	_, err := in.R.ReadAt(head, 0)
	return (err == nil || err == io.EOF) && string(head) == with
}

func (d *Desk) receiveOne(ctx context.Context, kind dossier.Kind, in Incoming, out Outbox, got *Reception) (t Taken, err error) {
	member := d.Self().Role == Member
	switch {
	case member && kind == dossier.Dossier:
		return d.openDossier(ctx, in)
	case member && kind == dossier.Release:
		return d.release(ctx, in)
	case member && kind == dossier.Receipt:
		t.Case, err = d.TakeReceipt(ctx, in)
	case member && kind == dossier.Card && !d.Self().Enrolled: // it says whom the desk trusts from now on: somebody looks at it first
		err = fault.New(fault.Forbidden, "card_unseen", "name", in.Name)
	case member && kind == dossier.Card:
		err = d.EnrolAccept(ctx, in)
	case member && kind == dossier.Register:
		err = d.TakeRegister(ctx, in)
	case !member && kind == dossier.Enrolment:
		var h Handed
		if h, _, err = d.EnrolApprove(ctx, in, out); err == nil {
			got.Handed = append(got.Handed, h)
		}
	case kind == "":
		err = fault.New(fault.Invalid, "file_kind_unknown", "name", in.Name)
	default:
		err = fault.New(fault.Invalid, "file_not_for_this_desk", "name", in.Name)
	}
	return t, err
}

func (d *Desk) receiveAnswers(ctx context.Context, answers []Incoming, out Outbox, got *Reception) {
	m, err := d.merge(ctx, answers, merging{out: out})
	if err != nil {
		for _, in := range answers {
			got.Refused = append(got.Refused, Turned{in.Name, err})
		}
		return
	}
	for _, in := range answers {
		kind, id := dossier.Kind(""), ident.CaseID("")
		if p, _ := dossier.Check(in.R, in.Size, d.believe(time.Time{})); p != nil {
			kind, id = p.Kind, p.Case
		}
		got.Taken = append(got.Taken, Taken{Name: in.Name, Kind: string(kind), Case: id})
	}
	got.Handed = append(got.Handed, m.Receipts...)
	got.Handed = append(got.Handed, m.Released...)
	for _, id := range m.Cases {
		gated, err := d.Gated(ctx, id)
		if err != nil {
			return // what was taken in is said; the case itself shows what waits
		}
		for _, g := range gated {
			if !g.Recused && g.Released.IsZero() {
				got.Notes = append(got.Notes, fault.Finding{
					Code: "declaration_awaits_key", Severity: fault.Should, Clause: "7", Args: map[string]string{"case": string(id), "name": g.Name},
				})
			}
		}
	}
}
