package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shinsa/assets"
	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/store/vault"
)

const (
	secret = "試験-の-合言葉-2026"
	clock  = "2026-04-10T09:00:00+09:00"
)

// shell runs commands as a person or a script would, each in a program of its own.
type shell struct {
	testing.TB
	ctx   context.Context
	desk  string
	now   string // --now of rehearsal desks
	pass  string
	stdin string
	env   map[string]string
}

// ran is what one command left: its status and both streams.
type ran struct {
	status   int
	out, err string
}

func newShell(tb testing.TB) *shell {
	return &shell{TB: tb, ctx: tb.Context(), desk: filepath.Join(tb.TempDir(), "desk"), now: clock, pass: secret, env: map[string]string{"LANG": "ja_JP.UTF-8"}}
}

// at is the same shell over another desk.
func (s *shell) at(desk string) *shell {
	c := *s
	c.desk = filepath.Join(s.TempDir(), desk)
	return &c
}

// run runs one command with the desk and the clock of the shell.
func (s *shell) run(args ...string) ran {
	args = append(args, "--desk", s.desk)
	if s.now != "" {
		args = append(args, "--now", s.now)
	}
	return s.bare(args...)
}

// bare runs one command as it stands.
func (s *shell) bare(args ...string) ran {
	var out, errs bytes.Buffer
	env := func(name string) string {
		if name == "SHINSA_PASSPHRASE" {
			return s.pass
		}
		return s.env[name]
	}
	machine := func() time.Time { return time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC) }
	r := &runner{in: strings.NewReader(s.stdin), out: &out, err: &errs, env: env, now: machine}
	return ran{r.run(s.ctx, args), out.String(), errs.String()}
}

// ok runs a command with --json that has to succeed, and decodes its one document into v.
func (s *shell) ok(v any, args ...string) {
	s.Helper()
	r := s.run(append(args, "--json")...)
	if r.status != 0 {
		s.Fatalf("%s: status %d\n%s", strings.Join(args, " "), r.status, r.err)
	}
	r.document(s, v)
}

// document fails the test unless standard output is exactly one JSON document.
func (r ran) document(tb testing.TB, v any) {
	tb.Helper()
	dec := json.NewDecoder(strings.NewReader(r.out))
	var any json.RawMessage
	if err := dec.Decode(&any); err != nil {
		tb.Fatalf("no JSON on standard output: %v\n%s", err, r.out)
	}
	if err := dec.Decode(&struct{}{}); !errors.Is(err, io.EOF) {
		tb.Fatalf("more than one document on standard output:\n%s", r.out)
	}
	if v != nil {
		if err := json.Unmarshal(any, v); err != nil {
			tb.Fatalf("decode %s: %v", r.out, err)
		}
	}
}

// file writes a file for a command to read.
func (s *shell) file(name, text string) string {
	s.Helper()
	path := filepath.Join(s.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		s.Fatal(err)
	}
	return path
}

// initDesk makes a rehearsal desk whose passphrase costs next to nothing to check, and else is what init makes.
func (s *shell) initDesk(role, name string) {
	s.Helper()
	o := boot.Options{Dir: s.desk, Passphrase: secret, Rehearse: s.now, Cost: vault.TestCost}
	f := review.Founding{Role: review.Role(role), Name: name, Rehearsal: true}
	if f.Role == review.Secretariat {
		f.Profile = review.SampleProfile()
	}
	session, err := boot.Create(s.ctx, o, f)
	if err != nil {
		s.Fatal(err)
	}
	if err := session.Close(); err != nil {
		s.Fatal(err)
	}
}

// sample lays a sample application out as files: its workbook, the folder of its evidence, and what is expected of it.
func sample(tb testing.TB, name string) (form, evidence string, expected []byte) {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), name)
	fsys, err := assets.Sample(name)
	if err != nil {
		tb.Fatal(err)
	}
	err = fs.WalkDir(fsys, ".", func(at string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(fsys, at)
		if err != nil {
			return err
		}
		path := filepath.Join(dir, filepath.FromSlash(at))
		switch {
		case strings.HasSuffix(at, "expected.yaml"):
			expected = b
		case filepath.Base(filepath.Dir(path)) == "evidence":
			evidence = filepath.Dir(path)
		case strings.HasSuffix(at, ".xlsx"):
			form = path
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		return os.WriteFile(path, b, 0o600)
	})
	if err != nil || form == "" || evidence == "" || expected == nil {
		tb.Fatalf("sample %s: form %q, evidence %q, %v", name, form, evidence, err)
	}
	return form, evidence, expected
}
