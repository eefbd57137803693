package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"shinsa/cmd/internal/token"
	"shinsa/review"
	"shinsa/review/fault"
)

type identityFlags struct{ password string }

func identityFlag(fs *flag.FlagSet) any {
	f := &identityFlags{}
	fs.StringVar(&f.password, "password-file", "", "")
	return f
}

// identityImport makes the key of a PKCS#12 file the desk's.
func identityImport(ctx context.Context, c *call) error {
	b, err := os.ReadFile(c.args[0])
	if err != nil {
		return fault.Wrap(fault.Missing, "file_unreadable", err, "name", c.args[0])
	}
	password, err := c.secretOf(c.flags.(*identityFlags).password, "SHINSA_P12_PASSWORD", c.text.T("ctl.p12"), "seal_password_empty")
	if err != nil {
		return err
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		if err := d.ImportKey(ctx, b, password); err != nil {
			return err
		}
		return c.showIdentity(ctx, d)
	})
}

type tokenFlags struct{ module, serial, key string }

func tokenFlag(fs *flag.FlagSet) any {
	f := &tokenFlags{}
	fs.StringVar(&f.module, "module", "", "")
	fs.StringVar(&f.serial, "serial", "", "")
	fs.StringVar(&f.key, "key", "", "")
	return f
}

// identityToken makes a key on a token the desk's.
func identityToken(ctx context.Context, c *call) error {
	f := c.flags.(*tokenFlags)
	if f.module == "" || f.serial == "" || f.key == "" {
		return &errUsage{"ctl.usage.token", ""}
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		if err := d.UseToken(ctx, review.Token{Module: f.module, Serial: f.serial, Label: c.label(f.module, f.serial), Key: f.key}); err != nil {
			return err
		}
		return c.showIdentity(ctx, d)
	})
}

// label is what a token is called, or its serial number when it cannot be asked.
func (c *call) label(module, serial string) string {
	slots, err := c.tokens.Slots(module)
	if err != nil {
		return serial
	}
	for _, s := range slots {
		if s.Serial == serial && s.Label != "" {
			return s.Label
		}
	}
	return serial
}

func (c *call) showIdentity(ctx context.Context, d *review.Desk) error {
	on, err := d.OnToken(ctx)
	if err != nil {
		return err
	}
	return c.result(map[string]any{"self": d.Self(), "token": on}, func() {
		c.say("ctl.identity.changed", "id", d.Self().ID)
		if on != nil {
			c.say("ctl.identity.token", "label", on.Label, "key", on.Key)
		}
	})
}

// tokenList lists what is plugged in. It needs no desk.
func tokenList(_ context.Context, c *call) error {
	f := c.flags.(*tokenFlags)
	if f.module == "" {
		return &errUsage{"ctl.usage.module", ""}
	}
	slots, err := c.tokens.Slots(f.module)
	if err != nil {
		return err
	}
	found := []token.Found{}
	for _, s := range slots {
		if f.serial != "" && f.serial != s.Serial {
			continue
		}
		keys, err := c.tokens.Keys(f.module, s)
		if err != nil {
			return err
		}
		found = append(found, keys...)
	}
	return c.result(found, func() {
		for _, k := range found {
			fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\t%s\n", k.Serial, k.Label, k.Key, k.Algorithm, k.Name)
		}
	})
}

// askPIN takes the PIN of a token from the file, the environment, or asks.
func (r *runner) askPIN(label string) (string, error) {
	return r.secretOf(r.pin, "SHINSA_PIN", r.text.T("ctl.pin", "label", label), "token_pin_missing")
}
