package main

import (
	"context"
	"flag"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
)

type enterFlags struct {
	operator, corporate, service, url string
	first, from, to                   string
	class                             words
}

func enterFlag(fs *flag.FlagSet) any {
	f := &enterFlags{}
	fs.StringVar(&f.operator, "operator", "", "")
	fs.StringVar(&f.corporate, "corporate", "", "")
	fs.StringVar(&f.service, "service", "", "")
	fs.StringVar(&f.url, "url", "", "")
	fs.StringVar(&f.first, "first", "", "")
	fs.StringVar(&f.from, "from", "", "")
	fs.StringVar(&f.to, "to", "", "")
	fs.Var(&f.class, "class", "")
	return f
}

// registerEnter enters a certification that is older than the register.
func registerEnter(ctx context.Context, c *call) error {
	f := c.flags.(*enterFlags)
	x := review.Existing{
		No: ident.CertificateNo(c.args[0]), Operator: f.operator, Corporate: f.corporate, Service: f.service, Classes: f.class, URL: f.url,
	}
	for at, s := range map[*civil.Date]string{&x.First: f.first, &x.From: f.from, &x.To: f.to} {
		var err error
		if *at, err = readDate(s); err != nil {
			return err
		}
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		if err := d.EnterCertification(ctx, x); err != nil {
			return err
		}
		return c.result(map[string]string{"no": c.args[0]}, func() { c.say("ctl.register.entered", "no", c.args[0]) })
	})
}

type endFlags struct {
	on       string
	returned bool
}

func endFlag(fs *flag.FlagSet) any {
	f := &endFlags{}
	fs.StringVar(&f.on, "on", "", "")
	fs.BoolVar(&f.returned, "returned", false, "")
	return f
}

// registerContinue lets a certification stay in effect until its renewal is decided.
func registerContinue(ctx context.Context, c *call) error {
	return c.dated(ctx, "ctl.register.continued", func(d *review.Desk, no ident.CertificateNo, on civil.Date) error {
		return d.ContinueEffect(ctx, no, review.Continuing{On: on})
	})
}

// registerEnd enters the end of a service.
func registerEnd(ctx context.Context, c *call) error {
	returned := c.flags.(*endFlags).returned
	return c.dated(ctx, "ctl.register.ended", func(d *review.Desk, no ident.CertificateNo, on civil.Date) error {
		return d.EndService(ctx, no, review.Ending{On: on, Returned: returned})
	})
}

// dated does something to the certification that is named, on the day of --on or today, and says so.
func (c *call) dated(ctx context.Context, done string, act func(*review.Desk, ident.CertificateNo, civil.Date) error) error {
	on, err := readDate(c.flags.(*endFlags).on)
	if err != nil {
		return err
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		if on.IsZero() {
			on = d.Today()
		}
		if err := act(d, ident.CertificateNo(c.args[0]), on); err != nil {
			return err
		}
		return c.result(map[string]string{"no": c.args[0], "on": on.String()}, func() { c.say(done, "no", c.args[0], "on", on) })
	})
}
