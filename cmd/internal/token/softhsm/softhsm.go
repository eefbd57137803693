// Package softhsm is a token made of software, for tests.
package softhsm

import (
	"crypto"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"shinsa/review/seal"
)

// What every token made here is called, and opened with.
const (
	Label = "見本カード"
	PIN   = "4649"
)

// modules are where Debian and others put the library.
var modules = []string{"/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so"}

// Token is one token in a folder of its own.
type Token struct {
	testing.TB
	Module string
	dir    string
}

// New makes an empty token for the length of a test. Without SoftHSM the test is skipped, or failed where the judges are asked for.
func New(tb testing.TB) *Token {
	tb.Helper()
	t := &Token{TB: tb, dir: tb.TempDir()}
	for _, m := range modules {
		if _, err := os.Stat(m); err == nil {
			t.Module = m
		}
	}
	if _, err := exec.LookPath("softhsm2-util"); err != nil || t.Module == "" {
		if os.Getenv("SHINSA_JUDGES") != "" {
			tb.Fatal("SoftHSM is missing; .ci/setup token installs it")
		}
		tb.Skip("SoftHSM is missing; SHINSA_JUDGES=1 makes this fail")
	}
	conf := filepath.Join(t.dir, "softhsm2.conf")
	t.must(os.Mkdir(filepath.Join(t.dir, "tokens"), 0o700))
	t.must(os.WriteFile(conf, fmt.Appendf(nil, "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n", filepath.Join(t.dir, "tokens")), 0o600))
	setenv(tb, "SOFTHSM2_CONF", conf)
	t.util("--init-token", "--free", "--label", Label, "--so-pin", "87654321", "--pin", PIN)
	return t
}

// setenv sets a variable for the length of a test, also for libraries in C.
func setenv(tb testing.TB, name, value string) {
	tb.Helper()
	before, had := os.LookupEnv(name)
	if err := os.Setenv(name, value); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if !had {
			os.Unsetenv(name)
			return
		}
		os.Setenv(name, before)
	})
}

func (t *Token) must(err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (t *Token) util(args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "softhsm2-util", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("softhsm2-util %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// Import puts a key on the token under an id in hexadecimal.
func (t *Token) Import(id string, key crypto.Signer) {
	t.Helper()
	b, err := seal.MarshalKey(key)
	t.must(err)
	file := filepath.Join(t.dir, id+".pem")
	t.must(os.WriteFile(file, b, 0o600))
	t.util("--import", file, "--token", Label, "--label", "key "+id, "--id", id, "--pin", PIN)
	t.must(os.Remove(file))
}

var serial = regexp.MustCompile(`Serial number:\s+([0-9a-f]{16})`)

// Serial is the token's serial number.
func (t *Token) Serial() string {
	t.Helper()
	m := serial.FindStringSubmatch(t.util("--show-slots"))
	if m == nil {
		t.Fatal("the token has no serial number")
	}
	return m[1]
}

// TakeAway takes the token out of the computer; the result plugs it in again.
func (t *Token) TakeAway() (back func()) {
	t.Helper()
	from, to := filepath.Join(t.dir, "tokens"), filepath.Join(t.dir, "pocket")
	t.must(os.Rename(from, to))
	t.must(os.Mkdir(from, 0o700))
	return func() {
		t.Helper()
		t.must(os.Remove(from))
		t.must(os.Rename(to, from))
	}
}
