package main

import (
	"context"
	"flag"
	"fmt"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/publication"
	"shinsa/ui/present"
)

type publishFlags struct {
	on, out string
	preview bool
}

func publishFlag(fs *flag.FlagSet) any {
	f := &publishFlags{}
	fs.StringVar(&f.on, "on", "", "")
	fs.StringVar(&f.out, "o", "", "")
	fs.BoolVar(&f.preview, "preview", false, "")
	return f
}

// registerPublish writes what is public of the certifications, or says what it would write.
func registerPublish(ctx context.Context, c *call) error {
	f := c.flags.(*publishFlags)
	on, err := readDate(f.on)
	if err != nil {
		return err
	}
	if f.preview {
		return c.proposal(ctx, on)
	}
	return c.handOut(ctx, f.out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		hs, found, err := d.Publish(ctx, review.Publishing{On: on}, out, nil)
		if err == nil {
			hs[len(hs)-1].Notes = found // the index speaks for all
		}
		return hs, err
	})
}

// proposal says what would be public, what of it is new, and what a leak check finds.
func (c *call) proposal(ctx context.Context, on civil.Date) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		x, err := d.ProposePublication(ctx, on)
		if err != nil {
			return err
		}
		return c.result(x, func() {
			for _, l := range present.ProposalLines(c.text, x) {
				fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\t%s\n", l.No, l.Change.Word, l.State.Word, l.Service, l.Differs)
			}
			for _, w := range x.Withheld {
				fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\t%s\n", w.No, c.text.T(withheldWord(w.Decision)), w.Item, w.Title, w.Asked)
			}
			fmt.Fprintln(c.out, present.AuditLine(c.text, x).Word)
			c.reasons(x.Audit.Leaks)
			c.reasons(x.Notes)
		})
	})
}

type withholdFlags struct {
	grant, refuse     words
	reason, by, asked string
}

func withholdFlag(fs *flag.FlagSet) any {
	f := &withholdFlags{}
	fs.Var(&f.grant, "grant", "")
	fs.Var(&f.refuse, "refuse", "")
	fs.StringVar(&f.reason, "reason", "", "")
	fs.StringVar(&f.by, "by", "", "")
	fs.StringVar(&f.asked, "asked", "", "")
	return f
}

// registerWithhold decides requests to withhold, where items are named, and lists them all as they stand.
func registerWithhold(ctx context.Context, c *call) error {
	f := c.flags.(*withholdFlags)
	id := ident.CaseID(c.args[0])
	var ws []publication.Withholding
	for granted, items := range map[bool]words{true: f.grant, false: f.refuse} {
		for _, item := range items {
			ws = append(ws, publication.Withholding{Item: ident.ItemID(item), Granted: granted, Reason: f.reason, Approver: f.by, Asked: f.asked})
		}
	}
	if len(ws) == 0 && (f.reason != "" || f.by != "") {
		return &errUsage{"ctl.usage.withhold", f.by}
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		if len(ws) > 0 {
			if err := d.DecideWithholding(ctx, id, ws); err != nil {
				return err
			}
		}
		rs, err := d.Withholdings(ctx, id)
		if err != nil {
			return err
		}
		return c.result(rs, func() {
			if len(rs) == 0 {
				c.say("ctl.withhold.none")
			}
			for _, r := range rs {
				fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\n", r.Item, c.text.T(withheldWord(r.Decision)), r.Title, r.Asked)
			}
		})
	})
}

func withheldWord(w *publication.Withholding) string {
	switch {
	case w == nil:
		return "ctl.withhold.open"
	case w.Granted:
		return "ctl.withhold.granted"
	}
	return "ctl.withhold.refused"
}
