package review

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"shinsa/review/fault"
	"shinsa/review/form"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

// ExportForm hands over the checklist as it is now as a form to fill in elsewhere. The form shows applicant content in clear: it is as
// secret as the desk (Art. 20). The file is read back and compared before it is called done.
func (d *Desk) ExportForm(ctx context.Context, id ident.CaseID, kind form.Kind, out Outbox) (Handed, error) {
	if err := d.only(Member); err != nil {
		return Handed{}, err
	}
	f, err := d.File(ctx, id)
	if err != nil {
		return Handed{}, err
	}
	if err := writable(f.Case); err != nil {
		return Handed{}, err
	}
	me := d.Self()
	return d.handForm(ctx, d.blankForm(f, formHead(f.Case, me.ID, me.Name, f.Dossier)), kind, out)
}

// ExportFormFor hands over a blank form on the secretariat's desk, to be filled in there for a member who dictates it (代筆). It names the
// secretariat as its scribe. The member takes it in on the own desk, sees everything it would change, and signs the opinion as any other.
// A member who has not declared, is recused, or has answered is refused (Art. 7).
func (d *Desk) ExportFormFor(ctx context.Context, id ident.CaseID, member ident.ReviewerID, kind form.Kind, out Outbox) (Handed, error) {
	if err := d.only(Secretariat); err != nil {
		return Handed{}, err
	}
	f, err := d.File(ctx, id)
	if err != nil {
		return Handed{}, err
	}
	i := slices.IndexFunc(f.Members, func(a Assignment) bool { return a.Reviewer == member })
	if i < 0 {
		return Handed{}, fault.New(fault.Missing, "offline_member_not_assigned", "case", string(id))
	}
	switch a := f.Members[i]; a.Outcome {
	case "declared":
	case "recused":
		return Handed{}, fault.By("7", "case_recused")
	case "opined":
		return Handed{}, fault.New(fault.Conflict, "member_answered_already", "name", a.Name)
	default:
		return Handed{}, fault.By("7", "declare_first")
	}
	var sent packed
	err = d.Store.View(ctx, func(tx Tx) error { return tx.Get(KindDossier, part(id, string(member)), &sent) })
	if err != nil {
		return Handed{}, err
	}
	head := formHead(f.Case, member, f.Members[i].Name, sent.ID)
	head.Scribe = d.Self().Name
	return d.handForm(ctx, d.blankForm(f, head), kind, out)
}

func formHead(c Case, member ident.ReviewerID, name string, dossier ident.Digest) form.Head {
	return form.Head{
		Case: c.ID, Round: c.Round, Reviewer: member, Name: name, Edition: c.Edition, EditionDigest: c.EditionDigest, Dossier: dossier,
	}
}

// blankForm lays the case out as a form, with the marks that are in the file.
func (d *Desk) blankForm(f *File, head form.Head) form.Blank {
	b := form.Blank{
		Head: head, Operator: f.Operator, Service: f.Service, Title: f.Edition.Title().JA, On: d.Today(), Due: f.Due,
		Rows: make([]form.Row, 0, len(f.Edition.Items())),
	}
	sheet, changed := f.Sheet(), f.changed()
	for _, it := range f.Edition.Items() {
		m, a := sheet.Mark(it.ID), f.Application.Answers[it.ID]
		g, _ := f.Edition.Group(it.Group)
		r := form.Row{
			Entry: form.Entry{Item: it.ID, Base: m.Revision, Values: form.ValuesOf(m)},
			Group: g.Title.JA, Title: it.Title.JA, Ask: it.Ask.JA, Guidance: it.Guidance.JA, Duty: it.Duty, State: a.Kind, Answer: a.Wording(),
			Evidence: named(a.Evidence),
		}
		if it.Level != nil {
			r.Level = it.Level.Text.JA
		}
		if f.EarlierRound > 0 {
			was := f.Earlier[it.ID]
			r.Earlier = &form.Earlier{
				Answer: f.EarlierAnswers[it.ID].Wording(), Changed: changed[it.ID], Verdict: was.Verdict, Remark: was.Remark, Inquiry: was.Inquiry,
			}
		}
		b.Rows = append(b.Rows, r)
	}
	return b
}

// changed are the items whose answer is another than in the round before.
func (f *File) changed() map[ident.ItemID]bool {
	out := map[ident.ItemID]bool{}
	if f.Changes != nil {
		for _, c := range f.Changes.Answers {
			out[c.Item] = true
		}
	}
	return out
}

// named writes the places in the evidence that an applicant names: 資料2 p.3、資料4.
func named(places []intake.Pointer) string {
	var out []string
	for _, p := range places {
		s := p.No
		if p.Page > 0 {
			s += " p." + strconv.Itoa(p.Page)
		}
		out = append(out, s)
	}
	return strings.Join(out, "、")
}

// handForm writes a form, reads it back and compares every entry. A file that is there already is never written over: it may be a form that
// somebody has filled in since.
func (d *Desk) handForm(ctx context.Context, b form.Blank, kind form.Kind, out Outbox) (Handed, error) {
	file, err := form.Write(kind, b)
	if err != nil {
		return Handed{}, err
	}
	name, err := freeName(out, string(b.Case)+"_"+string(b.Reviewer)+roundSuffix(b.Round), "."+string(kind))
	if err != nil {
		return Handed{}, err
	}
	path, err := out.Write(name, writeBytes(file))
	if err != nil {
		return Handed{}, err
	}
	h := Handed{Name: name, Path: path, Kind: kindForm, Verdict: string(seal.Unsigned)}
	err = checkForm(ctx, out, name, b, &h)
	if err == nil && h.Digest != ident.Sum(file) {
		err = fault.New(fault.Corrupt, "file_not_good_after_writing")
	}
	if err != nil {
		return Handed{}, takeBack(out, name, err)
	}
	_, err = d.update(ctx, "form-export", b.Case, func(_ Tx, e *journal.Entry) error {
		e.Subject, e.New = string(kind), h.Digest
		return nil
	})
	return h, err
}

// mostNames is after how many forms in one folder a person is asked to use another.
const mostNames = 100

// freeName returns a name that no file of the folder has: base_2 when there is a base, and so on.
func freeName(out Outbox, base, end string) (string, error) {
	name := base + end
	for n := 2; n <= mostNames; n++ {
		_, done, err := out.Read(name)
		if fault.KindOf(err) == fault.Missing {
			return name, nil
		}
		if err == nil {
			err = done()
		}
		if err != nil {
			return "", err
		}
		name = base + "_" + strconv.Itoa(n) + end
	}
	return "", fault.New(fault.Conflict, "file_exists", "name", base+end)
}

// kindForm is what Handed calls a form.
const kindForm = "form"

// takeBack removes a file that turned out wrong and returns why.
func takeBack(out Outbox, name string, err error) error {
	return &fault.Error{Kind: fault.Internal, Code: "file_not_good_after_writing", Err: errors.Join(err, out.Remove(name))}
}

// checkForm reads a form where it was written and compares it with what was meant.
func checkForm(ctx context.Context, out Outbox, name string, b form.Blank, h *Handed) error {
	in, done, err := out.Read(name)
	if err != nil {
		return err
	}
	back, err := in.bytes(form.MaxBytes)
	if err == nil {
		h.Digest, h.Size, err = ident.Sum(back), in.Size, nil
	}
	if cerr := done(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	f, err := form.Read(ctx, back)
	if err != nil {
		return err
	}
	same := f.Head == b.Head && len(f.Entries) == len(b.Rows)
	for i := 0; same && i < len(b.Rows); i++ {
		got, want := f.Entries[i], b.Rows[i].Entry
		same = got.Item == want.Item && got.Base == want.Base && got.Values == want.Values
	}
	if !same {
		return fault.New(fault.Internal, "file_not_good_after_writing")
	}
	return nil
}
