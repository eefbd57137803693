package main

import (
	"context"
	"path/filepath"
	"strconv"

	"shinsa/cmd/internal/boot"
	"shinsa/review/fault"
	"shinsa/ui/present"
)

// errClosed refuses what needs an open desk.
var errClosed = fault.New(fault.Unavailable, "desk_closed")

// opened returns the session, or refuses.
func (g *gate) opened() (*boot.Session, error) {
	if g.session == nil {
		return nil, errClosed
	}
	return g.session, nil
}

// ChangePassphrase implements setup.Safe.
func (g *gate) ChangePassphrase(ctx context.Context, old, passphrase string) error {
	s, err := g.opened()
	if err != nil {
		return err
	}
	return s.ChangePassphrase(ctx, old, passphrase)
}

// Cost implements setup.Safe.
func (g *gate) Cost() (present.Cost, error) {
	s, err := g.opened()
	if err != nil {
		return present.Cost{}, err
	}
	c, err := s.PassphraseCost()
	return costOf(c), err
}

// Costs implements setup.Safe.
func (g *gate) Costs() []present.Cost {
	var out []present.Cost
	for _, c := range boot.Strengths() {
		out = append(out, costOf(c))
	}
	return out
}

func costOf(c boot.Cost) present.Cost {
	return present.Cost{Passes: int(c.Time), MiB: int(c.MemoryKiB >> 10)}
}

// Strengthen implements setup.Safe.
func (g *gate) Strengthen(ctx context.Context, passphrase string, to present.Cost) error {
	s, err := g.opened()
	if err != nil {
		return err
	}
	for _, c := range boot.Strengths() {
		if costOf(c) == to {
			return s.Strengthen(ctx, passphrase, c)
		}
	}
	return fault.New(fault.Invalid, "passphrase_cost_lower")
}

// NewRecovery implements setup.Safe.
func (g *gate) NewRecovery(ctx context.Context, passphrase string) (string, error) {
	s, err := g.opened()
	if err != nil {
		return "", err
	}
	return s.NewRecovery(ctx, passphrase)
}

// Backup implements setup.Safe.
func (g *gate) Backup(ctx context.Context, folder string, progress func(done, total int64)) (string, error) {
	s, err := g.opened()
	if err != nil {
		return "", err
	}
	if folder == "" {
		folder = g.out
	}
	b, err := s.Backup(ctx, filepath.Join(folder, s.Desk.BackupName()), progress)
	return b.Path, err
}

// LocalCopies implements setup.Safe.
func (g *gate) LocalCopies() ([]present.Copy, error) { return g.Copies(g.last) }

// KeptCopies implements setup.Safe.
func (g *gate) KeptCopies(ctx context.Context) int {
	s, err := g.opened()
	if err != nil {
		return boot.DefaultCopies
	}
	n, err := strconv.Atoi(s.Desk.Setting(ctx, boot.SettingCopies))
	if err != nil {
		return boot.DefaultCopies
	}
	return n
}

// KeepCopies implements setup.Safe.
func (g *gate) KeepCopies(ctx context.Context, n int) error {
	s, err := g.opened()
	if err != nil {
		return err
	}
	return s.Desk.SetSetting(ctx, boot.SettingCopies, strconv.Itoa(n))
}

// KeyKept implements setup.Safe.
func (g *gate) KeyKept() bool { return g.Remembered(g.last) }

// Remember implements setup.Safe.
func (g *gate) Remember(ctx context.Context, passphrase string) error {
	s, err := g.opened()
	if err != nil {
		return err
	}
	return s.Remember(ctx, passphrase)
}

// Forget implements setup.Safe.
func (g *gate) Forget(ctx context.Context) error {
	s, err := g.opened()
	if err != nil {
		return err
	}
	return s.Forget(ctx)
}

// TokenKeys implements setup.Safe.
func (g *gate) TokenKeys(_ context.Context, module string) ([]present.TokenKey, error) {
	if _, err := g.opened(); err != nil {
		return nil, err
	}
	slots, err := g.tokens.Slots(module)
	if err != nil {
		return nil, err
	}
	var out []present.TokenKey
	for _, at := range slots {
		keys, err := g.tokens.Keys(module, at)
		if err != nil {
			return nil, err
		}
		for _, k := range keys {
			out = append(out, present.TokenKey{Token: k.Token, Name: k.Name, Algorithm: k.Algorithm})
		}
	}
	return out, nil
}

// SheetLines implements screen.Sheets.
func (g *gate) SheetLines(key string) []string { return boot.RecoverySheet(key) }

// CanPrint implements screen.Sheets.
func (g *gate) CanPrint() bool { return boot.CanPrint() }

// PrintSheet implements screen.Sheets.
func (g *gate) PrintSheet(ctx context.Context, key string) error {
	s, err := g.opened()
	if err != nil {
		return err
	}
	return s.PrintRecovery(ctx, key)
}
