package main

import (
	"context"
	"flag"
	"fmt"

	"shinsa/review"
	"shinsa/review/ident"
)

type discloseFlags struct{ to, exception, text, on string }

func discloseFlag(fs *flag.FlagSet) any {
	f := &discloseFlags{}
	fs.StringVar(&f.to, "to", "", "")
	fs.StringVar(&f.exception, "exception", "", "")
	fs.StringVar(&f.text, "text", "", "")
	fs.StringVar(&f.on, "on", "", "")
	return f
}

// ground reads the short forms of the command line.
func ground(s string) (review.Ground, bool) {
	switch s {
	case "1", "2", "3", "4", "5", "6":
		return review.Ground("20-2-" + s), true
	case "law":
		return "20-3", true
	case "consent":
		return "20-1", true
	}
	return review.Ground(s), review.Ground(s).Known()
}

// disclose records that information of a case was given to somebody outside.
func disclose(ctx context.Context, c *call) error {
	f := c.flags.(*discloseFlags)
	on, err := readDate(f.on)
	if err != nil {
		return err
	}
	g, ok := ground(f.exception)
	if !ok {
		return &errUsage{"ctl.usage.exception", f.exception}
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		x, err := d.Disclose(ctx, review.Disclosure{Case: ident.CaseID(c.args[0]), To: f.to, Ground: g, Text: f.text, On: on})
		if err != nil {
			return err
		}
		return c.result(x, func() {
			c.say("ctl.disclose.done", "case", x.Case, "no", x.No, "article", c.text.Clause(string(x.Ground)))
		})
	})
}

// disclosures lists the log.
func disclosures(ctx context.Context, c *call) error {
	var id ident.CaseID
	if len(c.args) > 0 {
		id = ident.CaseID(c.args[0])
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		all, err := d.Disclosures(ctx, id)
		if err != nil {
			return err
		}
		return c.result(all, func() {
			for _, x := range all {
				fmt.Fprintf(c.out, "%s\t%d\t%s\t%s\t%s\t%s\n", x.Case, x.No, x.On, c.text.Clause(string(x.Ground)), x.To, x.Text)
			}
		})
	})
}
