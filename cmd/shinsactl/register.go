package main

import (
	"context"
	"flag"
	"strconv"
	"strings"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
)

type revocationFlags struct {
	ground         words
	facts, on, out string
}

func revocationFlag(fs *flag.FlagSet) any {
	f := &revocationFlags{}
	fs.Var(&f.ground, "ground", "")
	fs.StringVar(&f.facts, "facts", "", "")
	fs.StringVar(&f.on, "on", "", "")
	fs.StringVar(&f.out, "o", "", "")
	return f
}

// registerRevoke revokes a certification. It asks for the passphrase, as every signature of the body does.
func registerRevoke(ctx context.Context, c *call) error {
	f := c.flags.(*revocationFlags)
	if len(f.ground) == 0 || strings.TrimSpace(f.facts) == "" {
		return &errUsage{"ctl.usage.ground", f.ground.String()}
	}
	r := review.Revoking{Facts: f.facts}
	for _, g := range f.ground {
		n, err := strconv.Atoi(g)
		if err != nil || n < 1 || n > 9 {
			return &errUsage{"ctl.usage.ground", g}
		}
		r.Grounds = append(r.Grounds, n)
	}
	var err error
	if r.On, err = readDate(f.on); err != nil {
		return err
	}
	return c.handOut(ctx, f.out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		pass, err := c.passphrase()
		if err != nil {
			return nil, err
		}
		h, err := d.RevokeCertification(ctx, ident.CertificateNo(c.args[0]), r, pass, out)
		return []review.Handed{h}, err
	})
}

type lapseFlags struct{ event, on string }

func lapseFlag(fs *flag.FlagSet) any {
	f := &lapseFlags{}
	fs.StringVar(&f.event, "event", "", "")
	fs.StringVar(&f.on, "on", "", "")
	return f
}

// registerLapse enters a lapse. There is no letter to hand over.
func registerLapse(ctx context.Context, c *call) error {
	f := c.flags.(*lapseFlags)
	return c.onDay(ctx, f.on, func(d *review.Desk, on civil.Date) error {
		l := review.Lapsing{On: on, Event: review.LapseEvent(f.event)}
		if err := d.Lapse(ctx, ident.CertificateNo(c.args[0]), l); err != nil {
			return err
		}
		return c.result(map[string]string{"no": c.args[0], "on": on.String(), "event": f.event}, func() {
			c.say("ctl.lapse.done", "no", c.args[0], "on", on, "event", c.text.T("lapse."+f.event))
		})
	})
}

type returnFlags struct{ on string }

func returnFlag(fs *flag.FlagSet) any {
	f := &returnFlags{}
	fs.StringVar(&f.on, "on", "", "")
	return f
}

// registerReturn enters that a certificate came back.
func registerReturn(ctx context.Context, c *call) error {
	return c.dated(ctx, c.flags.(*returnFlags).on, "ctl.register.returned", func(d *review.Desk, no ident.CertificateNo, on civil.Date) error {
		return d.ReturnCertificate(ctx, no, on)
	})
}

type improveFlags struct {
	facts, text, due, out string
	publish               bool
}

func improveFlag(fs *flag.FlagSet) any {
	f := &improveFlags{}
	fs.StringVar(&f.facts, "facts", "", "")
	fs.StringVar(&f.text, "text", "", "")
	fs.StringVar(&f.due, "due", "", "")
	fs.BoolVar(&f.publish, "publish", false, "")
	fs.StringVar(&f.out, "o", "", "")
	return f
}

// registerImprove asks the operator of a certification for improvement.
func registerImprove(ctx context.Context, c *call) error {
	f := c.flags.(*improveFlags)
	due, err := readDate(f.due)
	if err != nil {
		return err
	}
	return c.handOut(ctx, f.out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		i := review.Improving{Facts: f.facts, Text: f.text, Due: due, Publish: f.publish}
		h, err := d.RequestImprovement(ctx, ident.CertificateNo(c.args[0]), i, out)
		return []review.Handed{h}, err
	})
}

type remindFlags struct{ on, out string }

func remindFlag(fs *flag.FlagSet) any {
	f := &remindFlags{}
	fs.StringVar(&f.on, "on", "", "")
	fs.StringVar(&f.out, "o", "", "")
	return f
}

// registerRemind writes the reminders that are due, or those of the certifications named.
func registerRemind(ctx context.Context, c *call) error {
	f := c.flags.(*remindFlags)
	on, err := readDate(f.on)
	if err != nil {
		return err
	}
	return c.handOut(ctx, f.out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		var nos []ident.CertificateNo
		for _, a := range c.args {
			nos = append(nos, ident.CertificateNo(a))
		}
		hs, err := d.RemindRenewal(ctx, nos, on, out)
		if err == nil && len(hs) == 0 && !c.json {
			c.say("ctl.remind.none")
		}
		return hs, err
	})
}
