package boot

import (
	"context"
	"runtime/debug"

	"shinsa/review/fault"
	"shinsa/store/vault"
)

// Cost is what one guess at a passphrase costs.
type Cost = vault.Cost

// Strengths are what one guess at a passphrase can be made to cost, the standard first: about 0.15, 0.8 and 5 seconds on a laptop.
func Strengths() []Cost {
	return []Cost{vault.StandardCost, {Time: 4, MemoryKiB: 256 << 10, Threads: 1}, {Time: 6, MemoryKiB: 1 << 20, Threads: 1}}
}

// PassphraseCost returns what one guess at the desk's passphrase costs now.
func (s *Session) PassphraseCost() (Cost, error) { return vault.CostOf(s.keyPath()) }

// Strengthen makes each guess at the passphrase cost c from now on; a cost below the present one in any respect is refused. Copies made
// before keep the cost they had.
func (s *Session) Strengthen(ctx context.Context, passphrase string, c Cost) error {
	have, err := s.PassphraseCost()
	if err != nil {
		return err
	}
	if c.Time < have.Time || c.MemoryKiB < have.MemoryKiB {
		return fault.New(fault.Invalid, "passphrase_cost_lower")
	}
	if err := vault.ChangePassphrase(s.keyPath(), passphrase, passphrase, c); err != nil {
		return err
	}
	debug.FreeOSMemory() // what the passphrase cost goes back at once
	return s.Desk.RecordKey(ctx, "passphrase")
}

// dearest is the cost of a passphrase set now: that of the options, or what the owner has raised it to.
func (s *Session) dearest() (Cost, error) {
	want := s.options.cost()
	have, err := s.PassphraseCost()
	want.Time, want.MemoryKiB = max(want.Time, have.Time), max(want.MemoryKiB, have.MemoryKiB)
	return want, err
}
