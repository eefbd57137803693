package main

import (
	"context"
	"flag"
	"fmt"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/register"
	"shinsa/ui/present"
)

type noteFlags struct {
	topic, text, on, due, file string
	answers                    int
}

func noteFlag(fs *flag.FlagSet) any {
	f := &noteFlags{}
	fs.StringVar(&f.topic, "topic", "", "")
	fs.StringVar(&f.text, "text", "", "")
	fs.StringVar(&f.on, "on", "", "")
	fs.StringVar(&f.due, "due", "", "")
	fs.StringVar(&f.file, "file", "", "")
	fs.IntVar(&f.answers, "answers", 0, "")
	return f
}

// registerNote notes what came in, went out or was found about a certification.
func registerNote(ctx context.Context, c *call) error {
	f := c.flags.(*noteFlags)
	n := register.Note{No: ident.CertificateNo(c.args[0]), Topic: register.Topic(f.topic), Text: f.text, Answers: f.answers}
	var err error
	if n.On, err = readDate(f.on); err == nil {
		n.Until, err = readDate(f.due)
	}
	if err != nil {
		return err
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		err := withOptional(f.file, func(file *review.Incoming) error {
			n, err = d.NoteCertification(ctx, n, file)
			return err
		})
		if err != nil {
			return err
		}
		return c.result(n, func() { c.say("ctl.register.noted", "no", n.No, "n", n.N) })
	})
}

// registerDue lists what has to happen with the certifications.
func registerDue(ctx context.Context, c *call) error {
	return c.onDay(ctx, c.flags.(*returnFlags).on, func(d *review.Desk, on civil.Date) error {
		due, err := d.Due(ctx, on)
		if err != nil {
			return err
		}
		return c.result(due, func() {
			for _, x := range due {
				fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\n", x.By, x.No, present.DueWord(c.text, x, on), c.text.Clause(x.Clause))
			}
			if len(due) == 0 {
				c.say("ctl.due.none")
			}
		})
	})
}
