package main

import (
	"context"
	"crypto/x509"
	"fmt"
	"os"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

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
