package main

import (
	"context"
	"flag"
	"slices"

	"shinsa/cmd/internal/boot"
	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

type correctFlags struct {
	due, out string
	only     words
}

func correctFlag(fs *flag.FlagSet) any {
	f := &correctFlags{}
	fs.StringVar(&f.due, "due", "", "")
	fs.StringVar(&f.out, "o", "", "")
	fs.Var(&f.only, "only", "")
	return f
}

// correct writes the letter that asks for corrections and the applicant's workbook with comments. The letter is in Japanese whatever the
// language of the program.
func correct(ctx context.Context, c *call) error {
	f := c.flags.(*correctFlags)
	due, err := readDate(f.due)
	if err != nil {
		return err
	}
	if f.out == "" {
		return &errUsage{"ctl.usage.out", ""}
	}
	ja := i18n.New(i18n.Japanese)
	want := review.Correcting{Due: due, Say: func(x fault.Finding) string { return ja.Asked(x.Code, x.Values()) }}
	if len(f.only) > 0 {
		want.Pick = func(x fault.Finding) bool { return slices.Contains(f.only, x.Code) }
	}
	id := ident.CaseID(c.args[0])
	return c.onDesk(ctx, func(d *review.Desk) error {
		out, err := boot.Outbox(f.out)
		if err != nil {
			return err
		}
		hs, err := d.Correct(ctx, id, want, out)
		if err != nil {
			return err
		}
		all, err := d.Corrections(ctx, id)
		if err != nil {
			return err
		}
		last := all[len(all)-1]
		if c.json {
			return c.result(map[string]any{"correction": last, "files": hs}, nil)
		}
		c.say("ctl.correct.done", "number", last.Number, "points", len(last.Points), "cells", last.Cells, "due", last.Due)
		return c.handed(hs)
	})
}
