package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
)

// initDesk makes a new desk.
func initDesk(ctx context.Context, c *call) error {
	f := c.flags.(*initFlags)
	if f.name == "" || (f.role != string(review.Secretariat) && f.role != string(review.Member)) {
		return &errUsage{"ctl.usage.init", f.role}
	}
	profile := review.SampleProfile()
	if f.profile != "" {
		if err := readYAML(f.profile, &profile); err != nil {
			return err
		}
	}
	pass, err := c.passphrase()
	if err != nil {
		return err
	}
	s, err := boot.Create(ctx, boot.Options{Dir: c.desk, Passphrase: pass, Now: c.now, Rehearse: c.rehearse},
		review.Founding{Role: review.Role(f.role), Name: f.name, Profile: profile, Rehearsal: f.rehearsal})
	if err != nil {
		return err
	}
	self := s.Desk.Self()
	if err := s.Close(); err != nil {
		return err
	}
	return c.result(map[string]any{"desk": c.desk, "self": self, "recovery": s.Recovery, "sheet": boot.RecoverySheet(s.Recovery)}, func() {
		c.say("ctl.init.done", "dir", c.desk, "id", self.ID)
		c.say("ctl.init.recovery", "key", strings.Join(boot.RecoverySheet(s.Recovery), "\n  "))
	})
}

func identityShow(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		self := d.Self()
		v := map[string]any{"self": self, "body": d.Profile().Body, "roots": d.Fingerprints()}
		return c.result(v, func() {
			fmt.Fprintf(c.out, "%s\t%s\t%s\n", self.ID, self.Role, self.Name)
			for _, f := range d.Fingerprints() {
				fmt.Fprintf(c.out, "%s\t%s\n", f.Role, f.SHA256)
			}
		})
	})
}

// identityKeys prints the secrets by which other programs can read this desk's files; a rehearsal desk alone has them to give.
func identityKeys(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		keys, err := d.ReadingKeys()
		if err != nil {
			return err
		}
		return c.result(map[string]any{"keys": keys}, func() {
			for _, k := range keys {
				fmt.Fprintln(c.out, k)
			}
		})
	})
}

func enrolRequest(ctx context.Context, c *call) error {
	return c.handOut(ctx, c.flags.(*outFlags).out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		h, err := d.EnrolRequest(ctx, out)
		return []review.Handed{h}, err
	})
}

func enrolApprove(ctx context.Context, c *call) error {
	return c.handOut(ctx, c.flags.(*outFlags).out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		in, done, err := boot.Incoming(c.args[0])
		if err != nil {
			return nil, err
		}
		defer done()
		h, _, err := d.EnrolApprove(ctx, in, out)
		return []review.Handed{h}, err
	})
}

func enrolAccept(ctx context.Context, c *call) error {
	return c.withFile(ctx, func(d *review.Desk, in review.Incoming) error {
		if err := d.EnrolAccept(ctx, in); err != nil {
			return err
		}
		self := d.Self()
		return c.result(self, func() { c.say("ctl.enrol.accepted", "id", self.ID, "name", self.Name) })
	})
}

func members(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		cards, err := d.Members(ctx)
		if err != nil {
			return err
		}
		return c.result(cards, func() {
			for _, m := range cards {
				fmt.Fprintf(c.out, "%s\t%s\t%s\n", m.ID, m.Name, m.NotAfter)
			}
		})
	})
}

func doctor(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		checks, err := d.Doctor(ctx)
		if err != nil {
			return err
		}
		bad := false
		for _, k := range checks {
			bad = bad || !k.OK
		}
		err = c.result(checks, func() {
			for _, k := range checks {
				word := "ok"
				if !k.OK {
					word = "BROKEN"
				}
				fmt.Fprintf(c.out, "%s\t%s\t%s\n", word, k.Name, k.Detail)
			}
		})
		if err == nil && bad {
			return fault.New(fault.Corrupt, "desk_damaged")
		}
		return err
	})
}

// handOut opens the desk, runs f with a folder to write into, and prints what was handed out.
func (c *call) handOut(ctx context.Context, dir string, f func(*review.Desk, review.Outbox) ([]review.Handed, error)) error {
	if dir == "" {
		return &errUsage{"ctl.usage.out", ""}
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		out, err := boot.Outbox(dir)
		if err != nil {
			return err
		}
		handed, err := f(d, out)
		if err != nil {
			return err
		}
		return c.handed(handed)
	})
}

func (c *call) handed(hs []review.Handed) error {
	return c.result(hs, func() {
		for _, h := range hs {
			fmt.Fprintf(c.out, "%s\t%s\t%s\n", h.Verdict, h.Kind, h.Path)
		}
		for _, h := range hs {
			c.reasons(h.Notes)
		}
	})
}

// withFile opens the desk and the one file named, and runs f.
func (c *call) withFile(ctx context.Context, f func(*review.Desk, review.Incoming) error) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		in, done, err := boot.Incoming(c.args[0])
		if err != nil {
			return err
		}
		defer done()
		return f(d, in)
	})
}

func readYAML(path string, v any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return fault.Wrap(fault.Missing, "file_unreadable", err, "name", path)
	}
	dec := yaml.NewDecoder(bytesReader(b))
	dec.KnownFields(true)
	if err := dec.Decode(v); err != nil {
		return fault.Wrap(fault.Invalid, "yaml_unreadable", err, "name", path, "detail", err.Error())
	}
	return nil
}

func readDate(s string) (civil.Date, error) {
	if s == "" {
		return civil.Date{}, nil
	}
	d, err := civil.Parse(s)
	if err != nil {
		return d, &errUsage{"ctl.usage.date", s}
	}
	return d, nil
}
