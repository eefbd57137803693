package review

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/publication"
	"shinsa/review/register"
)

// WithholdRequest is one item that an applicant asks to leave out of the publication, and what the body decided (Art. 11-2).
type WithholdRequest struct {
	Item     ident.ItemID             `json:"item"`
	Title    string                   `json:"title"`
	Asked    string                   `json:"asked"` // the applicant's reason
	Decision *publication.Withholding `json:"decision,omitempty"`
}

// Withholdings returns what the applicant of a case asks to leave out, in the order of the form.
func (d *Desk) Withholdings(ctx context.Context, id ident.CaseID) ([]WithholdRequest, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	out := []WithholdRequest{}
	err := d.Store.View(ctx, func(tx Tx) error {
		f, err := d.file(tx, id)
		if err != nil {
			return err
		}
		decided, _, err := get[[]publication.Withholding](tx, KindWithholding, string(id))
		if err != nil {
			return err
		}
		items, reasons := publication.Requested(f.Application)
		for _, item := range items {
			it, known := f.Edition.Item(item)
			if !known {
				continue // intake has said so: withhold_item_unknown
			}
			r := WithholdRequest{Item: item, Title: it.Title.JA, Asked: reasons[item]}
			if i := slices.IndexFunc(decided, func(w publication.Withholding) bool { return w.Item == item }); i >= 0 {
				r.Decision = &decided[i]
			}
			out = append(out, r)
		}
		return nil
	})
	return out, err
}

// DecideWithholding records the body's decision on requests to withhold; a later one on the same item takes its place. An item that the
// applicant did not ask for is refused with fault.Invalid "withhold_not_requested", a decision without reason or approver with
// "withhold_decision_incomplete".
func (d *Desk) DecideWithholding(ctx context.Context, id ident.CaseID, ws []publication.Withholding) error {
	requests, err := d.Withholdings(ctx, id)
	if err != nil {
		return err
	}
	var l fault.List
	for i := range ws {
		w := &ws[i]
		if !slices.ContainsFunc(requests, func(r WithholdRequest) bool { return r.Item == w.Item }) {
			return fault.New(fault.Invalid, "withhold_not_requested", "item", string(w.Item))
		}
		if w.On, err = d.happenedOn(w.On); err != nil {
			return err
		}
		w.Reason, w.Approver = strings.TrimSpace(w.Reason), strings.TrimSpace(w.Approver)
		l = append(l, w.Check()...)
	}
	if err := fault.Refuse(fault.Invalid, "withhold_decision_incomplete", l); err != nil {
		return err
	}
	_, err = d.update(ctx, "withhold", id, func(tx Tx, e *journal.Entry) error {
		kept, _, err := get[[]publication.Withholding](tx, KindWithholding, string(id))
		if err != nil {
			return err
		}
		e.Old = sum(kept)
		for _, w := range ws {
			kept = slices.DeleteFunc(kept, func(x publication.Withholding) bool { return x.Item == w.Item })
			kept = append(kept, w)
		}
		e.New = sum(kept)
		return tx.Put(KindWithholding, string(id), kept)
	})
	return err
}

// Publish hands over the files of the publication (Art. 11) as things stand on a day, today when zero: every certification of the register.
// It refuses with fault.Missing "withhold_undecided" while a request to withhold waits for its decision. The findings name withheld texts
// that stand elsewhere too. What was published of a certification is kept, so that it stays public after its application is destroyed.
func (d *Desk) Publish(ctx context.Context, on civil.Date, out Outbox) ([]Handed, fault.List, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, nil, err
	}
	if on.IsZero() {
		on = d.Today()
	}
	p := &publication.Publication{Scheme: d.Profile().Scheme, Body: d.Profile().Body, On: on, Sample: d.Self().Rehearsal, Entries: []publication.Entry{}}
	var found fault.List
	err := d.Store.View(ctx, func(tx Tx) error {
		cs, err := list[register.Certification](tx, KindCertification, "")
		if err != nil {
			return err
		}
		for _, c := range cs {
			e, l, err := d.publicEntry(tx, c, on)
			if err != nil {
				return err
			}
			p.Entries, found = append(p.Entries, e), append(found, l...)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	files, err := p.Files(func(x civil.Date) string { return fmt.Sprintf("%d年%d月%d日", x.Year, int(x.Month), x.Day) })
	if err != nil {
		return nil, nil, err
	}
	handed, err := d.handPages(ctx, files, out)
	if err != nil {
		return nil, nil, err
	}
	_, err = d.update(ctx, "publish", "", func(tx Tx, e *journal.Entry) error {
		e.New = sum(p)
		for _, x := range p.Entries {
			if err := tx.Put(KindPublication, string(x.No), x); err != nil {
				return err
			}
		}
		return nil
	})
	return handed, found, err
}

// publicEntry makes the entry of a certification, with the answers published before where its application is gone.
func (d *Desk) publicEntry(tx Tx, c register.Certification, on civil.Date) (publication.Entry, fault.List, error) {
	s := publication.Source{Certification: c}
	if c.Case != "" {
		f, err := d.file(tx, c.Case)
		if err != nil && !errors.Is(err, missing) {
			return publication.Entry{}, nil, err
		}
		if err == nil {
			s.Edition, s.Application = f.Edition, f.Application
			if s.Withheld, _, err = get[[]publication.Withholding](tx, KindWithholding, string(c.Case)); err != nil {
				return publication.Entry{}, nil, err
			}
		}
	}
	e, l, err := publication.EntryOf(s, on)
	if err != nil || s.Application != nil {
		return e, l, err
	}
	was, _, err := get[publication.Entry](tx, KindPublication, string(c.No))
	e.Outline, e.Criteria, e.Lines = was.Outline, was.Criteria, was.Lines
	return e, l, err
}

// handPages writes the files of a publication, the page that leads to the others last. They take the place of those published before; when one
// fails, those written stay, for each is whole and true by itself.
func (d *Desk) handPages(ctx context.Context, files []publication.File, out Outbox) ([]Handed, error) {
	var handed []Handed
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		h, err := d.handPlain(out, "publication", f.Name, f.Content)
		if err != nil {
			return nil, err
		}
		handed = append(handed, h)
	}
	return handed, nil
}
