package review

import (
	"context"
	"path"
	"slices"
	"strings"
	"time"

	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/form"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// filledIn is a form that was taken in, as kept: who wrote it, and for which round.
type filledIn struct {
	Round  int       `json:"round"`
	Scribe string    `json:"scribe,omitempty"`
	Items  int       `json:"items"` // marks it changed
	At     time.Time `json:"at"`
}

// readForm reads a form that somebody brings.
func readForm(ctx context.Context, in Incoming) (*form.Form, ident.Digest, error) {
	b, err := in.bytes(form.MaxBytes)
	if err != nil {
		return nil, "", err
	}
	f, err := form.Read(ctx, b)
	return f, ident.Sum(b), err
}

// isForm reports whether a file is an offline form, also one with places that cannot be read. Only what is named like one is looked at.
func isForm(ctx context.Context, in Incoming) bool {
	return formCase(ctx, in) != ""
}

func formCase(ctx context.Context, in Incoming) ident.CaseID {
	if !slices.Contains(form.Ends(), strings.ToLower(path.Ext(in.Name))) || in.Size > form.MaxBytes {
		return ""
	}
	f, _, err := readForm(ctx, in)
	if f == nil || err != nil && fault.KindOf(err) != fault.Invalid || !f.Case.Valid() {
		return ""
	}
	return f.Case
}

// FormCase returns the case of this desk that an offline form is of, also one with places that cannot be read; "" when the file is no form,
// or of a case that is not here.
func (d *Desk) FormCase(ctx context.Context, in Incoming) ident.CaseID {
	id := formCase(ctx, in)
	if _, err := d.Case(ctx, id); id == "" || err != nil {
		return ""
	}
	return id
}

// PreviewForm lays a filled-in form beside the desk, field by field, and changes nothing. A form that was made for another case, round,
// edition or reviewer is refused with every reason (fault.Conflict "offline_form_refused"), one that cannot be read with every place
// (fault.Invalid "offline_form_unreadable").
func (d *Desk) PreviewForm(ctx context.Context, id ident.CaseID, in Incoming) (*form.Preview, error) {
	f, digest, err := readForm(ctx, in)
	if err != nil {
		return nil, err
	}
	var p *form.Preview
	err = d.Store.View(ctx, func(tx Tx) error {
		var err error
		p, _, err = d.compareForm(tx, id, f)
		return err
	})
	if p != nil {
		p.Digest = digest
	}
	return p, err
}

// compareForm guards, checks and compares a form against the desk as it is in the transaction.
func (d *Desk) compareForm(tx Tx, id ident.CaseID, f *form.Form) (*form.Preview, form.Marks, error) {
	if err := d.only(Member); err != nil {
		return nil, nil, err
	}
	c, err := theCase(tx, id)
	if err != nil {
		return nil, nil, err
	}
	if err := writable(c); err != nil {
		return nil, nil, err
	}
	me := d.Self()
	if err := form.Guard(f, formHead(c, me.ID, me.Name, c.Dossier)); err != nil {
		return nil, nil, err
	}
	e, err := d.edition(tx, c.Edition)
	if err != nil {
		return nil, nil, err
	}
	if err := fault.Refuse(fault.Invalid, "offline_form_unreadable", form.Check(f, e)); err != nil {
		return nil, nil, err
	}
	marks, err := tx.Marks(id, me.ID)
	if err != nil {
		return nil, nil, err
	}
	k := &keptMarks{tx: tx, id: id, reviewer: me.ID, now: markMap(marks)}
	p := form.Compare(f, k)
	return p, k, k.err
}

// keptMarks are the member's marks as a form is compared with them.
type keptMarks struct {
	tx       Tx
	id       ident.CaseID
	reviewer ident.ReviewerID
	now      map[ident.ItemID]checklist.Mark
	err      error
}

// Now implements form.Marks.
func (k *keptMarks) Now(item ident.ItemID) checklist.Mark {
	if m, ok := k.now[item]; ok {
		return m
	}
	return checklist.Blank(item)
}

// At implements form.Marks.
func (k *keptMarks) At(item ident.ItemID, revision int) (checklist.Mark, bool) {
	now := k.Now(item)
	switch {
	case revision == now.Revision:
		return now, true
	case revision == 0:
		return checklist.Blank(item), true
	case revision > now.Revision:
		return checklist.Mark{}, false
	}
	h, err := k.tx.MarkHistory(k.id, k.reviewer, item)
	if err != nil && k.err == nil {
		k.err = err
	}
	for _, s := range h {
		if s.Mark.Revision == revision {
			return s.Mark, true
		}
	}
	return checklist.Mark{}, false
}

// ImportForm takes a filled-in form in, all of it in one transaction or nothing: fields that only the form changed, and of the others those
// that the choices give to the form. A conflict that the choices leave open refuses everything (fault.Conflict "offline_conflicts"). The
// same form again changes nothing. What the member wrote counts as seen; what a scribe wrote does not. Revision is the number of marks that
// changed.
func (d *Desk) ImportForm(ctx context.Context, id ident.CaseID, in Incoming, choices form.Choices) (Saved, error) {
	f, digest, err := readForm(ctx, in)
	if err != nil {
		return Saved{}, err
	}
	n := 0
	at, err := d.update(ctx, "form", id, func(tx Tx, e *journal.Entry) error {
		p, kept, err := d.compareForm(tx, id, f)
		if err != nil {
			return err
		}
		marks, err := p.Merge(kept, choices)
		if err != nil {
			return err
		}
		if n = len(marks); n == 0 {
			return errKnown
		}
		for _, m := range marks {
			old := kept.Now(m.Item)
			m.Revision, m.Restores, m.Seen = old.Revision+1, 0, m.Seen || f.Scribe == ""
			if l := m.Check(); len(l) > 0 { // two texts together can be too long
				return fault.Refuse(fault.Invalid, "mark_invalid", l)
			}
			if err := d.putMark(tx, id, old, m, e); err != nil {
				return err
			}
		}
		e.Subject, e.Old, e.New = string(f.Kind), "", digest
		if f.Scribe != "" {
			e.Act = "form-scribe"
		}
		return tx.Put(KindForm, part(id, string(digest)), filledIn{Round: f.Round, Scribe: f.Scribe, Items: n, At: tx.Now()})
	})
	return Saved{at, n}, known(err)
}

// scribes returns who wrote forms for the member in a round, each once.
func scribes(tx Tx, c Case) ([]string, error) {
	forms, err := list[filledIn](tx, KindForm, part(c.ID, ""))
	if err != nil {
		return nil, err
	}
	var out []string
	for _, f := range forms {
		if f.Round == c.Round && f.Scribe != "" && !slices.Contains(out, f.Scribe) {
			out = append(out, f.Scribe)
		}
	}
	slices.Sort(out)
	return out, nil
}
