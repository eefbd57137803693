package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/fault"
)

type restoreFlags struct {
	copy     bool
	named    string
	recovery string
}

func restoreFlag(fs *flag.FlagSet) any {
	f := &restoreFlags{}
	fs.BoolVar(&f.copy, "local", false, "")
	fs.StringVar(&f.named, "copy", "", "")
	fs.StringVar(&f.recovery, "recovery-file", "", "")
	return f
}

type secretFlags struct{ fresh, recovery string }

func secretFlag(fs *flag.FlagSet) any {
	f := &secretFlags{}
	fs.StringVar(&f.fresh, "new-passphrase-file", "", "")
	fs.StringVar(&f.recovery, "recovery-file", "", "")
	return f
}

// onSession opens the desk with what lies around it, and closes it.
func (c *call) onSession(ctx context.Context, f func(*boot.Session) error) error {
	s, err := c.open(ctx)
	if err != nil {
		return err
	}
	s.Desk.Tokens = c.tokens
	return errors.Join(f(s), s.Close())
}

// open opens the desk: by the key that this computer keeps, where the owner wanted that and gave no passphrase, else by the passphrase. A
// kept key that does not open the desk is said before the passphrase is asked for.
func (c *call) open(ctx context.Context) (*boot.Session, error) {
	o := boot.Options{Dir: c.desk, Now: c.now, Rehearse: c.rehearse}
	if kept, err := boot.Remembered(c.desk); err == nil && kept && c.secret == "" && c.env("SHINSA_PASSPHRASE") == "" {
		s, err := boot.Open(ctx, o)
		var known *fault.Error
		if err == nil || !errors.As(err, &known) || !strings.HasPrefix(known.Code, "keyring_") {
			return s, err
		}
		c.problem(err)
	}
	o, err := c.options()
	if err != nil {
		return nil, err
	}
	return boot.Open(ctx, o)
}

// keyRemember lets the operating system keep a key of the desk.
func keyRemember(ctx context.Context, c *call) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	s, err := boot.Open(ctx, o)
	if err != nil {
		return err
	}
	if err := errors.Join(s.Remember(ctx, o.Passphrase), s.Close()); err != nil {
		return err
	}
	return c.result(map[string]any{"desk": c.desk, "remembered": true}, func() { c.say("ctl.key.remembered") })
}

// keyForget takes that key away.
func keyForget(ctx context.Context, c *call) error {
	if err := c.onSession(ctx, func(s *boot.Session) error { return s.Forget(ctx) }); err != nil {
		return err
	}
	return c.result(map[string]any{"desk": c.desk, "remembered": false}, func() { c.say("ctl.key.forgotten") })
}

func (c *call) options() (boot.Options, error) {
	pass, err := c.passphrase()
	return boot.Options{Dir: c.desk, Passphrase: pass, Now: c.now, Rehearse: c.rehearse}, err
}

// backup writes one file with everything of the desk; a folder gets it under the desk's id and the day.
func backup(ctx context.Context, c *call) error {
	path := c.flags.(*outFlags).out
	if path == "" {
		return &errUsage{"ctl.usage.backup", ""}
	}
	return c.onSession(ctx, func(s *boot.Session) error {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			path = filepath.Join(path, s.Desk.BackupName())
		}
		b, err := s.Backup(ctx, path, nil)
		if err != nil {
			return err
		}
		return c.result(b, func() { c.say("ctl.backup.done", "path", b.Path, "files", b.Files, "bytes", b.Size, "acts", b.Acts) })
	})
}

// restore makes the desk of a backup in --desk, or puts a local copy in place of a damaged database.
func restore(ctx context.Context, c *call) error {
	f := c.flags.(*restoreFlags)
	local := f.copy || f.named != ""
	if local == (len(c.args) > 0) {
		return &errUsage{"ctl.usage.restore", ""}
	}
	recovery, err := readRecovery(f.recovery)
	if err != nil {
		return err
	}
	o, err := c.options()
	if err != nil {
		return err
	}
	if local {
		used, err := boot.ReturnToCopy(ctx, o, f.named)
		if err != nil {
			return err
		}
		return c.result(used, func() { c.say("ctl.restore.copy", "name", used.Name, "acts", used.Seq) })
	}
	in, done, err := boot.Incoming(c.args[0])
	if err != nil {
		return err
	}
	defer done()
	s, err := boot.Restore(ctx, o, in, recovery)
	if err != nil {
		return err
	}
	self := s.Desk.Self()
	var doubt *review.Doubt
	if self.Role == review.Secretariat {
		_, doubt, err = s.Desk.Numbers(ctx)
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	return c.result(map[string]any{"desk": c.desk, "self": self, "doubt": doubt}, func() {
		c.say("ctl.restore.done", "dir", c.desk, "name", self.Name)
		if doubt != nil {
			c.say("ctl.numbers.unsure", "date", doubt.Made.Format(time.DateOnly))
		}
	})
}

// readRecovery reads a recovery key from a file; no file is no key.
func readRecovery(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return "", fault.Wrap(fault.Missing, "file_unreadable", err, "name", path)
	}
	return boot.ReadRecovery(string(b))
}

// newPassphrase takes the new passphrase from its file, or from SHINSA_NEW_PASSPHRASE.
func (c *call) newPassphrase(path string) (string, error) {
	if path == "" {
		if v := c.env("SHINSA_NEW_PASSPHRASE"); v != "" {
			return v, nil
		}
		return "", &errUsage{"ctl.usage.new_passphrase", ""}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return "", fault.Wrap(fault.Missing, "passphrase_file_unreadable", err)
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}

// passphraseChange sets a new passphrase.
func passphraseChange(ctx context.Context, c *call) error {
	fresh, err := c.newPassphrase(c.flags.(*secretFlags).fresh)
	if err != nil {
		return err
	}
	old, err := c.passphrase()
	if err != nil {
		return err
	}
	s, err := boot.Open(ctx, boot.Options{Dir: c.desk, Passphrase: old, Now: c.now, Rehearse: c.rehearse})
	if err != nil {
		return err
	}
	if err := errors.Join(s.ChangePassphrase(ctx, old, fresh), s.Close()); err != nil {
		return err
	}
	return c.result(map[string]any{"desk": c.desk, "changed": true}, func() { c.say("ctl.passphrase.done") })
}

// recoverDesk opens a desk whose passphrase is lost.
func recoverDesk(ctx context.Context, c *call) error {
	f := c.flags.(*secretFlags)
	if f.recovery == "" {
		return &errUsage{"ctl.usage.recovery", ""}
	}
	typed, err := os.ReadFile(f.recovery)
	if err != nil {
		return fault.Wrap(fault.Missing, "file_unreadable", err, "name", f.recovery)
	}
	fresh, err := c.newPassphrase(f.fresh)
	if err != nil {
		return err
	}
	s, err := boot.Recover(ctx, boot.Options{Dir: c.desk, Passphrase: fresh, Now: c.now, Rehearse: c.rehearse}, string(typed))
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	return c.result(map[string]any{"desk": c.desk, "recovered": true}, func() { c.say("ctl.recover.done") })
}

// recoveryNew draws a new recovery key, prints its sheet, and makes older ones useless.
func recoveryNew(ctx context.Context, c *call) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	s, err := boot.Open(ctx, o)
	if err != nil {
		return err
	}
	key, err := s.NewRecovery(ctx, o.Passphrase)
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	return c.result(map[string]any{"recovery": key, "sheet": boot.RecoverySheet(key)}, func() {
		c.say("ctl.recovery.sheet")
		for _, line := range boot.RecoverySheet(key) {
			fmt.Fprintln(c.out, "  "+line)
		}
	})
}

// copies lists the local copies of the database.
func copies(_ context.Context, c *call) error {
	have, err := boot.Copies(c.desk)
	if err != nil {
		return err
	}
	return c.result(have, func() {
		for _, x := range have {
			fmt.Fprintf(c.out, "%s\t%d\t%s\n", x.Name, x.Seq, x.At.Format("2006-01-02T15:04:05Z"))
		}
	})
}
