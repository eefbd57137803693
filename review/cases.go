package review

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Cases returns every case of the desk with where it stands and what comes next: those with something to do first, by due date.
func (d *Desk) Cases(ctx context.Context) ([]Row, error) {
	var rows []Row
	err := d.Store.View(ctx, func(tx Tx) error {
		cases, err := list[Case](tx, KindCase, "")
		if err != nil {
			return err
		}
		for _, c := range cases {
			row, err := d.row(tx, c)
			if err != nil {
				return err
			}
			rows = append(rows, row)
		}
		return nil
	})
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID))
	})
	return rows, err
}

func order(r Row) int {
	switch {
	case r.Next == StepNone:
		return 2
	case r.Next == StepWait:
		return 1
	}
	return 0
}

func (d *Desk) row(tx Tx, c Case) (Row, error) {
	row := Row{Case: c}
	if d.Self().Role == Member {
		if err := d.progress(tx, &row); err != nil {
			return row, err
		}
	} else {
		row.Total = len(c.Members)
		for _, a := range c.Members {
			if a.Outcome == "opined" || a.Outcome == "recused" {
				row.Judged++
			}
		}
	}
	row.Next = d.next(row)
	if row.Next == StepPack && c.Fee == nil && d.Profile().FeeFirst {
		row.Next = StepFee
		row.Blocked = []fault.Finding{{Code: "fee_not_received", Severity: fault.Must, Clause: "5"}}
	}
	return row, nil
}

// progress counts what a member has done on a case that is open.
func (d *Desk) progress(tx Tx, row *Row) error {
	if e, err := d.edition(tx, row.Edition); err == nil {
		row.Total = len(e.Items())
	}
	marks, err := tx.Marks(row.ID, d.Self().ID)
	if err != nil {
		return err
	}
	for _, m := range marks {
		if m.Seen {
			row.Seen++
		}
		if m.Judged() {
			row.Judged++
		}
	}
	a, ok, err := get[struct {
		Evidence []struct{} `json:"evidence"`
	}](tx, KindApplication, string(row.ID))
	if err != nil || !ok {
		return err
	}
	row.Evidence = len(a.Evidence)
	uses, err := evidenceUse(tx, row.ID)
	row.Opened = len(uses)
	return err
}

func (d *Desk) next(r Row) Step {
	switch r.State {
	case Received:
		return StepPack
	case Sent:
		return StepMerge
	case Gathered:
		return StepConvene
	case Convened:
		return StepDecide
	case Decided:
		return StepIssue
	case Sealed:
		return StepDeclare
	case Awaiting:
		return StepRelease
	case Open:
		if r.Judged < r.Total {
			return StepWalk
		}
		return StepOpine
	case Receipted:
		return StepPurge
	}
	return StepNone
}

// Case returns one row of the list.
func (d *Desk) Case(ctx context.Context, id ident.CaseID) (Row, error) {
	var row Row
	err := d.Store.View(ctx, func(tx Tx) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		if row, err = d.row(tx, c); err != nil {
			return err
		}
		row.SavedAt, err = changedLast(tx, id)
		return err
	})
	return row, err
}

// lookBack is how many entries of the journal are looked through for the last change of a case, lookBackStep how many are read at once.
const (
	lookBack     = 1_024
	lookBackStep = 128
)

// changedLast returns when a case was last changed here, by the journal; the zero time when that is further back than lookBack.
func changedLast(tx Tx, id ident.CaseID) (time.Time, error) {
	head, err := tx.Head()
	if err != nil {
		return time.Time{}, err
	}
	for to, end := head.Seq, max(head.Seq-lookBack, 0); to > end; {
		from := max(to-lookBackStep, end)
		entries, err := tx.Journal(from, int(to-from))
		if err != nil {
			return time.Time{}, err
		}
		for _, e := range slices.Backward(entries) {
			if e.Case == id {
				return e.At, nil
			}
		}
		to = from
	}
	return time.Time{}, nil
}

// File returns everything about a case that its reader may see. A member's desk refuses with "declare_first" (Art. 7) before the
// declaration, "case_recused" (Art. 7) after a recusal, and "case_purged" (Art. 20) when the body was destroyed.
func (d *Desk) File(ctx context.Context, id ident.CaseID) (*File, error) {
	var f *File
	read := func(tx Tx) error {
		var err error
		f, err = d.file(tx, id)
		return err
	}
	err := d.Store.View(ctx, read)
	if errors.Is(err, errNotUnpacked) {
		if err = d.openBody(ctx, id, d.boxes()...); err == nil {
			err = d.Store.View(ctx, read)
		}
	}
	return f, err
}

// errNotUnpacked is met on a desk that went down between the declaration and the unpacking of the body; the reader never sees it.
var errNotUnpacked = errors.New("body not unpacked yet")

func (d *Desk) file(tx Tx, id ident.CaseID) (*File, error) {
	c, err := theCase(tx, id)
	if err != nil {
		return nil, err
	}
	if err := readable(c); err != nil {
		return nil, err
	}
	if c.State == Open && c.Edition == "" {
		return nil, errNotUnpacked
	}
	f := &File{Readonly: c.State != Open && d.Self().Role == Member}
	if f.Row, err = d.row(tx, c); err != nil {
		return nil, err
	}
	if f.Edition, err = d.edition(tx, c.Edition); err != nil {
		return nil, err
	}
	if f.Application, err = theApplication(tx, id); err != nil {
		return nil, err
	}
	if err := tx.Get(KindCover, string(id), &f.Cover); err != nil {
		return nil, err
	}
	if err := d.before(tx, f); err != nil {
		return nil, err
	}
	if d.Self().Role == Member {
		return f, d.ownWork(tx, f)
	}
	opinions, err := opinionsOf(tx, id)
	for _, o := range opinions {
		f.Opinions = append(f.Opinions, o.Opinion)
	}
	return f, err
}

// readable refuses what Arts 7 and 20 keep closed.
func readable(c Case) error {
	switch c.State {
	case Sealed:
		return fault.By("7", "declare_first")
	case Awaiting:
		return fault.By("7", "key_not_released")
	case Recused:
		return fault.By("7", "case_recused")
	case Purged:
		return fault.By("20-1", "case_purged")
	}
	return nil
}

// ownWork adds what the member has done.
func (d *Desk) ownWork(tx Tx, f *File) error {
	me := d.Self().ID
	own, ok, err := get[declared](tx, KindDeclaration, part(f.ID, string(me)))
	if err != nil {
		return err
	}
	if ok {
		f.Declaration = &own.Declaration
	}
	marks, err := tx.Marks(f.ID, me)
	if err != nil {
		return err
	}
	f.Marks = markMap(marks)
	if f.Notes, err = notesOf(tx, f.ID); err != nil {
		return err
	}
	if f.Draft, _, err = draftOf(tx, f.ID); err != nil {
		return err
	}
	if f.Scribes, err = scribes(tx, f.Case); err != nil {
		return err
	}
	f.EvidenceUse, err = evidenceUse(tx, f.ID)
	return err
}

// Sheet returns the member's marks over the edition.
func (f *File) Sheet() *checklist.Sheet {
	marks := make([]checklist.Mark, 0, len(f.Marks))
	for _, m := range f.Marks {
		marks = append(marks, m)
	}
	return checklist.NewSheet(f.Edition, marks)
}
