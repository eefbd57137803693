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

// withoutDesk is a verifier for --root: with a register of keys it knows what was revoked.
func withoutDesk(root, register string, on civil.Date) (*review.Verifier, error) {
	roots, err := readRoots(root)
	if err != nil || register == "" {
		return review.NewVerifier(roots, on, nil), err
	}
	in, done, err := boot.Incoming(register)
	if err != nil {
		return nil, err
	}
	revoked, err := review.ReadKeys(review.NewVerifier(roots, civil.Date{}, nil), in)
	if cerr := done(); err == nil && cerr != nil {
		err = fmt.Errorf("close register: %w", cerr)
	}
	return review.NewVerifier(roots, on, revoked), err
}
