package review

import (
	"context"
	"errors"
	"path"
	"slices"

	"shinsa/review/canon"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/opinion"
)

// answered is one checked file of a merge.
type answered struct {
	in          Incoming
	parcel      *dossier.Parcel
	blob        ident.Digest // of the whole file
	declaration *conflict.Declaration
	opinion     *opinion.Opinion
	cover       conflict.Cover // as the secretariat sent it to this member
}

// Merge takes declarations and opinions in: all of them or, with every reason, none. What was taken in before is counted as known and
// changes nothing. Afterwards it writes a signed receipt for each file, known ones included, and under the strict gate the key for each
// member whose declaration opens the case; out may be nil when neither is wanted.
func (d *Desk) Merge(ctx context.Context, files []Incoming, out Outbox) (*Merged, error) {
	return d.merge(ctx, files, merging{out: out, release: true})
}

// merging says what is written when files are taken in.
type merging struct {
	out     Outbox // receives the receipts; nil for none
	release bool   // keys under the strict gate are sent at once
}

func (d *Desk) merge(ctx context.Context, files []Incoming, w merging) (*Merged, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	all, err := d.readAnswers(files)
	if err != nil {
		return nil, err
	}
	fresh, err := d.keepAll(ctx, files)
	if err != nil {
		return nil, errors.Join(err, d.removeAll(fresh))
	}
	m := &Merged{}
	_, err = d.update(ctx, "merge", "", func(tx Tx, e *journal.Entry) error {
		var refused fault.List
		for _, a := range all {
			if err := d.mergeOne(tx, a, m); err != nil {
				refused = append(refused, reasons(a.in.Name, err)...)
			}
		}
		if len(refused) > 0 {
			return &fault.Error{Kind: fault.Conflict, Code: "merge_refused", Findings: refused}
		}
		if m.Known == len(all) {
			return errKnown
		}
		e.New = sum(m)
		return nil
	})
	if known(err) != nil {
		return nil, errors.Join(err, d.removeAll(fresh))
	}
	for _, a := range all {
		if !slices.Contains(m.Cases, a.parcel.Case) {
			m.Cases = append(m.Cases, a.parcel.Case)
		}
	}
	if w.out == nil {
		return m, nil
	}
	return m, d.replyTo(ctx, all, m, w)
}

// reasons names the file in every reason against it.
func reasons(name string, err error) fault.List {
	var f *fault.Error
	if !errors.As(err, &f) {
		return fault.List{{Code: "merge_failed", Severity: fault.Must, File: name}}
	}
	if len(f.Findings) == 0 {
		return fault.List{{Code: f.Code, Severity: fault.Must, Clause: f.Clause, File: name, Args: f.Args}}
	}
	l := slices.Clone(f.Findings)
	for i := range l {
		l[i].File = path.Join(name, l[i].File) // what is inside a parcel stands there
	}
	return l
}

// readAnswers checks every file before any is used: declarations first, since an opinion needs one.
func (d *Desk) readAnswers(files []Incoming) ([]answered, error) {
	var all []answered
	var refused fault.List
	for _, in := range files {
		a, err := d.readAnswer(in)
		if err == nil {
			a.blob, _, err = digestOf(in)
		}
		if err != nil {
			refused = append(refused, reasons(in.Name, err)...)
			continue
		}
		all = append(all, a)
	}
	if len(refused) > 0 {
		return nil, &fault.Error{Kind: fault.Invalid, Code: "merge_refused", Findings: refused}
	}
	slices.SortStableFunc(all, func(a, b answered) int { return rankOf(a) - rankOf(b) })
	return all, nil
}

func rankOf(a answered) int {
	switch {
	case a.declaration == nil:
		return 1
	case a.declaration.Late != nil: // it withdraws an opinion that came with it
		return 2
	}
	return 0
}

func (d *Desk) readAnswer(in Incoming) (answered, error) {
	a := answered{in: in}
	p, err := d.unpack(in, dossier.Declaration, dossier.Opinion)
	if err != nil {
		return a, err
	}
	a.parcel = p
	if p.Kind == dossier.Declaration {
		a.declaration = &conflict.Declaration{}
		_, err = p.Decode(fileDeclaration, conflict.DeclarationFormat, conflict.DeclarationVersion, a.declaration)
		return a, err
	}
	a.opinion = &opinion.Opinion{}
	if _, err = p.Decode(fileOpinion, opinion.Format, opinion.Version, a.opinion); err != nil {
		return a, err
	}
	report, err := p.ReadFile(fileReport, maxPaper)
	if err == nil && ident.Sum(report) != a.opinion.Report {
		err = fault.New(fault.Invalid, "opinion_report_differs")
	}
	return a, err
}

func (d *Desk) mergeOne(tx Tx, a answered, m *Merged) error {
	c, err := theCase(tx, a.parcel.Case)
	if err != nil {
		return err
	}
	for _, taken := range []func(Tx, answered) (bool, error){takenInRound, takenBefore} {
		if before, err := taken(tx, a); err != nil || before {
			m.Known++
			return err
		}
	}
	i := slices.IndexFunc(c.Members, func(x Assignment) bool { return string(x.Reviewer) == a.parcel.Sender.ID })
	if i < 0 {
		return fault.New(fault.Forbidden, "sender_not_assigned", "name", a.parcel.Sender.Name)
	}
	sent, ok, err := get[packed](tx, KindDossier, part(c.ID, a.parcel.Sender.ID))
	if err != nil {
		return err
	}
	if !ok || a.parcel.Answers != sent.ID || a.parcel.Round != c.Round {
		return fault.New(fault.Stale, "answer_to_other_dossier", "case", string(c.ID))
	}
	told, err := seen(tx, a.parcel)
	if err != nil {
		return err
	}
	m.Notes = append(m.Notes, told...)
	a.cover = sent.Cover
	if a.declaration != nil {
		return d.mergeDeclaration(tx, c, i, a, m)
	}
	return d.mergeOpinion(tx, c, i, a, m)
}

func (d *Desk) mergeDeclaration(tx Tx, c Case, i int, a answered, m *Merged) error {
	decl, member := *a.declaration, c.Members[i].Reviewer
	was, known, err := get[declared](tx, KindDeclaration, part(c.ID, string(member)))
	switch {
	case err != nil:
		return err
	case known && was.Parcel == a.blob:
		m.Known++
		return nil
	case known && decl.Late != nil:
		return d.mergeLate(tx, c, i, a, m)
	case known:
		return fault.New(fault.Conflict, "declaration_differs", "case", string(c.ID))
	case decl.Late != nil:
		return fault.New(fault.Conflict, "late_replaces_other", "name", c.Members[i].Name)
	}
	act := conflict.Act{On: civil.Of(tx.Now()), By: d.Self().Name}
	clearance, err := conflict.Confirm(&decl, &a.cover, d.Profile().Conflict, act)
	if err != nil {
		return err
	}
	c.Members[i].Answered = decl.On
	c.Members[i].Outcome = "declared"
	m.Declarations++
	kept := declared{decl, a.blob, clearance}
	if kept.recused() {
		c.Members[i].Outcome = "recused"
		m.Recusals++
	}
	if err := tx.Put(KindDeclaration, part(c.ID, string(member)), kept); err != nil {
		return err
	}
	c.settle()
	return putCase(tx, c)
}

func (d *Desk) mergeOpinion(tx Tx, c Case, i int, a answered, m *Merged) error {
	o, member := *a.opinion, c.Members[i].Reviewer
	was, known, err := get[held](tx, KindOpinion, part(c.ID, string(member)))
	switch {
	case err != nil:
		return err
	case known && was.Parcel == a.blob:
		m.Known++
		return nil
	case known:
		return fault.New(fault.Conflict, "opinion_differs", "case", string(c.ID))
	case c.State != Sent && c.State != Gathered:
		return fault.New(fault.Sealed, "case_past_opinions", "case", string(c.ID))
	}
	decl, ok, err := get[declared](tx, KindDeclaration, part(c.ID, string(member)))
	if err != nil {
		return err
	}
	if !ok || decl.recused() {
		return fault.By("7", "opinion_without_declaration", "name", c.Members[i].Name)
	}
	if o.Case != c.ID || o.Reviewer != member || o.Edition != c.Edition || o.EditionDigest != c.EditionDigest || o.Round != c.Round {
		return fault.New(fault.Stale, "answer_to_other_dossier", "case", string(c.ID))
	}
	digest, err := canon.Digest(o)
	if err != nil {
		return err
	}
	c.Members[i].Outcome, c.Members[i].Answered = "opined", o.On
	m.Opinions++
	if err := tx.Put(KindOpinion, part(c.ID, string(member)), held{o, a.blob, digest}); err != nil {
		return err
	}
	c.settle()
	return putCase(tx, c)
}

// settle moves the case on when every member has answered.
func (c *Case) settle() {
	for _, a := range c.Members {
		if a.Outcome != "opined" && a.Outcome != "recused" {
			return
		}
	}
	if c.State == Sent {
		c.State = Gathered
	}
}
