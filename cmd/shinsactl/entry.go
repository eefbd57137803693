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

type enterFlags struct {
	operator, corporate, service, url string
	first, from, to, source, scan     string
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
	fs.StringVar(&f.source, "source", "", "")
	fs.StringVar(&f.scan, "scan", "", "")
	fs.Var(&f.class, "class", "")
	return f
}

// registerEnter enters a certification that is older than the register.
func registerEnter(ctx context.Context, c *call) error {
	f := c.flags.(*enterFlags)
	x := review.Existing{
		No: ident.CertificateNo(c.args[0]), Operator: f.operator, Corporate: f.corporate, Service: f.service, Classes: f.class, URL: f.url, Source: f.source,
	}
	for at, s := range map[*civil.Date]string{&x.First: f.first, &x.From: f.from, &x.To: f.to} {
		var err error
		if *at, err = readDate(s); err != nil {
			return err
		}
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		err := withOptional(f.scan, func(scan *review.Incoming) error {
			x.Scan = scan
			return d.EnterCertification(ctx, x)
		})
		if err != nil {
			return err
		}
		return c.result(map[string]string{"no": c.args[0]}, func() { c.say("ctl.register.entered", "no", c.args[0]) })
	})
}

// withOptional opens the file that is named, where one is, and runs f.
func withOptional(path string, f func(*review.Incoming) error) error {
	if path == "" {
		return f(nil)
	}
	in, done, err := boot.Incoming(path)
	if err != nil {
		return err
	}
	err = f(&in)
	if cerr := done(); err == nil && cerr != nil {
		err = fmt.Errorf("close the file: %w", cerr)
	}
	return err
}

type endFlags struct {
	on, reason, noticed, notice, file string
	returned                          bool
}

func endFlag(fs *flag.FlagSet) any {
	f := &endFlags{}
	fs.StringVar(&f.on, "on", "", "")
	fs.StringVar(&f.reason, "reason", "", "")
	fs.StringVar(&f.noticed, "noticed", "", "")
	fs.StringVar(&f.notice, "notice", "", "")
	fs.StringVar(&f.file, "file", "", "")
	fs.BoolVar(&f.returned, "returned", false, "")
	return f
}

// registerContinue lets a certification stay in effect until its renewal is decided.
func registerContinue(ctx context.Context, c *call) error {
	return c.dated(ctx, c.flags.(*endFlags).on, "ctl.register.continued", func(d *review.Desk, no ident.CertificateNo, on civil.Date) error {
		return d.ContinueEffect(ctx, no, review.Continuing{On: on, Reason: c.flags.(*endFlags).reason})
	})
}

// registerEnd enters the end of a service.
func registerEnd(ctx context.Context, c *call) error {
	f := c.flags.(*endFlags)
	noticed, err := readDate(f.noticed)
	if err != nil {
		return err
	}
	return c.dated(ctx, c.flags.(*endFlags).on, "ctl.register.ended", func(d *review.Desk, no ident.CertificateNo, on civil.Date) error {
		return withOptional(f.file, func(file *review.Incoming) error {
			return d.EndService(ctx, no, review.Ending{On: on, Noticed: noticed, Notice: f.notice, File: file, Returned: f.returned})
		})
	})
}

// dated does something to the certification that is named, on a day or today, and says so.
func (c *call) dated(ctx context.Context, day, done string, act func(*review.Desk, ident.CertificateNo, civil.Date) error) error {
	return c.onDay(ctx, day, func(d *review.Desk, on civil.Date) error {
		if err := act(d, ident.CertificateNo(c.args[0]), on); err != nil {
			return err
		}
		return c.result(map[string]string{"no": c.args[0], "on": on.String()}, func() { c.say(done, "no", c.args[0], "on", on) })
	})
}
