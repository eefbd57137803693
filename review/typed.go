package review

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
)

// Typed is an application that came on paper (郵送, Art. 4-2) while it is typed in, and after: what one person typed, what a second person
// typed where that is wished, and the scanned paper. It is a draft of the secretariat until Intake makes a case of it; from then on nothing
// of it changes.
type Typed struct {
	ID       string          `json:"id"`       // given by the desk: T2026-0001
	Received civil.Date      `json:"received"` // the day the paper came in; today when zero
	Previous ident.CaseID    `json:"previous,omitempty"`
	Revises  ident.CaseID    `json:"revises,omitempty"`
	Edition  ident.EditionID `json:"edition,omitempty"` // as in Submission
	Reason   string          `json:"reason,omitempty"`

	First  intake.Typed  `json:"first"`
	Second *intake.Typed `json:"second,omitempty"` // kept by SecondEntry alone

	Scans []TypedScan  `json:"scans,omitempty"` // kept by AddScan alone
	Case  ident.CaseID `json:"case,omitempty"`  // of which it became the application
	At    time.Time    `json:"at"`              // last saved
}

// TypedScan is one file of the scanned paper.
type TypedScan struct {
	File   string       `json:"file"`
	Size   int64        `json:"bytes"`
	Digest ident.Digest `json:"sha256"`
}

// Type keeps what the first person typed, as often as it changes: durable when it returns. Without an ID it begins a new application and
// returns it with its ID. The second entry and the scans stay as they are. Who typed it has to be named: fault.Invalid typed_by_missing. One
// that became a case is refused: fault.Sealed typed_already_taken.
func (d *Desk) Type(ctx context.Context, t Typed) (Typed, error) {
	return d.typing(ctx, t.ID, t.First.By, func(tx Tx, kept *Typed) error {
		t.ID, t.Second, t.Scans, t.Case = kept.ID, kept.Second, kept.Scans, ""
		if t.Received.IsZero() {
			t.Received = civil.Of(tx.Now())
		}
		*kept = t
		return nil
	})
}

// SecondEntry keeps what a second person typed from the same paper. Where it differs from the first entry, reading the application finds
// typed_entries_differ with both, and Intake refuses it until one of them is put right. nil takes the second entry back.
func (d *Desk) SecondEntry(ctx context.Context, id string, t *intake.Typed) (Typed, error) {
	by := "-"
	if t != nil {
		by = t.By
	}
	return d.typing(ctx, firstOf(id, "-"), by, func(_ Tx, kept *Typed) error {
		kept.Second = t
		return nil
	})
}

// AddScan keeps a file of the scanned paper beside what is typed. The same file again changes nothing.
func (d *Desk) AddScan(ctx context.Context, id string, in Incoming) (Typed, error) {
	if err := d.only(Secretariat); err != nil {
		return Typed{}, err
	}
	if in.Size > MaxEvidence {
		return Typed{}, fault.New(fault.Invalid, "file_too_large", "name", in.Name)
	}
	digest, size, err := d.Store.Blobs().Put(ctx, in.whole())
	if err != nil {
		return Typed{}, err
	}
	return d.typing(ctx, firstOf(id, "-"), "-", func(_ Tx, kept *Typed) error {
		for _, s := range kept.Scans {
			if s.Digest == digest {
				return nil
			}
		}
		kept.Scans = append(kept.Scans, TypedScan{File: path.Base(in.Name), Size: size, Digest: digest})
		return nil
	})
}

// Scan opens one file of the scanned paper, by its place in Typed.Scans.
func (d *Desk) Scan(ctx context.Context, id string, n int) (*EvidenceFile, error) {
	t, err := d.TypedApplication(ctx, id)
	if err != nil {
		return nil, err
	}
	if n < 0 || n >= len(t.Scans) {
		return nil, fault.New(fault.Missing, "no_such_evidence", "evidence", fmt.Sprint(n+1))
	}
	b, err := d.Store.Blobs().Open(t.Scans[n].Digest)
	if err != nil {
		return nil, err
	}
	return &EvidenceFile{Title: t.Scans[n].File, Name: t.Scans[n].File, Size: b.Size(), ReaderAt: b, close: b.Close}, nil
}

// TypedApplication returns one application that is being typed in; fault.Missing no_such_typed when there is none of that ID.
func (d *Desk) TypedApplication(ctx context.Context, id string) (Typed, error) {
	var t Typed
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		t, err = theTyped(tx, id)
		return err
	})
	return t, err
}

// TypedApplications returns those that are not a case yet, the oldest first.
func (d *Desk) TypedApplications(ctx context.Context) ([]Typed, error) {
	var open []Typed
	err := d.Store.View(ctx, func(tx Tx) error {
		all, err := list[Typed](tx, KindTyped, "")
		for _, t := range all {
			if t.Case == "" {
				open = append(open, t)
			}
		}
		return err
	})
	return open, err
}

// DropTyped throws away an application that was begun by mistake, with its scans. One that became a case stays.
func (d *Desk) DropTyped(ctx context.Context, id string) error {
	if err := d.only(Secretariat); err != nil {
		return err
	}
	_, err := d.update(ctx, "type-drop", "", func(tx Tx, e *journal.Entry) error {
		t, err := theTyped(tx, id)
		if err != nil {
			return err
		}
		if t.Case != "" {
			return fault.New(fault.Sealed, "typed_already_taken", "case", string(t.Case))
		}
		e.Subject, e.Old = id, sum(t)
		var scans []ident.Digest
		for _, s := range t.Scans {
			scans = append(scans, s.Digest)
		}
		if len(scans) > 0 {
			if err := doom(tx, ident.CaseID(id), scans); err != nil {
				return err
			}
		}
		return tx.Delete(KindTyped, id)
	})
	if err != nil {
		return err
	}
	return d.finish(ctx)
}

// typing changes one application that is typed in, in one transaction with its journal entry; an empty id begins one.
func (d *Desk) typing(ctx context.Context, id, by string, change func(Tx, *Typed) error) (Typed, error) {
	var t Typed
	if err := d.only(Secretariat); err != nil {
		return t, err
	}
	if strings.TrimSpace(by) == "" {
		return t, fault.New(fault.Invalid, "typed_by_missing")
	}
	_, err := d.update(ctx, "type", "", func(tx Tx, e *journal.Entry) error {
		var err error
		if id == "" {
			year := civil.Of(tx.Now()).Year
			n, err := count(tx, fmt.Sprintf("typed/%d", year))
			if err != nil {
				return err
			}
			t.ID = fmt.Sprintf("T%04d-%04d", year, n)
		} else if t, err = theTyped(tx, id); err != nil {
			return err
		}
		if t.Case != "" {
			return fault.New(fault.Sealed, "typed_already_taken", "case", string(t.Case))
		}
		e.Subject, e.Old = t.ID, sum(t)
		if err := change(tx, &t); err != nil {
			return err
		}
		t.At = tx.Now()
		e.New = sum(t)
		return tx.Put(KindTyped, t.ID, t)
	})
	return t, err
}

func theTyped(tx Tx, id string) (Typed, error) {
	t, ok, err := get[Typed](tx, KindTyped, id)
	if err == nil && !ok {
		err = fault.New(fault.Missing, "no_such_typed", "id", id)
	}
	return t, err
}

// fromPaper puts what was typed in, in the place of the workbook of a submission. What is kept as the form is what was typed, twice where it
// was, with who typed it.
// Close the scans when they are read.
func (d *Desk) fromPaper(ctx context.Context, s *Submission) (p *intake.Paper, scans closers, err error) {
	t, err := d.TypedApplication(ctx, s.Typed)
	if err != nil {
		return nil, nil, err
	}
	if t.Case != "" {
		return nil, nil, fault.New(fault.Sealed, "typed_already_taken", "case", string(t.Case))
	}
	b, err := json.MarshalIndent(t, "", " ")
	if err != nil {
		return nil, nil, fmt.Errorf("encode what was typed: %w", err)
	}
	s.Form = Incoming{Name: "typed_" + t.ID + ".json", R: bytes.NewReader(b), Size: int64(len(b))}
	s.Received, s.Previous, s.Revises, s.Edition, s.Reason = t.Received, t.Previous, t.Revises, t.Edition, t.Reason
	p = &intake.Paper{First: t.First, Second: t.Second}
	for _, scan := range t.Scans {
		blob, err := d.Store.Blobs().Open(scan.Digest)
		if err != nil {
			return nil, nil, errors.Join(err, scans.Close())
		}
		scans = append(scans, blob)
		p.Scans = append(p.Scans, intake.File{Name: scan.File, Size: scan.Size, Data: blob})
	}
	return p, scans, nil
}

// closers are closed together.
type closers []io.Closer

// Close closes all of them, whatever fails.
func (c closers) Close() error {
	var errs []error
	for _, x := range c {
		errs = append(errs, x.Close())
	}
	return errors.Join(errs...)
}

// takeTyped marks what was typed as the application of a case, in the transaction that makes the case.
func takeTyped(tx Tx, typed string, id ident.CaseID) error {
	if typed == "" {
		return nil
	}
	t, err := theTyped(tx, typed)
	if err != nil {
		return err
	}
	if t.Case != "" {
		return fault.New(fault.Sealed, "typed_already_taken", "case", string(t.Case))
	}
	t.Case = id
	return tx.Put(KindTyped, typed, t)
}

// entriesAgree refuses an application on paper whose two entries differ: which is right stands on the paper, and only there.
func entriesAgree(app *intake.Application) error {
	var l fault.List
	for _, f := range app.Findings {
		if f.Code == "typed_entries_differ" {
			l = append(l, f)
		}
	}
	if len(l) > 0 {
		return fault.Refuse(fault.Conflict, "typed_entries_unsettled", l)
	}
	return nil
}
