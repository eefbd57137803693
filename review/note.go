package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/register"
)

// CertificationNotes returns what is noted about a certification, oldest first (see register.Note).
func (d *Desk) CertificationNotes(ctx context.Context, no ident.CertificateNo) ([]register.Note, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	var out []register.Note
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		out, err = certificationNotes(tx, no)
		return err
	})
	return out, err
}

// RegisterNotes returns what is noted about every certification.
func (d *Desk) RegisterNotes(ctx context.Context) (map[ident.CertificateNo][]register.Note, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	out := map[ident.CertificateNo][]register.Note{}
	err := d.Store.View(ctx, func(tx Tx) error {
		all, err := list[register.Note](tx, KindRegisterNote, "")
		for _, n := range all {
			out[n.No] = append(out[n.No], n)
		}
		return err
	})
	return out, err
}

// NoteCertification notes something about a certification: a notice of an emergency, a survey, a report, a breach, a question. Of a file it keeps name, size
// and digest; file may be nil. The day is today when none is said, and never one to come. A topic that belongs to an act of the register is
// refused with fault.Forbidden "note_by_its_act"; what is wrong of the note itself comes as fault.Invalid "note_incomplete" with
// every finding of register.Note.Check.
func (d *Desk) NoteCertification(ctx context.Context, n register.Note, file *Incoming) (register.Note, error) {
	if err := d.only(Secretariat); err != nil {
		return n, err
	}
	var err error
	if n.On, err = d.happenedOn(n.On); err != nil {
		return n, err
	}
	if n.Topic.Clause() != "" && !slices.Contains(register.Noted, n.Topic) {
		return n, fault.New(fault.Forbidden, "note_by_its_act", "topic", string(n.Topic))
	}
	if n.File, err = noted(file); err != nil {
		return n, err
	}
	n.Public = false // what is public of a certification is decided with the request
	_, err = d.update(ctx, "note", "", func(tx Tx, e *journal.Entry) error {
		c, err := certification(tx, n.No)
		if err != nil {
			return err
		}
		n, err = takeNote(tx, c, n)
		e.Case, e.Subject, e.New = c.Case, string(n.No), sum(n)
		return err
	})
	return n, err
}

// noted is a file as a note names it.
func noted(file *Incoming) (*register.NotedFile, error) {
	if file == nil {
		return nil, nil
	}
	digest, size, err := digestOf(*file)
	if err != nil {
		return nil, fault.Wrap(fault.Unavailable, "file_unreadable", err, "name", file.Name)
	}
	return &register.NotedFile{Name: file.Name, Digest: digest, Size: size}, nil
}

// takeNote gives a note its number and keeps it.
func takeNote(tx Tx, c register.Certification, n register.Note) (register.Note, error) {
	there, err := certificationNotes(tx, c.No)
	if err != nil {
		return n, err
	}
	n.No, n.Text = c.No, strings.TrimSpace(n.Text)
	if err := fault.Refuse(fault.Invalid, "note_incomplete", n.Check(there)); err != nil {
		return n, err
	}
	n.N = len(there) + 1
	return n, tx.Put(KindRegisterNote, fmt.Sprintf("%s/%06d", c.No, n.N), n)
}

// certificationNotes reads the notes of a certification.
func certificationNotes(tx Tx, no ident.CertificateNo) ([]register.Note, error) {
	return list[register.Note](tx, KindRegisterNote, string(no)+"/")
}
