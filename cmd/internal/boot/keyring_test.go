package boot_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"shinsa/cmd/internal/boot"
	"shinsa/review/fault"
)

// ring is a keyring in memory that can be out of order.
type ring struct {
	kept    map[string]string
	broken  error
	forgets bool // takes a secret and returns another
}

func (r *ring) Set(name, secret string) error {
	if r.broken == nil {
		r.kept[name] = secret
	}
	return r.broken
}

func (r *ring) Get(name string) (string, error) {
	secret, ok := r.kept[name]
	switch {
	case r.broken != nil:
		return "", r.broken
	case !ok:
		return "", boot.ErrNoSecret
	case r.forgets:
		return "another", nil
	}
	return secret, nil
}

func (r *ring) Delete(name string) error {
	if _, ok := r.kept[name]; r.broken == nil && !ok {
		return boot.ErrNoSecret
	}
	delete(r.kept, name)
	return r.broken
}

func TestADeskOpensByTheKeyTheComputerKeeps(t *testing.T) {
	s, dir := office(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	keys := &ring{kept: map[string]string{}}
	with, without := options(dir), options(dir)
	with.Keyring, without.Keyring = keys, keys
	without.Passphrase = ""
	remembered := func(want bool) {
		t.Helper()
		if got, err := boot.Remembered(dir); got != want || err != nil {
			t.Fatalf("remembered: %v, %v", got, err)
		}
	}

	_, err := boot.Open(t.Context(), without)
	refused(t, err, fault.Missing, "keyring_not_used")
	s = opened(t, with)
	refused(t, s.Remember(t.Context(), "違う合言葉を書きました"), fault.Locked, "wrong_passphrase")
	keys.broken = errors.New("the bus is gone")
	refused(t, s.Remember(t.Context(), passphrase), fault.Unavailable, "keyring_unavailable")
	keys.broken, keys.forgets = nil, true
	refused(t, s.Remember(t.Context(), passphrase), fault.Unavailable, "keyring_unavailable")
	if keys.forgets = false; len(keys.kept) != 0 {
		t.Errorf("%d secrets of attempts that failed are left", len(keys.kept))
	}
	remembered(false)
	for range 2 { // the second key takes the place of the first
		if err := s.Remember(t.Context(), passphrase); err != nil || len(keys.kept) != 1 {
			t.Fatalf("%d secrets, %v", len(keys.kept), err)
		}
	}
	remembered(true)
	closed(t, s)

	s = opened(t, without)
	healthy(t, s)
	if err := s.Desk.Confirm(passphrase); err != nil {
		t.Errorf("sealing asks for the passphrase, which is refused: %v", err)
	}
	refused(t, s.Desk.Confirm(""), fault.Locked, "wrong_passphrase")
	if err := s.ChangePassphrase(t.Context(), passphrase, fresh); err != nil {
		t.Fatal(err)
	}
	closed(t, s)
	closed(t, opened(t, without)) // the kept key is good after the passphrase was changed
	closed(t, opened(t, func() boot.Options { o := with; o.Passphrase = fresh; return o }()))

	name, secret := keys.only(t)
	keys.broken = errors.New("locked")
	_, err = boot.Open(t.Context(), without)
	refused(t, err, fault.Unavailable, "keyring_unavailable")
	keys.broken, keys.kept = nil, map[string]string{}
	_, err = boot.Open(t.Context(), without)
	refused(t, err, fault.Locked, "keyring_key_missing")
	for _, other := range []string{"", "no base64!", strings.Repeat("A", 43) + "="} {
		keys.kept[name] = other
		_, err = boot.Open(t.Context(), without)
		refused(t, err, fault.Locked, "keyring_key_wrong")
	}
	keys.kept[name] = secret

	s = opened(t, without)
	if err := s.Forget(t.Context()); err != nil || len(keys.kept) != 0 {
		t.Errorf("%d secrets are left, %v", len(keys.kept), err)
	}
	healthy(t, s)
	closed(t, s)
	remembered(false)
	keys.kept[name] = secret // whoever copied it has nothing
	_, err = boot.Open(t.Context(), without)
	refused(t, err, fault.Missing, "keyring_not_used")
}

func (r *ring) only(t *testing.T) (name, secret string) {
	t.Helper()
	if len(r.kept) != 1 {
		t.Fatalf("%d secrets", len(r.kept))
	}
	for name, secret = range r.kept {
	}
	return name, secret
}

// A backup carries no key of the computer it was made on.
func TestARestoredDeskAsksForItsPassphrase(t *testing.T) {
	s, dir := office(t)
	closed(t, s)
	o := options(dir)
	o.Keyring = &ring{kept: map[string]string{}}
	s = opened(t, o)
	if err := s.Remember(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	path := backUp(t, s)
	closed(t, s)
	there := filepath.Join(t.TempDir(), "new")
	again, err := restore(t, options(there), path, "")
	if err != nil {
		t.Fatal(err)
	}
	closed(t, again)
	if kept, err := boot.Remembered(there); kept || err != nil {
		t.Errorf("the restored desk asks this computer for a key it never had: %v, %v", kept, err)
	}
}

func opened(t *testing.T, o boot.Options) *boot.Session {
	t.Helper()
	s, err := boot.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closed(t *testing.T, s *boot.Session) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// keyringDesk is the desk in which the test runs itself again, beside a real store of keys.
const keyringDesk = "SHINSA_KEYRING_DESK"

// TestARealStoreOfKeys runs the same against GNOME's keyring on a session bus of its own. SHINSA_JUDGES=1 makes it fail where they are
// missing.
func TestARealStoreOfKeys(t *testing.T) {
	if dir := os.Getenv(keyringDesk); dir != "" {
		againstTheSystem(t, dir)
		return
	}
	if runtime.GOOS != "linux" {
		t.Skip("a store of keys of its own for a test is known for Linux only")
	}
	for _, tool := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("SHINSA_JUDGES") != "" {
				t.Fatal(err)
			}
			t.Skip(tool + " is missing; SHINSA_JUDGES=1 makes this fail")
		}
	}
	s, dir := office(t)
	closed(t, s)
	home := t.TempDir()
	script := `printf lock | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 && exec "$0" -test.run '^TestARealStoreOfKeys$' -test.v`
	cmd := exec.CommandContext(t.Context(), "dbus-run-session", "--", "sh", "-c", script, os.Args[0])
	cmd.Env = append(os.Environ(), keyringDesk+"="+dir, "HOME="+home, "XDG_DATA_HOME="+home, "XDG_RUNTIME_DIR="+home, "XDG_CACHE_HOME="+home)
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS: TestARealStoreOfKeys") {
		t.Errorf("%v: %s", err, out)
	}
}

func againstTheSystem(t *testing.T, dir string) {
	if err := boot.KeyringReady(t.Context()); err != nil {
		t.Fatalf("%v: %v", err, errors.Unwrap(err))
	}
	s := opened(t, options(dir))
	if err := s.Remember(t.Context(), passphrase); err != nil {
		t.Fatalf("%v: %v", err, errors.Unwrap(err))
	}
	closed(t, s)
	o := options(dir)
	o.Passphrase = ""
	s = opened(t, o)
	if err := s.Forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	closed(t, s)
	_, err := boot.Open(t.Context(), o)
	refused(t, err, fault.Missing, "keyring_not_used")
}

func TestWithoutAStoreOfKeysItIsSaid(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("there is always one here")
	}
	for _, address := range []string{"tcp:host=192.0.2.1,port=1", "unix:path=" + filepath.Join(t.TempDir(), "none"), "unix:path=/x;tcp:host=192.0.2.1,port=1", "autolaunch:"} {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
		refused(t, boot.KeyringReady(t.Context()), fault.Unavailable, "keyring_unavailable")
	}
}
