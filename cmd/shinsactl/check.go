package main

import (
	"context"
	"crypto/x509"
	"fmt"
	"os"
	"strings"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// verify judges any PDF or parcel. With --root no desk is needed.
func verify(ctx context.Context, c *call) error {
	f := c.flags.(*verifyFlags)
	on, err := readDate(f.on)
	if err != nil {
		return err
	}
	judge := func(v *review.Verifier) error {
		good := true
		var all []review.Verification
		for _, path := range c.args {
			in, done, err := boot.Incoming(path)
			if err != nil {
				return err
			}
			one := v.Verify(ctx, in)
			done()
			good = good && one.Verdict == seal.Genuine
			all = append(all, one)
		}
		if err := c.result(verified(all), func() { c.verifications(all) }); err != nil {
			return err
		}
		for _, v := range all {
			c.reasons(v.Reasons)
		}
		if !good {
			return errNotGood
		}
		return nil
	}
	if f.root != "" {
		v, err := withoutDesk(f.root, f.register, civilOr(on, civil.Of(c.now())))
		if err != nil {
			return err
		}
		return judge(v)
	}
	return c.onDesk(ctx, func(d *review.Desk) error { return judge(d.Verifier(on)) })
}

func civilOr(d, or civil.Date) civil.Date {
	if d.IsZero() {
		return or
	}
	return d
}

// verified is one object for one file and a list for several.
func verified(all []review.Verification) any {
	if len(all) == 1 {
		return all[0]
	}
	return all
}

func (c *call) verifications(all []review.Verification) {
	for _, v := range all {
		fmt.Fprintf(c.out, "%s\t%s\n", c.text.T("verify."+strings.ReplaceAll(string(v.Verdict), "-", "_")), v.Name)
		for _, s := range v.Signers {
			fmt.Fprintf(c.out, "  %s\t%s\t%s\t%s\n", s.Verdict, s.Name, s.Role, s.When)
		}
	}
}

func readRoots(path string) ([]*x509.Certificate, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fault.Wrap(fault.Missing, "file_unreadable", err, "name", path)
	}
	return seal.ParseCertificates(b)
}

func criteriaList(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		es, err := d.Editions(ctx)
		if err != nil {
			return err
		}
		var rows []map[string]any
		standing := map[ident.EditionID]criteria.Status{}
		for _, e := range es {
			if standing[e.ID()], err = d.Standing(ctx, e); err != nil {
				return err
			}
			rows = append(rows, map[string]any{
				"id": e.ID(), "title": e.Title().In(c.text.Lang()), "in_force_from": e.InForceFrom(), "status": standing[e.ID()],
				"sample": e.Sample(), "items": len(e.Items()), "sha256": e.Digest(),
			})
		}
		return c.result(rows, func() {
			for _, e := range es {
				fmt.Fprintf(c.out, "%s\t%s\t%s\t%d\t%s\n", e.ID(), e.InForceFrom(), c.text.T("edition.status."+string(standing[e.ID()])), len(e.Items()), e.Title().In(c.text.Lang()))
			}
		})
	})
}

func criteriaCheck(_ context.Context, c *call) error {
	e, err := readEdition(c.args[0])
	if err != nil {
		return err
	}
	v := map[string]any{"id": e.ID(), "items": len(e.Items()), "groups": len(e.Groups()), "sha256": e.Digest()}
	return c.result(v, func() { c.say("ctl.criteria.good", "id", e.ID(), "n", len(e.Items())) })
}

func readEdition(path string) (*criteria.Edition, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fault.Wrap(fault.Missing, "file_unreadable", err, "name", path)
	}
	return criteria.Parse(b)
}
