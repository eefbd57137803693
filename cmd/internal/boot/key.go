package boot

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"shinsa/review/fault"
	"shinsa/store/vault"
)

// MinPassphrase is the least number of characters of a passphrase that is set anew.
const MinPassphrase = 10

func (s *Session) keyPath() string { return filepath.Join(s.options.Dir, "desk.key") }

// ChangePassphrase sets a new passphrase for the desk; the old one opens it until this returns nil. Copies made before still open with
// the old one.
func (s *Session) ChangePassphrase(ctx context.Context, old, passphrase string) error {
	if err := strong(passphrase); err != nil {
		return err
	}
	cost, err := s.dearest()
	if err != nil {
		return err
	}
	if err := vault.ChangePassphrase(s.keyPath(), old, passphrase, cost); err != nil {
		return err
	}
	s.options.Passphrase = passphrase
	return s.Desk.RecordKey(ctx, "passphrase")
}

// NewRecovery draws a new recovery key and returns it; older ones open the desk no more. It is shown once and not kept.
func (s *Session) NewRecovery(ctx context.Context, passphrase string) (string, error) {
	identity, recipient, err := vault.NewRecovery()
	if err != nil {
		return "", err
	}
	if err := vault.ReplaceRecovery(s.keyPath(), passphrase, recipient); err != nil {
		return "", err
	}
	return identity, s.Desk.RecordKey(ctx, "recovery")
}

// Recover opens a desk whose passphrase is lost: typed is the recovery key as it stands on the sheet, o.Passphrase the new passphrase.
func Recover(ctx context.Context, o Options, typed string) (*Session, error) {
	if err := strong(o.Passphrase); err != nil {
		return nil, err
	}
	identity, err := vault.ReadSheet(typed)
	if err != nil {
		return nil, err
	}
	if err := vault.ResetPassphrase(filepath.Join(o.Dir, "desk.key"), identity, o.Passphrase, o.cost()); err != nil {
		return nil, err
	}
	s, err := Open(ctx, o)
	if err != nil {
		return nil, err
	}
	return s, s.Desk.RecordKey(ctx, "recover")
}

// RecoverySheet returns the lines of a recovery key for paper.
func RecoverySheet(identity string) []string { return vault.Sheet(identity) }

// strong refuses a passphrase that is too short to stand against guessing.
func strong(passphrase string) error {
	switch n := utf8.RuneCountInString(strings.TrimSpace(passphrase)); {
	case n == 0:
		return fault.New(fault.Invalid, "passphrase_empty")
	case n < MinPassphrase:
		return fault.New(fault.Invalid, "passphrase_short", "n", strconv.Itoa(MinPassphrase))
	}
	return nil
}

// ReadRecovery returns the recovery key that was typed from a sheet.
func ReadRecovery(typed string) (string, error) { return vault.ReadSheet(typed) }
