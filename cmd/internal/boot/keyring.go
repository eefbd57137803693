package boot

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/zalando/go-keyring"

	"shinsa/review/fault"
	"shinsa/store"
	"shinsa/store/vault"
)

// Keyring keeps small secrets where the operating system keeps those of its user.
type Keyring interface {
	// Set keeps a secret under a name, in place of what was there.
	Set(name, secret string) error
	// Get returns a secret; ErrNoSecret when none is kept under the name.
	Get(name string) (string, error)
	// Delete removes a secret; ErrNoSecret when none is kept under the name.
	Delete(name string) error
}

// ErrNoSecret says that the keyring works and has nothing under the name.
var ErrNoSecret = errors.New("no such secret")

// Codes of the refusals about the keyring.
const (
	keyringUnavailable = "keyring_unavailable" // Unavailable
	keyMissing         = "keyring_key_missing" // Locked
)

// keyringPatience bounds how long the operating system may take: it may ask its user to open the keyring first.
const keyringPatience = 2 * time.Minute

// Remembered reports whether the desk in dir is to be opened by a key that the operating system keeps.
func Remembered(dir string) (bool, error) {
	name, err := vault.Kept(filepath.Join(dir, "desk.key"))
	return name != "", err
}

// KeyringReady returns nil when the operating system keeps keys for this user, or Unavailable "keyring_unavailable".
func KeyringReady(ctx context.Context) error {
	err := patiently(ctx, func() error { _, err := systemKeyring{}.Get("probe"); return err })
	if errors.Is(err, ErrNoSecret) {
		return nil
	}
	return keyringFault(err)
}

// Remember lets the operating system keep a key of the desk, so that it opens without the passphrase. The passphrase is asked for, and
// stays good. The key is read back before the desk relies on it; when anything fails, the desk opens as before.
func (s *Session) Remember(ctx context.Context, passphrase string) error {
	ring := s.options.keyring()
	given := ""
	before, err := vault.Keep(s.keyPath(), passphrase, func(name, secret string) error {
		given = name
		return keyringFault(patiently(ctx, func() error {
			if err := ring.Set(name, secret); err != nil {
				return err
			}
			back, err := ring.Get(name)
			if err == nil && back != secret {
				err = errors.New("another secret came back")
			}
			return err
		}))
	})
	if err != nil && given != "" {
		before = given // useless now
	}
	if before != "" {
		err = errors.Join(err, dropSecret(ctx, ring, before))
	}
	if err != nil {
		return err
	}
	return s.Desk.RecordKey(ctx, "remember")
}

// Forget makes the key that the operating system keeps useless and takes it away. The desk is safe once it returns, also when it returns
// that the operating system did not give the key back.
func (s *Session) Forget(ctx context.Context) error {
	name, err := vault.DropKept(s.keyPath())
	if err != nil || name == "" {
		return err
	}
	return errors.Join(s.Desk.RecordKey(ctx, "forget"), dropSecret(ctx, s.options.keyring(), name))
}

// dropSecret takes a secret away; one that is gone is no error.
func dropSecret(ctx context.Context, ring Keyring, name string) error {
	err := patiently(ctx, func() error { return ring.Delete(name) })
	if errors.Is(err, ErrNoSecret) {
		return nil
	}
	return keyringFault(err)
}

// open opens the store by the passphrase, or without one by what the operating system keeps.
func (o Options) open(ctx context.Context, clock func() time.Time) (*store.Store, error) {
	if o.Passphrase != "" {
		return store.Open(ctx, o.Dir, o.Passphrase, store.Options{Now: clock})
	}
	name, err := vault.Kept(filepath.Join(o.Dir, "desk.key"))
	if err != nil {
		return nil, err
	}
	if name == "" {
		return nil, fault.New(fault.Missing, vault.NotKept)
	}
	secret := ""
	err = patiently(ctx, func() error {
		var err error
		secret, err = o.keyring().Get(name)
		return err
	})
	if err != nil {
		return nil, keyringFault(err)
	}
	return store.OpenKept(ctx, o.Dir, secret, store.Options{Now: clock})
}

func (o Options) keyring() Keyring {
	if o.Keyring == nil {
		return systemKeyring{}
	}
	return o.Keyring
}

// patiently runs f, which may wait for a person, until the context or the patience ends.
func patiently(ctx context.Context, f func() error) error {
	ctx, stop := context.WithTimeout(ctx, keyringPatience)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// keyringFault says what a keyring's error means for the desk. Its own text stays in the log.
func keyringFault(err error) error {
	var known *fault.Error
	switch {
	case err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, ErrNoSecret):
		return fault.New(fault.Locked, keyMissing)
	}
	return fault.Wrap(fault.Unavailable, keyringUnavailable, err)
}

// systemKeyring is the operating system's own: Secret Service, Keychain or Credential Manager.
type systemKeyring struct{}

// keyringService is what the entries stand under.
const keyringService = "shinsa"

// Set implements Keyring.
func (systemKeyring) Set(name, secret string) error {
	if err := localBus(); err != nil {
		return err
	}
	return keyring.Set(keyringService, name, secret)
}

// Get implements Keyring.
func (systemKeyring) Get(name string) (string, error) {
	if err := localBus(); err != nil {
		return "", err
	}
	secret, err := keyring.Get(keyringService, name)
	if errors.Is(err, keyring.ErrNotFound) {
		err = ErrNoSecret
	}
	return secret, err
}

// Delete implements Keyring.
func (systemKeyring) Delete(name string) error {
	if err := localBus(); err != nil {
		return err
	}
	err := keyring.Delete(keyringService, name)
	if errors.Is(err, keyring.ErrNotFound) {
		err = ErrNoSecret
	}
	return err
}

// localBus refuses a session bus that is not a socket of this computer: it could stand on the network, and without an address the
// library would start programs to look for one.
func localBus() error {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return nil
	}
	address := os.Getenv("DBUS_SESSION_BUS_ADDRESS")
	if address == "" {
		if _, err := os.Stat(fmt.Sprintf("/run/user/%d/bus", os.Getuid())); err == nil {
			return nil
		}
		return errors.New("no session bus")
	}
	for one := range strings.SplitSeq(address, ";") {
		if !strings.HasPrefix(one, "unix:") {
			return errors.New("the session bus is not of this computer")
		}
	}
	return nil
}
