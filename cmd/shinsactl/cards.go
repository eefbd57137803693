package main

import (
	"context"
	"flag"
	"fmt"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
)

type revokeFlags struct{ on, reason string }

func revokeFlag(fs *flag.FlagSet) any {
	f := &revokeFlags{}
	fs.StringVar(&f.on, "on", "", "")
	fs.StringVar(&f.reason, "reason", "", "")
	return f
}

// enrolRevoke ends a member's card.
func enrolRevoke(ctx context.Context, c *call) error {
	f := c.flags.(*revokeFlags)
	if f.reason == "" {
		return &errUsage{"ctl.usage.revoke", ""}
	}
	on, err := readDate(f.on)
	if err != nil {
		return err
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		card, err := d.Revoke(ctx, ident.ReviewerID(c.args[0]), review.Revocation{On: on, Reason: f.reason})
		if err != nil {
			return err
		}
		return c.result(card, func() { c.say("ctl.revoke.done", "name", card.Name, "date", card.Revoked) })
	})
}

// enrolRegister writes the signed register of keys.
func enrolRegister(ctx context.Context, c *call) error {
	return c.handOut(ctx, c.flags.(*outFlags).out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		h, err := d.ExportKeys(ctx, out)
		return []review.Handed{h}, err
	})
}

// withoutDesk is a verifier for --root.
func withoutDesk(root string, on civil.Date) (*review.Verifier, error) {
	roots, err := readRoots(root)
	return review.NewVerifier(roots, on, nil), err
}

// learn shows a verifier the registers named, of keys or of certifications.
func learn(v *review.Verifier, registers []string) error {
	for _, path := range registers {
		in, done, err := boot.Incoming(path)
		if err != nil {
			return err
		}
		err = v.Learn(in)
		if cerr := done(); err == nil && cerr != nil {
			err = fmt.Errorf("close register: %w", cerr)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// registerSnapshot writes the signed register of certifications.
func registerSnapshot(ctx context.Context, c *call) error {
	return c.handOut(ctx, c.flags.(*outFlags).out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		h, err := d.ExportRegister(ctx, out)
		return []review.Handed{h}, err
	})
}
