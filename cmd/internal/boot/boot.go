// Package boot wires a desk together: paths, clock, store, fonts, criteria, languages.
//
// It is the only room that knows all the others (the window excepted), and the only one where the machine's clock is read. What it hands
// out is a *review.Desk with its services; whoever opens one closes it.
//
// # A desk without its passphrase
//
// An owner may let the operating system keep a key of the desk (Secret Service, Keychain, Credential Manager; see [Keyring]):
//
//	[Session.Remember](ctx, passphrase)   from now on the desk opens with Options.Passphrase ""; the passphrase stays good
//	[Session.Forget](ctx)                 and from now on it does not
//	[Remembered](dir)                     whether a desk is to be opened so
//	[KeyringReady](ctx)                   whether this computer can do it, for a switch to be shown or not
//
// Open with an empty passphrase refuses with Missing "keyring_not_used", Unavailable "keyring_unavailable" (no store of keys, or a closed
// one), Locked "keyring_key_missing" or "keyring_key_wrong"; each means: say so and ask for the passphrase. Acts that ask for the
// passphrase again (sealing, issuing, changing it) go on asking, and so should a window that locked itself.
package boot

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"shinsa/cmd/internal/authority"
	"shinsa/i18n/era"
	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/intake/probe"
	"shinsa/store"
	"shinsa/store/vault"
)

// Now is the machine's clock.
func Now() time.Time { return time.Now() }

// Options say which desk to open and how.
type Options struct {
	Dir        string
	Passphrase string
	Now        func() time.Time // the machine's clock when nil
	Rehearse   string           // RFC 3339 instant at which a rehearsal desk stands; other desks refuse it
	Keyring    Keyring          // where a desk's key may be kept; the operating system's when nil
	Cost       vault.Cost       // of the passphrase of a new desk, and what an older one is brought to; the standard one when zero
}

// Session is an open desk.
type Session struct {
	Desk     *review.Desk
	Recovery string // of a desk just made: the key that opens it when the passphrase is lost
	store    *store.Store
	options  Options
}

// Close releases the desk. What it held in memory goes back to the system as far as the language allows: what nothing refers to
// any more is freed at once.
func (s *Session) Close() error {
	s.options.Passphrase = ""
	err := s.store.Close()
	if s.options.Cost == (vault.Cost{}) {
		debug.FreeOSMemory()
	}
	return err
}

// DefaultDir returns where the desk of this user is: SHINSA_DESK, or a folder in the user's data directory.
func DefaultDir(env func(string) string) string {
	if d := env("SHINSA_DESK"); d != "" {
		return d
	}
	if d := env("XDG_DATA_HOME"); d != "" {
		return filepath.Join(d, "shinsa")
	}
	if d := env("LOCALAPPDATA"); d != "" {
		return filepath.Join(d, "Shinsa")
	}
	if d := env("HOME"); d != "" {
		return filepath.Join(d, ".local", "share", "shinsa")
	}
	return "shinsa-desk"
}

// Found reports whether dir holds a desk.
func Found(dir string) (bool, error) { return store.Found(dir) }

// Open opens the desk in o.Dir; without a passphrase by the key that the operating system keeps for it.
func Open(ctx context.Context, o Options) (*Session, error) {
	clock, err := o.clock()
	if err != nil {
		return nil, err
	}
	equipped := equip()
	st, err := o.open(ctx, clock)
	if err != nil {
		return nil, err
	}
	if o.Cost == (vault.Cost{}) {
		debug.FreeOSMemory() // what the passphrase cost goes back at once
	}
	s := &Session{store: st, options: o}
	services, err := o.services(st, clock, equipped)
	if err == nil {
		s.Desk, err = review.OpenDesk(ctx, services)
	}
	if err == nil && o.Rehearse != "" && !s.Desk.Self().Rehearsal {
		err = fault.New(fault.Forbidden, "clock_of_rehearsal_only")
	}
	if err == nil {
		err = s.keep(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return s, nil
}

// Create makes a new desk in o.Dir with its recovery key. What was begun is taken away again when it fails.
func Create(ctx context.Context, o Options, f review.Founding) (*Session, error) {
	clock, err := o.clock()
	if err != nil {
		return nil, err
	}
	if o.Rehearse != "" && !f.Rehearsal {
		return nil, fault.New(fault.Forbidden, "clock_of_rehearsal_only")
	}
	if strings.TrimSpace(o.Passphrase) == "" {
		return nil, fault.New(fault.Invalid, "passphrase_missing")
	}
	equipped := equip()
	st, err := store.Create(ctx, o.Dir, o.Passphrase, store.Options{Now: clock, Cost: o.Cost})
	if err != nil {
		return nil, err
	}
	s := &Session{store: st, options: o}
	services, err := o.services(st, clock, equipped)
	if err == nil {
		s.Desk, err = review.Found(ctx, services, f)
	}
	if err == nil {
		s.Recovery, err = addRecovery(o)
	}
	if err != nil {
		return nil, errors.Join(err, st.Close(), discard(o.Dir))
	}
	return s, nil
}

// discard takes away a desk that was made a moment ago and never held anything.
func discard(dir string) error {
	var errs []error
	for _, name := range []string{"desk.db", "desk.db-wal", "blobs", "desk.key"} {
		errs = append(errs, os.RemoveAll(filepath.Join(dir, name)))
	}
	return errors.Join(errs...)
}

func addRecovery(o Options) (string, error) {
	identity, recipient, err := vault.NewRecovery()
	if err != nil {
		return "", err
	}
	return identity, vault.AddRecovery(filepath.Join(o.Dir, "desk.key"), o.Passphrase, recipient)
}

// clock is the machine's, or one that stands at the instant of a rehearsal.
func (o Options) clock() (func() time.Time, error) {
	if o.Rehearse == "" {
		if o.Now == nil {
			return Now, nil
		}
		return o.Now, nil
	}
	at, err := time.Parse(time.RFC3339, o.Rehearse)
	if err != nil {
		return nil, fault.New(fault.Invalid, "clock_unreadable", "value", o.Rehearse)
	}
	return func() time.Time { return at }, nil
}

// keeper checks the passphrase against the desk's key file.
type keeper struct{ path string }

// Check implements review.Keeper.
func (k keeper) Check(passphrase string) error {
	key, err := vault.Unlock(k.path, passphrase)
	if err != nil {
		return err
	}
	key.Forget()
	return nil
}

func (o Options) services(st *store.Store, clock func() time.Time, equipped func() (equipment, error)) (review.Services, error) {
	e, err := equipped()
	return review.Services{
		Store: st, Now: clock, Press: e.press, Shipped: e.shipped, Keeper: keeper{filepath.Join(o.Dir, "desk.key")}, Prober: probe.Reader{},
		Hand: e.hand, Era: fiscalYear, Ask: authority.Ask,
	}, err
}

// fiscalYear writes the Japanese fiscal year that begins in the given month: 令和8年度.
func fiscalYear(year int, month time.Month) string {
	day := era.Format(year, month, 1)
	if i := strings.Index(day, "年"); i > 0 {
		return day[:i] + "年度"
	}
	return fmt.Sprintf("%d年度", year)
}

// CacheDir returns the folder for what can be made again, such as compiled code. It never holds applicant content.
func CacheDir() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find cache folder: %w", err)
	}
	return filepath.Join(dir, "shinsa"), nil
}
