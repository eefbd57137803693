package boot

import (
	"bytes"
	"context"
	"errors"
	"os/exec"

	"shinsa/assets"
	"shinsa/i18n/era"
	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/paper"
)

// printers are the programs that print what they read, the first found is used.
var printers = [][]string{{"lp", "-s"}, {"lpr"}}

// CanPrint reports whether this computer has a printing system that takes a paper through a pipe.
func CanPrint() bool { return printer() != nil }

func printer() []string {
	for _, p := range printers {
		if path, err := exec.LookPath(p[0]); err == nil {
			return append([]string{path}, p[1:]...)
		}
	}
	return nil
}

// RecoveryPaper composes the recovery sheet of a key as a PDF in memory. It must not become a file.
func (s *Session) RecoveryPaper(key string) ([]byte, error) {
	press, err := paper.NewPress(assets.SharedFont, era.Format)
	if err != nil {
		return nil, err
	}
	me, p := s.Desk.Self(), s.Desk.Profile()
	role := "委員"
	if me.Role == review.Secretariat {
		role = "事務局"
	}
	d, err := press.Recovery(paper.Profile{Scheme: p.Scheme, Body: p.Body, EraDates: p.EraDates}, paper.Recovery{
		Owner: me.Name, Role: role, On: s.Desk.Today(), Lines: RecoverySheet(key), Sample: me.Rehearsal,
	})
	if err != nil {
		return nil, err
	}
	return d.Archive(review.Program)
}

// PrintRecovery sends the recovery sheet of a key to the usual printer through a pipe; nothing of it is written to a disk by us.
func (s *Session) PrintRecovery(ctx context.Context, key string) error {
	command := printer()
	if command == nil {
		return fault.New(fault.Unavailable, "printer_missing")
	}
	pdf, err := s.RecoveryPaper(key)
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Stdin = bytes.NewReader(pdf)
	if err := cmd.Run(); err != nil {
		return errors.Join(ctx.Err(), fault.Wrap(fault.Unavailable, "printer_failed", err))
	}
	return nil
}
