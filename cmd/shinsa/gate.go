package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"shinsa/cmd/internal/boot"
	"shinsa/cmd/internal/rehearsal"
	"shinsa/cmd/internal/token"
	"shinsa/i18n"
	"shinsa/review"
	"shinsa/ui"
	"shinsa/ui/screen/unlock"
)

// gate opens the desk of this computer, or those of a rehearsal.
type gate struct {
	dir     string // of the desk, or of the rehearsal
	out     string // where finished files go
	last    string // folder of the desk opened last
	room    *rehearsal.Room
	session *boot.Session
	tokens  token.Reader // signing keys on smart cards
}

var _ ui.Gate = (*gate)(nil)

// openGate finds what can be opened; a rehearsal is prepared when it is not there yet. With a passphrase file the desk is opened at once.
func openGate(ctx context.Context, o options, t *i18n.Text) (*gate, error) {
	g := &gate{dir: o.desk, out: outFolder()}
	if o.rehearsal {
		if g.dir == "" {
			g.dir = boot.DefaultDir(os.Getenv) + "-rehearsal"
		}
		g.out = filepath.Join(g.dir, "out")
		fmt.Fprintln(os.Stderr, t.T("program.preparing"))
		room, err := rehearsal.Prepare(ctx, g.dir, nil)
		if err != nil {
			return nil, err
		}
		g.room = room
	} else if g.dir == "" {
		g.dir = boot.DefaultDir(os.Getenv)
	}
	if abs, err := filepath.Abs(g.dir); err == nil { // the screen names the folder; without a working directory it stays as it was given
		g.dir = abs
	}
	if o.passphrase == "" {
		return g, nil
	}
	b, err := os.ReadFile(o.passphrase)
	if err != nil {
		return nil, fmt.Errorf("read passphrase file: %w", err)
	}
	if places := g.Places(); len(places) > 0 {
		return g, g.Open(ctx, places[0].Folder, strings.TrimRight(string(b), "\r\n"))
	}
	return g, nil
}

// outFolder is where finished files go: beside the person's documents.
func outFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "Shinsa"
	}
	if info, err := os.Stat(filepath.Join(home, "Documents")); err == nil && info.IsDir() {
		return filepath.Join(home, "Documents", "Shinsa")
	}
	return filepath.Join(home, "Shinsa")
}

// Places implements unlock.Gate.
func (g *gate) Places() []unlock.Place {
	if g.room != nil {
		out := make([]unlock.Place, 0, len(g.room.Desks))
		for _, d := range g.room.Desks {
			out = append(out, unlock.Place{Folder: filepath.Join(g.dir, filepath.FromSlash(d.Dir)), Name: d.Name, Role: d.Role})
		}
		return append(out, g.beside(1)...)
	}
	return g.beside(0)
}

// beside returns the desks in the folders for restored ones, from the nth on.
func (g *gate) beside(n int) []unlock.Place {
	var out []unlock.Place
	for ; ; n++ {
		there, err := boot.Found(g.restored(n))
		if err == nil && !there {
			return out
		}
		out = append(out, unlock.Place{Folder: g.restored(n)})
		if err != nil {
			return out // what cannot be looked at is named when it is opened
		}
	}
}

// Hint implements unlock.Gate.
func (g *gate) Hint() string {
	if g.room == nil {
		return ""
	}
	return g.room.Passphrase
}

// Open implements unlock.Gate.
func (g *gate) Open(ctx context.Context, folder, passphrase string) error {
	s, err := boot.Open(ctx, boot.Options{Dir: folder, Passphrase: passphrase})
	return g.took(ctx, s, folder, err)
}

// took keeps a session that was opened, unless the person has thought better of it meanwhile.
func (g *gate) took(ctx context.Context, s *boot.Session, folder string, err error) error {
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return errors.Join(err, s.Close())
	}
	s.Desk.Tokens = &g.tokens
	g.session, g.last = s, folder
	return nil
}

// Remembered implements unlock.Gate. A key file that cannot be read says so when the desk is opened.
func (g *gate) Remembered(folder string) bool {
	kept, err := boot.Remembered(folder)
	return err == nil && kept
}

// Last implements unlock.Gate.
func (g *gate) Last() string { return g.last }

// Found implements unlock.Gate.
func (g *gate) Found(ctx context.Context, role review.Role, name, passphrase string) (string, error) {
	s, err := boot.Create(ctx, boot.Options{Dir: g.dir, Passphrase: passphrase}, review.Founding{Role: role, Name: name, Profile: review.SampleProfile()})
	if err != nil {
		return "", err
	}
	return s.Recovery, g.took(ctx, s, g.dir, nil)
}

// Desk implements ui.Gate.
func (g *gate) Desk() ui.Desk {
	if g.session == nil {
		return nil
	}
	return g.session.Desk
}

// Close implements ui.Gate.
func (g *gate) Close() error {
	if g.session == nil {
		return nil
	}
	g.tokens.Close()
	err := g.session.Close()
	g.session = nil
	if errors.Is(err, os.ErrClosed) {
		return nil
	}
	return err
}
