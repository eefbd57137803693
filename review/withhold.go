package review

import (
	"context"
	"slices"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
	"shinsa/review/publication"
)

// WithholdRequest is one item that an applicant asks to leave out of the publication, and what the body decided (Art. 11-2).
type WithholdRequest struct {
	Item     ident.ItemID             `json:"item"`
	Title    string                   `json:"title"`
	Asked    string                   `json:"asked"`          // the applicant's reason
	Late     bool                     `json:"late,omitempty"` // it was asked after the application
	Decision *publication.Withholding `json:"decision,omitempty"`
}

// Withholdings returns what the applicant of a case asks to leave out, in the order of the form, and then what it asked later.
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
		out = requestsOf(f.Edition, f.Application, decided)
		return nil
	})
	return out, err
}

// requestsOf joins what was asked to what was decided.
func requestsOf(e *criteria.Edition, app *intake.Application, decided []publication.Withholding) []WithholdRequest {
	out := []WithholdRequest{}
	add := func(item ident.ItemID, asked string, late bool) {
		it, known := e.Item(item)
		if !known {
			return // intake has said so: withhold_item_unknown
		}
		r := WithholdRequest{Item: item, Title: it.Title.JA, Asked: asked, Late: late}
		if i := slices.IndexFunc(decided, func(w publication.Withholding) bool { return w.Item == item }); i >= 0 {
			r.Decision = &decided[i]
		}
		out = append(out, r)
	}
	items, reasons := publication.Requested(app)
	for _, item := range items {
		add(item, reasons[item], false)
	}
	for _, w := range decided {
		if !slices.Contains(items, w.Item) {
			add(w.Item, w.Asked, true)
		}
	}
	return out
}

// DecideWithholding records the body's decision on requests to withhold; a later one on the same item takes its place, so that what was
// withheld can become public again. An item that the applicant did not ask for in the application needs what it asked since; without that it
// is refused with fault.Invalid "withhold_not_requested", one that the edition does not have with "no_such_item", a decision without reason
// or approver with "withhold_decision_incomplete".
func (d *Desk) DecideWithholding(ctx context.Context, id ident.CaseID, ws []publication.Withholding) error {
	requests, err := d.Withholdings(ctx, id)
	if err != nil {
		return err
	}
	f, err := d.File(ctx, id)
	if err != nil {
		return err
	}
	var l fault.List
	for i := range ws {
		w := &ws[i]
		w.Asked = strings.TrimSpace(w.Asked)
		at := slices.IndexFunc(requests, func(r WithholdRequest) bool { return r.Item == w.Item })
		switch _, known := f.Edition.Item(w.Item); {
		case !known:
			return fault.New(fault.Missing, "no_such_item", "criterion", string(w.Item))
		case at < 0 && w.Asked == "":
			return fault.New(fault.Invalid, "withhold_not_requested", "item", string(w.Item))
		case at >= 0 && !requests[at].Late:
			w.Asked = "" // it stands in the application
		case at >= 0 && w.Asked == "":
			w.Asked = requests[at].Asked
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
