package review

import (
	"bytes"
	"context"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/opinion"
)

// Matrix lays the sealed opinions of a case side by side: items by members.
func (d *Desk) Matrix(ctx context.Context, id ident.CaseID) (*opinion.Matrix, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	f, err := d.File(ctx, id)
	if err != nil {
		return nil, err
	}
	return matrixOf(f), nil
}

func matrixOf(f *File) *opinion.Matrix {
	columns := make([]opinion.Column, len(f.Members))
	for i, a := range f.Members {
		columns[i] = opinion.Column{
			Reviewer: a.Reviewer, Name: a.Name, Recused: a.Outcome == "recused", Pending: a.Outcome != "recused" && a.Outcome != "opined",
		}
	}
	return opinion.NewMatrix(f.ID, f.Edition, columns, f.Opinions)
}

// Meeting returns the recorded session on a case; false when there was none.
func (d *Desk) Meeting(ctx context.Context, id ident.CaseID) (opinion.Meeting, bool, error) {
	var m opinion.Meeting
	var ok bool
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		m, ok, err = get[opinion.Meeting](tx, KindMeeting, string(id))
		return err
	})
	return m, ok, err
}

// CheckMeeting returns what stands against recording the session, and its quorum.
func (d *Desk) CheckMeeting(ctx context.Context, id ident.CaseID, m opinion.Meeting) (fault.List, opinion.Quorum, error) {
	x, err := d.Matrix(ctx, id)
	if err != nil {
		return nil, opinion.Quorum{}, err
	}
	need := d.Profile().Quorum
	return m.Check(x, need), m.Quorum(need, x.Columns), nil
}

// Convene records the committee's session on a case and its opinion (Arts 6-2, 7), and hands over the signed
// papers: the opinion and the minutes. The opinion is advice to the body. A recused member in the room, a missing quorum or an unsettled disagreement refuses it.
// Amendments on the session's agenda are deliberated with it, on its day, in the same transaction (Art. 22).
func (d *Desk) Convene(ctx context.Context, id ident.CaseID, m opinion.Meeting, out Outbox) ([]Handed, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	f, err := d.File(ctx, id)
	if err != nil {
		return nil, err
	}
	if f.State != Gathered && f.State != Sent {
		return nil, fault.New(fault.Sealed, "case_past_committee", "case", string(id))
	}
	m.Case, m.Round = id, f.Round
	x := matrixOf(f)
	if l := musts(m.Check(x, d.Profile().Quorum)); len(l) > 0 {
		return nil, &fault.Error{Kind: fault.Forbidden, Code: "meeting_not_recordable", Clause: "7", Findings: l}
	}
	proposals, err := d.takeUp(ctx, &m)
	if err != nil {
		return nil, err
	}
	papers, err := d.sessionPapers(f, m, x, proposals)
	if err != nil {
		return nil, err
	}
	return d.deliver(ctx, out, papers, func([]Handed) error { return d.recordMeeting(ctx, m, papers) })
}

func (d *Desk) recordMeeting(ctx context.Context, m opinion.Meeting, papers []made) error {
	_, err := d.update(ctx, "convene", m.Case, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, m.Case)
		if err != nil {
			return err
		}
		c.State = Convened
		e.New = sum(m)
		if err := d.deliberate(tx, m, papers[len(papers)-1].name); err != nil {
			return err
		}
		if err := tx.Put(KindMeeting, string(m.Case), m); err != nil {
			return err
		}
		for _, p := range papers {
			if err := d.keepPaper(ctx, tx, m.Case, p.name, p.pdf); err != nil {
				return err
			}
		}
		return putCase(tx, c)
	})
	for _, x := range m.Agenda {
		d.parsed.Delete(x.Edition)
	}
	return err
}

func musts(l fault.List) fault.List {
	var out fault.List
	for _, f := range l {
		if f.Severity == fault.Must {
			out = append(out, f)
		}
	}
	return out
}

// keptPaper is a paper made on this desk.
type keptPaper struct {
	Name   string       `json:"name"`
	Digest ident.Digest `json:"sha256"`
	On     civil.Date   `json:"on"`
}

func (d *Desk) keepPaper(ctx context.Context, tx Tx, id ident.CaseID, name string, pdf []byte) error {
	digest, _, err := d.Store.Blobs().Put(ctx, bytes.NewReader(pdf))
	if err != nil {
		return err
	}
	return tx.Put(KindPaper, part(id, name), keptPaper{name, digest, civil.Of(tx.Now())})
}
