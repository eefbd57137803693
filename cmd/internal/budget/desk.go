package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"shinsa/cmd/internal/boot"
	"shinsa/cmd/internal/rehearsal"
	"shinsa/review"
	"shinsa/review/ident"
)

// member is a member's desk of a rehearsal with a case of 136 items and 8 documents open on it.
type member struct {
	dir        string
	passphrase string
	session    *boot.Session
	file       *review.File
	saves      int
	revision   map[ident.ItemID]int
}

// open prepares the desk; once it is there it stays.
func (m *member) open(home string) error {
	if m.session != nil {
		return nil
	}
	ctx, dir := context.Background(), filepath.Join(home, "rehearsal")
	room, err := rehearsal.Prepare(ctx, dir, nil)
	if err != nil {
		return fmt.Errorf("prepare rehearsal: %w", err)
	}
	m.revision = map[ident.ItemID]int{}
	m.dir, m.passphrase = filepath.Join(dir, filepath.FromSlash(room.Desks[0].Dir)), room.Passphrase
	if m.session, err = boot.Open(ctx, boot.Options{Dir: m.dir, Passphrase: m.passphrase}); err != nil {
		return fmt.Errorf("open desk: %w", err)
	}
	return m.declare(ctx, filepath.Join(dir, "out"))
}

// close releases the desk.
func (m *member) close() {
	if m.session != nil {
		_ = m.session.Close() // the folder is removed right after
	}
}

// declare opens the first case that waits.
func (m *member) declare(ctx context.Context, dir string) error {
	d := m.session.Desk
	rows, err := d.Cases(ctx)
	if err != nil {
		return fmt.Errorf("list cases: %w", err)
	}
	out, err := boot.Outbox(dir)
	if err != nil {
		return fmt.Errorf("open outbox: %w", err)
	}
	declaration := rehearsal.Member{}.Declaration(d.Profile().Conflict, d.Today())
	if _, _, err := d.Declare(ctx, rows[0].ID, declaration, out); err != nil {
		return fmt.Errorf("declare: %w", err)
	}
	if m.file, err = d.File(ctx, rows[0].ID); err != nil {
		return fmt.Errorf("open case: %w", err)
	}
	return nil
}

// look is a time: a case read from the desk, which is what choosing it waits for before it is laid out.
func (m *member) look(home string) (Row, error) {
	row := Row{Work: "a case of 136 items and 8 PDFs read from the desk", Within: 300 * time.Millisecond}
	if err := m.open(home); err != nil {
		return row, err
	}
	if items, documents := len(m.file.Edition.Items()), len(m.file.Application.Evidence); items != 136 || documents != 8 {
		return row, fmt.Errorf("the case has %d items and %d documents", items, documents)
	}
	row.Ours = each(func() error {
		_, err := m.session.Desk.File(context.Background(), m.file.ID)
		return err
	})
	return row, nil
}
